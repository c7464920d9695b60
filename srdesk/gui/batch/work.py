"""What is done for a batch in the background. Imports everything heavy; imported when needed."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from srdesk.errors import OutputError
from srdesk.gui.languages import tongue
from srdesk.jobs import known
from srdesk.jobs.begun import journal_in, last_batch
from srdesk.jobs.journal import BatchJournal, open_journal, read_journal
from srdesk.jobs.places import journal_of, report_of
from srdesk.jobs.planning.estimate import PlanSummary, summarise, try_out
from srdesk.jobs.planning.plan import BatchPlan
from srdesk.jobs.planning.planner import plan_batch
from srdesk.jobs.planning.spec import BatchSpec
from srdesk.jobs.planning.table import Verdict
from srdesk.jobs.planning.walk import Found, Passed, Walker
from srdesk.jobs.queue import Made
from srdesk.jobs.records import DoneRecord
from srdesk.jobs.report.account import Account
from srdesk.jobs.report.write import write_report
from srdesk.jobs.running.budget import tile_memory
from srdesk.jobs.running.control import RunControl
from srdesk.jobs.running.events import BatchEvent, BatchOutcome
from srdesk.jobs.running.policy import RunPolicy
from srdesk.jobs.running.run import BatchRun
from srdesk.jobs.undo import Undone, undo_batch
from srdesk.models.catalogue import Catalogue
from srdesk.models.spec import ModelSpec
from srdesk.pages import is_in
from srdesk.progress import CancelToken, Progress, ProgressSink, ignore
from srdesk.restore.options import AUTO
from srdesk.restore.restorer import Restorer

EXAMPLES = 5
"""Names that are shown before a batch is planned."""

# Things looked at to find them.
_LOOKED_AT = 2000


@dataclass(frozen=True, eq=False)
class Planned:
    """A plan and what it comes to.

    ``words`` is how many words of the journal on photos it was made by, ``retrying`` whether photos that have failed
    are tried again.
    """

    plan: BatchPlan
    words: int
    retrying: bool
    summary: PlanSummary

    @property
    def todo(self) -> int:
        """How many photos are to be done."""
        return self.summary.counts[Verdict.TODO]


@dataclass(frozen=True)
class Ended:
    """How a run ended, and where its reports are."""

    outcome: BatchOutcome
    reports: tuple[Path, ...]


@dataclass(frozen=True)
class Order:
    """How a run is done: ``awake`` keeps the computer from falling asleep, ``known`` is where it is remembered."""

    policy: RunPolicy
    awake: Callable[[], AbstractContextManager[object]] | None
    known: Path


def make_plan(
    spec: BatchSpec, specs: Sequence[ModelSpec], *, retry_failed: bool, progress: ProgressSink, token: CancelToken
) -> Planned:
    """Plan a batch by what was done before; progress is in photos found, of these and what was passed over.

    Raises as `plan_batch` does, and `ModelError` where there is no such network.
    """
    if spec.options.model != AUTO:
        Catalogue(tuple(specs)).named(spec.options.model)
    found = read_journal(spec.output)
    with nullcontext() if found is None else found as journal:
        return _planned(spec, specs, journal, retry_failed=retry_failed, progress=progress, token=token)


def _planned(
    spec: BatchSpec,
    specs: Sequence[ModelSpec],
    journal: BatchJournal | None,
    *,
    retry_failed: bool,
    progress: ProgressSink,
    token: CancelToken,
) -> Planned:
    plan = plan_batch(
        spec,
        specs,
        journal=journal,
        retry_failed=retry_failed,
        progress=lambda photos, passed: progress(Progress(photos, photos + passed)),
        token=token,
    )
    words = len(journal) if journal is not None else 0
    return Planned(plan, words, retry_failed, summarise(plan))


def timed(planned: Planned, restorer: Restorer, token: CancelToken) -> Planned:
    """The plan with the time it will take, by a piece of one of its photos restored here and now."""
    trial = try_out(planned.plan, restorer, token=token)
    cores = planned.plan.spec.options.threads or os.cpu_count() or 1
    return replace(planned, summary=summarise(planned.plan, trial, cores=cores))


def examples(spec: BatchSpec, specs: Iterable[ModelSpec], token: CancelToken) -> tuple[tuple[str, str], ...]:
    """Names of the first few photos and of their results; raises as `plan_batch` does."""
    things = islice(Walker(spec.inputs, spec.output, spec.selection), _LOOKED_AT)
    plan = plan_batch(spec, specs, files=_some(things), token=token)
    rows = islice(plan.rows, EXAMPLES)
    return tuple((row.source.name, plan.relative_target(row.index)) for row in rows)


def _some(things: Iterable[Found | Passed]) -> Iterator[Found]:
    """The first files; a few more than are shown, for some may turn out to be no pictures."""
    return islice((thing for thing in things if isinstance(thing, Found)), EXAMPLES * 4)


def batch_of(output: Path) -> BatchSpec:
    """The batch that was begun into a folder last; raises `JournalError`."""
    with journal_in(output, hint="Choose the folder that the results of a batch went to.") as journal:
        return last_batch(journal, output, hint="Begin a new one.")


def carry_out(
    planned: Planned,
    restorer: Restorer,
    order: Order,
    *,
    control: RunControl,
    begun: Callable[[BatchRun], None],
    tell: Callable[["BatchEvent | Planned"], None],
    token: CancelToken,
) -> Ended:
    """Do what is planned, anew if the journal has changed since, and write the report; raises as `run_batch` does.

    ``tell`` gets the events of the run, and the new plan if there is one, from any thread; ``begun`` the run.
    """
    spec = planned.plan.spec
    with token.interrupting(control.stop_now), open_journal(spec.output) as journal:
        known.remember(spec.output, order.known)
        if order.policy.max_ram:
            restorer.tile_memory = tile_memory(order.policy.max_ram)
        if len(journal) != planned.words:
            specs, retrying = restorer.specs, planned.retrying
            planned = _planned(spec, specs, journal, retry_failed=retrying, progress=ignore, token=control.token)
            tell(planned)
        run = BatchRun(planned.plan, restorer, journal, control=control, sink=tell, policy=order.policy)
        begun(run)
        with nullcontext() if order.awake is None else order.awake():
            outcome = run.run()
        reports: tuple[Path, ...] = ()
        if len(journal) and not outcome.stopped_by_user:
            with suppress(OutputError):  # it is written when it is asked for
                reports = write_report(Account(spec.output, journal), max_ram=order.policy.max_ram, tongue=tongue())
    return Ended(outcome, reports)


def report_on(output: Path, max_ram: int | None, token: CancelToken) -> Path:
    """The report of a batch in the language that is spoken, written now if it is not there or older than its journal.

    Raises `OutputError`.
    """
    report = report_of(output, "html")
    if not _up_to_date(report, journal_of(output)):
        with open_journal(output) as journal:
            write_report(Account(output, journal), max_ram=max_ram, tongue=tongue(), token=token)
    return report


def _up_to_date(report: Path, journal: Path) -> bool:
    try:
        return report.stat().st_mtime_ns >= journal.stat().st_mtime_ns and is_in(report, tongue().code)
    except OSError:
        return False


def made_of(plan: BatchPlan, index: int) -> Made | None:
    """What came of a photo of a plan by the journal, ``None`` if nothing did."""
    journal = read_journal(plan.spec.output)
    if journal is None:
        return None
    with journal:
        record = journal.latest(str(plan.source(index)), plan.settings)
    if not isinstance(record, DoneRecord):
        return None
    options = replace(plan.spec.options, precision=record.precision, model=record.model)
    return Made(plan.spec.output / record.target, options, record.seconds, record.difference)


def undo(output: Path, progress: ProgressSink, token: CancelToken) -> Undone:
    """Take a batch back, as far as it comes; raises `JournalError` and `OutputError`."""
    with open_journal(output) as journal:
        return undo_batch(output, journal, progress=progress, token=token)
