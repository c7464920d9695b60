"""Where tiles lie: balanced cores, equal sources around them, and nothing but integers."""

from dataclasses import dataclass
from itertools import pairwise

from srdesk.errors import UsageError
from srdesk.lattice import ANY, Lattice
from srdesk.rect import Rect
from srdesk.texts import Text


@dataclass(frozen=True)
class Tile:
    """``core`` is the part of the picture this tile answers for, ``source`` what it reads to do so."""

    core: Rect
    source: Rect


@dataclass(frozen=True)
class TilePlan:
    """Tiles whose cores cover a picture exactly once and whose sources all have one shape.

    Every core edge inside the picture has at least ``overlap`` pixels of source beyond it; the outer ``feather`` of
    these cross-fade with the neighbour, the rest is context. Where a network only takes certain sizes, sources may
    reach beyond the right and lower border of the picture.
    """

    bounds: Rect
    tiles: tuple[Tile, ...]
    overlap: int
    feather: int

    @property
    def columns(self) -> int:
        """How many tiles lie side by side; they are in reading order."""
        return sum(tile.core.y == 0 for tile in self.tiles)


def plan_tiles(
    width: int, height: int, *, core: int, overlap: int, feather: int = 0, lattice: Lattice = ANY
) -> TilePlan:
    """Cut a picture into tiles of at most ``core`` pixels a side, each reading ``overlap`` more where it can.

    Sources have sizes, and begin at places, of the ``lattice``; where that fixes a size, cores are as large as that
    leaves room for. ``feather`` pixels of the overlap are used to cross-fade and are cut to half the smallest core.
    Raises `UsageError` for sizes that make no sense.
    """
    if min(width, height, core) < 1 or overlap < 0 or not 0 <= feather <= overlap:
        raise UsageError(
            Text(
                "No tiles of {0} with overlap {1} and feather {2} fit {3} x {4}.", core, overlap, feather, width, height
            )
        )
    columns, rows = (
        _axis(length, core, overlap, lattice, fixed)
        for length, fixed in zip((width, height), lattice.fixed, strict=True)
    )
    tiles = tuple(
        Tile(Rect(cx, cy, cw, ch), Rect(sx, sy, sw, sh)) for cy, ch, sy, sh in rows for cx, cw, sx, sw in columns
    )
    narrow = min(min(tile.core.width, tile.core.height) for tile in tiles)
    return TilePlan(Rect(0, 0, width, height), tiles, overlap, min(feather, narrow // 2))


def tile_count(width: int, height: int, *, core: int, overlap: int, lattice: Lattice = ANY) -> int:
    """How many tiles `plan_tiles` makes; known without a plan."""
    (columns, _), (rows, _) = _both(width, height, core, overlap, lattice)
    return columns * rows


def pixels_read(width: int, height: int, *, core: int, overlap: int, lattice: Lattice = ANY) -> int:
    """Source pixels that a network sees in all by `plan_tiles`, overlaps counted each time; known without a plan."""
    (columns, across), (rows, down) = _both(width, height, core, overlap, lattice)
    return columns * across * rows * down


def _both(width: int, height: int, core: int, overlap: int, lattice: Lattice) -> list[tuple[int, int]]:
    sides = zip((width, height), lattice.fixed, strict=True)
    return [sources(length, core, overlap, lattice, fixed) for length, fixed in sides]


def sources(length: int, core: int, overlap: int, lattice: Lattice = ANY, fixed: int = 0) -> tuple[int, int]:
    """How many tiles there are along one axis, and how long the source of each is.

    Raises `UsageError` where a fixed size leaves no room for a core between its overlaps.
    """
    if fixed and length > fixed:
        core = min(core, fixed - 2 * overlap - lattice.slack)
        if core < 1:
            raise UsageError(
                Text("An overlap of {0} pixels leaves nothing of tiles of {1}.", overlap, fixed),
                hint="Use a smaller --overlap, or auto.",
            )
    elif fixed:
        core = max(core, length)  # it fits into one
    count = -(-length // core)
    wanted = -(-length // count) + 2 * overlap + lattice.slack
    return count, fixed or min(lattice.ceiled(length), lattice.ceiled(wanted))


def _axis(length: int, core: int, overlap: int, lattice: Lattice, fixed: int) -> list[tuple[int, int, int, int]]:
    """``(core start, core length, source start, source length)`` along one axis; core lengths differ by at most 1."""
    count, source = sources(length, core, overlap, lattice, fixed)
    edges = [length * i // count for i in range(count + 1)]
    last = -(-max(0, length - source) // lattice.step) * lattice.step
    return [(a, b - a, min(max(0, lattice.floored(a - overlap)), last), source) for a, b in pairwise(edges)]


def split_overlap(overlap: int, halo: int) -> tuple[int, int]:
    """``(context, feather)`` of an overlap: feather is what lies beyond the halo, or half of it if it falls short."""
    context = halo if overlap >= halo else overlap - overlap // 2
    return context, overlap - context
