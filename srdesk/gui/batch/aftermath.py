"""The aftermath of a batch: its report, its results one by one, taking it back, and what the computer does then."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from srdesk.gui.background import Background, Task
from srdesk.jobs.running.awake import awake
from srdesk.jobs.running.control import RunControl
from srdesk.jobs.running.finish import Finish, do_finish
from srdesk.progress import CancelToken, Progress, ProgressSink

if TYPE_CHECKING:
    from srdesk.jobs.planning.plan import BatchPlan
    from srdesk.jobs.queue import Made
    from srdesk.jobs.undo import Undone

DoFinish = Callable[..., bool]


@dataclass(frozen=True)
class Computer:
    """What a batch asks of the computer: to stay ``awake`` meanwhile, and what it does at the end."""

    awake: Callable[[], AbstractContextManager[object]] = awake
    finish: DoFinish = do_finish


THIS_COMPUTER = Computer()
"""The one that srdesk runs on."""


class Aftermath(QObject):
    """Works on what a batch has left, in the background."""

    found = Signal(object, object)
    """A photo, and what was ``Made`` of it, or ``None``."""
    reported = Signal(object)
    """Where the report is."""
    undone = Signal(object)
    """The batch was taken back: an `Undone`."""
    undoing_progressed = Signal(object)
    """How far that is: a `Progress` in results."""
    counted = Signal(int)
    """So many seconds are left until the computer sleeps or is shut down; 0: it is, or that was called off."""
    failed = Signal(object)
    """A `Failure`."""
    changed = Signal()
    """`undoing` is another than before."""

    def __init__(self, files: Background, *, finish: DoFinish = do_finish) -> None:
        super().__init__()
        self._files = files
        self._do_finish = finish
        self._undoing: Task | None = None
        self._enough = CancelToken()
        self._countdown: RunControl | None = None

    @property
    def undoing(self) -> bool:
        """Whether a batch is being taken back."""
        return self._undoing is not None

    def find(self, plan: "BatchPlan", index: int) -> None:
        """Find what came of a photo of a plan."""

        def work(_token: CancelToken, _progress: ProgressSink) -> "Made | None":
            from srdesk.gui.batch.work import made_of

            return made_of(plan, index)

        task = self._files.submit(work)
        task.succeeded.connect(partial(self.found.emit, plan.source(index)))
        task.failed.connect(self.failed)

    def report(self, output: Path, max_ram: int | None) -> None:
        """Find the report of a batch, or write it in so many bytes of memory."""

        def work(token: CancelToken, _progress: ProgressSink) -> Path:
            from srdesk.gui.batch.work import report_on

            return report_on(output, max_ram, token)

        task = self._files.submit(work)
        task.succeeded.connect(self.reported)
        task.failed.connect(self.failed)

    def undo(self, output: Path) -> None:
        """Take a batch back, until `stop_undoing`."""
        enough = self._enough = CancelToken()

        def work(token: CancelToken, progress: ProgressSink) -> "Undone":
            from srdesk.gui.batch.work import undo

            with token.interrupting(enough.cancel):
                return undo(output, progress, enough)

        task = self._undoing = self._files.submit(work)
        task.progressed.connect(self.undoing_progressed)
        task.succeeded.connect(self.undone)
        task.failed.connect(self.failed)
        task.finished.connect(self._on_undoing_finished)
        self.changed.emit()

    def stop_undoing(self) -> None:
        """Leave the results that have not been taken back yet where they are; `undone` says how many."""
        self._enough.cancel()

    def finish(self, finish: Finish, said: str) -> None:
        """Have the computer sleep or shut down, after a while in which `call_off` prevents it."""
        control = self._countdown = RunControl()
        do = self._do_finish

        def work(token: CancelToken, progress: ProgressSink) -> None:
            with token.interrupting(control.stop_now):
                do(finish, said, control=control, countdown=lambda seconds: progress(Progress(seconds, seconds)))

        task = self._files.submit(work)
        task.progressed.connect(lambda progress: self.counted.emit(round(progress.done)))
        task.failed.connect(self.failed)
        task.finished.connect(self._on_countdown_finished)

    @property
    def counting(self) -> bool:
        """Whether the computer is about to sleep or to be shut down."""
        return self._countdown is not None

    def call_off(self) -> None:
        """Leave the computer on."""
        if self._countdown is not None:
            self._countdown.stop_now()

    def _on_undoing_finished(self) -> None:
        self._undoing = None
        self.changed.emit()

    def _on_countdown_finished(self) -> None:
        self._countdown = None
        self.counted.emit(0)
