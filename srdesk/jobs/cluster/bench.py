"""What a worker does: it says whether it is fit for a batch, and restores photos into files beside their targets."""

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import srdesk
from srdesk.engines.devices import thread_count
from srdesk.errors import ModelError, SrdeskError
from srdesk.imaging.codec import Draft, EncodeReport
from srdesk.jobs.cluster.orders import Demand, Fit, Made, Order, Reply, Spoilt, Unfit
from srdesk.jobs.job import develop_job, open_job, write_job
from srdesk.jobs.journal import journal_id
from srdesk.jobs.records import DoneRecord
from srdesk.jobs.running.budget import MemoryBudget, tile_memory
from srdesk.jobs.running.patience import HICCUP_WAITS, is_hiccup
from srdesk.jobs.running.recorder import MarkedJob, done_record, explained, mark_read, size_and_time
from srdesk.models.catalogue import read_weights
from srdesk.progress import Cancelled, CancelToken, Progress
from srdesk.restore import Restorer
from srdesk.texts import Text, said


@dataclass(frozen=True)
class Seat:
    """Where work is done: one of ``lanes`` photos that the process takes at a time; ``withdrawn`` once nobody waits."""

    lanes: int = 1
    withdrawn: Callable[[], bool] = lambda: False


def _restorer_for(demand: Demand) -> Restorer:
    return Restorer(tile_memory=tile_memory(demand.max_ram)) if demand.max_ram else Restorer()


class Bench:
    """What a process keeps from photo to photo: loaded networks, memory, and which batches it is fit for."""

    def __init__(self, restorer: Callable[[Demand], Restorer] = _restorer_for) -> None:
        self._make = restorer
        self._lock = threading.Lock()
        self._restorer: Restorer | None = None
        self._budget: MemoryBudget | None = None
        self._fit: set[tuple[str, str, str]] = set()

    def inspect(self, demand: Demand) -> Fit | Unfit:
        """Look whether srdesk, the networks and the folders are those of the batch."""
        found = _other_version(demand) or _unseen(demand) or _other_networks(demand, self._kept(demand)[0])
        if found is None:
            self._fit.add(_name_of(demand))
        return found or Fit()

    def fulfil(self, order: Order, seat: Seat) -> Reply:
        """Restore a photo into a file beside its target. Raises `Cancelled` if it is withdrawn."""
        if _name_of(order.demand) not in self._fit and isinstance(unfit := self.inspect(order.demand), Unfit):
            return unfit
        restorer, budget = self._kept(order.demand)
        while not budget.take(order.memory):
            if seat.withdrawn():
                raise Cancelled
        try:
            return _persisted(lambda: _made(order, restorer, seat))
        except Cancelled:
            raise
        except Exception as error:  # noqa: BLE001 - one bad photo is one bad photo
            return _unseen(order.demand) or Spoilt(*explained(error))
        finally:
            budget.give_back(order.memory)

    def _kept(self, demand: Demand) -> tuple[Restorer, MemoryBudget]:
        """Made for the first batch that needs them."""
        with self._lock:
            if self._restorer is None or self._budget is None:
                self._restorer, self._budget = self._make(demand), MemoryBudget(demand.max_ram)
            return self._restorer, self._budget


BENCH = Bench()
"""That of this process."""


def inspect(demand: Demand, _seat: Seat) -> Reply:
    """Whether this process is fit for a batch."""
    return BENCH.inspect(demand)


def fulfil(order: Order, seat: Seat) -> Reply:
    """Restore a photo in this process."""
    return BENCH.fulfil(order, seat)


def _name_of(demand: Demand) -> tuple[str, str, str]:
    return demand.version, demand.settings, demand.journal


def _made(order: Order, restorer: Restorer, seat: Seat) -> Made:
    token, made = CancelToken(), list[tuple[DoneRecord, Path]]()

    def advanced(_progress: Progress) -> None:
        if seat.withdrawn():
            token.cancel()

    def finished(part: Path, report: EncodeReport) -> None:
        made.append((done_record(marked, developed, report, part, entry=order.entry), part))

    options = order.job.options
    threads = options.threads or max(1, thread_count(0) // seat.lanes)
    job = replace(order.job, options=replace(options, threads=threads))
    before = size_and_time(job.source)
    with open_job(job, restorer).abandoned_on_failure() as opened:
        marked = MarkedJob(order.index, opened, mark_read(opened, before))
        developed = develop_job(opened, restorer, progress=advanced, token=token)
        draft = Draft(f"{order.demand.journal}-", finished, held=True)
        outcome = write_job(developed, token=token, draft=draft)
    return Made(outcome, *made[0])


def _persisted(work: Callable[[], Made]) -> Made:
    """Do work again after hiccups of a share."""
    for wait in HICCUP_WAITS:
        try:
            return work()
        except SrdeskError as error:
            if not is_hiccup(error):
                raise
        time.sleep(wait)
    return work()


def _other_version(demand: Demand) -> Unfit | None:
    if srdesk.__version__ == demand.version:
        return None
    return Unfit(
        Text("it has srdesk {0}, this is {1}.", srdesk.__version__, demand.version),
        Text("Install srdesk {0} there, and start the worker again.", demand.version),
    )


def _unseen(demand: Demand) -> Unfit | None:
    """Whether the worker lacks a folder of the batch, by the journal in the one for results."""
    output = demand.spec.output
    hint = Text("Mount the storage there under the same path.")
    if journal_id(output) != demand.journal:
        return Unfit(Text("it does not see {0} as this computer does.", output), hint)
    missing = next((path for path in demand.spec.inputs if not os.path.lexists(path)), None)
    if missing is not None:
        return Unfit(Text("it does not see {0}.", missing), hint)
    if not os.access(output, os.W_OK | os.X_OK):
        return Unfit(
            Text("it may not write in {0}.", output), Text("Start it as a user who may, or change permissions.")
        )
    return None


def _other_networks(demand: Demand, restorer: Restorer) -> Unfit | None:
    """Whether networks of the batch are others there, or damaged, by their checksums."""
    hint = Text("Install srdesk {0} with its models there anew, and start the worker again.", demand.version)
    if demand.spec.settings_hash(restorer.specs) != demand.settings:
        return Unfit(Text("it has other weights: their checksums are not those of this computer."), hint)
    try:
        for spec in demand.spec.networks(restorer.specs):
            for file in spec.files.values():
                read_weights(file)
    except ModelError as error:
        return Unfit(said(error), hint)
    return None
