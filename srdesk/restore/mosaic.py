"""Mosaics: what a network has made of a photo so far, tile by tile and at full strength, and what it has not."""

import threading
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from srdesk.imaging.color import bleed
from srdesk.imaging.photo import Photo
from srdesk.rect import Rect
from srdesk.restore.canvas import allocate
from srdesk.restore.finish import Canvas, peak_of
from srdesk.restore.plan import PlanKey, RestorePlan
from srdesk.restore.sanity import Evidence, examine, judge
from srdesk.tiling import Tile, TileBlender

KEPT = 6
"""Plans of one photo whose tiles are kept."""

Floats = NDArray[np.float32]


class Mosaic:
    """Tiles of one picture by one plan, put together on a canvas that becomes the network's result.

    ``source`` and ``canvas`` are of one type: 8 or 16 bits over the full range, or float32 in 0..1. Whoever adds tiles
    holds ``lock``; anybody may ask what is there at any time. Tiles are the same bits whatever the order.
    """

    def __init__(self, source: Canvas, plan: RestorePlan) -> None:
        """Raises `OutputError` without room for a large canvas."""
        self.source = source
        self.plan = plan
        self.layout = plan.layout
        self.lock = threading.Lock()
        width, height = plan.size
        self.canvas: Canvas = allocate(  # type: ignore[assignment]
            (height * self.scale, width * self.scale, *source.shape[2:]), source.dtype
        )
        self._peak = np.float32(peak_of(source))
        self._blender = TileBlender(self.layout, self.scale)
        self._evidence: dict[Tile, Evidence] = {}
        self._stored: dict[tuple[int, int], Rect] = {}
        self._columns = tuple(tile.core.x * self.scale for tile in self.layout.tiles[: self.layout.columns])
        self._rows = tuple(tile.core.y * self.scale for tile in self.layout.tiles[:: self.layout.columns])

    @property
    def scale(self) -> int:
        return self.plan.spec.scale

    @property
    def margin(self) -> int:
        """How far around a place tiles have to be there before that place is: source pixels."""
        return self.plan.tile if self.layout.feather else 0

    @property
    def missing(self) -> list[Tile]:
        """The tiles still to be computed, in reading order."""
        return [tile for tile in self.layout.tiles if tile not in self._evidence]

    @property
    def given(self) -> int:
        """Source pixels whose tiles are there."""
        return sum(tile.core.area for tile in tuple(self._evidence))

    def read(self, area: Rect) -> Floats:
        """A part of the source, 0..1; beyond its right and lower border it is mirrored."""
        part: NDArray[np.generic] = self.source[area.slices]
        beyond = [(0, side - there) for side, there in zip((area.height, area.width), part.shape, strict=False)]
        if any(more for _, more in beyond):
            part = np.pad(part, [*beyond, *[(0, 0)] * (part.ndim - 2)], mode="symmetric")
        return part.astype(np.float32) / self._peak

    def add(self, tile: Tile, source: Floats, output: Floats) -> list[Rect]:
        """Take a tile (0..1, both of `Tile.source`) and return which parts of the canvas are there because of that.

        Raises `SanityError` for numbers that are not finite.
        """
        core = tile.core.within(tile.source)
        evidence = examine(source[core.slices], output[core.scaled(self.scale).slices], self.scale)
        fresh = [self._store(area, block) for area, block in self._blender.add(tile, output)]
        self._evidence[tile] = evidence
        return fresh

    def judge(self) -> float:
        """How far the whole, reduced again, is from its source, 0..1; raises `SanityError` where that is absurd."""
        return judge(self._evidence[tile] for tile in self.layout.tiles)

    def there(self, area: Rect) -> Iterator[Rect]:
        """The parts of an area of the canvas that are there."""
        for row in _touched(self._rows, area.y, area.bottom):
            for column in _touched(self._columns, area.x, area.right):
                stored = self._stored.get((column, row))
                if stored is not None and stored.meets(area):
                    yield stored.cut(area)

    def _store(self, area: Rect, block: Floats) -> Rect:
        pixels = block.clip(0, 1)
        if self.canvas.dtype != np.float32:
            pixels *= self._peak
            np.rint(pixels, out=pixels)
        self.canvas[area.slices] = pixels
        # Only now: others read what is said to be there.
        self._stored[area.x, area.y] = area
        return area


class Mosaics:
    """The mosaics of one picture, one for each plan that has been tried; of old ones only the latest are kept."""

    def __init__(self, source: Canvas) -> None:
        self.source = source
        self._lock = threading.Lock()
        self._kept: OrderedDict[PlanKey, Mosaic] = OrderedDict()

    @classmethod
    def of_photo(cls, photo: Photo) -> "Mosaics":
        """For a photo's pixels, with colour under what is transparent."""
        return cls(photo.pixels if photo.alpha is None else bleed(photo.pixels, photo.alpha))

    def by(self, plan: RestorePlan) -> Mosaic:
        """The mosaic of a plan, empty at first; plans that compute the same bits share one.

        Raises `OutputError` without room for a large canvas.
        """
        with self._lock:
            mosaic = self._kept.get(plan.key) or Mosaic(self.source, plan)
            self._kept[plan.key] = mosaic
            self._kept.move_to_end(plan.key)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return mosaic


def _touched(edges: tuple[int, ...], start: int, stop: int) -> list[int]:
    """Of parts that begin at the edges, the beginnings of those that lie between start and stop."""
    return list(edges[max(0, bisect_right(edges, start) - 1) : bisect_left(edges, stop)])
