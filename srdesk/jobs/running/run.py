"""run_batch: a plan carried out photo by photo, journalled, so that it can be pulled out of the wall at any moment."""

import threading
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from srdesk.errors import UsageError
from srdesk.jobs.job import DevelopedJob, develop_job, open_job, write_job
from srdesk.jobs.journal import BatchJournal, now
from srdesk.jobs.planning.plan import BatchPlan
from srdesk.jobs.planning.table import Verdict
from srdesk.jobs.queue import State
from srdesk.jobs.records import DoneRecord, EndRecord, RunRecord
from srdesk.jobs.running.attendant import Politeness, attended
from srdesk.jobs.running.budget import MemoryBudget, needed
from srdesk.jobs.running.computer import give_memory_back
from srdesk.jobs.running.control import Cause, RunControl
from srdesk.jobs.running.conveyor import Belt, convey
from srdesk.jobs.running.events import (
    BatchEvent,
    BatchOutcome,
    BatchSink,
    PhotoChanged,
    PhotoDone,
    PhotoFailed,
    RunAdvanced,
    RunEnded,
    RunPaused,
    RunStarted,
    unheard,
)
from srdesk.jobs.running.lanes import Lanes, choose_lanes
from srdesk.jobs.running.pace import BatchPace
from srdesk.jobs.running.patience import Patience
from srdesk.jobs.running.recorder import MarkedJob, Recorder, mark_read, remove_leftovers, size_and_time
from srdesk.progress import Cancelled, Progress
from srdesk.restore import RestoreOptions, Restorer
from srdesk.texts import Text

T = TypeVar("T")
STATES = tuple(State)
# Photos after which memory is given back.
_TRIM_EVERY = 20


@dataclass(frozen=True)
class RunPolicy:
    """How a run behaves.

    ``fail_fast`` ends it at the first failure; after ``failures_in_a_row`` (0: never) it pauses, or ends if it is
    ``unattended``, as it does when the disk is full. ``max_ram`` bounds, in bytes, what photos under way take;
    ``lanes`` is how photos share the processor, ``None`` for what measurements say is best.
    """

    fail_fast: bool = False
    failures_in_a_row: int = 20
    unattended: bool = False
    max_ram: int | None = None
    lanes: Lanes | None = None
    politeness: Politeness = Politeness()


def run_batch(
    plan: BatchPlan,
    restorer: Restorer,
    journal: BatchJournal,
    *,
    control: RunControl | None = None,
    sink: BatchSink = unheard,
    policy: RunPolicy | None = None,
) -> BatchOutcome:
    """Carry a plan out: every photo becomes its target or a failure, or waits for the next run.

    ``sink`` is told by one thread at a time. What happens to one photo, whatever it is, happens to that photo alone.
    Raises `UsageError` for a plan with clashes, `ModelError`, and `OutputError` if the journal cannot be written.
    """
    return BatchRun(plan, restorer, journal, control=control, sink=sink, policy=policy).run()


