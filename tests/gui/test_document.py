"""The open document: what would be lost, and where the result goes."""

from pathlib import Path

import pytest

from srdesk.gui.document import Document, Result
from srdesk.imaging.options import EncodeOptions
from srdesk.imaging.photo import Origin
from srdesk.paths import bundled
from srdesk.restore import RestoreOptions
from tests.gui.fakes import photo


def document(source="holiday.jpg", kind="JPEG", **options):
    result = Result(photo(), RestoreOptions(**options), report=None)
    return Document(Path("/pictures") / source, photo(origin=Origin(kind)), result)


def test_a_result_is_unsaved_until_it_is_saved():
    without = Document(Path("a.jpg"), photo())
    assert not without.unsaved
    made = without.with_result(document().result)
    assert made.unsaved
    assert not made.with_saved(Path("b.jpg")).unsaved
    assert made.with_saved(Path("b.jpg")).result.saved == Path("b.jpg")
    assert not made.with_result(None).unsaved


@pytest.mark.parametrize(
    ("source", "kind", "target"),
    [
        ("holiday.jpg", "JPEG", "holiday_x2.jpg"),
        ("holiday.JPEG", "JPEG", "holiday_x2.JPEG"),
        ("scan.png", "JPEG", "scan_x2.jpg"),
        ("phone.heic", "HEIC", "phone_x2.jpg"),
        ("no suffix", "PNG", "no suffix_x2.png"),
    ],
)
def test_the_result_goes_beside_the_source_in_its_format(source, kind, target):
    opened = document(source, kind)
    assert opened.target_of(opened.result) == Path("/pictures") / target


def test_the_scale_of_the_result_is_in_its_name():
    opened = document(scale=4)
    assert opened.target_of(opened.result).name == "holiday_x4.jpg"


def test_nothing_is_written_beside_what_came_with_srdesk():
    sample = bundled("resources", "sample", "astronaut.jpg")
    assert Document(sample, photo()).homeless
    assert not document().homeless


def test_a_source_is_known_under_every_name(tmp_path):
    source = tmp_path / "a.jpg"
    source.write_bytes(b"x")
    (tmp_path / "link.jpg").symlink_to(source)
    opened = Document(source, photo())
    assert opened.is_source(tmp_path / "." / "a.jpg")
    assert opened.is_source(tmp_path / "link.jpg")
    assert not opened.is_source(tmp_path / "b.jpg")


def test_a_source_that_is_gone_is_still_known(tmp_path):
    assert Document(tmp_path / "gone.jpg", photo()).is_source(tmp_path / "gone.jpg")


@pytest.mark.parametrize(
    ("changes", "same"),
    [({}, True), ({"threads": 3}, True), ({"scale": 3}, False), ({"strength": 0.5}, False), ({"overlap": 1}, False)],
)
def test_a_result_belongs_to_the_options_that_would_make_it_again(changes, same):
    assert document().result.made_with(RestoreOptions(**changes)) is same


def test_a_format_that_was_set_counts_for_more_than_the_source_s():
    opened = document("holiday.jpg", "JPEG")
    assert opened.target_of(opened.result, EncodeOptions("PNG")).name == "holiday_x2.png"
    assert opened.target_of(opened.result, EncodeOptions("JPEG")).name == "holiday_x2.jpg"
