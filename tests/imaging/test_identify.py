"""What a file is, from its head."""

from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from srdesk.errors import InputError
from srdesk.imaging.codec import EncodeOptions, decode, default_suffix
from srdesk.imaging.identify import identify, result_suffix, taken_at
from tests.imaging.pictures import HEIC, exif_block, ramp, saved, scene


def written(folder: Path, content: bytes, name: str = "photo") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("path", sorted(HEIC.glob("*.heic")), ids=lambda path: path.stem)
def test_heic_is_known_without_decoding(path: Path) -> None:
    photo = decode(path)
    found = identify(path)
    assert (found.kind, found.size, found.alpha) == ("HEIC", photo.size, photo.alpha is not None)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "WEBP", "AVIF", "BMP", "GIF"])
def test_kind_and_size(form: str, tmp_path: Path) -> None:
    found = identify(written(tmp_path, saved(scene(70, 50), form)))
    assert (found.kind, found.size) == (form, (70, 50))


def test_what_is_no_picture_is_named(tmp_path: Path) -> None:
    assert identify(written(tmp_path, b"%PDF-1.4")).what == "a PDF document"


def test_a_picture_without_a_whole_head_is_still_one(tmp_path: Path) -> None:
    found = identify(written(tmp_path, saved(scene(), "PNG")[:20]))
    assert (found.kind, found.size) == ("PNG", None)


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        identify(written(tmp_path, b""))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "WEBP", "AVIF", "BMP", "GIF"])
@pytest.mark.parametrize("name", ["a.jpg", "a.JPG", "a.png", "a", "a.tiff", "a.xyz"])
@pytest.mark.parametrize("wanted", [None, "png", "JPEG"])
def test_the_suffix_is_that_of_the_decoded_photo(form: str, name: str, wanted: str | None, tmp_path: Path) -> None:
    """The plan's name and the job's are the same."""
    path = written(tmp_path, saved(scene(16, 12), form), name)
    photo, encoding = decode(path), EncodeOptions(format=wanted)
    expected = default_suffix(photo, encoding, like=path.suffix) or default_suffix(photo, encoding)
    assert result_suffix(path, identify(path), format_name=wanted) == expected


@pytest.mark.parametrize("path", sorted(HEIC.glob("*.heic")), ids=lambda path: path.stem)
def test_the_suffix_for_heic(path: Path) -> None:
    assert result_suffix(path, identify(path)) == default_suffix(decode(path))


def test_the_date_a_photo_was_taken(tmp_path: Path) -> None:
    path = written(tmp_path, saved(scene(), "JPEG", exif=b"Exif\0\0" + exif_block()))
    assert taken_at(path) == datetime(1999, 12, 31, 23, 59, 59)
    assert taken_at(written(tmp_path, saved(scene(), "PNG"))) is None
    assert taken_at(written(tmp_path, b"nothing")) is None


def test_alpha_in_heic_needs_png(tmp_path: Path) -> None:
    clear = np.dstack([scene(), ramp()])
    assert result_suffix(Path("a.heic"), identify(written(tmp_path, saved(clear, "PNG")))) == ".png"
