"""Planning a batch in the background: what there is to do, how long it will take, what results will be called."""

from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from srdesk.gui.background import Background, Task, Work
from srdesk.gui.batch.draft import BatchDraft
from srdesk.models.spec import ModelSpec
from srdesk.progress import CancelToken, Progress, ProgressSink

# Everything heavy is imported by the first batch, on its thread.
if TYPE_CHECKING:
    from srdesk.gui.batch.work import Planned
    from srdesk.gui.operations import MakeRestorer
    from srdesk.jobs.planning.spec import BatchSpec


class BatchPlanning(QObject):
    """One plan at a time: who asks for another hears no more of the last."""

    progressed = Signal()
    """`found` is further."""
    planned = Signal(object)
    """There is a plan: a `Planned`."""
    timed = Signal(object)
    """The same plan, with the time that it will take."""
    opened = Signal(object)
    """The batch that was begun into a folder: a `BatchSpec`."""
    failed = Signal(object)
    """There will be no plan: a `Failure`."""
    exemplified = Signal(object)
    """A few photos with the names of their results, or the `Failure` for want of them."""

    def __init__(self, make_restorer: "MakeRestorer", specs: Sequence[ModelSpec], lane: Background) -> None:
        super().__init__()
        self._make_restorer = make_restorer
        self._specs = tuple(specs)
        self._lane = lane
        self.found = Progress(0, 0)
        """How many photos were found for the plan, of these and what was passed over."""
        self._task: Task | None = None
        self._examples: Task | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being found out that is not about names."""
        return self._task is not None

    def plan(self, spec: "BatchSpec", *, retry_failed: bool) -> None:
        """Find out what there is to do."""
        specs, self.found = self._specs, Progress(0, 0)

        def work(token: CancelToken, progress: ProgressSink) -> "Planned":
            from srdesk.gui.batch.work import make_plan

            return make_plan(spec, specs, retry_failed=retry_failed, progress=progress, token=token)

        self._begin(work, self.planned.emit)

    def time(self, planned: "Planned") -> None:
        """Find out how long a plan will take."""
        make = self._make_restorer

        def work(token: CancelToken, _progress: ProgressSink) -> "Planned":
            from srdesk.gui.batch.work import timed

            with closing(make()) as restorer:
                return timed(planned, restorer, token)

        self._begin(work, self.timed.emit)

    def open(self, output: Path) -> None:
        """Find out what batch was begun into a folder."""

        def work(_token: CancelToken, _progress: ProgressSink) -> "BatchSpec":
            from srdesk.gui.batch.work import batch_of

            return batch_of(output)

        self._begin(work, self.opened.emit)

    def exemplify(self, draft: BatchDraft) -> None:
        """Find out what a few results will be called; an earlier question is forgotten."""
        self._forget_examples()
        specs = self._specs

        def work(token: CancelToken, _progress: ProgressSink) -> object:
            from srdesk.gui.batch.work import examples

            return examples(draft.spec, specs, token)

        task = self._examples = self._lane.submit(work)
        for signal in (task.succeeded, task.failed):
            signal.connect(lambda found: self.exemplified.emit(found) if task is self._examples else None)

    def stop(self) -> None:
        """Do without what is not there yet."""
        self._forget_examples()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _forget_examples(self) -> None:
        if self._examples is not None:
            self._examples.cancel()
            self._examples = None

    def _on_progressed(self, progress: Progress) -> None:
        self.found = progress
        self.progressed.emit()

    def _begin(self, work: Work, tell: Callable[[object], None]) -> None:
        self.stop()
        task = self._task = self._lane.submit(work)

        def unless_forgotten(say: Callable[[Any], None]) -> Callable[[object], None]:
            return lambda what: say(what) if task is self._task else None

        def end(say: Callable[[object], None], what: object) -> None:
            self._task = None
            say(what)

        task.progressed.connect(unless_forgotten(self._on_progressed))
        task.succeeded.connect(unless_forgotten(partial(end, tell)))
        task.failed.connect(unless_forgotten(partial(end, self.failed.emit)))
