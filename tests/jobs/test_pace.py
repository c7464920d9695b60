"""How far a run has come, and how long the rest takes."""

from pathlib import Path

import pytest

from srdesk.jobs.pace import Pace, Run
from srdesk.jobs.queue import Queue, Recipe, State
from srdesk.restore.options import RestoreOptions

FAST, SLOW, NEVER_USED = (
    Recipe(RestoreOptions(model="fsrcnn")),
    Recipe(RestoreOptions(model="edsr")),
    Recipe(RestoreOptions(model="espcn")),
)


@pytest.fixture
def queue():
    queue = Queue(FAST)
    for entry in queue.add([Path(name) for name in "abcd"]):
        queue.measure(entry.key, (100, 10))
    return queue


def go(queue, key, *states):
    for state in states:
        queue.change(key, state)


def test_nothing_is_known_before_something_was_done():
    assert Pace().seconds({FAST: 1000}) is None


def test_each_kind_has_a_pace_of_its_own():
    pace = Pace()
    pace.note(SLOW, 100, 10)
    pace.note(FAST, 100, 1)
    assert pace.seconds({FAST: 300, SLOW: 50}) == pytest.approx(3 + 5)
    assert pace.seconds({NEVER_USED: 200}) == pytest.approx(2)


def test_later_photos_count_more_but_not_alone():
    pace = Pace()
    pace.note(FAST, 100, 1)
    pace.note(FAST, 100, 2)
    assert 1 < pace.seconds({FAST: 100}) < 2


@pytest.mark.parametrize(("pixels", "seconds"), [(0, 1), (100, 0), (-1, 1)])
def test_what_says_nothing_is_not_noted(pixels, seconds):
    pace = Pace()
    pace.note(FAST, pixels, seconds)
    assert pace.seconds({FAST: 1}) is None


def test_a_run_is_measured_in_pixels(queue):
    pace = Pace()
    run = Run(queue, pace)
    assert (run.progress.photos, run.progress.of_photos, run.progress.fraction) == (0, 4, 0.0)
    assert run.progress.eta is None
    go(queue, 1, State.READING, State.RUNNING)
    queue.advance(1, 0.5)
    pace.note(FAST, 500, 5)
    assert run.progress.fraction == pytest.approx(500 / 4000)
    assert run.progress.eta == pytest.approx(35)
    go(queue, 1, State.ENCODING, State.DONE)
    assert (run.progress.photos, run.progress.fraction) == (1, 0.25)


def test_the_bar_never_goes_back_on_the_way_of_a_photo(queue):
    run = Run(queue, Pace())
    fractions = []
    for state in (State.READING, State.RUNNING, State.ENCODING, State.DONE):
        queue.change(1, state)
        if state is State.RUNNING:
            for share in (0.3, 1.0):
                queue.advance(1, share)
                fractions.append(run.progress.fraction)
        fractions.append(run.progress.fraction)
    assert sorted(fractions[1:]) == fractions[1:]


def test_what_was_done_before_does_not_count(queue):
    go(queue, 1, State.READING, State.RUNNING, State.ENCODING, State.DONE)
    run = Run(queue, Pace())
    assert (run.progress.photos, run.progress.of_photos, run.progress.fraction) == (0, 3, 0.0)


def test_what_failed_is_over_and_what_was_cancelled_was_never_part_of_it(queue):
    run = Run(queue, Pace())
    go(queue, 1, State.READING, State.FAILED)
    go(queue, 2, State.CANCELLED)
    assert (run.progress.photos, run.progress.of_photos) == (1, 3)
    assert run.progress.fraction == pytest.approx(1 / 3)


def test_photos_that_come_later_are_part_of_it(queue):
    run = Run(queue, Pace())
    queue.add([Path("e")])
    assert run.progress.of_photos == 5
    assert run.progress.total == 5000


def test_a_run_of_nothing_is_done():
    assert Run(Queue(), Pace()).progress.fraction == 1.0
