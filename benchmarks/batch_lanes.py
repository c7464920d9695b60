"""Photos of a batch sharing the processor in different ways: wall time and share of it inside the engine, in one run.

    python benchmarks/batch_lanes.py [--model NAME] [--sizes 320x240:60 4000x3000:4] [--rounds 2]

Photos are made of the bundled sample. Each way is tried in turn, round after round, in one process, but for
"processes", where as many as there are cores each do a share of the photos. Believe the ratios.
"""

import argparse
import os
import shutil
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from PIL import Image

from srdesk.jobs.journal import open_journal
from srdesk.jobs.planning.planner import plan_batch
from srdesk.jobs.planning.spec import BatchSpec
from srdesk.jobs.running.lanes import Lanes
from srdesk.jobs.running.policy import RunPolicy
from srdesk.jobs.running.run import run_batch
from srdesk.restore import RestoreOptions, Restorer

SAMPLE = Path(__file__).parent.parent / "resources" / "sample" / "astronaut.jpg"
CORES = os.cpu_count() or 1
WAYS = {
    "one session, all cores": Lanes(),
    "one for each core": Lanes(engine=CORES, threads=1),
    "one for each core, more readers": Lanes(engine=CORES, threads=1, readers=2),
    "all cores, two at a time": Lanes(engine=2),
    "all cores, two at a time, two writers": Lanes(engine=2, writers=2),
}


def photos(folder: Path, width: int, height: int, number: int, suffix: str) -> None:
    """So many photos, each different."""
    folder.mkdir(parents=True)
    with Image.open(SAMPLE) as image:
        sample = np.asarray(image.convert("RGB"))
    tiled = np.tile(sample, (-(-height // 384), -(-width // 384), 1))[:height, :width]
    for index in range(number):
        noise = np.random.default_rng(index).normal(0, 2, (height, width, 1))
        Image.fromarray((tiled + noise).clip(0, 255).astype(np.uint8)).save(folder / f"{index:05}{suffix}", quality=90)


def run(inputs: tuple[Path, ...], output: Path, options: RestoreOptions, lanes: Lanes) -> tuple[float, float]:
    """Seconds, and share inside the engine."""
    restorer = Restorer()
    spec = BatchSpec(inputs, output, options)
    began = time.perf_counter()
    with open_journal(output) as journal:
        outcome = run_batch(
            plan_batch(spec, restorer.specs, journal=journal), restorer, journal, policy=RunPolicy(lanes=lanes)
        )
    assert not outcome.failed and not outcome.remaining
    return time.perf_counter() - began, outcome.engine_share


def in_processes(folder: Path, output: Path, options: RestoreOptions) -> tuple[float, float]:
    """The same by a process for each core, with one thread each."""
    files = sorted(folder.iterdir())
    began = time.perf_counter()
    with ProcessPoolExecutor(CORES, mp_context=get_context("spawn")) as pool:
        shares = [
            pool.submit(run, tuple(files[part::CORES]), output / str(part), replace(options, threads=1), Lanes())
            for part in range(CORES)
        ]
        share = sum(one.result()[1] for one in shares) / CORES
    return time.perf_counter() - began, share


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="fsrcnn")
    parser.add_argument("--sizes", nargs="+", default=["320x240:60", "1600x1200:10", "4000x3000:3"])
    parser.add_argument("--suffix", default=".jpg")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--without-processes", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for size in arguments.sizes:
            dimensions, _, number = size.partition(":")
            width, height = map(int, dimensions.split("x"))
            folder = Path(name, dimensions)
            photos(folder, width, height, int(number), arguments.suffix)
            measure(folder, Path(name, "out"), arguments, f"{number} photos of {dimensions}")


def measure(folder: Path, output: Path, arguments: argparse.Namespace, title: str) -> None:
    options = RestoreOptions(model=arguments.model)
    seconds: dict[str, list[tuple[float, float]]] = {}
    for _ in range(arguments.rounds):
        for way, lanes in WAYS.items():
            seconds.setdefault(way, []).append(run((folder,), output, options, lanes))
            shutil.rmtree(output)
        if not arguments.without_processes:
            seconds.setdefault("processes", []).append(in_processes(folder, output, options))
            shutil.rmtree(output)
    best = min(min(found)[0] for found in seconds.values())
    print(f"\n{title}, {arguments.model}\n{'':40}seconds  ratio  engine")
    for way, found in seconds.items():
        wall, share = min(found)
        print(f"{way:40}{wall:7.2f} {wall / best:6.2f} {share:6.0%}", flush=True)


if __name__ == "__main__":
    main()
