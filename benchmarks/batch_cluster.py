"""How a batch scales over the workers of a cluster: measured with one and two here, projected to a hundred by a model.

    python benchmarks/batch_cluster.py [--photos 24] [--size 640x480] [--rounds 3] [--model fsrcnn]

Each round runs the same photos by this computer alone with one thread, by one worker and by two, each worker with one
thread, in turn, so that whatever else goes on meets all three; ratios are medians over the rounds. The projection says
what its figures are made of.
"""

import argparse
import pickle
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from batch_lanes import photos
from distributed import LocalCluster

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
        for name, workers in (("alone", 0), ("1 worker", 1), ("2 workers", 2)):
            output = folder / f"{name}-{number}"
            spec = BatchSpec((folder / "in",), output, options)
            if not workers:
                runs[name].append(run(spec, restorer, None).run())
                continue
            with LocalCluster(
                workers, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, silence_logs=50
            ) as cluster:
                link = DaskLink(cluster.scheduler_address)
                clock = run(spec, restorer, link)
                link.close()
            runs[name].append(clock.run())
            bytes_moved = moved(folder / "in", output, clock)
    return runs, bytes_moved


def say(arguments: argparse.Namespace, runs: dict[str, list[Run]], bytes_moved: Moved) -> None:
    photos = arguments.photos - 1
    for name, of_name in runs.items():
        seconds = statistics.median(one.seconds for one in of_name)
        ratio = statistics.median(a.seconds / b.seconds for a, b in zip(runs["alone"], of_name, strict=True))
        print(f"{name:<10} {photos / seconds:6.2f} photos/s   {ratio:5.2f} times as fast as alone")
    rate = statistics.median(photos / one.seconds for one in runs["1 worker"])
    books = statistics.median(one.processor / photos for one in runs["2 workers"])
    print(f"storage    {bytes_moved.storage / 1e3:.0f} kB a photo, read and written")
    print(f"network    {bytes_moved.network / 1e3:.1f} kB a photo said between run and worker")
    print(f"books      {books * 1e3:.1f} ms of one core a photo: the run and, here, the scheduler too")
    bounds = {"workers": WORKERS * rate, "books": 1 / books, "storage": STORAGE / bytes_moved.storage}
    for name, bound in bounds.items():
        print(f"{WORKERS} workers, bound by {name}: {bound:,.0f} photos/s")
    least = min(bounds.values())
    print(f"{PHOTOS:,} photos of {arguments.size}: {PHOTOS / least / 3600:.1f} hours, bound by", end=" ")
    print(min(bounds, key=lambda name: bounds[name]))
    print(f"moved: {PHOTOS * bytes_moved.storage / 1e12:.2f} TB, {least * bytes_moved.storage / 1e6:,.0f} MB/s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, default=24)
    parser.add_argument("--size", default="640x480")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--model", default="fsrcnn")
    arguments = parser.parse_args()
    width, height = map(int, arguments.size.split("x"))
    with tempfile.TemporaryDirectory() as place:
        photos(Path(place) / "in", width, height, arguments.photos, ".jpg")
        say(arguments, *measured(arguments, Path(place)))


if __name__ == "__main__":
    main()
