"""Results say how they were made: in every format that can, unless that is not wanted."""

from dataclasses import replace
from pathlib import Path

import pytest

from srdesk.errors import InputError
from srdesk.imaging.account import account_of
from srdesk.imaging.codec import EncodeOptions, MetadataPolicy, decode, encode
from srdesk.imaging.photo import Metadata, Photo
from srdesk.imaging.provenance import ENHANCED, Provenance, Source
from tests.imaging.pictures import HEIC, XMP, full_metadata, saved, scene

MADE = Provenance("0.1.0", "cd" * 32, Source("film.tif", "ab" * 32, 1234), (("model", "edsr"), ("scale", "2")))
HOLDING = [".jpg", ".png", ".tif", ".webp", ".avif"]


def photo(metadata: Metadata | None = None) -> Photo:
    return Photo(scene(), metadata=metadata or Metadata(), provenance=MADE)


@pytest.mark.parametrize("metadata", [None, full_metadata()], ids=["bare", "with metadata"])
@pytest.mark.parametrize("suffix", HOLDING)
def test_a_file_says_how_it_was_made(suffix: str, metadata: Metadata | None, tmp_path: Path) -> None:
    target = tmp_path / f"result{suffix}"
    report = encode(photo(metadata), target)
    assert report.notices == () or all("comment" in notice or "IPTC" in notice for notice in report.notices)
    assert decode(target).provenance == MADE
    account = account_of(target)
    assert (account.source_type, account.provenance) == (ENHANCED, MADE)


def test_a_bmp_says_that_it_cannot(tmp_path: Path) -> None:
    report = encode(photo(), tmp_path / "result.bmp")
    assert "BMP holds no record of how the picture was made." in report.notices
    assert account_of(tmp_path / "result.bmp").provenance is None
    silent = encode(photo(), tmp_path / "silent.bmp", EncodeOptions(provenance=False))
    assert not any("record" in notice for notice in silent.notices)


@pytest.mark.parametrize("options", [EncodeOptions(provenance=False), EncodeOptions(metadata=MetadataPolicy.STRIP_ALL)])
def test_it_is_left_out_if_not_wanted(options: EncodeOptions, tmp_path: Path) -> None:
    target = tmp_path / "result.jpg"
    encode(photo(), target, options)
    encode(replace(photo(), provenance=None), tmp_path / "never.jpg", options)
    assert target.read_bytes() == (tmp_path / "never.jpg").read_bytes()
    assert b"srdesk" not in target.read_bytes()


def test_a_record_of_the_source_is_no_record_of_its_result(tmp_path: Path) -> None:
    encode(photo(), tmp_path / "first.png")
    first = decode(tmp_path / "first.png")
    assert first.source is not None
    second = MADE.with_options({"model": "espcn"})
    encode(replace(first, provenance=second), tmp_path / "second.png")
    assert decode(tmp_path / "second.png").provenance == second
    encode(replace(first, provenance=second), tmp_path / "silent.png", EncodeOptions(provenance=False))
    assert decode(tmp_path / "silent.png").provenance is None


def test_stripping_the_location_keeps_it(tmp_path: Path) -> None:
    encode(photo(full_metadata()), tmp_path / "result.jpg", EncodeOptions(metadata=MetadataPolicy.STRIP_LOCATION))
    assert decode(tmp_path / "result.jpg").provenance == MADE


def test_what_was_kept_is_counted_without_what_was_added(tmp_path: Path) -> None:
    report = encode(photo(full_metadata()), tmp_path / "result.tif")
    plain = encode(replace(photo(full_metadata()), provenance=None), tmp_path / "plain.tif")
    assert (report.metadata_kept, report.metadata_total) == (plain.metadata_kept, plain.metadata_total)
    assert decode(tmp_path / "result.tif").metadata.xmp != XMP


def test_a_photo_knows_its_source(tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    path.write_bytes(saved(scene(), "PNG"))
    source = Source.of(path.read_bytes(), name="photo.png")
    assert decode(path).source == source
    assert decode(path.read_bytes()).source == replace(source, name="")
    assert decode(path).provenance is None


@pytest.mark.parametrize("kind", ["GIF", "BMP"])
def test_files_that_cannot_be_results_say_nothing(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "photo"
    path.write_bytes(saved(scene(), kind))
    account = account_of(path)
    assert (account.format, account.source_type, account.provenance) == (kind, "", None)


def test_heic_files_are_read_too() -> None:
    assert account_of(next(HEIC.glob("*.heic"))).format == "HEIC"


@pytest.mark.parametrize("content", [b"", b"nothing like a picture", b"\xff\xd8\xff\xe1\x00"])
def test_what_is_no_picture_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(content)
    with pytest.raises(InputError):
        account_of(path)
