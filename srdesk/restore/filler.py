"""The filler: has a network compute the tiles of a mosaic, one after the other."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from srdesk.engines.session import SessionCache
from srdesk.progress import BusyClock, CancelToken
from srdesk.rect import Rect
from srdesk.restore.follower import Follower
from srdesk.restore.mosaic import Mosaic
from srdesk.restore.plan import RestorePlan
from srdesk.restore.timing import request_of
from srdesk.restore.upscaler import Upscaler
from srdesk.tiling import Tile

Floats = NDArray[np.float32]
MosaicSink = Callable[[Mosaic, Rect], None]


class Filler:
    """Fills mosaics with what the networks of a cache make; several threads may use it at a time.

    ``threads`` are the processor threads for all tiles from the next on, ``None``: as the plan says. ``busy`` counts
    the time in which at least one tile is inside an engine.
    """

    def __init__(self, cache: SessionCache) -> None:
        self._cache = cache
        self.threads: int | None = None
        self.busy = BusyClock()

    def ready(self, plan: RestorePlan) -> None:
        """Load the network, so that the first tile does not wait for that; raises `ModelError` and `EngineError`."""
        self._cache.get(request_of(plan, threads=self.threads), pixels=plan.tile_pixels)

    def fill(self, mosaic: Mosaic, tiles: Iterator[Tile], token: CancelToken, grown: MosaicSink) -> float:
        """Compute tiles one after the other and return the seconds spent inside the engine.

        ``grown(mosaic, area)`` is told of every part of the canvas that has come. Raises what the engine raises.
        """
        plan, pixels = mosaic.plan, mosaic.plan.tile_pixels
        request = request_of(plan, threads=self.threads)
        upscaler = Upscaler(plan.spec, self._cache.get(request, pixels=pixels), busy=self.busy)

        def finish(tile: Tile, source: Floats, learned: Floats) -> None:
            for area in mosaic.add(tile, source, upscaler.colored(source, learned)):
                grown(mosaic, area)

        with Follower(finish) as follower:
            for tile in tiles:
                token.check()
                wanted = request_of(plan, threads=self.threads)
                if wanted != request:
                    request, upscaler.session = wanted, self._cache.get(wanted, pixels=pixels)
                source = mosaic.read(tile.source)
                follower.submit(tile, source, upscaler.learn(source, token))
        return upscaler.seconds
