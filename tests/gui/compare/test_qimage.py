"""Samples become the colours a screen is to show."""

import numpy as np
import pytest
from PySide6.QtGui import QColorSpace, QImage

from srdesk.gui.compare.qimage import colours_of, display_converter, to_qimage, whole_image
from srdesk.gui.compare.raster import Block
from srdesk.imaging.photo import Metadata, Photo
from tests.gui.fakes import ramp
from tests.imaging.profiles import gray_profile


def colours(image: QImage) -> np.ndarray:
    """The image as H x W x 4, straight RGBA."""
    rgba = image.convertToFormat(QImage.Format.Format_RGBA8888)
    return np.frombuffer(rgba.constBits(), np.uint8).reshape(image.height(), image.width(), 4).copy()


def plain(pixels):
    return pixels


def profile(name: QColorSpace.NamedColorSpace) -> bytes:
    return bytes(QColorSpace(name).iccProfile().data())


P3, WIDE = profile(QColorSpace.NamedColorSpace.DisplayP3), profile(QColorSpace.NamedColorSpace.AdobeRgb)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("width", [1, 5, 64])
def test_every_sample_arrives(dtype, channels, width):
    pixels = ramp(width, 7, channels=channels, dtype=dtype)
    image = to_qimage(Block(pixels), plain)
    assert image.format() == QImage.Format.Format_RGB32
    expected = ramp(width, 7, channels=channels).reshape(7, width, channels)
    assert np.array_equal(colours(image)[..., :3], np.broadcast_to(expected, (7, width, 3)))


def test_alpha_is_multiplied_in():
    pixels = np.array([[[200, 100, 50], [200, 100, 50], [200, 100, 50]]], np.uint8)
    image = to_qimage(Block(pixels, np.array([[255, 128, 0]], np.uint8)), plain)
    assert image.format() == QImage.Format.Format_ARGB32_Premultiplied
    assert image.pixelColor(0, 0).getRgb() == (200, 100, 50, 255)
    assert image.pixelColor(1, 0).getRgb() == pytest.approx((200, 100, 50, 128), abs=1)
    assert image.pixelColor(2, 0).alpha() == 0


def test_an_image_is_reduced_on_the_way():
    image = to_qimage(Block(ramp(64, 32)), plain, reduction=4)
    assert (image.width(), image.height()) == (16, 8)


def test_the_image_outlives_the_samples():
    pixels = ramp(32, 32)
    image = to_qimage(Block(pixels), plain)
    before = colours(image)
    pixels[:] = 0
    assert np.array_equal(colours(image), before)


@pytest.mark.parametrize("icc", [None, profile(QColorSpace.NamedColorSpace.SRgb), b"no profile"])
def test_srgb_is_shown_to_the_last_bit(icc):
    convert = display_converter(Photo(ramp(4, 4), metadata=Metadata(icc=icc)))
    assert np.array_equal(convert(ramp(16, 16)), ramp(16, 16))


@pytest.mark.parametrize("space", [QColorSpace.NamedColorSpace.DisplayP3, QColorSpace.NamedColorSpace.AdobeRgb])
def test_other_spaces_are_converted(space):
    pixels = np.array([[[200, 100, 60], [90, 160, 110], [128, 128, 128]]], np.uint8)
    convert = display_converter(Photo(pixels, metadata=Metadata(icc=profile(space))))
    reference = QImage(pixels.tobytes(), 3, 1, 9, QImage.Format.Format_RGB888).copy()
    reference.setColorSpace(QColorSpace(space))
    reference = reference.convertedToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    shown = colours(to_qimage(Block(pixels), convert))[..., :3].astype(int)
    assert np.abs(shown - colours(reference)[..., :3]).max() <= 2
    assert np.abs(shown - pixels).max() > 5


def test_gray_profiles_are_converted_and_stay_gray():
    convert = display_converter(Photo(ramp(4, 4, channels=1), metadata=Metadata(icc=gray_profile(gamma=1.0))))
    shown = convert(np.array([[0, 55, 128, 255]], np.uint8))
    assert shown.tolist()[0] == pytest.approx([0, 128, 188, 255], abs=2)


@pytest.mark.parametrize("icc", [None, P3], ids=["no profile", "Display P3"])
@pytest.mark.parametrize("channels", [1, 3])
def test_a_screen_with_a_profile_shows_the_same_colours(icc, channels):
    """What the screen makes of the pixels it gets is what the photo means."""
    pixels = ramp(16, 16, channels=channels)
    if icc is not None and channels == 1:
        icc = gray_profile(gamma=1.8)
    shown = colours_of(Photo(pixels, metadata=Metadata(icc=icc)), WIDE)
    sent = np.broadcast_to(colours(to_qimage(Block(pixels), shown.shown))[..., :3], (16, 16, 3))
    seen, meant = _linear(sent, WIDE), _linear(pixels, icc)
    assert np.abs(seen - meant).max() < 0.02
    assert np.array_equal(shown.standard(pixels), display_converter(Photo(pixels, metadata=Metadata(icc=icc)))(pixels))


def test_a_screen_of_the_photos_own_space_gets_its_pixels_as_they_are():
    shown = colours_of(Photo(ramp(4, 4), metadata=Metadata(icc=P3)), P3)
    assert np.array_equal(shown.shown(ramp(16, 16)), ramp(16, 16))
    assert not np.array_equal(shown.standard(ramp(16, 16)), ramp(16, 16))


@pytest.mark.parametrize("screen", [None, b"no profile", gray_profile(), profile(QColorSpace.NamedColorSpace.SRgb)])
def test_a_screen_without_a_profile_that_can_be_used_is_taken_for_srgb(screen):
    photo = Photo(ramp(4, 4), metadata=Metadata(icc=P3))
    shown = colours_of(photo, screen)
    assert np.abs(shown.shown(ramp(16, 16)).astype(int) - display_converter(photo)(ramp(16, 16))).max() <= 1


def _linear(pixels, icc):
    """Colours as light, in sRGB's primaries, by Qt's own arithmetic; what sRGB lacks is cut off."""
    if pixels.ndim == 2 or pixels.shape[-1] == 1:
        gamma = 1.8 if icc is not None else None
        light = (pixels.reshape(16, 16) / 255.0) ** gamma if gamma else _srgb_light(pixels.reshape(16, 16))
        return np.repeat(light[..., np.newaxis], 3, axis=-1)
    image = QImage(np.ascontiguousarray(pixels).tobytes(), 16, 16, 48, QImage.Format.Format_RGB888).copy()
    space = QColorSpace(QColorSpace.NamedColorSpace.SRgb)
    image.setColorSpace(space if icc is None else QColorSpace.fromIccProfile(icc))
    return _srgb_light(colours(image.convertedToColorSpace(space))[..., :3])


def _srgb_light(levels):
    value = levels / 255.0
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


@pytest.mark.parametrize("alpha", [False, True])
def test_a_whole_photo_becomes_one_image(alpha):
    pixels = ramp(20, 1100)
    picture = Photo(pixels, np.full(pixels.shape[:2], 90, np.uint8) if alpha else None)
    image = whole_image(picture, display_converter(picture))
    assert image == to_qimage(Block(pixels, picture.alpha), display_converter(picture))
