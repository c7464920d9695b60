"""Projection and verdicts: arithmetic that can be checked by hand, and answers no firmer than it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srdesk.feasibility.findings import Pace, Spread
from srdesk.feasibility.phones import DOUBT, PHONES, here, project
from srdesk.feasibility.verdict import LARGEST_FILE, USES, Answer, duration, judge
from tests.feasibility.examples import machine, subject, trial

ENTRY, MIDDLE, FLAGSHIP = PHONES
LIVE, STILL, PHOTO = USES


def test_peaks_are_cores_times_clock_times_lanes():
    assert [phone.peak for phone in PHONES] == [16e9, 76.8e9, pytest.approx(124.8e9)]


def test_time_goes_by_the_ratio_of_peaks():
    found = project(subject(trial(ms=10, side=100)), machine(32e9), ENTRY)
    assert found.seconds == pytest.approx(2 * 10e-3 / 100**2)
    assert found.warm_seconds == pytest.approx(found.seconds / ENTRY.sustained)


def test_all_cores_of_this_computer_count():
    one, two = (project(subject(), machine(8e9, threads=count), ENTRY) for count in (1, 2))
    assert two.seconds == pytest.approx(2 * one.seconds)


def test_a_network_that_beats_matrix_products_shows_the_true_peak():
    slow, true = machine(1e9), machine(1e9, reached=2e9)
    assert project(subject(), true, ENTRY).seconds == pytest.approx(2 * project(subject(), slow, ENTRY).seconds)


def test_the_rate_of_a_network_is_that_of_its_best_tile_in_full_precision():
    assert subject(trial(ms=10, side=100), trial("int8", ms=1)).rate == pytest.approx(12_000 * 100**2 / 10e-3)
    assert subject(trial(paces=())).rate == 0


def test_this_computer_is_as_measured():
    found = here(subject(trial(ms=10, side=100)))
    assert (found.seconds, found.warm_seconds, found.measured) == (1e-6, 1e-6, True)


def test_engines_count_that_run_on_phones():
    both = subject(trial(ms=10), trial(ms=4, engine="openvino"))
    assert project(both, machine(), MIDDLE).trial.engine == "onnx"
    assert here(both).trial.engine == "openvino"
    assert project(subject(trial(engine="openvino")), machine(), MIDDLE) is None


def test_int8_counts_where_phones_have_the_instructions():
    both = subject(trial(ms=10), trial("int8", ms=4))
    assert project(both, machine(), ENTRY).trial.precision == "fp32"
    assert project(both, machine(), MIDDLE).trial.precision == "int8"
    assert project(subject(trial("int8")), machine(), ENTRY) is None


def test_what_tiles_read_around_themselves_is_paid_for():
    paces = (Pace(64, 64, Spread.of([6.4])), Pace(128, 128, Spread.of([16.0])))
    assert trial(paces=paces).pixel_seconds(0) == pytest.approx(16e-3 / 128**2)
    assert trial(paces=paces).pixel_seconds(20) == pytest.approx(16e-3 / 88**2)


def test_a_network_that_sees_beyond_every_tile_is_reckoned_with_larger_ones():
    far = trial(ms=10, side=100)
    assert far.pixel_seconds(64) == pytest.approx(1e-6 * (256 / 128) ** 2)
    assert trial(paces=()).pixel_seconds(64) is None


def test_nothing_is_projected_of_what_could_not_be_measured():
    assert project(subject(trial(paces=(), problem="It broke.")), machine(), MIDDLE) is None


@pytest.mark.parametrize(
    ("share", "answer"), [(0.4, Answer.YES), (0.6, Answer.PERHAPS), (1.9, Answer.PERHAPS), (2.1, Answer.NO)]
)
def test_answers_are_firm_only_where_the_doubt_does_not_matter(share, answer):
    seconds = share * PHOTO.seconds / PHOTO.pixels
    found = project(subject(trial(ms=seconds * 1e3 * 100**2)), machine(MIDDLE.peak), MIDDLE)
    verdict = judge(PHOTO, found)
    assert verdict.answer == answer
    assert duration(share * 120) in verdict.reason


@pytest.mark.parametrize(("share", "answer"), [(0.99, Answer.YES), (1.01, Answer.NO)])
def test_what_was_measured_is_not_doubted(share, answer):
    seconds = share * PHOTO.seconds / PHOTO.pixels
    assert judge(PHOTO, here(subject(trial(ms=seconds * 1e3 * 100**2)))).answer == answer


def test_video_has_to_be_kept_up_while_the_phone_is_warm():
    seconds = 0.45 * LIVE.seconds / LIVE.pixels
    found = project(subject(trial(ms=seconds * 1e3 * 100**2)), machine(MIDDLE.peak), MIDDLE)
    assert judge(LIVE, found).answer == Answer.PERHAPS


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"bytes": LARGEST_FILE + 1}, "its file has 10.0 MB"), ({"held": 300 * 2**20}, "holds 315 MB of 256 MB")],
)
def test_a_large_file_and_much_memory_are_a_no_with_the_reason(changes, words):
    verdict = judge(STILL, here(subject(trial(ms=0.001, **changes))))
    assert verdict.answer == Answer.NO
    assert words in verdict.reason


@given(st.floats(1e-9, 1e-3), st.floats(1.01, 10))
def test_slower_is_never_better(seconds, times):
    order = list(Answer)
    one, other = (
        judge(STILL, project(subject(trial(ms=ms * 1e3 * 100**2)), machine(), MIDDLE)).answer
        for ms in (seconds, seconds * times)
    )
    assert order.index(one) <= order.index(other)
    assert DOUBT > 1


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.0046, "4.6 ms"),
        (1 / 30, "33 ms"),
        (0.996, "1000 ms"),
        (1, "1 s"),
        (99.6, "100 s"),
        (120, "120 s"),
        (7199, "120 min"),
        (9000, "2.5 h"),
    ],
)
def test_durations_have_two_digits_and_a_unit_that_fits(seconds, text):
    assert duration(seconds) == text