class BatchRun:
    """A run of a plan; `state` may be asked from any thread while it lasts."""

    def __init__(
        self,
        plan: BatchPlan,
        restorer: Restorer,
        journal: BatchJournal,
        *,
        control: RunControl | None = None,
        sink: BatchSink = unheard,
        policy: RunPolicy | None = None,
    ) -> None:
        self._plan, self._restorer, self._journal = plan, restorer, journal
        self._control, self._policy = control or RunControl(), policy or RunPolicy()
        self._sink, self._told = sink, threading.Lock()
        self._states = array("B", bytes(len(plan)))
        self._recorder = Recorder(plan, journal)
        self._budget = MemoryBudget(self._policy.max_ram)
        self._lanes = self._policy.lanes or choose_lanes(plan, self._budget.limit)
        self._average = _average_pixels(plan)
        todo = plan.counts[Verdict.TODO]
        self._of_pixels = float(sum(self._pixels(index) for index in plan.todo()))
        self._pace = BatchPace(todo, self._of_pixels, lanes=self._lanes.engine)
        folders = [path for path in plan.spec.inputs if path.is_dir()]
        self._patience = Patience(self._control, folders, plan.spec.output, unattended=self._policy.unattended)
        self._in_a_row = 0
        self._disk_full = False

    def state(self, index: int) -> State:
        """How far a photo has come in this run."""
        return STATES[self._states[index]]

    def run(self) -> BatchOutcome:
        """Do it all; see `run_batch`."""
        self._refuse_clashes()
        self._control.changed = self._on_causes_changed
        self._options = self._settled()
        spec = self._plan.spec
        self._journal.append(RunRecord(now(), self._plan.settings, self._options.precision, spec.as_table()))
        remove_leftovers(self._plan, self._journal)
        self._tell(RunStarted(self._plan.counts[Verdict.TODO], self._of_pixels))
        belts = (
            Belt("read", self._read, self._lanes.readers),
            Belt("restore", self._develop, self._lanes.engine),
            Belt("write", self._write, self._lanes.writers),
        )
        with attended(self._control, self._policy.politeness):
            convey(self._photos(), belts)
        outcome = self._outcome()
        self._journal.append(
            EndRecord(
                now(), outcome.done, outcome.failed, bool(outcome.stopped or outcome.stopped_by_user), outcome.seconds
            )
        )
        self._tell(RunEnded(outcome))
        return outcome

    def _refuse_clashes(self) -> None:
        clashes = self._plan.clashes()
        if clashes:
            raise UsageError(
                Text("{0} {1}.", clashes[0].source, clashes[0].reason),
                hint="Use --on-conflict unique, or a template with {counter}.",
            )

    def _settled(self) -> RestoreOptions:
        """The batch's options with the precision of its earlier runs, so that all photos have the same."""
        spec, before = self._plan.spec, self._journal.last_run
        if before is not None and before.settings == self._plan.settings:
            return replace(spec.options, precision=before.precision)
        return self._restorer.settled(spec.options, token=self._control.token)

    def _photos(self) -> Iterator[int]:
        """The photos to be done, drawn as there is room for them, until the run is to end."""
        for index in self._plan.todo():
            amount = self._memory(index)
            try:
                self._control.wait()
                while not self._budget.take(amount):
                    self._control.wait()
            except Cancelled:
                return
            if self._control.stopping:
                self._budget.give_back(amount)
                return
            yield index

    def _read(self, index: int) -> MarkedJob | None:
        return self._attempt(index, lambda: self._opened(index))

    def _develop(self, job: MarkedJob) -> tuple[MarkedJob, DevelopedJob] | None:
        if self._control.stopping and not self._control.token.cancelled:
            job.opened.abandon()  # it was only read ahead
            self._drop(job.index)
            return None
        developed = self._attempt(job.index, lambda: self._developed(job))
        return None if developed is None else (job, developed)

    def _write(self, item: tuple[MarkedJob, DevelopedJob]) -> None:
        self._attempt(item[0].index, lambda: self._written(*item))

    def _attempt(self, index: int, work: Callable[[], T]) -> T | None:
        """Do one stage of one photo; what goes wrong stays with that photo."""
        try:
            self._control.wait()
            return self._patience.persist(work)
        except Cancelled:
            self._drop(index)
        except Exception as error:  # noqa: BLE001 - one bad photo is one bad photo
            self._fail(index, error)
        return None

    def _opened(self, index: int) -> MarkedJob:
        self._enter(index, State.READING)
        job = replace(self._plan.job(index), options=self._options)
        before = size_and_time(job.source)
        opened = open_job(job, self._restorer)
        with opened.abandoned_on_failure():
            return MarkedJob(index, opened, mark_read(opened, before))

    def _developed(self, job: MarkedJob) -> DevelopedJob:
        self._enter(job.index, State.RUNNING)
        options = job.opened.job.options
        options = replace(options, threads=self._lanes.threads or options.threads)
        opened = replace(job.opened, job=replace(job.opened.job, options=options))

        def advanced(progress: Progress) -> None:
            self._control.wait()
            self._pace.under_way(job.index, progress.done)
            self._tell(PhotoChanged(job.index, State.RUNNING, progress.fraction))
            self._tell(RunAdvanced(self._pace.progress))

        with opened.abandoned_on_failure():
            return develop_job(opened, self._restorer, progress=advanced, token=self._control.token)

    def _written(self, job: MarkedJob, developed: DevelopedJob) -> None:
        self._enter(job.index, State.ENCODING)
        records: list[DoneRecord] = []
        draft = self._recorder.draft(job, developed, records)
        with job.opened.abandoned_on_failure():
            outcome = write_job(developed, token=self._control.token, draft=draft)
        self._in_a_row = 0
        if self._pace.progress.done % _TRIM_EVERY == 0:
            give_memory_back()
        self._end(job.index, State.DONE, engine_seconds=outcome.restoration.engine_seconds)
        self._tell(PhotoDone(job.index, outcome, records[-1]))

    def _fail(self, index: int, error: Exception) -> None:
        try:
            record = self._patience.persist(lambda: self._recorder.failed(index, error))
        except Cancelled:
            self._drop(index)
            return
        self._end(index, State.FAILED)
        self._tell(PhotoFailed(index, record))
        self._in_a_row += 1
        if self._policy.fail_fast:
            self._control.stop_now("a photo failed")
        elif self._in_a_row == self._policy.failures_in_a_row:
            self._in_a_row = 0
            if self._policy.unattended:
                self._control.stop_now(str(Cause.FAILURES))
            else:
                self._control.pause(Cause.FAILURES)

    def _drop(self, index: int) -> None:
        """Leave a photo for the next run."""
        self._pace.dropped(index)
        self._release(index, State.CANCELLED)

    def _end(self, index: int, state: State, *, engine_seconds: float = 0.0) -> None:
        failed = state is State.FAILED
        self._pace.ended(index, self._pixels(index), failed=failed, engine_seconds=engine_seconds)
        self._release(index, state)
        self._tell(RunAdvanced(self._pace.progress))

    def _release(self, index: int, state: State) -> None:
        self._enter(index, state)
        self._budget.give_back(self._memory(index))

    def _enter(self, index: int, state: State) -> None:
        self._states[index] = STATES.index(state)
        self._tell(PhotoChanged(index, state, float(state is State.DONE)))

    def _tell(self, event: BatchEvent) -> None:
        with self._told:
            self._sink(event)

    def _on_causes_changed(self, causes: frozenset[Cause]) -> None:
        self._disk_full = self._disk_full or Cause.DISK_FULL in causes
        (self._pace.pause if causes else self._pace.resume)()
        self._tell(RunPaused(causes))

    def _memory(self, index: int) -> int:
        """About how many bytes a photo takes on its way."""
        return needed(self._plan.table.size(index), self._plan.result_size(index))

    def _pixels(self, index: int) -> float:
        size = self._plan.table.size(index)
        return float(size[0] * size[1]) if size else self._average

    def _outcome(self) -> BatchOutcome:
        progress, counts, control = self._pace.progress, self._plan.counts, self._control
        return BatchOutcome(
            done=progress.done,
            failed=progress.failed,
            failed_before=counts[Verdict.FAILED] + self._missed(),
            skipped=counts[Verdict.SKIPPED],
            remaining=progress.photos - progress.done - progress.failed,
            seconds=progress.seconds,
            engine_share=progress.engine_share,
            stopped=control.stop_reason,
            stopped_by_user=control.stopping and not control.stop_reason,
            disk_full=self._disk_full and control.stopping,
        )

    def _missed(self) -> int:
        """Folders and links behind which there may be photos that nobody could look at."""
        return sum(count for reason, count in self._plan.passed.counts.items() if reason.serious)


def _average_pixels(plan: BatchPlan) -> float:
    """Source pixels of the average photo, 0 if no size is known."""
    sizes = [width * height for width, height in zip(plan.table.width, plan.table.height, strict=True) if width]
    return sum(sizes) / len(sizes) if sizes else 0.0
