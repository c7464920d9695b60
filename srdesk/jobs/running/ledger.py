"""RunLedger: what has become of each photo of a run, told and written down as it happens."""

import threading
from array import array
from collections.abc import Callable
from dataclasses import replace

from srdesk.errors import UsageError
from srdesk.jobs.job import JobOutcome
from srdesk.jobs.journal import BatchJournal, now
from srdesk.jobs.planning.plan import BatchPlan
from srdesk.jobs.planning.table import Verdict
from srdesk.jobs.queue import State
from srdesk.jobs.records import DoneRecord, EndRecord, RunRecord
from srdesk.jobs.running.control import Cause, RunControl
from srdesk.jobs.running.events import (
    BatchEvent,
    BatchOutcome,
    BatchSink,
    Noticed,
    PhotoChanged,
    PhotoDone,
    PhotoFailed,
    RunAdvanced,
    RunEnded,
    RunPaused,
    RunStarted,
)
from srdesk.jobs.running.leftovers import settle_leftovers
from srdesk.jobs.running.pace import BatchPace
from srdesk.jobs.running.patience import Patience
from srdesk.jobs.running.policy import RunPolicy
from srdesk.jobs.running.recorder import Recorder
from srdesk.progress import Cancelled, Progress
from srdesk.restore import RestoreOptions, Restorer
from srdesk.texts import Text

STATES = tuple(State)


