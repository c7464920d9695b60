"""The open document: what would be lost, and where the result goes."""

from pathlib import Path

import numpy as np
import pytest

from srdesk.gui.document import Document
from srdesk.imaging.options import EncodeOptions
from srdesk.imaging.photo import Origin
from srdesk.paths import bundled
from srdesk.restore import RestoreOptions
from tests.gui.fakes import photo, result


def document(source="holiday.jpg", kind="JPEG", **options):
    options = RestoreOptions(**options)
    return Document(Path("/pictures") / source, photo(origin=Origin(kind)), options, (result(options),))


def test_a_result_is_unsaved_until_it_is_saved_and_again_when_that_is_undone():
    without = Document(Path("a.jpg"), photo())
    assert not without.unsaved
    made = without.with_result(result(RestoreOptions()))
    assert made.unsaved
    saved = made.with_saved(made.result, Path("b.jpg"))
    assert not saved.unsaved
    assert saved.result.saved == Path("b.jpg")
    assert saved.with_undone(Path("b.jpg")).unsaved
    assert not saved.with_undone(Path("c.jpg")).unsaved
    assert not made.without_results().unsaved


def test_what_was_saved_is_another_result_by_now():
    made = document()
    other = made.with_options(RestoreOptions(strength=0.5))
    assert other.with_saved(made.result, Path("b.jpg")).unsaved


def test_results_come_back_with_their_options():
    first = document()
    both = first.with_options(RestoreOptions(scale=3))
    assert both.result is None
    both = both.with_result(result(RestoreOptions(scale=3)))
    assert both.result.options.scale == 3
    assert both.with_options(RestoreOptions()).result is first.result


def test_strength_and_grain_make_another_result_at_once():
    made = document()
    softer = made.with_options(RestoreOptions(strength=0.5, grain=0.1))
    assert softer.result.computed.mosaic is made.result.computed.mosaic
    assert softer.result.options.strength == 0.5
    assert not np.array_equal(softer.result.photo.pixels, made.result.photo.pixels)
    back = softer.with_options(RestoreOptions())
    np.testing.assert_array_equal(back.result.photo.pixels, made.result.photo.pixels)


def test_a_result_replaces_one_made_alike_and_only_the_latest_are_kept():
    made = document()
    assert len(made.with_result(result(RestoreOptions(strength=0.5))).results) == 1
    for overlap in range(6):
        made = made.with_result(result(RestoreOptions(overlap=overlap)))
    assert [kept.options.overlap for kept in made.results] == [2, 3, 4, 5]


def test_without_a_result_of_these_options_the_latest_is_at_stake_until_one_is_saved():
    made = document().with_result(result(RestoreOptions(scale=3)))
    elsewhere = made.with_options(RestoreOptions(scale=4))
    assert elsewhere.at_stake is elsewhere.results[-1]
    assert not elsewhere.with_saved(elsewhere.results[0], Path("b.jpg")).unsaved


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
