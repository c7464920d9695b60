"""run_batch: a plan carried out photo by photo, journalled, so that it can be pulled out of the wall at any moment."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from srdesk.engines.devices import thread_count
from srdesk.engines.priority import step_behind
from srdesk.jobs.job import DevelopedJob, develop_job, open_job, write_job
from srdesk.jobs.journal import BatchJournal
from srdesk.jobs.planning.plan import BatchPlan
from srdesk.jobs.queue import State
from srdesk.jobs.records import DoneRecord
from srdesk.jobs.running.attendant import attended
from srdesk.jobs.running.budget import MemoryBudget, needed
from srdesk.jobs.running.control import RunControl
from srdesk.jobs.running.conveyor import Belt, convey
from srdesk.jobs.running.crew import Crew
from srdesk.jobs.running.events import BatchOutcome, BatchSink, unheard
from srdesk.jobs.running.lanes import choose_lanes
from srdesk.jobs.running.ledger import RunLedger
from srdesk.jobs.running.policy import RunPolicy
from srdesk.jobs.running.recorder import MarkedJob, mark_read, size_and_time
from srdesk.progress import Cancelled, Progress
from srdesk.restore import Restorer

T = TypeVar("T")


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
        self._plan, self._restorer = plan, restorer
        self._control, self._policy = control or RunControl(), policy or RunPolicy()
        self._budget = MemoryBudget(self._policy.max_ram)
        self._lanes = self._policy.lanes or choose_lanes(plan, self._budget.limit)
        self._crew = Crew(self._lanes.engine)
        self._ledger = RunLedger(
            plan, journal, control=self._control, sink=sink, policy=self._policy, released=self._give_back
        )
        self._ledger.pace.lanes = self._lanes.engine

    def state(self, index: int) -> State:
        """How far a photo has come in this run."""
        return self._ledger.state(index)

    def use_threads(self, count: int) -> None:
        """Have so many processor threads (0: all cores) for all photos together from their next tiles on."""
        cores = thread_count(count)
        self._restorer.threads = max(1, cores // self._crew.limit(cores))

    def run(self) -> BatchOutcome:
        """Do it all; see `run_batch`."""
        began = self._restorer.busy_seconds
        self._ledger.pace.busy = lambda: self._restorer.busy_seconds - began
        self._options = self._ledger.begin(self._restorer)
        belts = (
            Belt("read", self._read, self._lanes.readers),
            Belt("restore", self._develop, self._lanes.engine),
            Belt("write", self._write, self._lanes.writers),
        )
        self._control.be_polite(self._policy.politeness)
        try:
            with attended(self._control):
                convey(self._photos(), belts)
        finally:
            step_behind(behind=False)
        return self._ledger.end()

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
            self._ledger.dropped(job.index)
            return None
        developed = self._attempt(job.index, lambda: self._developed(job))
        return None if developed is None else (job, developed)

    def _write(self, item: tuple[MarkedJob, DevelopedJob]) -> None:
        self._attempt(item[0].index, lambda: self._written(*item))

    def _attempt(self, index: int, work: Callable[[], T]) -> T | None:
        """Do one stage of one photo; what goes wrong stays with that photo."""
        self._give_way()
        try:
            self._control.wait()
            return self._ledger.patience.persist(work)
        except Cancelled:
            self._ledger.dropped(index)
        except Exception as error:  # noqa: BLE001 - one bad photo is one bad photo
            self._ledger.failed(index, error)
        return None

    def _opened(self, index: int) -> MarkedJob:
        self._ledger.enter(index, State.READING)
        job = replace(self._plan.job(index), options=self._options)
        before = size_and_time(job.source)
        opened = open_job(job, self._restorer)
        with opened.abandoned_on_failure():
            return MarkedJob(index, opened, mark_read(opened, before))

    def _developed(self, job: MarkedJob) -> DevelopedJob:
        self._ledger.enter(job.index, State.RUNNING)
        options = job.opened.job.options
        options = replace(options, threads=self._lanes.threads or options.threads)
        opened = replace(job.opened, job=replace(job.opened.job, options=options))

        def advanced(progress: Progress) -> None:
            self._control.wait()
            self._crew.wait(job.index, self._control.token)
            self._give_way()
            self._ledger.advanced(job.index, progress)

        with opened.abandoned_on_failure(), self._crew.member(job.index):
            return develop_job(opened, self._restorer, progress=advanced, token=self._control.token)

    def _written(self, job: MarkedJob, developed: DevelopedJob) -> None:
        self._ledger.enter(job.index, State.ENCODING)
        records: list[DoneRecord] = []
        draft = self._ledger.recorder.draft(job, developed, records)
        with job.opened.abandoned_on_failure():
            outcome = write_job(developed, token=self._control.token, draft=draft)
        self._ledger.done(job.index, outcome, records[-1])

    def _give_way(self) -> None:
        """Let other programs go before this thread if that is wanted now."""
        step_behind(behind=self._control.politeness.low_priority)

    def _give_back(self, index: int) -> None:
        self._budget.give_back(self._memory(index))

    def _memory(self, index: int) -> int:
        """About how many bytes a photo takes on its way."""
        return needed(self._plan.table.size(index), self._plan.result_size(index))
