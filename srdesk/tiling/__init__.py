"""Pure geometry of tiles, their blending, and the choice of their size."""

from srdesk.tiling.auto import choose_core
from srdesk.tiling.blend import TileBlender
from srdesk.tiling.plan import Rect, Tile, TilePlan, nearest_first, plan_tiles, split_overlap

__all__ = [
    "Rect",
    "Tile",
    "TileBlender",
    "TilePlan",
    "choose_core",
    "nearest_first",
    "plan_tiles",
    "split_overlap",
]
