"""Colours stay what they are, whatever space they are in and whatever format they go into."""

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from srdesk.imaging import chromaticities
from srdesk.imaging.codec import decode
from srdesk.imaging.photo import Metadata, Photo
from srdesk.imaging.profiles import ProfileError, checked, srgb_converter, to_srgb
from tests.imaging.pictures import delta_e, exif_block, exif_of, gray_scene, saved, scene, there_and_back
from tests.imaging.profiles import SPACES, cmyk_profile, gray_profile, lab_of


def patches() -> np.ndarray:
    """A chart of flat 16 x 16 patches, none of them out of sRGB in any of the spaces."""
    values = [(110, 115, 120), (160, 120, 110), (100, 140, 110), (105, 110, 150), (170, 165, 120), (60, 60, 64)]
    return np.repeat(np.repeat(np.array([values], np.uint8), 16, axis=0), 16, axis=1)


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("suffix", [".png", ".tif", ".bmp"])
def test_colours_stay_within_one_delta_e(suffix: str, space: str, tmp_path: Path) -> None:
    icc = SPACES[space]
    source = decode(saved(patches(), "PNG", icc_profile=icc))
    assert source.metadata.icc == icc
    back, report = there_and_back(source, tmp_path / f"photo{suffix}")
    converted = suffix == ".bmp" and icc is not None
    assert back.metadata.icc == (None if converted else icc)
    assert any("converted to sRGB" in notice for notice in report.notices) == converted
    before = lab_of(source.pixels, space)
    after = lab_of(back.pixels, "untagged" if converted else space)
    assert delta_e(before, after) < 1


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("suffix", [".jpg", ".webp", ".avif"])
def test_lossy_formats_keep_the_profile_and_round_alike_in_every_space(suffix: str, space: str, tmp_path: Path) -> None:
    icc = SPACES[space]
    source = decode(saved(patches(), "PNG", icc_profile=icc))
    back, _ = there_and_back(source, tmp_path / f"photo{suffix}", quality=100)
    assert back.metadata.icc == icc
    untagged, _ = there_and_back(decode(saved(patches(), "PNG")), tmp_path / f"untagged{suffix}", quality=100)
    assert (back.pixels == untagged.pixels).all()
    centres = np.s_[8, 8::16]
    assert np.abs(back.pixels[centres].astype(int) - patches()[centres]).max() <= 2
    assert delta_e(lab_of(back.pixels, space)[centres], lab_of(patches(), space)[centres]) < 2


def test_made_profiles_have_the_published_columns() -> None:
    red = {
        "Display P3": (0.5151, 0.2412, -0.0011),
        "Adobe RGB": (0.6097, 0.3111, 0.0195),
        "ProPhoto": (0.7977, 0.2880, 0.0000),
    }
    for name, column in red.items():
        profile = ImageCms.ImageCmsProfile(io.BytesIO(SPACES[name] or b"")).profile
        assert np.allclose(profile.red_colorant[0], column, atol=6e-4), name


def test_a_made_srgb_is_srgb() -> None:
    made = chromaticities.rgb_profile("sRGB", ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06)))
    assert np.abs(srgb_converter(made, gray=False)(scene()).astype(int) - scene()).max() <= 1


def test_gray_profiles_stay_on_gray_pixels(tmp_path: Path) -> None:
    icc = gray_profile(1.8)
    photo = decode(saved(gray_scene(), "PNG", icc_profile=icc))
    assert photo.gray
    assert photo.metadata.icc == icc
    for suffix in (".png", ".tif", ".jpg"):
        back, report = there_and_back(photo, tmp_path / f"photo{suffix}")
        assert back.gray
        assert back.metadata.icc == icc
        assert report.notices == ()


def test_gray_pixels_are_converted_where_no_gray_profile_can_be(tmp_path: Path) -> None:
    photo = decode(saved(np.full((16, 16), 100, np.uint8), "PNG", icc_profile=gray_profile(1.0)))
    back, report = there_and_back(photo, tmp_path / "photo.webp")
    assert back.metadata.icc is None
    # 100/255 of the light is far more than half of sRGB's scale.
    assert abs(int(back.pixels[8, 8].mean()) - 168) <= 3
    assert any("converted to sRGB" in notice for notice in report.notices)


@pytest.mark.parametrize(
    ("pixels", "icc", "word"),
    [
        (gray_scene(), SPACES["Display P3"], "for RGB, not for GRAY"),
        (scene(), gray_profile(), "for GRAY, not for RGB"),
        (scene(), cmyk_profile(), "for CMYK, not for RGB"),
        (scene(), b"no profile" * 20, "damaged"),
    ],
)
def test_a_profile_that_does_not_fit_is_left_out_and_said(pixels: np.ndarray, icc: bytes, word: str) -> None:
    photo = decode(saved(pixels, "PNG", icc_profile=icc))
    assert photo.metadata.icc is None
    assert (photo.pixels == pixels).all()
    assert any(word in notice for notice in photo.notices)


