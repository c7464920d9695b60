"""From a photo and its result to a file of each kind."""

import io
from pathlib import Path

import pytest
from PIL import Image

from srdesk.errors import OutputError, UsageError
from srdesk.imaging.comparison.export import comparison_bytes, write_comparison
from srdesk.imaging.comparison.request import LONGEST, ComparisonFile, Crop, Kind, Words
from srdesk.imaging.photo import Photo
from srdesk.imaging.resample import enlarge_samples
from srdesk.progress import Cancelled, CancelToken
from tests.imaging.pictures import scene

BEFORE = Photo(scene(60, 40))
AFTER = Photo(enlarge_samples(scene(60, 40), 2))
MARKS = {Kind.PNG: b"\x89PNG", Kind.GIF: b"GIF89a", Kind.HTML: b"<!DOCTYPE html>"}


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_is_written(kind: Kind, tmp_path: Path) -> None:
    target = tmp_path / f"comparison.{kind}"
    size = write_comparison(BEFORE, AFTER, target, ComparisonFile(kind))
    assert target.stat().st_size == size
    assert target.read_bytes().startswith(MARKS[kind])
    assert target.read_bytes() == comparison_bytes(BEFORE, AFTER, ComparisonFile(kind))
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


@pytest.mark.parametrize("kind", Kind)
def test_nothing_is_replaced_unasked(kind: Kind, tmp_path: Path) -> None:
    target = tmp_path / "comparison"
    target.write_bytes(b"precious")
    with pytest.raises(OutputError, match="exists already"):
        write_comparison(BEFORE, AFTER, target, ComparisonFile(kind))
    assert target.read_bytes() == b"precious"
    write_comparison(BEFORE, AFTER, target, ComparisonFile(kind), overwrite=True)
    assert target.read_bytes() != b"precious"


def test_the_part_and_the_bound_are_kept_to() -> None:
    comparison = ComparisonFile(Kind.PNG, crop=Crop(0, 0, 60, 80), longest=40)
    with Image.open(io.BytesIO(comparison_bytes(BEFORE, AFTER, comparison))) as image:
        assert image.size[1] == 40
        assert 60 < image.size[0] < 80


def test_it_can_be_stopped(tmp_path: Path) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        write_comparison(BEFORE, AFTER, tmp_path / "a.html", ComparisonFile(), token=token)
    assert list(tmp_path.iterdir()) == []


def test_words_reach_the_page() -> None:
    page = comparison_bytes(BEFORE, AFTER, ComparisonFile(), words=Words(title="Oma & Opa"))
    assert b"<title>Oma &amp; Opa</title>" in page


@pytest.mark.parametrize("changes", [{"longest": 15}, {"longest": LONGEST + 1}, {"magnified": 0}])
def test_what_makes_no_sense_is_refused(changes: dict[str, int]) -> None:
    with pytest.raises(UsageError):
        ComparisonFile(**changes)  # type: ignore[arg-type]
