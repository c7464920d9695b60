"""The press: carries a planned batch out in the background, and tells what happens a few times a second."""

from collections import deque
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from srdesk.gui.background import Background, Failure, Task
from srdesk.jobs.running.control import Cause, Politeness, RunControl
from srdesk.progress import CancelToken, ProgressSink

# Everything heavy is imported by the first batch, on its thread.
if TYPE_CHECKING:
    from srdesk.gui.batch.work import Ended, Order, Planned
    from srdesk.gui.operations import MakeRestorer
    from srdesk.jobs.running.run import BatchRun

LOOK_MS = 250
"""How often what has come is told: however fast photos go through, the window has little to do."""


class BatchPress(QObject):
    """One run at a time."""

    told = Signal(object)
    """What has come since: a list of `BatchEvent`, and of `Planned` where the plan had to be made anew."""
    succeeded = Signal(object)
    """How the run ended: an `Ended`."""
    failed = Signal(object)
    """The run could not go on at all: a `Failure`."""
    finished = Signal()

    def __init__(
        self, make_restorer: "MakeRestorer", background: Background, *, window_busy: Callable[[], bool]
    ) -> None:
        """``window_busy`` says whether the engine is wanted for a photo that somebody looks at."""
        super().__init__()
        self._make_restorer = make_restorer
        self._background = background
        self._window_busy = window_busy
        self._control = RunControl()
        self._run: BatchRun | None = None
        self._task: Task | None = None
        self._come: deque[object] = deque()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)

    @property
    def busy(self) -> bool:
        """Whether a run is under way."""
        return self._task is not None

    @property
    def control(self) -> RunControl:
        """The reins of the run, or of the last one."""
        return self._control

    def begin(self, planned: "Planned", order: "Order") -> None:
        """Carry a plan out."""
        control = self._control = RunControl()
        make, come = self._make_restorer, self._come
        come.clear()
        self._give_way()

        def work(token: CancelToken, _progress: ProgressSink) -> "Ended":
            from srdesk.gui.batch.work import carry_out

            with closing(make()) as restorer:
                return carry_out(
                    planned, restorer, order, control=control, begun=self._take, tell=come.append, token=token
                )

        task = self._task = self._background.submit(work)
        task.succeeded.connect(self._on_succeeded)
        task.failed.connect(self._on_failed)
        task.finished.connect(self._on_finished)
        self._timer.start()

    def use_threads(self, count: int) -> None:
        """Have so many processor threads from now on, 0 for all."""
        if self._run is not None:
            self._run.use_threads(count)

    def be_polite(self, politeness: Politeness) -> None:
        """Pause for this by itself from now on."""
        self._control.be_polite(politeness)

    def look(self) -> None:
        """Tell what has come, and step aside for the window or go on."""
        self._give_way()
        if self._come:
            self.told.emit([self._come.popleft() for _ in range(len(self._come))])

    def close(self) -> None:
        """Stop at once."""
        self._control.stop_now()

    def _take(self, run: "BatchRun") -> None:
        self._run = run

    def _give_way(self) -> None:
        if self._window_busy():
            self._control.pause(Cause.WINDOW)
        else:
            self._control.resume(Cause.WINDOW)

    def _on_succeeded(self, ended: "Ended") -> None:
        self._let_go()
        self.succeeded.emit(ended)

    def _on_failed(self, failure: Failure) -> None:
        self._let_go()
        self.failed.emit(failure)

    def _let_go(self) -> None:
        """Tell the rest before the end is told."""
        self.look()
        self._run = None

    def _on_finished(self) -> None:
        self._timer.stop()
        self._task = None
        self.finished.emit()
