"""Choosing a tile size from measured cost and memory."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

SMALLEST = 16
STEP = 8


@lru_cache(maxsize=256)
def choose_core(
    costs: tuple[tuple[int, float], ...],
    size: tuple[int, int],
    *,
    overlap: int,
    bytes_per_pixel: int,
    memory: int,
) -> int:
    """The core side that makes a picture of ``size`` (width, height) cheapest, overlaps included.

    ``costs`` are measurements ``(side, nanoseconds)``, sorted: what a source pixel takes in tiles whose source is
    ``side`` pixels square. ``bytes_per_pixel`` is what a network's run needs for a source pixel; no tile's source may
    need more than ``memory`` bytes (unless even the smallest does).
    """
    largest = min(max(costs[-1][0] - 2 * overlap, SMALLEST), max(size))
    candidates = [*range(SMALLEST, largest + 1, STEP), largest]
    affordable = [core for core in candidates if (core + 2 * overlap) ** 2 * bytes_per_pixel <= memory]
    best: int = min(affordable or candidates[:1], key=lambda core: (_total(costs, size, core, overlap), core))
    return best


def _total(costs: Sequence[tuple[int, float]], size: tuple[int, int], core: int, overlap: int) -> float:
    """Nanoseconds for the whole picture; between measurements costs are interpolated, beyond them constant."""
    counts = [-(-side // core) for side in size]
    sources = [min(side, -(-side // count) + 2 * overlap) for side, count in zip(size, counts, strict=True)]
    source_area = sources[0] * sources[1]
    sides, nanoseconds = zip(*costs, strict=True)
    return counts[0] * counts[1] * source_area * float(np.interp(source_area**0.5, sides, nanoseconds))
