"""What work costs that is done in a process of its own, where nothing else has touched time and memory."""

import multiprocessing
import time
from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import Generic, TypeVar

T = TypeVar("T")
Run = Callable[[T], T]


@dataclass(frozen=True)
class Cost(Generic[T]):
    """Seconds to get ready, for the first run and for the best of the others, and what the last one made.

    ``peak`` is megabytes at the peak, ``grown`` by how much that is more than before anything was loaded. Without
    others, the first run is the best.
    """

    ready: float
    first: float
    best: float
    peak: float
    grown: float
    made: T


def cost(ready: Callable[[], Run[T]], given: T, *, runs: int, patience: float = inf) -> Cost[T]:
    """Get ready and run once and ``runs`` times more, in a new process; no more often than so many seconds allow."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_cost, (ready, given, runs, patience))


def _cost(ready: Callable[[], Run[T]], given: T, runs: int, patience: float) -> Cost[T]:
    before, began = peak_megabytes(), time.perf_counter()
    run = ready()
    times, loaded = [], time.perf_counter() - began
    while len(times) <= runs and sum(times) < patience:
        began = time.perf_counter()
        made = run(given)
        times.append(time.perf_counter() - began)
    peak = peak_megabytes()
    return Cost(loaded, times[0], min(times[1:] or times), peak, peak - before, made)


def peak_megabytes() -> float:
    """Megabytes at the peak since this process began (``ru_maxrss`` would count what its parent had)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024
