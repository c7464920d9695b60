"""Photos of a batch sharing the processor in different ways: wall time and share of it inside the engine, in one run.

    python benchmarks/batch_lanes.py [--model NAME] [--sizes 320x240:60 4000x3000:4] [--rounds 2]
                                     [--chosen] [--write docs/batch.md]

Photos are made of the bundled sample. Each way is tried in turn, round after round, in one process, but for
"processes", where as many as there are cores each do a share of the photos. Believe the ratios. "engine" is the share
of the wall time in which at least one call of the engine is under way, "lanes" how much of it each lane spends there
on average. ``--chosen`` tries only the way that srdesk chooses by itself.

Before that, the processor time that each stage takes for one photo, all on one thread.
"""

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from marked import put
from PIL import Image

from srdesk.engines import SessionRequest, open_session
from srdesk.engines.session import InferenceSession
from srdesk.jobs.job import RestoreJob, develop_job, open_job, write_job
from srdesk.jobs.journal import open_journal
from srdesk.jobs.planning.planner import plan_batch
from srdesk.jobs.planning.spec import BatchSpec
from srdesk.jobs.running.events import BatchEvent, PhotoDone
from srdesk.jobs.running.lanes import Lanes, choose_lanes
from srdesk.jobs.running.policy import RunPolicy
from srdesk.jobs.running.run import run_batch
from srdesk.restore import RestoreOptions, Restorer

SAMPLE = Path(__file__).parent.parent / "resources" / "sample" / "astronaut.jpg"
HEAD = "| photos | read | engine | around it | write | engine busy | each lane |"
CORES = os.cpu_count() or 1
WAYS: dict[str, Lanes | None] = {
    "as srdesk chooses": None,
    "one session, all cores": Lanes(),
    "one for each core": Lanes(engine=CORES, threads=1),
    "one for each core, more readers": Lanes(engine=CORES, threads=1, readers=2),
    "all cores, two at a time": Lanes(engine=2),
    "all cores, two at a time, two writers": Lanes(engine=2, writers=2),
}


class Run(NamedTuple):
    """Seconds, the share of them in which an engine was at work, and the average share of each lane."""

    seconds: float
    busy: float
    filled: float


