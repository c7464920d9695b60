"""Threads of the window: the only module that knows there are any."""

import os
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QThread, QThreadPool, QTimer, Signal

from srdesk.errors import HungError
from srdesk.gui.background import Failure, Work
from srdesk.progress import Cancelled, CancelToken, Progress
from srdesk.texts import Text

INTERVAL = 1 / 25
"""Seconds between two progress reports that reach the window, unless the second is one of a turn."""

PATIENCE = 20.0
"""Seconds that work may take to stop once it has been told to."""

_GLANCE = 20
_SWITCH_INTERVAL = 0.0005
_NICER = 10

_stranded: list[QThreadPool] = []

Clock = Callable[[], float]


def favour_gui_thread() -> None:
    """Have threads of this process let the GUI thread in sooner.

    It enters Python for every event and many times while it paints; where work runs, each entry may wait this long.
    """
    sys.setswitchinterval(_SWITCH_INTERVAL)


def stranded() -> bool:
    """Whether threads are left that do not stop, so that the process would wait for them for ever at its end."""
    return any(pool.activeThreadCount() for pool in _stranded)


def _step_back() -> None:
    """Let this thread, and those it starts, run when nothing more urgent wants the processor."""
    if sys.platform == "linux":
        # Here a thread has a niceness of its own, and Qt's priorities mean nothing.
        with suppress(OSError):
            window = os.getpriority(os.PRIO_PROCESS, os.getpid())
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), window + _NICER)


class _Report(NamedTuple):
    """What a runnable tells the GUI thread: the name of a signal of `RunnerTask` and what goes with it."""

    task: "RunnerTask"
    signal: str
    values: tuple[object, ...] = ()


class RunnerTask(QObject):
    """See `srdesk.gui.background.Task`. Lives in the GUI thread."""

    progressed = Signal(object)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()

    def __init__(self, watch: Callable[["RunnerTask"], None]) -> None:
        """``watch`` is called once the task has been told to stop."""
        super().__init__()
        self.token = CancelToken()
        self.begun: float | None = None
        self._watch = watch

    def cancel(self) -> None:
        self.token.cancel()
        self._watch(self)


class TaskRunner(QObject):
    """Runs work on threads of its own, first come, first served; see `srdesk.gui.background.Background`.

    They leave the processor to the GUI thread and to other programs. Work that has been told to stop and does not is
    abandoned: it is told to have failed, with `HungError`, and another thread takes the place of its own.

    To be made, used and closed in the GUI thread.
    """

    # From any thread to the GUI thread. The runner outlives its threads; runnables own nothing of Qt.
    _reported = Signal(object)

    def __init__(self, *, threads: int = 1, clock: Clock = time.monotonic, patience: float = PATIENCE) -> None:
        """``patience`` is how many seconds work may take to stop."""
        super().__init__()
        self._clock = clock
        self._patience = round(patience * 1000)
        self._abandoned: set[RunnerTask] = set()
        self._stopping: dict[RunnerTask, float] = {}
        self._timer = QTimer(self, interval=max(1, self._patience // 2))
        self._timer.timeout.connect(self._on_timeout)
        self._tasks: set[RunnerTask] = set()
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(threads)
        self._pool.setThreadPriority(QThread.Priority.LowPriority)
        self._reported.connect(self._on_reported, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether anything submitted has not finished."""
        return bool(self._tasks)

    def submit(self, work: Work) -> RunnerTask:
        task = RunnerTask(self._watch)
        self._tasks.add(task)
        self._pool.start(_Runnable(task, work, self._reported.emit, self._clock).run)
        return task

    def close(self) -> None:
        """Cancel everything, wait until it has stopped and deliver what there is to tell about it.

        What is submitted because of that is cancelled too.
        """
        deadline = time.monotonic() + self._patience / 1000
        while self._tasks:
            for task in tuple(self._tasks):
                task.token.cancel()
            self._pool.waitForDone(_GLANCE if self._abandoned else self._patience)
            QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)
            if time.monotonic() > deadline:
                self._pool.clear()
                for task in tuple(self._tasks):
                    self._abandon(task)
        if self._abandoned:
            # Whoever lets go of a pool waits for its threads.
            _stranded.append(self._pool)

    def _watch(self, task: RunnerTask) -> None:
        """See to it that a task that was told to stop does."""
        if task in self._tasks:
            self._stopping.setdefault(task, time.monotonic())
            if not self._timer.isActive():
                self._timer.start()

    def _on_timeout(self) -> None:
        """Abandon what has been told to stop for too long; what waits for its turn cannot be hung."""
        overdue = time.monotonic() - self._patience / 1000
        for task, since in tuple(self._stopping.items()):
            if task.begun is not None and max(since, task.begun) <= overdue:
                self._pool.setMaxThreadCount(self._pool.maxThreadCount() + 1)
                self._abandon(task)

    def _forget(self, task: RunnerTask) -> None:
        self._tasks.discard(task)
        self._stopping.pop(task, None)
        if not self._stopping:
            self._timer.stop()

    def _abandon(self, task: RunnerTask) -> None:
        """Tell that a task has failed; what it tells itself, if ever, does not count any more."""
        self._forget(task)
        self._abandoned.add(task)
        error = HungError(
            Text("The work did not stop within {0} seconds and was left alone.", round(self._patience / 1000)),
            hint="You can go on. If it happens again, leave this photo out or choose another model.",
        )
        task.failed.emit(Failure(error, ""))
        task.finished.emit()

    def _on_reported(self, report: _Report) -> None:
        ended = report.signal == "finished"
        if report.task in self._abandoned:
            if ended:
                self._abandoned.discard(report.task)
                self._pool.setMaxThreadCount(self._pool.maxThreadCount() - 1)
            return
        if ended:
            self._forget(report.task)
        getattr(report.task, report.signal).emit(*report.values)
        if ended:
            # With its connections: slots that know their task would keep it for ever.
            report.task.deleteLater()


class _Runnable:
    """One piece of work on a thread of the pool."""

    def __init__(self, task: RunnerTask, work: Work, report: Callable[[_Report], None], clock: Clock) -> None:
        self._task = task
        self._work: Work | None = work
        self._report = report
        self._clock = clock
        self._reported_at = float("-inf")
        self._withheld: Progress | None = None

    def run(self) -> None:
        _step_back()
        self._task.begun = time.monotonic()
        try:
            self._end("succeeded", self._done())
        except Cancelled:
            self._end("cancelled")
        except Exception as error:  # noqa: BLE001 - the window shows it
            text = "".join(traceback.format_exception(error))
            self._end("failed", Failure(error.with_traceback(None), text))
        finally:
            self._report(_Report(self._task, "finished"))

    def _done(self) -> object:
        """Do the work, and let go of it and all it holds."""
        work, self._work = self._work, None
        assert work is not None
        self._task.token.check()
        return work(self._task.token, self._progress)

    def _progress(self, progress: Progress) -> None:
        """Pass on turns, and what comes an interval after what else was passed on; keep the latest of the rest."""
        if not progress.turning:
            now = self._clock()
            if now - self._reported_at < INTERVAL:
                self._withheld = progress
                return
            self._reported_at = now
        self._withheld = None
        self._report(_Report(self._task, "progressed", (progress,)))

    def _end(self, signal: str, *values: object) -> None:
        if self._withheld is not None:
            self._report(_Report(self._task, "progressed", (self._withheld,)))
        self._report(_Report(self._task, signal, values))
