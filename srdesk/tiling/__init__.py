"""Pure geometry of tiles, their order and blending, and the choice of their size."""

from srdesk.tiling.auto import choose_core
from srdesk.tiling.blend import TileBlender
from srdesk.tiling.gaze import Gaze
from srdesk.tiling.plan import Tile, TilePlan, pixels_read, plan_tiles, split_overlap, tile_count

__all__ = [
    "Gaze",
    "Tile",
    "TileBlender",
    "TilePlan",
    "choose_core",
    "pixels_read",
    "plan_tiles",
    "split_overlap",
    "tile_count",
]
