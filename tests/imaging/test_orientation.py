"""All eight orientations, in every way a file can say them."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from srdesk.imaging.codec import decode
from srdesk.imaging.orientation import upright, upright_place
from tests.imaging.pictures import (
    EXIF_DIRECTORY,
    HEIC,
    ORIENTATION,
    PIXEL_X,
    PIXEL_Y,
    exif_block,
    exif_of,
    saved,
    scene,
)

ALL = range(1, 9)
SEEN = scene(48, 32)


def stored(orientation: int) -> np.ndarray:
    """The scene as it is stored in an orientation: the inverse is Pillow's own."""
    turn = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    image = Image.fromarray(SEEN)
    return np.asarray(image.transpose(turn[orientation]) if orientation in turn else image)


@pytest.mark.parametrize("orientation", ALL)
def test_samples_are_turned_upright(orientation: int) -> None:
    assert (upright(stored(orientation), orientation) == SEEN).all()
    assert (upright(stored(orientation)[..., 0], orientation) == SEEN[..., 0]).all()


@pytest.mark.parametrize("orientation", ALL)
def test_places_go_where_their_pixels_go(orientation: int) -> None:
    picture = np.zeros((4, 8), np.uint8)
    picture[1, 6] = 1
    turned = upright(picture, orientation)
    x, y = upright_place(6.5 / 8, 1.5 / 4, orientation)
    assert turned[int(y * turned.shape[0]), int(x * turned.shape[1])] == 1


@pytest.mark.parametrize("orientation", ALL)
@pytest.mark.parametrize("form", ["PNG", "TIFF", "WEBP", "JPEG"])
def test_exif_turns_the_picture_and_is_reset(form: str, orientation: int) -> None:
    pixels = stored(orientation)
    size = pixels.shape[1], pixels.shape[0]
    exif = b"Exif\0\0" + exif_block(orientation=orientation, size=size)
    lossless = {"WEBP": {"lossless": True}, "JPEG": {"quality": 100, "subsampling": 0}}.get(form, {})
    photo = decode(saved(pixels, form, exif=exif, **lossless))
    assert np.abs(photo.pixels.astype(int) - SEEN).mean() <= (1 if form == "JPEG" else 0)
    again = exif_of(photo.metadata.exif)
    assert again[ORIENTATION] == 1
    directory = again.get_ifd(EXIF_DIRECTORY)
    assert (directory[PIXEL_X], directory[PIXEL_Y]) == photo.size == (48, 32)


@pytest.mark.parametrize("orientation", ALL)
def test_avif_is_turned_by_its_own_boxes(orientation: int) -> None:
    exif = b"Exif\0\0" + exif_block(orientation=orientation)
    photo = decode(saved(stored(orientation), "AVIF", exif=exif, quality=95, subsampling="4:4:4"))
    assert photo.pixels.shape == SEEN.shape
    assert np.abs(photo.pixels.astype(int) - SEEN).mean() < 3
    assert exif_of(photo.metadata.exif).get(ORIENTATION, 1) == 1


@pytest.mark.parametrize("orientation", ALL)
def test_xmp_turns_the_picture_where_exif_is_silent(orientation: int) -> None:
    xmp = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<rdf:Description rdf:about="" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="%d"/>'
        b"</rdf:RDF></x:xmpmeta>" % orientation
    )
    photo = decode(saved(stored(orientation), "WEBP", lossless=True, xmp=xmp))
    assert (photo.pixels == SEEN).all()
    assert b'Orientation="1"' in (photo.metadata.xmp or b"")


def test_alpha_is_turned_with_the_colours() -> None:
    alpha = np.zeros((48, 32), np.uint8)
    alpha[:10] = 200
    pixels = np.dstack([stored(6), alpha])
    photo = decode(saved(pixels, "PNG", exif=b"Exif\0\0" + exif_block(orientation=6)))
    assert photo.alpha is not None
    assert photo.alpha.shape == (32, 48)
    assert (photo.alpha[:, -10:] == 200).all()


def test_resolution_is_turned_too() -> None:
    exif = exif_of(exif_block(orientation=6))
    exif[0x11A], exif[0x11B] = 100, 200
    photo = decode(saved(stored(6), "WEBP", exif=exif.tobytes()))
    assert photo.metadata.dpi == (200.0, 100.0)


def test_heic_is_turned_once() -> None:
    photo = decode(HEIC / "turned.heic")
    assert photo.size == (48, 64)
    colours = photo.pixels[[3, 3, -4, -4], [3, -4, 3, -4]].argmax(axis=1)
    assert colours.tolist()[:2] == [2, 0], "blue and red are at the top"
    assert exif_of(photo.metadata.exif)[ORIENTATION] == 1


def test_an_absurd_orientation_is_none(tmp_path: Path) -> None:
    photo = decode(saved(SEEN, "PNG", exif=b"Exif\0\0" + exif_block(orientation=77)))
    assert (photo.pixels == SEEN).all()