class RunLedger:
    """Keeps the states of photos, the journal, the pace and the sink of one run together; thread-safe.

    ``released`` is called with each photo that needs nothing more, done or not.
    """

    def __init__(
        self,
        plan: BatchPlan,
        journal: BatchJournal,
        *,
        control: RunControl,
        sink: BatchSink,
        policy: RunPolicy,
        released: Callable[[int], None] = lambda _index: None,
    ) -> None:
        self._plan, self._journal, self._control, self._policy = plan, journal, control, policy
        self._sink, self._told, self._released = sink, threading.Lock(), released
        self._states = array("B", bytes(len(plan)))
        self._average = _average_pixels(plan)
        self.recorder = Recorder(plan, journal)
        self.pace = BatchPace(plan.counts[Verdict.TODO], float(sum(self._pixels(index) for index in plan.todo())))
        folders = [path for path in plan.spec.inputs if path.is_dir()]
        self.patience = Patience(control, folders, plan.spec.output, unattended=policy.unattended)
        self._in_a_row = 0
        self._disk_full = False

    def state(self, index: int) -> State:
        """How far a photo has come in this run."""
        return STATES[self._states[index]]

    def begin(self, restorer: Restorer) -> RestoreOptions:
        """Open the run and return its options, ``auto`` precision settled; raises `UsageError` for clashes."""
        self._refuse_clashes()
        self._control.changed = self._on_causes_changed
        options = self._settled(restorer)
        self._journal.append(RunRecord(now(), self._plan.settings, self._plan.spec.as_table(), options.precision))
        settled = settle_leftovers(self._plan, self._journal)
        for index in settled:
            self.pace.spare(self._pixels(index))
        self.tell(RunStarted(self.pace.progress.photos, self.pace.progress.of_pixels))
        for index in settled:
            self.enter(index, State.DONE)
        if settled:
            self.tell(Noticed(Text("Finished results of an earlier run that have their names now: {0}.", len(settled))))
        return options

    def enter(self, index: int, state: State) -> None:
        """A photo is in another state."""
        self._states[index] = STATES.index(state)
        self.tell(PhotoChanged(index, state, float(state is State.DONE)))

    def advanced(self, index: int, progress: Progress) -> None:
        """A photo has come further."""
        self.pace.under_way(index, progress.done)
        self.tell(PhotoChanged(index, State.RUNNING, progress.fraction))
        self.tell(RunAdvanced(self.pace.progress))

    def done(self, index: int, outcome: JobOutcome, record: DoneRecord) -> None:
        """A photo's result is in its place."""
        self._in_a_row = 0
        self._end(index, State.DONE, engine_seconds=outcome.restoration.engine_seconds)
        self.tell(PhotoDone(index, outcome, record))

    def failed(self, index: int, error: Exception, *, details: str = "") -> None:
        """A photo failed for good; after too many the run stops or rests, as its policy says."""
        try:
            record = self.patience.persist(lambda: self.recorder.failed(index, error, details=details))
        except Cancelled:
            self.dropped(index)
            return
        self._end(index, State.FAILED)
        self.tell(PhotoFailed(index, record))
        self._in_a_row += 1
        if self._policy.fail_fast:
            self._control.stop_now(Text("a photo failed"))
        elif self._in_a_row == self._policy.failures_in_a_row:
            self._in_a_row = 0
            if self._policy.unattended:
                self._control.stop_now(str(Cause.FAILURES))
            else:
                self._control.pause(Cause.FAILURES)

    def dropped(self, index: int) -> None:
        """A photo is left for the next run."""
        self.pace.dropped(index)
        self._release(index, State.CANCELLED)

    def end(self) -> BatchOutcome:
        """Close the run."""
        outcome = self._outcome()
        stopped = bool(outcome.stopped or outcome.stopped_by_user)
        self._journal.append(EndRecord(now(), outcome.done, outcome.failed, stopped, outcome.seconds))
        self.tell(RunEnded(outcome))
        return outcome

    def tell(self, event: BatchEvent) -> None:
        """Tell the sink, one event at a time."""
        with self._told:
            self._sink(event)

    def _refuse_clashes(self) -> None:
        clashes = self._plan.clashes()
        if clashes:
            raise UsageError(
                Text("{0} {1}.", clashes[0].source, clashes[0].reason),
                hint="Use --on-conflict unique, or a template with {counter}.",
            )

    def _settled(self, restorer: Restorer) -> RestoreOptions:
        """The batch's options with the precision of its earlier runs, so that all photos have the same."""
        options, before = self._plan.spec.options, self._journal.last_run
        if before is not None and before.settings == self._plan.settings and before.precision != "auto":
            return replace(options, precision=before.precision)
        return restorer.settled(options, token=self._control.token)

    def _end(self, index: int, state: State, *, engine_seconds: float = 0.0) -> None:
        failed = state is State.FAILED
        self.pace.ended(index, self._pixels(index), failed=failed, engine_seconds=engine_seconds)
        self._release(index, state)
        self.tell(RunAdvanced(self.pace.progress))

    def _release(self, index: int, state: State) -> None:
        self.enter(index, state)
        self._released(index)

    def _on_causes_changed(self, causes: frozenset[Cause]) -> None:
        self._disk_full = self._disk_full or Cause.DISK_FULL in causes
        (self.pace.pause if causes else self.pace.resume)()
        if not self._control.token.cancelled:  # what ends neither rests nor goes on
            self.tell(RunPaused(causes))

    def _pixels(self, index: int) -> float:
        size = self._plan.table.size(index)
        return float(size[0] * size[1]) if size else self._average

    def _outcome(self) -> BatchOutcome:
        progress, counts, control = self.pace.progress, self._plan.counts, self._control
        return BatchOutcome(
            done=progress.done,
            failed=progress.failed,
            failed_before=counts[Verdict.FAILED],
            skipped=counts[Verdict.SKIPPED],
            remaining=progress.photos - progress.done - progress.failed,
            seconds=progress.seconds,
            engine_share=progress.engine_share,
            stopped=control.stop_reason,
            stopped_by_user=control.stopping and not control.stop_reason,
            disk_full=self._disk_full and control.stopping,
            missed=sum(count for reason, count in self._plan.passed.counts.items() if reason.serious),
        )


def _average_pixels(plan: BatchPlan) -> float:
    """Source pixels of the average photo, 0 if no size is known."""
    sizes = [width * height for width, height in zip(plan.table.width, plan.table.height, strict=True) if width]
    return sum(sizes) / len(sizes) if sizes else 0.0
