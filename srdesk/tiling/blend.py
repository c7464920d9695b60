"""Assembling tiles: weights that sum to 1 everywhere, and none at all where no feather is asked for."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from srdesk.tiling.plan import Rect, Tile, TilePlan

Floats = NDArray[np.float32]
Store = Callable[[Rect, Floats], None]
Allocate = Callable[[tuple[int, ...]], Floats]


class TileBlender:
    """Puts the outputs of a plan's tiles together and hands finished blocks to ``store``, each output pixel once.

    Without feather a tile's core is stored as it comes. With feather, sums are kept in an array that ``allocate``
    provides (zeros, the shape of the whole output) and stored by `finish`.
    """

    def __init__(self, plan: TilePlan, scale: int, store: Store, *, allocate: Allocate = np.zeros) -> None:
        self._plan = plan
        self._scale = scale
        self._store = store
        self._allocate = allocate
        self._sums: Floats | None = None

    def add(self, tile: Tile, output: Floats) -> None:
        """Take one tile's output, ``h x w`` or ``h x w x C`` for its source at ``scale`` times the size."""
        if not self._plan.feather:
            self._store(tile.core.scaled(self._scale), output[tile.core.within(tile.source).scaled(self._scale).slices])
            return
        reach = tile.core.grown(self._plan.feather, self._plan.bounds)
        block = output[reach.within(tile.source).scaled(self._scale).slices]
        weights = np.outer(*self._ramps(tile.core))
        if self._sums is None:
            bounds = self._plan.bounds.scaled(self._scale)
            self._sums = self._allocate((bounds.height, bounds.width, *output.shape[2:]))
        self._sums[reach.scaled(self._scale).slices] += block * weights.reshape(*weights.shape, *[1] * (block.ndim - 2))

    def finish(self) -> None:
        """Store what was held back for cross-fading."""
        if self._sums is not None:
            for tile in self._plan.tiles:
                core = tile.core.scaled(self._scale)
                self._store(core, self._sums[core.slices])

    def _ramps(self, core: Rect) -> tuple[Floats, Floats]:
        bounds = self._plan.bounds
        return (
            ramp(core.y, core.bottom, bounds.height, self._plan.feather, self._scale),
            ramp(core.x, core.right, bounds.width, self._plan.feather, self._scale),
        )


def ramp(start: int, stop: int, length: int, feather: int, scale: int) -> Floats:
    """Weights of a core ``start..stop`` along one axis of a picture of ``length``, over the core and its feather.

    They rise and fall linearly across ``feather`` source pixels on both sides of an inner edge, and stay 1 at the
    picture's own borders.
    """
    first, last = max(0, start - feather), min(length, stop + feather)
    centres = (np.arange(first * scale, last * scale) + 0.5) / scale
    rising = 1.0 if start == 0 else np.clip((centres - (start - feather)) / (2 * feather), 0, 1)
    falling = 1.0 if stop == length else np.clip(((stop + feather) - centres) / (2 * feather), 0, 1)
    return (np.minimum(rising, falling) * np.ones(len(centres))).astype(np.float32)
