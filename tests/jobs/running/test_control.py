"""Reins, pace, budget and conveyor of a run."""

import threading

import pytest

from srdesk.jobs.running.budget import MemoryBudget, needed
from srdesk.jobs.running.control import Cause, RunControl
from srdesk.jobs.running.conveyor import Belt, convey
from srdesk.jobs.running.pace import BatchPace
from srdesk.progress import Cancelled


def test_a_run_rests_as_long_as_there_is_a_cause() -> None:
    told: list[frozenset[Cause]] = []
    control = RunControl(told.append)
    control.pause()
    control.pause(Cause.BATTERY)
    control.pause(Cause.BATTERY)
    control.resume(Cause.USER)
    assert control.causes == {Cause.BATTERY}
    control.resume()
    control.wait()
    assert told == [{Cause.USER}, {Cause.USER, Cause.BATTERY}, {Cause.BATTERY}, frozenset()]


def test_who_waits_goes_on_when_told() -> None:
    control = RunControl()
    control.pause()
    thread = threading.Thread(target=control.wait)
    thread.start()
    control.resume()
    thread.join(5)
    assert not thread.is_alive()


@pytest.mark.parametrize("stop", [RunControl.stop_now, RunControl.stop_after_photo])
def test_who_waits_in_trouble_is_freed_by_stopping(stop) -> None:
    control, freed = RunControl(), threading.Event()
    control.pause(Cause.DISK_FULL)

    def wait() -> None:
        with pytest.raises(Cancelled):
            control.wait()
        freed.set()

    thread = threading.Thread(target=wait)
    thread.start()
    stop(control)
    thread.join(5)
    assert freed.is_set()


def test_stopping_after_the_photo_ends_a_pause_so_that_it_can_be_finished() -> None:
    control = RunControl()
    control.pause()
    control.stop_after_photo()
    control.wait()
    assert control.stopping
    assert not control.causes


def test_sleep_is_cut_short_by_stopping() -> None:
    control = RunControl()
    control.stop_now("enough")
    with pytest.raises(Cancelled):
        control.sleep(60)
    assert control.stop_reason == "enough"


def test_memory_is_lent_as_far_as_it_goes() -> None:
    budget = MemoryBudget(100)
    assert budget.take(60)
    assert not budget.take(60, patience=0)
    assert budget.take(40)
    budget.give_back(60)
    assert budget.take(60)


def test_what_never_fits_goes_alone() -> None:
    budget = MemoryBudget(100)
    assert budget.take(500)
    assert not budget.take(1, patience=0)
    budget.give_back(500)
    assert budget.take(1)


def test_larger_photos_need_more() -> None:
    small, large = needed((100, 100), (200, 200)), needed((1000, 1000), (2000, 2000))
    assert large == 100 * small
    assert needed(None, None) > large


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_time_left_goes_by_megapixels_and_narrows() -> None:
    clock = Clock()
    pace = BatchPace(4, 100.0, clock=clock)
    assert pace.progress.eta is None
    clock.now = 10.0
    pace.ended(0, 10.0)
    low, high = pace.progress.eta
    assert low < 90 < high
    clock.now = 100.0
    pace.ended(1, 90.0)
    assert pace.progress.fraction == 1.0
    assert pace.progress.eta == (0.0, 0.0)


def test_pauses_do_not_count() -> None:
    clock = Clock()
    pace = BatchPace(2, 20.0, clock=clock)
    clock.now = 5.0
    pace.ended(0, 10.0, engine_seconds=4.0)
    pace.pause()
    clock.now = 1000.0
    pace.resume()
    clock.now = 1001.0
    progress = pace.progress
    assert progress.seconds == 6.0
    assert progress.engine_share == pytest.approx(4 / 6)
    pace.lanes = 2
    assert pace.progress.engine_share == pytest.approx(2 / 6)
    pace.busy = lambda: 3.0
    assert pace.progress.engine_share == 0.5


def test_the_bar_never_goes_back() -> None:
    pace = BatchPace(2, 100.0, clock=Clock())
    pace.under_way(0, 40.0)
    assert pace.progress.fraction == 0.4
    pace.dropped(0)
    assert pace.progress.fraction == 0.4
    pace.ended(1, 50.0, failed=True)
    assert (pace.progress.fraction, pace.progress.failed) == (0.5, 1)


def test_the_conveyor_takes_all_through_in_order() -> None:
    through: list[int] = []
    convey(range(50), (Belt("double", lambda item: item * 2), Belt("keep", through.append)))
    assert through == [item * 2 for item in range(50)]


def test_what_a_stage_takes_off_goes_no_further() -> None:
    through: list[int] = []
    convey(range(10), (Belt("odd", lambda item: item if item % 2 else None), Belt("keep", through.append)))
    assert through == [1, 3, 5, 7, 9]


def test_only_few_are_drawn_ahead() -> None:
    drawn, finished, most = [], [], []

    def items():
        for item in range(30):
            drawn.append(item)
            most.append(len(drawn) - len(finished))
            yield item

    convey(items(), (Belt("one", lambda item: item), Belt("two", lambda item: item), Belt("three", finished.append)))
    assert len(finished) == 30
    assert max(most) <= 8


@pytest.mark.parametrize("broken", [0, 1])
def test_an_error_ends_the_conveyor_and_is_raised(broken: int) -> None:
    def fail(_item: int) -> int:
        raise ZeroDivisionError

    works = [lambda item: item, lambda item: item]
    works[broken] = fail
    with pytest.raises(ZeroDivisionError):
        convey(range(100), tuple(Belt(str(number), work, threads=2) for number, work in enumerate(works)))


def test_an_error_of_the_items_is_raised_too() -> None:
    def items():
        yield 1
        raise KeyError

    with pytest.raises(KeyError):
        convey(items(), (Belt("one", lambda item: item),))
