"""How a batch scales over the workers of a cluster: measured with one and two here, projected to a hundred by a model.

    python benchmarks/batch_cluster.py [--photos 24] [--size 640x480] [--rounds 3] [--model fsrcnn]
                                       [--write docs/cluster.md]

Each round runs the same photos by this computer alone on one core, by one worker and by two, each worker on a core of
its own, in turn, so that whatever else goes on meets all three; ratios are medians over the rounds. The run and the
scheduler have no core of their own: they take theirs from the workers, as much as "books" says. The projection says
what its figures are made of.
"""

import argparse
import os
import pickle
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from batch_lanes import photos
from distributed import Client, LocalCluster
from marked import put

from srdesk.jobs.cluster.dask_link import DaskLink
from srdesk.jobs.cluster.run import run_on_cluster
from srdesk.jobs.journal import open_journal
from srdesk.jobs.planning.planner import plan_batch
from srdesk.jobs.planning.spec import BatchSpec
from srdesk.jobs.running.events import BatchEvent, BatchOutcome, PhotoDone
from srdesk.jobs.running.lanes import Lanes
from srdesk.jobs.running.policy import RunPolicy
from srdesk.jobs.running.run import run_batch
from srdesk.restore import RestoreOptions, Restorer

WORKERS, PHOTOS = 100, 1_000_000
# Bytes a second that a file server gives to all together: ten gigabits, less what protocols take.
STORAGE = 1.0e9
CORES = sorted(os.sched_getaffinity(0))


@dataclass(frozen=True)
class Run:
    """One run: wall seconds from the first photo handed out to the last done, and processor seconds of this process."""

    seconds: float
    processor: float


@dataclass(frozen=True)
class Moved:
    """Bytes a photo moves: read and written on the storage, and said between run and worker."""

    storage: float
    network: float


class Clock:
    """Remembers when photos were done and what was said of them."""

    def __init__(self) -> None:
        self.done: list[tuple[float, float]] = []
        self.said: list[int] = []

    def __call__(self, event: BatchEvent) -> None:
        if isinstance(event, PhotoDone):
            self.done.append((time.perf_counter(), time.process_time()))
            self.said.append(len(pickle.dumps((event.outcome, event.record))))

    def run(self) -> Run:
        """Between the first photo that was done and the last: without starting up, with one photo less."""
        (began, before), (ended, after) = self.done[0], self.done[-1]
        return Run(ended - began, after - before)


def pin(*cores: int) -> None:
    """Keep this process, all its threads and those they will start, on these cores."""
    for thread in Path("/proc/self/task").iterdir():
        os.sched_setaffinity(int(thread.name), cores)


@contextmanager
def pinned(core: int) -> Iterator[None]:
    pin(core)
    try:
        yield
    finally:
        pin(*CORES)


@contextmanager
def workers(number: int) -> Iterator[DaskLink]:
    """A link to so many workers, each a process with one thread on a core of its own as far as there are any."""
    with LocalCluster(
        number, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, silence_logs=50
    ) as cluster:
        with Client(cluster.scheduler_address, set_as_default=False) as client:
            for place, address in enumerate(client.scheduler_info()["workers"]):
                client.run(pin, CORES[place % len(CORES)], workers=[address])
        link = DaskLink(cluster.scheduler_address)
        yield link
        link.close()


def run(spec: BatchSpec, restorer: Restorer, link: DaskLink | None) -> Clock:
    clock = Clock()
    with open_journal(spec.output) as journal:
        plan = plan_batch(spec, restorer.specs, journal=journal)
        outcome = carried_out(plan, restorer, journal, link, clock)
    assert outcome.done == len(plan), outcome
    return clock


def carried_out(plan, restorer, journal, link: DaskLink | None, clock: Clock) -> BatchOutcome:
    if link is not None:
        return run_on_cluster(plan, restorer, journal, link, sink=clock)
    lanes = RunPolicy(lanes=Lanes(engine=1, threads=1))
    return run_batch(plan, restorer, journal, sink=clock, policy=lanes)


def moved(folder: Path, output: Path, clock: Clock) -> Moved:
    files = [path for place in (folder, output) for path in place.glob("*.jpg")]
    return Moved(sum(path.stat().st_size for path in files) / len(clock.done), statistics.mean(clock.said))


def measured(arguments: argparse.Namespace, folder: Path) -> tuple[dict[str, list[Run]], Moved]:
    """Rounds of the three ways, each into an output of its own."""
    options = RestoreOptions(model=arguments.model, precision="fp32", threads=1)
    restorer, runs, bytes_moved = Restorer(), {"alone": [], "1 worker": [], "2 workers": []}, Moved(0, 0)
    for number in range(arguments.rounds):
        for name, hands in (("alone", 0), ("1 worker", 1), ("2 workers", 2)):
            output = folder / f"{name}-{number}"
            spec = BatchSpec((folder / "in",), output, options)
            if not hands:
                with pinned(CORES[0]):
                    runs[name].append(run(spec, restorer, None).run())
                continue
            with workers(hands) as link:
                clock = run(spec, restorer, link)
            runs[name].append(clock.run())
            bytes_moved = moved(folder / "in", output, clock)
    return runs, bytes_moved


def table(arguments: argparse.Namespace, runs: dict[str, list[Run]], bytes_moved: Moved) -> str:
    """What was measured and what follows from it, in Markdown."""
    photos = arguments.photos - 1
    lines = [f"| {arguments.model}, {arguments.size} | photos a second | as fast as alone |", "|---|--:|--:|"]
    for name, of_name in runs.items():
        seconds = statistics.median(one.seconds for one in of_name)
        ratio = statistics.median(a.seconds / b.seconds for a, b in zip(runs["alone"], of_name, strict=True))
        lines.append(f"| {name} | {photos / seconds:.2f} | {ratio:.2f} times |")
    rate = statistics.median(photos / one.seconds for one in runs["1 worker"])
    books = statistics.median(one.processor / photos for one in runs["2 workers"])
    bounds = {
        f"workers: {WORKERS} times that of one": WORKERS * rate,
        f"books: {books * 1e3:.1f} ms of one core a photo": 1 / books,
        f"storage: {bytes_moved.storage / 1e3:.0f} kB a photo at a gigabyte a second": STORAGE / bytes_moved.storage,
    }
    lines += ["", f"| bound of {WORKERS} workers | photos a second |", "|---|--:|"]
    lines += [f"| {name} | {bound:,.0f} |" for name, bound in bounds.items()]
    least = min(bounds.values())
    return "\n".join(lines) + (
        f"\n\nA million such photos then take {PHOTOS / least / 3600:.1f} hours on {WORKERS} workers, bound by "
        f"{min(bounds, key=lambda name: bounds[name]).partition(':')[0]}; {PHOTOS * bytes_moved.storage / 1e12:.2f} TB "
        f"are read and written, {least * bytes_moved.storage / 1e6:,.0f} MB a second, and "
        f"{bytes_moved.network / 1e3:.1f} kB a photo said between run and workers."
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, default=24)
    parser.add_argument("--size", default="640x480")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--model", default="fsrcnn")
    parser.add_argument("--write", type=Path, help="the document to put the tables into")
    arguments = parser.parse_args()
    width, height = map(int, arguments.size.split("x"))
    with tempfile.TemporaryDirectory() as place:
        photos(Path(place) / "in", width, height, arguments.photos, ".jpg")
        text = table(arguments, *measured(arguments, Path(place)))
    print(text)
    if arguments.write:
        put(text, arguments.write, name="scaling")


if __name__ == "__main__":
    main()