@pytest.mark.parametrize("form", ["JPEG", "TIFF"])
def test_cmyk_goes_through_its_profile(form: str) -> None:
    image = Image.new("CMYK", (16, 16), (255, 0, 0, 0))
    photo = decode(saved(image, form, icc_profile=cmyk_profile(), **({"quality": 100} if form == "JPEG" else {})))
    red, _, blue = (int(value) for value in photo.pixels[8, 8])
    assert red > blue, "this profile's cyan is orange"
    assert photo.metadata.icc is None
    assert "CMYK colours were converted to sRGB by its profile." in photo.notices


@pytest.mark.parametrize("form", ["JPEG", "TIFF"])
@pytest.mark.parametrize(
    ("ink", "seen"), [((0, 0, 0, 0), (255, 255, 255)), ((0, 0, 0, 255), (0, 0, 0)), ((255, 0, 0, 0), (0, 255, 255))]
)
def test_cmyk_without_a_profile_is_not_inverted(form: str, ink: tuple[int, ...], seen: tuple[int, ...]) -> None:
    photo = decode(saved(Image.new("CMYK", (16, 16), ink), form))
    assert np.abs(photo.pixels[8, 8].astype(int) - seen).max() <= 2
    assert any("without a profile" in notice for notice in photo.notices)


def test_a_damaged_cmyk_profile_is_said() -> None:
    photo = decode(saved(Image.new("CMYK", (16, 16), (0, 0, 0, 0)), "TIFF", icc_profile=cmyk_profile()[:200]))
    assert (photo.pixels == 255).all()
    assert any("damaged" in notice for notice in photo.notices)


def test_converted_colours_are_no_longer_called_uncalibrated() -> None:
    exif = exif_of(exif_block())
    exif.get_ifd(0x8769)[0xA001] = 0xFFFF
    image = Image.new("CMYK", (16, 16), (0, 0, 0, 0))
    photo = decode(saved(image, "JPEG", icc_profile=cmyk_profile(), exif=exif.tobytes()))
    assert exif_of(photo.metadata.exif).get_ifd(0x8769)[0xA001] == 1


def test_lab_becomes_srgb(tmp_path: Path) -> None:
    lab = ImageCms.applyTransform(
        Image.fromarray(patches()),
        ImageCms.buildTransform(ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB"),
    )
    photo = decode(saved(lab, "TIFF"))
    assert np.abs(photo.pixels.astype(int) - patches()).max() <= 3
    assert any("Lab colours" in notice for notice in photo.notices)


def test_a_camera_that_says_adobe_rgb_gets_its_profile() -> None:
    exif = exif_of(exif_block())
    exif.get_ifd(0x8769)[0xA001] = 0xFFFF
    exif.get_ifd(0x8769)[0xA005] = {1: "R03"}
    photo = decode(saved(scene(), "JPEG", exif=exif.tobytes()))
    assert photo.metadata.icc == SPACES["Adobe RGB"]
    assert any("Adobe RGB" in notice for notice in photo.notices)


def test_code_points_name_spaces() -> None:
    assert chromaticities.from_code_points(1, 13) is None
    assert chromaticities.from_code_points(2, 2) is None
    assert chromaticities.from_code_points(12, 13) == SPACES["Display P3"]
    assert chromaticities.from_code_points(1, 8) is not None
    with pytest.raises(ProfileError):
        chromaticities.from_code_points(9, 16)


@pytest.mark.parametrize("points", [((0, 0),) * 3, ((0.3, 0.3),) * 3])
def test_impossible_chromaticities_are_refused(points: tuple[tuple[float, float], ...]) -> None:
    with pytest.raises(ProfileError):
        chromaticities.rgb_profile("none", points)


def test_checked_tells_spaces_apart() -> None:
    assert checked(gray_profile(), "GRAY") == gray_profile()
    assert checked(cmyk_profile(), "CMYK") == cmyk_profile()
    with pytest.raises(ProfileError):
        checked(gray_profile(), "RGB")
    with pytest.raises(ProfileError):
        checked(b"", "RGB")


def test_to_srgb_refuses_a_profile_of_another_kind() -> None:
    with pytest.raises(ProfileError):
        to_srgb(Image.new("CMYK", (2, 2)), gray_profile())


def test_the_converter_keeps_the_shape() -> None:
    assert srgb_converter(gray_profile(2.2), gray=True)(gray_scene()).shape == gray_scene().shape
    assert srgb_converter(SPACES["ProPhoto"] or b"", gray=False)(scene()).shape == scene().shape


def test_16_bits_with_a_profile_become_8_bits_of_srgb(tmp_path: Path) -> None:
    photo = Photo(scene(dtype=np.uint16), metadata=Metadata(icc=SPACES["Adobe RGB"]))
    back, report = there_and_back(photo, tmp_path / "photo.bmp")
    assert len(report.notices) == 2
    assert back.bits == 8
    eight = replace(photo, pixels=scene())
    direct, _ = there_and_back(eight, tmp_path / "eight.bmp")
    assert np.abs(back.pixels.astype(int) - direct.pixels).max() <= 1
