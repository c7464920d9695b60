"""``srdesk batch`` and ``srdesk watch``, from parsed arguments to exit codes."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path

from srdesk.cli.batch_console import BatchConsole
from srdesk.cli.batch_parser import REPORTS
from srdesk.cli.reins import Reins
from srdesk.cli.way import chosen_way
from srdesk.errors import ExitCode, JournalError, UsageError
from srdesk.jobs.begun import journal_in, last_batch
from srdesk.jobs.journal import BatchJournal, open_journal, read_journal
from srdesk.jobs.known import places_file, remember
from srdesk.jobs.places import journal_of
from srdesk.jobs.planning.estimate import summarise, try_out
from srdesk.jobs.planning.plan import BatchPlan
from srdesk.jobs.planning.planner import plan_batch
from srdesk.jobs.planning.selection import Selection
from srdesk.jobs.planning.spec import DEFAULT_TEMPLATE, BatchSpec, Conflict
from srdesk.jobs.planning.table import Verdict
from srdesk.jobs.planning.template import NameTemplate
from srdesk.jobs.report.account import Account
from srdesk.jobs.report.write import write_report
from srdesk.jobs.running.awake import awake
from srdesk.jobs.running.budget import tile_memory
from srdesk.jobs.running.control import Politeness
from srdesk.jobs.running.events import BatchOutcome
from srdesk.jobs.running.finish import Finish, check_finish, do_finish
from srdesk.jobs.running.policy import RunPolicy
from srdesk.jobs.running.run import run_batch
from srdesk.jobs.undo import undo_batch
from srdesk.jobs.watch import watch as watch_folder
from srdesk.progress import Cancelled
from srdesk.restore import Restorer
from srdesk.texts import Text


def batch(arguments: Namespace) -> ExitCode:
    """Plan and run a batch, or say what it would do, or take it back."""
    console, reins = BatchConsole(arguments.json, arguments.quiet), Reins()
    if arguments.undo:
        return _undo(_alone(arguments, "--undo"), console, reins)
    check_finish(Finish(arguments.when_done))
    spec = _spec(arguments, console)
    if arguments.dry_run:
        return reins.held(lambda: _dry_run(arguments, spec, _restorer(arguments), console, reins))
    with open_journal(spec.output) as journal, closing(_restorer(arguments, guarded=arguments.guard)) as restorer:
        remember(spec.output, places_file())
        outcome = reins.held(lambda: _run(arguments, spec, restorer, journal, console, reins))
    if not outcome.stopped_by_user:
        _finish(Finish(arguments.when_done), outcome)
    return outcome.exit_code


def watch(arguments: Namespace) -> ExitCode:
    """Restore what comes into a folder until stopped."""
    console, reins = BatchConsole(arguments.json, arguments.quiet), Reins(running=True)
    spec = _spec(arguments, console)
    with open_journal(spec.output) as journal, closing(_restorer(arguments, guarded=arguments.guard)) as restorer:

        def work() -> tuple[BatchOutcome, ...]:
            with _kept_awake(arguments), console.bar():
                return watch_folder(
                    spec,
                    restorer,
                    journal,
                    control=reins.control,
                    sink=console,
                    policy=_policy(arguments, console),
                    interval=arguments.interval,
                    settle=arguments.settle,
                    once=arguments.once,
                )

        outcomes = reins.held(work)
    if reins.control.stopping and not reins.control.stop_reason:
        return ExitCode.CANCELLED
    return max((outcome.exit_code for outcome in outcomes), default=ExitCode.OK)


def _run(
    arguments: Namespace,
    spec: BatchSpec,
    restorer: Restorer,
    journal: BatchJournal,
    console: BatchConsole,
    reins: Reins,
) -> BatchOutcome:
    with _run_by(arguments) as run:
        plan = _plan(arguments, spec, restorer, journal, reins)
        _say_oddities(plan, journal, console)
        reins.running = True
        with _kept_awake(arguments), console.bar():
            outcome = run(
                plan, restorer, journal, control=reins.control, sink=console, policy=_policy(arguments, console)
            )
    reports: tuple[str, ...] = ()
    try:
        reports = _report(arguments, spec, journal, outcome)
    finally:
        console.ended(outcome, reports)  # also where there is no room for a report
    return outcome


@contextmanager
def _run_by(arguments: Namespace) -> Iterator[Callable[..., BatchOutcome]]:
    """What carries a plan out: this computer, or the workers of a cluster, connected while the block lasts."""
    if arguments.cluster is None:
        yield run_batch
        return
    try:
        from srdesk.jobs.cluster.dask_link import DaskLink
        from srdesk.jobs.cluster.run import run_on_cluster
    except ImportError as error:
        raise UsageError(
            Text("--cluster needs Dask, which is not installed here ({0}).", error),
            hint='Install it with srdesk: pip install "srdesk[cluster]"',
        ) from error
    with closing(DaskLink(arguments.cluster)) as link:
        yield partial(run_on_cluster, link=link, patience=arguments.cluster_patience)


def _dry_run(
    arguments: Namespace, spec: BatchSpec, restorer: Restorer, console: BatchConsole, reins: Reins
) -> ExitCode:
    found = read_journal(spec.output)
    with nullcontext() if found is None else found as journal:
        plan = _plan(arguments, spec, restorer, journal, reins)
    trial = try_out(plan, restorer, token=reins.control.token)
    console.plan(summarise(plan, trial, cores=spec.options.threads or os.cpu_count() or 1))
    clashes = plan.clashes()
    for row in clashes[:5]:
        print(f"srdesk: {row.source} {row.reason}.", file=sys.stderr)
    return ExitCode.USAGE if clashes else ExitCode.OK


def _plan(
    arguments: Namespace, spec: BatchSpec, restorer: Restorer, journal: BatchJournal | None, reins: Reins
) -> BatchPlan:
    options = spec.options
    if options.size is None:
        restorer.plan((1, 1), options)  # no such model: said before any folder is walked
    return plan_batch(
        spec, restorer.specs, journal=journal, retry_failed=arguments.retry_failed, token=reins.control.token
    )


def _say_oddities(plan: BatchPlan, journal: BatchJournal, console: BatchConsole) -> None:
    """What is worth knowing before a run."""
    if journal.damaged:
        console.note(f"{journal.damaged} damaged lines of the journal were left out; their photos are looked at anew.")
    for reason, number in plan.passed.counts.items():
        if reason.serious:
            console.note(f"{plan.passed.examples[reason][0]} {reason}" + (f", {number} in all." if number > 1 else "."))
    if not plan.counts[Verdict.TODO]:
        console.note("There is nothing to do.")


def _report(arguments: Namespace, spec: BatchSpec, journal: BatchJournal, outcome: BatchOutcome) -> tuple[str, ...]:
    """Write the report, unless there is nothing to tell or no time for it, and return where it is."""
    kinds = REPORTS if arguments.report is None else tuple(dict.fromkeys(arguments.report))
    if not kinds or not len(journal) or outcome.stopped_by_user:
        return ()
    account = Account(spec.output, journal)
    written = write_report(account, kinds=kinds, number=arguments.samples, max_ram=arguments.max_ram)
    return tuple(str(path) for path in written)


def _undo(output: Path, console: BatchConsole, reins: Reins) -> ExitCode:
    if not journal_of(output).exists():
        raise JournalError(Text("There is no journal in {0}.", output), hint="Name the output folder of a batch.")
    with open_journal(output) as journal:
        undone = reins.held(lambda: undo_batch(output, journal, token=reins.control.token))
    if undone.left:
        console.note(f"{undone.left} results were left where they are; the same command goes on with them.")
    console.note(f"{undone.moved} results were moved to the recycle bin, {undone.gone} were gone already.")
    for path in undone.changed:
        print(f"srdesk: {path} was changed since and left alone.", file=sys.stderr)
    for reason in undone.refused:
        print(f"srdesk: {reason}", file=sys.stderr)
    if undone.left:
        return ExitCode.CANCELLED
    return ExitCode.PARTIAL if undone.refused or undone.changed else ExitCode.OK


def _finish(finish: Finish, outcome: BatchOutcome) -> None:
    said = f"{outcome.done} photos restored, {outcome.failed} failed."
    reins = Reins()

    def countdown(seconds: int) -> None:
        if seconds % 10 == 0 or seconds <= 5:
            print(f"srdesk: {finish} in {seconds} seconds; Ctrl-C calls it off.", file=sys.stderr, flush=True)

    try:
        reins.held(lambda: do_finish(finish, said, control=reins.control, countdown=countdown))
    except Cancelled:
        print(f"srdesk: {finish} was called off.", file=sys.stderr)


def _spec(arguments: Namespace, console: BatchConsole) -> BatchSpec:
    if getattr(arguments, "resume", False) and len(arguments.places) == 1:
        return _resumed(arguments.places[0])
    inputs, output = _places(arguments)
    way = chosen_way(arguments, console.note)
    return BatchSpec(
        inputs=inputs,
        output=output,
        options=way.options,
        encoding=replace(way.encoding, overwrite=False),
        template=NameTemplate(arguments.template) if arguments.template else DEFAULT_TEMPLATE,
        conflict=Conflict(arguments.on_conflict),
        in_place=arguments.in_place,
        selection=Selection(tuple(arguments.include), tuple(arguments.exclude), arguments.hidden, not arguments.flat),
    )


def _resumed(output: Path) -> BatchSpec:
    """The batch that the last run into an output was told to do."""
    with journal_in(output, hint="Name the folders of photos too: srdesk batch IN OUT.") as journal:
        return last_batch(journal, output, hint="Start it: srdesk batch IN OUT.")


def _places(arguments: Namespace) -> tuple[tuple[Path, ...], Path]:
    """Inputs and output, absolute, so that the journal holds wherever it is read from."""
    places = [Path(os.path.abspath(place)) for place in arguments.places]  # noqa: PTH100 - keeps links
    if arguments.in_place:
        place = _alone(arguments, "--in-place")
        if not place.is_dir():
            raise UsageError(Text("{0} is no folder.", place), hint="Photos are replaced in a folder.")
        return (places[0],), places[0]
    if len(places) < 2:
        raise UsageError("The output folder is missing.", hint="srdesk batch IN OUT")
    return tuple(places[:-1]), places[-1]


def _alone(arguments: Namespace, option: str) -> Path:
    if len(arguments.places) != 1:
        raise UsageError(Text("{0} goes with one folder.", option), hint="Name that folder alone.")
    place: Path = arguments.places[0]
    return place


def _restorer(arguments: Namespace, *, guarded: bool = False) -> Restorer:
    if not arguments.max_ram:
        return Restorer(guarded=guarded)
    return Restorer(tile_memory=tile_memory(arguments.max_ram), guarded=guarded)


def _policy(arguments: Namespace, console: BatchConsole) -> RunPolicy:
    return RunPolicy(
        fail_fast=arguments.fail_fast,
        failures_in_a_row=arguments.failures_in_a_row,
        unattended=not console.watched,
        max_ram=arguments.max_ram,
        politeness=Politeness(
            battery=arguments.pause_on_battery,
            active=arguments.pause_when_active,
            least_memory=arguments.least_memory or 0,
            low_priority=arguments.low_priority,
        ),
    )


def _kept_awake(arguments: Namespace) -> AbstractContextManager[object]:
    return nullcontext() if arguments.let_sleep else awake()
