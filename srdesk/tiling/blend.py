"""Assembling tiles: weights that sum to 1 everywhere, and none at all where no feather is asked for."""

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from srdesk.rect import Rect
from srdesk.tiling.plan import Tile, TilePlan

Floats = NDArray[np.float32]
Block = tuple[Rect, Floats]
"""Where in the result, and what."""


class TileBlender:
    """Puts the outputs of a plan's tiles together and gives out finished blocks, each output pixel once.

    Without feather a tile's core is finished as it comes. With feather it is once all its neighbours have come, their
    parts added up in reading order: the order in which tiles come changes no bit. Until then outputs are kept.
    """

    def __init__(self, plan: TilePlan, scale: int) -> None:
        self._plan = plan
        self._scale = scale
        self._columns = plan.columns
        self._places = {tile: index for index, tile in enumerate(plan.tiles)} if plan.feather else {}
        self._held: dict[int, Floats] = {}
        self._come: Counter[int] = Counter()
        self._given: Counter[int] = Counter()

    def add(self, tile: Tile, output: Floats) -> list[Block]:
        """Take one tile's output, ``h x w`` or ``h x w x C`` for its source at ``scale`` times the size.

        Returns the blocks that are finished with it.
        """
        if not self._plan.feather:
            inner = tile.core.within(tile.source).scaled(self._scale)
            return [(tile.core.scaled(self._scale), output[inner.slices])]
        place = self._places[tile]
        block = output[self._reach(tile).within(tile.source).scaled(self._scale).slices]
        weights = np.outer(*self._ramps(tile.core))
        self._held[place] = block * weights.reshape(*weights.shape, *[1] * (block.ndim - 2))
        self._come.update(self._around(place))
        ready = [near for near in self._around(place) if self._come[near] == len(self._around(near))]
        return [self._put_together(near) for near in ready]

    def _put_together(self, place: int) -> Block:
        """A core whose neighbours have all come; lets go of outputs that nothing needs any more."""
        core = self._plan.tiles[place].core
        total = np.zeros(0, np.float32)
        for neighbour in self._around(place):
            held, reach = self._held[neighbour], self._reach(self._plan.tiles[neighbour])
            if not total.size:
                total = np.zeros((core.height * self._scale, core.width * self._scale, *held.shape[2:]), np.float32)
            if reach.meets(core):
                common = reach.cut(core)
                total[self._part(common, core)] += held[self._part(common, reach)]
            self._given[neighbour] += 1
            if self._given[neighbour] == len(self._around(neighbour)):
                del self._held[neighbour]
        return core.scaled(self._scale), total

    def _around(self, place: int) -> list[int]:
        """A tile and those beside it, in reading order."""
        row, column = divmod(place, self._columns)
        rows = len(self._plan.tiles) // self._columns
        return [
            y * self._columns + x
            for y in range(max(0, row - 1), min(rows, row + 2))
            for x in range(max(0, column - 1), min(self._columns, column + 2))
        ]

    def _reach(self, tile: Tile) -> Rect:
        """What a tile has a say in."""
        return tile.core.grown(self._plan.feather, self._plan.bounds)

    def _part(self, part: Rect, whole: Rect) -> tuple[slice, slice]:
        """Where a part is in the output of a whole."""
        return part.within(whole).scaled(self._scale).slices

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
