"""Sizes and small copies: right for every format, upright, in bounded memory, and errors like those of decoding."""

import io
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from srdesk.errors import InputError
from srdesk.imaging import glance
from srdesk.imaging.codec import decode
from srdesk.imaging.glance import picture_size, thumbnail
from srdesk.imaging.sniff import HEAD
from tests.imaging.pictures import HEIC, close, exif_block, gray_scene, ramp, saved, scene

FORMS = ("JPEG", "PNG", "TIFF", "WEBP", "AVIF", "BMP", "GIF")


def written(folder: Path, content: bytes, name: str = "photo") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("form", FORMS)
def test_the_size_of_every_format(form: str, tmp_path: Path) -> None:
    assert picture_size(written(tmp_path, saved(scene(70, 50), form))) == (70, 50)


def test_the_size_of_heic() -> None:
    for path in HEIC.glob("*.heic"):
        try:
            expected = decode(path).size
        except InputError:
            continue
        assert picture_size(path) == expected


@pytest.mark.parametrize("form", ["JPEG", "WEBP", "TIFF", "PNG"])
@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_the_size_is_that_of_the_upright_picture(form: str, orientation: int, tmp_path: Path) -> None:
    content = io.BytesIO()
    exif = Image.Exif()
    exif[0x112] = orientation
    Image.fromarray(scene(70, 50)).save(content, form, exif=exif)
    path = written(tmp_path, content.getvalue())
    assert picture_size(path) == decode(path).size


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_the_size_is_in_the_head_of_the_file(form: str, tmp_path: Path) -> None:
    content = saved(scene(900, 700), form)
    assert picture_size(written(tmp_path, content[: len(content) // 20])) == (900, 700)


def test_a_damaged_exif_block_does_not_hide_the_size(tmp_path: Path) -> None:
    content = io.BytesIO()
    Image.fromarray(scene(70, 50)).save(content, "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff")
    assert picture_size(written(tmp_path, content.getvalue())) == (70, 50)


@pytest.mark.parametrize("content", [b"", b"no picture", saved(scene(), "PNG")[: HEAD // 3]])
@pytest.mark.parametrize("look", [picture_size, lambda path: thumbnail(path, 32)], ids=["size", "thumbnail"])
def test_what_is_no_picture_is_refused(look, content: bytes, tmp_path: Path):
    with pytest.raises(InputError):
        look(written(tmp_path, content))


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        picture_size(tmp_path / "gone.jpg")


@pytest.mark.parametrize("form", FORMS)
def test_a_small_copy_looks_like_the_picture(form: str, tmp_path: Path) -> None:
    large = np.kron(scene(60, 40), np.ones((8, 8, 1), np.uint8))
    small = thumbnail(written(tmp_path, saved(large, form)), 60)
    assert small.size == (60, 40)
    assert close(small.pixels, scene(60, 40), mean=6)


def test_a_small_copy_is_upright(tmp_path: Path) -> None:
    path = written(tmp_path, saved(scene(400, 200), "JPEG", exif=b"Exif\0\0" + exif_block(orientation=6)))
    small = thumbnail(path, 50)
    assert small.size == (25, 50)
    assert close(
        small.pixels, np.rot90(thumbnail(written(tmp_path, saved(scene(400, 200), "JPEG")), 50).pixels, -1), mean=4
    )


def test_depth_gray_and_alpha_stay(tmp_path: Path) -> None:
    gray = thumbnail(written(tmp_path, saved(gray_scene(200, 100, np.uint16), "PNG")), 40)
    assert (gray.size, gray.pixels.dtype, gray.gray) == ((40, 20), np.uint16, True)
    clear = thumbnail(written(tmp_path, saved(np.dstack([scene(200, 100), ramp(200, 100)]), "PNG")), 40)
    assert clear.alpha is not None
    assert clear.alpha.shape == (20, 40)


def test_a_picture_is_never_enlarged(tmp_path: Path) -> None:
    assert (thumbnail(written(tmp_path, saved(scene(30, 20), "PNG")), 200).pixels == scene(30, 20)).all()


def test_an_extreme_shape_keeps_a_pixel(tmp_path: Path) -> None:
    assert thumbnail(written(tmp_path, saved(scene(2000, 8), "PNG")), 40).size == (40, 1)


def test_what_is_too_large_is_not_decoded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glance, "MOST_PIXELS", 1000)
    with pytest.raises(InputError, match="too large"):
        thumbnail(written(tmp_path, saved(scene(), "PNG")), 32)
    assert thumbnail(written(tmp_path, saved(scene(), "JPEG")), 32).size == (32, 21)


def test_a_jpeg_is_not_decoded_whole(tmp_path: Path) -> None:
    path = written(tmp_path, saved(np.kron(scene(100, 100), np.ones((20, 20, 1), np.uint8)), "JPEG"))
    thumbnail(path, 64)
    tracemalloc.start()
    thumbnail(path, 64)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2000 * 2000
