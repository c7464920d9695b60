"""The press: restores one photo of the queue in the background, held up, stopped and watched over."""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from srdesk.gui.background import Background, Failure, Task
from srdesk.gui.queue.watchdog import Watchdog
from srdesk.gui.queue.words import silent
from srdesk.jobs.queue import QueueEntry, Reason, Recipe, State
from srdesk.progress import CancelToken, Gate, ProgressSink

# Everything heavy is imported by the first photo that is restored, on its thread.
if TYPE_CHECKING:
    from srdesk.gui.operations import MakeRestorer
    from srdesk.gui.queue.work import JobProgress
    from srdesk.jobs.job import JobOutcome

Clock = Callable[[], float]


class Press(QObject):
    """One photo at a time. Each signal begins with the key of the entry."""

    progressed = Signal(int, object)
    """How far it is: a `JobProgress`."""
    succeeded = Signal(int, object, float)
    """What came of it, a `JobOutcome`, and in how many seconds."""
    failed = Signal(int, object)
    """Why nothing came of it: a `Failure`."""
    stopped = Signal(int, object, object)
    """It was stopped: the state that its entry is to have now, and a `Reason` if that is called for."""

    def __init__(self, make_restorer: "MakeRestorer", inference: Background, clock: Clock = time.monotonic) -> None:
        """``make_restorer`` is called by the first photo, on its thread."""
        super().__init__()
        self._make_restorer = make_restorer
        self._inference = inference
        self._clock = clock
        self._gate = Gate()
        self._task: Task | None = None
        self._began = 0.0
        self._ending = State.CANCELLED
        self._watchdog = Watchdog(self)
        self._watchdog.barked.connect(partial(self.stop, State.FAILED))

    @property
    def busy(self) -> bool:
        return self._task is not None

    def hold(self, *, holding: bool) -> None:
        """Hold the photo up, or let it go on."""
        self._gate.hold(holding=holding)
        self._watch()

    def stop(self, ending: State) -> None:
        """Stop the photo, if there is one; its entry is to end in that state."""
        if self._task is not None:
            self._ending = ending
            self._task.cancel()

    def begin(self, entry: QueueEntry, recipe: Recipe) -> None:
        """Restore a photo into a file of its own name, with a number if that name is taken."""
        make, gate = self._make_restorer, self._gate

        def work(token: CancelToken, progress: ProgressSink) -> "JobOutcome":
            from srdesk.gui.queue.work import do_job
            from srdesk.jobs.job import RestoreJob

            encoding = replace(recipe.encoding, overwrite=False)
            job = RestoreJob(
                entry.source, options=recipe.options, folder=entry.folder, encoding=encoding, numbered=True
            )
            return do_job(job, make(), gate, progress=progress, token=token)

        self._began, self._ending = self._clock() - gate.waited, State.CANCELLED
        task = self._task = self._inference.submit(work)
        task.progressed.connect(partial(self._on_progressed, entry.key))
        task.succeeded.connect(partial(self._on_succeeded, entry.key))
        task.failed.connect(partial(self._on_failed, entry.key))
        task.cancelled.connect(partial(self._on_cancelled, entry.key))
        self._watch()

    def _watch(self) -> None:
        """Have the photo watched unless it is held up."""
        if self._task is None or self._gate.shut:
            self._watchdog.rest()
        else:
            self._watchdog.pat()

    def _let_go(self) -> None:
        self._task = None
        self._watch()

    def _on_progressed(self, key: int, progress: "JobProgress") -> None:
        self._watch()
        self.progressed.emit(key, progress)

    def _on_succeeded(self, key: int, outcome: "JobOutcome") -> None:
        self._let_go()
        self.succeeded.emit(key, outcome, self._clock() - self._gate.waited - self._began)

    def _on_failed(self, key: int, failure: Failure) -> None:
        self._let_go()
        self.failed.emit(key, failure)

    def _on_cancelled(self, key: int) -> None:
        self._let_go()
        reason: Reason | None = silent() if self._ending is State.FAILED else None
        self.stopped.emit(key, self._ending, reason)
