"""Watch a folder: photos that come into it are restored once they are finished, by the journal of a batch."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from srdesk.errors import InputError
from srdesk.jobs.journal import BatchJournal
from srdesk.jobs.planning.planner import plan_batch
from srdesk.jobs.planning.spec import BatchSpec
from srdesk.jobs.planning.table import Verdict
from srdesk.jobs.planning.walk import Found, Passed, Walker
from srdesk.jobs.running.control import RunControl
from srdesk.jobs.running.events import BatchOutcome, BatchSink, unheard
from srdesk.jobs.running.leftovers import remove_leftovers
from srdesk.jobs.running.policy import RunPolicy
from srdesk.jobs.running.run import run_batch
from srdesk.progress import Cancelled
from srdesk.restore import Restorer


@dataclass(frozen=True)
class _Seen:
    """A file as it was looked at, since when it has been like that, and whether it has had its turn."""

    size: int
    mtime_ns: int
    since: float
    taken: bool = False


class Doorkeeper:
    """Lets files in once they have stayed the same for ``settle`` seconds, and again when they change."""

    def __init__(self, settle: float, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._settle, self._clock = settle, clock
        self._seen: dict[str, _Seen] = {}

    @property
    def waiting(self) -> int:
        """How many files were seen that have not been let in yet."""
        return sum(not seen.taken for seen in self._seen.values())

    def let_in(self, things: Iterator[Found | Passed]) -> list[Found]:
        """Those of the files that are finished and new; forgets files that are no longer there."""
        now, present, ready = self._clock(), {}, []
        for thing in things:
            if isinstance(thing, Passed):
                continue
            seen = self._seen.get(thing.path)
            if seen is None or (seen.size, seen.mtime_ns) != (thing.size, thing.mtime_ns):
                seen = _Seen(thing.size, thing.mtime_ns, now)
            elif not seen.taken and now - seen.since >= self._settle:
                seen = _Seen(thing.size, thing.mtime_ns, seen.since, taken=True)
                ready.append(thing)
            present[thing.path] = seen
        self._seen = present
        return ready


def watch(
    spec: BatchSpec,
    restorer: Restorer,
    journal: BatchJournal,
    *,
    control: RunControl,
    sink: BatchSink = unheard,
    policy: RunPolicy | None = None,
    interval: float = 2.0,
    settle: float = 4.0,
    once: bool = False,
    clock: Callable[[], float] = time.monotonic,
) -> tuple[BatchOutcome, ...]:
    """Restore what is in the inputs and what comes into them, until stopped; returns how the runs ended.

    Looking is by polling, so that network shares are watched as well. What the journal says is done is not done again,
    and what has failed only if it changes. With ``once`` it ends when nothing is left to do or to wait for. Raises
    `InputError` for an input that is missing at the start; one that goes later is waited for. Raises what `run_batch`
    raises as well.
    """
    keeper, outcomes = Doorkeeper(settle, clock=clock), []
    found = list(Walker(spec.inputs, spec.output, spec.selection))
    while not control.stopping:
        ready = keeper.let_in(iter(found))
        plan = plan_batch(spec, restorer.specs, journal=journal, files=ready, token=control.token)
        if plan.counts[Verdict.TODO]:
            outcomes.append(run_batch(plan, restorer, journal, control=control, sink=sink, policy=policy))
        elif len(plan):
            remove_leftovers(plan, journal)
        elif once and not keeper.waiting:
            break
        try:
            found = _next_look(spec, control, interval)
        except Cancelled:
            break
    return tuple(outcomes)


def _next_look(spec: BatchSpec, control: RunControl, interval: float) -> list[Found | Passed]:
    """What is in the inputs after a while, or as soon as a drive that was taken out is back; raises `Cancelled`."""
    while True:
        control.sleep(interval)
        if control.stopping:
            raise Cancelled
        try:
            return list(Walker(spec.inputs, spec.output, spec.selection))
        except InputError:
            continue
