"""Work on threads: the order of what is told about it, cancelling, failing, closing."""

import gc
import os
import sys
import threading
import weakref

import pytest

from srdesk.errors import HungError
from srdesk.gui import tasks
from srdesk.gui.background import Failure
from srdesk.gui.tasks import INTERVAL, TaskRunner
from srdesk.progress import Cancelled, Progress


class Clock:
    """A time that passes when told to."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def runner(qtbot, clock):
    runner = TaskRunner(clock=clock)
    yield runner
    runner.close()


def told(task):
    """A list that fills with what is told about a task."""
    events = []
    task.progressed.connect(lambda progress: events.append(("progressed", progress.done)))
    task.succeeded.connect(lambda result: events.append(("succeeded", result)))
    task.failed.connect(lambda failure: events.append(("failed", failure)))
    task.cancelled.connect(lambda: events.append("cancelled"))
    task.finished.connect(lambda: events.append("finished"))
    return events


def run(qtbot, runner, work):
    task = runner.submit(work)
    events = told(task)
    with qtbot.waitSignal(task.finished):
        pass
    return events


def test_success_is_told_in_order(qtbot, runner, clock):
    def work(_token, progress):
        for done in range(3):
            clock.now += 2 * INTERVAL
            progress(Progress(done, 3))
        return "made"

    events = run(qtbot, runner, work)
    assert events == [*(("progressed", done) for done in range(3)), ("succeeded", "made"), "finished"]
    assert not runner.busy


def test_work_runs_on_another_thread_and_is_told_about_on_this_one(qtbot, runner):
    threads = []
    task = runner.submit(lambda _token, _progress: threads.append(threading.get_ident()))
    task.succeeded.connect(lambda _result: threads.append(threading.get_ident()))
    with qtbot.waitSignal(task.finished):
        pass
    worker, here = threads
    assert here == threading.get_ident() != worker


def test_progress_is_thinned_and_the_last_is_kept(qtbot, runner, clock):
    def work(_token, progress):
        for done in range(1000):
            clock.now += INTERVAL / 10
            progress(Progress(done, 1000))

    events = run(qtbot, runner, work)
    reported = [event[1] for event in events if event[0] == "progressed"]
    assert reported[0] == 0
    assert reported[-1] == 999
    assert reported == sorted(set(reported))
    assert 90 <= len(reported) <= 102


def test_a_turn_is_told_however_soon_it_comes(qtbot, runner):
    def work(_token, progress):
        for done in range(4):
            progress(Progress(done, 4, turning=done == 1))

    told = [event[1] for event in run(qtbot, runner, work) if event[0] == "progressed"]
    assert told == [0, 1, 3]


def test_progress_that_is_slow_is_all_told(qtbot, runner, clock):
    def work(_token, progress):
        for done in range(20):
            clock.now += 1.5 * INTERVAL
            progress(Progress(done, 20))

    assert len([event for event in run(qtbot, runner, work) if event[0] == "progressed"]) == 20


@pytest.mark.parametrize("error", [ValueError("wrong"), MemoryError(), KeyError("k")])
def test_failure_comes_with_its_traceback(qtbot, runner, error):
    def broken_part(_token, progress):
        progress(Progress(1, 2))
        progress(Progress(2, 2))
        raise error

    *progress, (name, failure), last = run(qtbot, runner, broken_part)
    assert progress == [("progressed", 1), ("progressed", 2)]
    assert (name, last) == ("failed", "finished")
    assert isinstance(failure, Failure)
    assert failure.error is error
    assert "broken_part" in failure.traceback
    assert failure.error.__traceback__ is None, "frames would keep photos alive"


def test_cancelling_stops_the_work(qtbot, runner):
    entered = threading.Event()

    def work(token, _progress):
        released = threading.Event()
        with token.interrupting(released.set):
            entered.set()
            assert released.wait(30)
        token.check()

    task = runner.submit(work)
    events = told(task)
    assert entered.wait(30)
    with qtbot.waitSignal(task.finished):
        task.cancel()
    assert events == ["cancelled", "finished"]


def test_work_cancelled_before_its_turn_never_begins(qtbot, runner):
    gate, begun = threading.Event(), []
    first = runner.submit(lambda _token, _progress: gate.wait(30))
    second = runner.submit(lambda _token, _progress: begun.append(True))
    events = told(second)
    second.cancel()
    gate.set()
    with qtbot.waitSignals([first.finished, second.finished]):
        pass
    assert events == ["cancelled", "finished"]
    assert not begun


def test_work_that_was_about_to_succeed_does(qtbot, runner):
    def work(token, _progress):
        token.cancel()
        return "made all the same"

    assert run(qtbot, runner, work) == [("succeeded", "made all the same"), "finished"]


def test_one_thread_keeps_the_order_of_submission(qtbot, runner):
    order = []
    submitted = [runner.submit(lambda _token, _progress, n=n: order.append(n)) for n in range(50)]
    with qtbot.waitSignals([task.finished for task in submitted]):
        pass
    assert order == list(range(50))


def test_several_threads_work_at_once(qtbot):
    runner = TaskRunner(threads=2)
    both = threading.Barrier(2, timeout=30)
    pair = [runner.submit(lambda _token, _progress: both.wait()) for _ in range(2)]
    with qtbot.waitSignals([task.succeeded for task in pair]):
        pass
    runner.close()


def test_closing_cancels_waits_and_tells(qtbot):
    runner = TaskRunner()
    entered, left = threading.Event(), []

    def work(token, _progress):
        released = threading.Event()
        with token.interrupting(released.set):
            entered.set()
            assert released.wait(30)
        left.append(True)
        raise Cancelled

    running, waiting = runner.submit(work), runner.submit(work)
    events = told(running), told(waiting)
    assert entered.wait(30)
    runner.close()
    assert left == [True]
    assert events == (["cancelled", "finished"], ["cancelled", "finished"])
    assert not runner.busy


def until_cancelled(token, _progress):
    """Work that ends only when it is cancelled."""
    released = threading.Event()
    with token.interrupting(released.set):
        assert released.wait(30)
    token.check()


def test_what_is_submitted_while_closing_is_cancelled_too(qtbot):
    runner = TaskRunner()
    submitted = []

    def submit():
        if len(submitted) < 3:
            submitted.append(runner.submit(until_cancelled))
            submitted[-1].cancelled.connect(submit)

    submit()
    runner.close()
    assert len(submitted) == 3
    assert not runner.busy


def test_a_slot_that_knows_its_task_does_not_keep_it(qtbot, runner):
    task = runner.submit(lambda _token, _progress: None)
    task.succeeded.connect(lambda _result, task=task: task.cancel())
    reference = weakref.ref(task)
    with qtbot.waitSignal(task.finished):
        pass
    del task
    qtbot.waitUntil(lambda: gc.collect() is not None and reference() is None)


def test_nothing_keeps_work_and_result_alive(qtbot, runner):
    class Heavy:
        pass

    kept, results = Heavy(), []
    reference = weakref.ref(kept)
    task = runner.submit(lambda _token, _progress, heavy=kept: heavy)
    task.succeeded.connect(lambda result: results.append(type(result)))
    del kept
    with qtbot.waitSignal(task.finished):
        pass
    del task
    runner.close()
    gc.collect()
    assert results == [Heavy]
    assert reference() is None


def test_thousands_of_tasks_are_all_told_about(qtbot):
    runner = TaskRunner(threads=2)
    results = []
    for number in range(2000):
        runner.submit(lambda _token, _progress, n=number: n).succeeded.connect(results.append)
    qtbot.waitUntil(lambda: not runner.busy, timeout=30_000)
    runner.close()
    assert sorted(results) == list(range(2000))


@pytest.mark.skipif(sys.platform != "linux", reason="niceness of threads is Linux's")
def test_threads_leave_the_processor_to_the_window(qtbot, runner):
    def niceness(_token, _progress):
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    (_, inside), _ = run(qtbot, runner, niceness)
    assert inside > os.getpriority(os.PRIO_PROCESS, 0)


def test_the_window_is_let_in_soon(monkeypatch):
    asked = []
    monkeypatch.setattr(sys, "setswitchinterval", asked.append)
    tasks.favour_gui_thread()
    assert asked[0] < 0.005


class Stubborn:
    """Work that does not listen, until it is let go."""

    def __init__(self):
        self.begun, self.gate = threading.Event(), threading.Event()

    def __call__(self, _token, progress):
        self.begun.set()
        assert self.gate.wait(30)
        progress(Progress(1, 1))
        return "too late"


@pytest.fixture
def stubborn():
    work = Stubborn()
    yield work
    work.gate.set()


def settled(qtbot, runner):
    """Wait until nothing that was abandoned is left."""
    qtbot.waitUntil(lambda: not runner._abandoned)


def test_work_that_does_not_stop_is_abandoned_and_its_thread_replaced(qtbot, stubborn):
    runner = TaskRunner(patience=0.05)
    task, behind = runner.submit(stubborn), runner.submit(lambda _token, _progress: "done")
    events, later = told(task), told(behind)
    assert stubborn.begun.wait(30)
    with qtbot.waitSignal(behind.finished):
        task.cancel()
    kind, failure = events[0]
    assert kind == "failed"
    assert isinstance(failure.error, HungError)
    assert failure.error.hint
    assert events[1:] == ["finished"]
    assert later == [("succeeded", "done"), "finished"]
    assert not runner.busy
    stubborn.gate.set()
    settled(qtbot, runner)
    assert events[1:] == ["finished"], "what it told later does not count"
    assert runner._pool.maxThreadCount() == 1
    runner.close()


def test_work_that_waits_for_its_turn_is_not_hung(qtbot):
    runner, gate = TaskRunner(patience=0.2), threading.Event()
    runner.submit(lambda _token, _progress: gate.wait(30))
    second = runner.submit(lambda _token, _progress: None)
    events = told(second)
    second.cancel()
    with qtbot.waitSignal(runner._timer.timeout):
        pass
    assert events == []
    gate.set()
    qtbot.waitUntil(lambda: not runner.busy)
    assert events == ["cancelled", "finished"]


def test_closing_does_not_wait_for_ever(qtbot, stubborn):
    runner = TaskRunner(patience=0.05)
    task, behind = runner.submit(stubborn), runner.submit(lambda _token, _progress: None)
    events, later = told(task), told(behind)
    assert stubborn.begun.wait(30)
    runner.close()
    assert [event[0] if isinstance(event, tuple) else event for event in events] == ["failed", "finished"]
    assert [event[0] if isinstance(event, tuple) else event for event in later] == ["failed", "finished"]
    assert tasks.stranded()
    stubborn.gate.set()
    assert runner._pool.waitForDone(30_000)
    assert not tasks.stranded()
    tasks._stranded.clear()
