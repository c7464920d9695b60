"""How photos under way share the processor."""

from dataclasses import dataclass

from srdesk.engines.devices import thread_count
from srdesk.jobs.planning.plan import BatchPlan
from srdesk.jobs.planning.table import Verdict
from srdesk.jobs.running.budget import needed
from srdesk.restore.options import AUTO

_MOST = 16
# So few photos for each lane that the last ones would leave most of the processor idle.
_WORTHWHILE = 3


@dataclass(frozen=True)
class Lanes:
    """Threads that read, restore and write; each that restores has ``threads`` for its network (0: as asked)."""

    engine: int = 1
    threads: int = 0
    readers: int = 1
    writers: int = 1


def choose_lanes(plan: BatchPlan, memory: int) -> Lanes:
    """One photo for each core with one thread, where there are photos and ``memory`` in bytes enough for it.

    Measured with small photos (`benchmarks/batch_lanes.py`, two cores): less than half the time that one session with
    all cores takes, because a small tile does not keep several cores busy and every photo has parts that only one
    thread works on; processes are no better. Few photos, and devices other than the processor, take them one by one.
    """
    options = plan.spec.options
    cores = min(thread_count(options.threads), _MOST)
    photos = plan.counts[Verdict.TODO]
    largest = max((needed(plan.table.size(index), plan.result_size(index)) for index in plan.todo()), default=1)
    room = memory // largest
    lanes = min(cores, room)
    if options.device != AUTO or lanes < 2 or photos < _WORTHWHILE * lanes:
        return Lanes()
    return Lanes(engine=lanes, threads=max(1, cores // lanes), readers=1, writers=max(1, lanes // 4))