def photos(folder: Path, width: int, height: int, number: int, suffix: str) -> None:
    """So many photos, each different."""
    folder.mkdir(parents=True)
    with Image.open(SAMPLE) as image:
        sample = np.asarray(image.convert("RGB"))
    tiled = np.tile(sample, (-(-height // 384), -(-width // 384), 1))[:height, :width]
    for index in range(number):
        noise = np.random.default_rng(index).normal(0, 2, (height, width, 1))
        Image.fromarray((tiled + noise).clip(0, 255).astype(np.uint8)).save(folder / f"{index:05}{suffix}", quality=90)


def run(inputs: tuple[Path, ...], output: Path, options: RestoreOptions, lanes: Lanes | None) -> Run:
    restorer, inside = Restorer(), [0.0]
    spec = BatchSpec(inputs, output, options)

    def heard(event: BatchEvent) -> None:
        if isinstance(event, PhotoDone):
            inside[0] += event.outcome.restoration.engine_seconds

    began = time.perf_counter()
    with open_journal(output) as journal:
        plan = plan_batch(spec, restorer.specs, journal=journal)
        lanes = lanes or choose_lanes(plan, 2**30)
        outcome = run_batch(plan, restorer, journal, sink=heard, policy=RunPolicy(lanes=lanes))
    assert not outcome.failed and not outcome.remaining
    filled = inside[0] / (outcome.seconds * lanes.engine)
    return Run(time.perf_counter() - began, outcome.engine_share, filled)


class Metered:
    """A session that counts the processor time of its runs, which have one thread."""

    seconds = 0.0

    def __init__(self, request: SessionRequest) -> None:
        self._session: InferenceSession = open_session(request)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._session, name)

    def run(self, *words: Any) -> Any:
        began = time.thread_time()
        try:
            return self._session.run(*words)
        finally:
            Metered.seconds += time.thread_time() - began


def stages(files: list[Path], output: Path, options: RestoreOptions) -> dict[str, float]:
    """Milliseconds of processor time for each photo by stage, one photo after the other on one thread."""
    restorer, spent = Restorer(opener=Metered), dict.fromkeys(("read", "engine", "around it", "write"), 0.0)
    output.mkdir()

    @contextmanager
    def timed(stage: str) -> Iterator[None]:
        began = time.process_time()
        yield
        spent[stage] += time.process_time() - began

    for number, file in enumerate([files[0], *files]):
        if number == 1:  # the first one loads the network
            spent, Metered.seconds = dict.fromkeys(spent, 0.0), 0.0
        job = RestoreJob(file, output / f"{number}{file.suffix}", replace(options, threads=1))
        with timed("read"):
            opened = open_job(job, restorer)
        with timed("around it"):
            developed = develop_job(opened, restorer)
        with timed("write"):
            write_job(developed)
    spent["engine"] = Metered.seconds
    spent["around it"] -= Metered.seconds
    shutil.rmtree(output)
    return {stage: seconds / len(files) * 1000 for stage, seconds in spent.items()}


def in_processes(folder: Path, output: Path, options: RestoreOptions) -> Run:
    """The same by a process for each core, with one thread each."""
    files = sorted(folder.iterdir())
    began = time.perf_counter()
    with ProcessPoolExecutor(CORES, mp_context=get_context("spawn")) as pool:
        shares = [
            pool.submit(run, tuple(files[part::CORES]), output / str(part), replace(options, threads=1), Lanes())
            for part in range(CORES)
        ]
        results = [one.result() for one in shares]
    busy, filled = (sum(share) / CORES for share in list(zip(*results, strict=True))[1:])
    return Run(time.perf_counter() - began, busy, filled)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="fsrcnn")
    parser.add_argument("--sizes", nargs="+", default=["320x240:60", "1600x1200:10", "4000x3000:3"])
    parser.add_argument("--suffix", default=".jpg")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--chosen", action="store_true", help="only the way that srdesk chooses by itself")
    parser.add_argument("--without-processes", action="store_true")
    parser.add_argument("--write", type=Path, help="the document to put the table into")
    arguments = parser.parse_args()
    lines = [HEAD, "|---|--:|--:|--:|--:|--:|--:|"]
    with tempfile.TemporaryDirectory() as name:
        for size in arguments.sizes:
            dimensions, _, number = size.partition(":")
            width, height = map(int, dimensions.split("x"))
            folder = Path(name, dimensions)
            photos(folder, width, height, int(number), arguments.suffix)
            title = f"{number} photos of {dimensions}"
            spent, run = measure(folder, Path(name, "out"), arguments, title)
            costs = " | ".join(f"{cost:.1f} ms" for cost in spent.values())
            lines.append(f"| {title}, {arguments.model} | {costs} | {run.busy:.0%} | {run.filled:.0%} |")
    if arguments.write:
        put("\n".join(lines), arguments.write, name=f"share of {arguments.model}")


def measure(folder: Path, output: Path, arguments: argparse.Namespace, title: str) -> tuple[dict[str, float], Run]:
    options = RestoreOptions(model=arguments.model)
    spent = stages(sorted(folder.iterdir()), output, options)
    ways = {way: lanes for way, lanes in WAYS.items() if lanes is None or not arguments.chosen}
    seconds: dict[str, list[Run]] = {}
    for _ in range(arguments.rounds):
        for way, lanes in ways.items():
            seconds.setdefault(way, []).append(run((folder,), output, options, lanes))
            shutil.rmtree(output)
        if not (arguments.without_processes or arguments.chosen):
            seconds.setdefault("processes", []).append(in_processes(folder, output, options))
            shutil.rmtree(output)
    best = min(min(found)[0] for found in seconds.values())
    print(f"\n{title}, {arguments.model}: " + ", ".join(f"{stage} {cost:.1f} ms" for stage, cost in spent.items()))
    print(f"{'':40}seconds  ratio  engine  lanes")
    for way, found in seconds.items():
        wall, busy, filled = min(found)
        print(f"{way:40}{wall:7.2f} {wall / best:6.2f} {busy:6.0%} {filled:6.0%}", flush=True)
    return spent, min(next(iter(seconds.values())))


if __name__ == "__main__":
    main()
