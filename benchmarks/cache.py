"""What keeping networks gains: how long they take to load, kept or not, and what memory they hold and give back.

    python benchmarks/cache.py [--rounds 3] [--write docs/cache.md]

Every load is one in a process of its own that has loaded another network before, so that the runtime itself is there.
In each round a network is loaded in three ways right after each other: as shipped with nothing kept, as shipped and
kept for the next time, and as kept. Times are the best of the rounds, the median in brackets; gains are medians of
ratios within a round, of processor time, which does not depend on what else the computer does. Memory is what no file
backs, in MB: before the network was loaded, loaded, after a tile of 128 x 128, after the session was let go, and
beside it what the cache of sessions had estimated. The table is put between two marks in the document.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from marked import put

from srdesk.models.catalogue import load
from srdesk.models.spec import ModelSpec, Precision

WAYS = ("off", "first", "kept")
SIDE = 128

CHILD = """
import gc, json, sys, time
import numpy as np
import onnxruntime
from srdesk.engines import open_session
from srdesk.engines.session import SessionCache, SessionRequest
from srdesk.models.catalogue import load
from srdesk.models.spec import Precision
from srdesk.progress import CancelToken

def anonymous():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("RssAnon")) / 1024

name, scale, precision, side = sys.argv[1], int(sys.argv[2]), Precision(sys.argv[3]), int(sys.argv[4])
spec = load().find(name, scale)
open_session(SessionRequest(load().find("fsrcnn", 3), Precision.FP32, "onnx", "cpu", 0))
cache, memory = SessionCache(open_session), [anonymous()]
began, worked = time.perf_counter(), time.process_time()
session = cache.get(SessionRequest(spec, precision, "onnx", "cpu", 0), pixels=side * side)
seconds, work = time.perf_counter() - began, time.process_time() - worked
memory.append(anonymous())
if side:
    session.run(np.zeros((spec.channels, side, side), np.float32), CancelToken())
    memory.append(anonymous())
held = cache.held_bytes / 1e6
del session
cache.clear()
gc.collect()
memory.append(anonymous())
print(json.dumps({"ms": seconds * 1e3, "work": work * 1e3, "memory": memory, "held": held}))
"""


@dataclass(frozen=True)
class Load:
    """One load: milliseconds of wall and processor time, and memory in MB along the way."""

    ms: float
    work: float
    memory: list[float]
    held: float


def child(spec: ModelSpec, precision: Precision, home: Path, *, keep: bool, side: int = 0) -> Load:
    """Load a network in a process of its own, and run a tile if ``side`` is not 0."""
    environment = os.environ | {"SRDESK_HOME": str(home), "SRDESK_KEEP_OPTIMISED": "yes" if keep else "no"}
    command = [sys.executable, "-c", CHILD, spec.name, str(spec.scale), precision, str(side)]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return Load(**json.loads(done.stdout))


def loads(spec: ModelSpec, precision: Precision, rounds: int) -> tuple[dict[str, list[Load]], int]:
    """Loads by way, one for each round, and the bytes that were kept."""
    found: dict[str, list[Load]] = {way: [] for way in WAYS}
    size = 0
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            for way in WAYS:
                found[way].append(child(spec, precision, Path(folder), keep=way != "off"))
            size = sum(path.stat().st_size for path in Path(folder).glob("cache/optimised/*"))
    return found, size


def row(spec: ModelSpec, precision: Precision, rounds: int) -> str:
    """A line of the table."""
    found, size = loads(spec, precision, rounds)
    with tempfile.TemporaryDirectory() as folder:
        used = child(spec, precision, Path(folder), keep=True, side=SIDE)
    cells = [f"{min(one.ms for one in some):.1f} ({median(one.ms for one in some):.1f})" for some in found.values()]
    if size:
        gain = median(plain.work / kept.work for plain, kept in zip(found["off"], found["kept"], strict=True))
        cells += [f"{gain:.1f} times", f"{size / 1e6:.2f}"]
    else:
        cells = [cells[0], "-", "-", "not kept", "-"]
    memory = [f"{megabytes:.0f}" for megabytes in (*used.memory, used.held)]
    return f"| {spec.name} x{spec.scale} {precision} | " + " | ".join([*cells, *memory]) + " |"


def table(rounds: int) -> str:
    """Markdown: every weight file once, in the precision it is named after."""
    lines = [
        "| network | shipped, ms | first, ms | kept, ms | gain | MB | MB before | loaded | used | let go | guess |",
        "|---" * 4 + "|---:" * 7 + "|",
    ]
    for spec in load().specs:
        for precision in (Precision.FP32, Precision.INT8):
            if precision in spec.files:
                lines.append(row(spec, precision, rounds))
                print(lines[-1], flush=True)
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", type=Path, metavar="FILE", help="the document to put the table into")
    arguments = parser.parse_args()
    text = table(arguments.rounds)
    if arguments.write:
        put(text, arguments.write)


if __name__ == "__main__":
    main()
