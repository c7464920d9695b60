"""Rasters of results, finished where they are read: in the making, and complete."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

import numpy as np

from srdesk.gui.compare.raster import Block, EnlargedRaster
from srdesk.gui.exposures.finishing import Finishing
from srdesk.imaging.photo import Photo, Samples
from srdesk.imaging.resize import combined, taps
from srdesk.rect import Rect
from srdesk.restore.finish import Finish
from srdesk.restore.mosaic import Mosaic

Stack = Callable[[], tuple[Mosaic, ...]]
"""Mosaics of one scale as they are at the moment, the one that covers all others last."""


@dataclass(frozen=True, eq=False)
class MosaicRaster:
    """Mosaics laid over each other, finished; transparent where none has anything yet."""

    photo: Photo
    scale: int
    stack: Stack
    finishing: Finishing = field(default_factory=Finishing)

    @property
    def size(self) -> tuple[int, int]:
        width, height = self.photo.size
        return width * self.scale, height * self.scale

    def read(self, area: Rect) -> Block:
        like = self.photo.pixels
        pixels = np.zeros((area.height, area.width, *like.shape[2:]), like.dtype)
        alpha = np.zeros(pixels.shape[:2], like.dtype)
        full = False
        for mosaic in self.stack():
            finish = _finish(mosaic, self.finishing)
            parts = [*mosaic.there(area)]
            for part in parts:
                place = part.within(area).slices
                pixels[place] = finish.read(part)
                alpha[place] = np.iinfo(alpha.dtype).max
            full = full or sum(part.area for part in parts) == area.area
        known = _alpha(self.photo, self.scale, area)
        if full:
            return Block(cast(Samples, pixels), known)
        return Block(cast(Samples, pixels), cast(Samples, alpha if known is None else np.minimum(alpha, known)))


@dataclass(frozen=True, eq=False)
class FinishedRaster:
    """A complete mosaic, finished."""

    photo: Photo
    mosaic: Mosaic
    finishing: Finishing = field(default_factory=Finishing)

    @property
    def size(self) -> tuple[int, int]:
        return _finish(self.mosaic, self.finishing).size

    def read(self, area: Rect) -> Block:
        pixels = _finish(self.mosaic, self.finishing).read(area)
        return Block(cast(Samples, pixels), _alpha(self.photo, self.mosaic.scale, area))


@dataclass(frozen=True, eq=False)
class FittedRaster:
    """A photo in another size, computed where it is read."""

    photo: Photo
    size: tuple[int, int]

    def read(self, area: Rect) -> Block:
        alpha = self.photo.alpha
        return Block(self._read(self.photo.pixels, area), None if alpha is None else self._read(alpha, area))

    def _read(self, samples: Samples, area: Rect) -> Samples:
        if self.photo.size == self.size:
            return samples[area.slices]
        rows = taps(samples.shape[0], self.size[1], area.y, area.bottom)
        columns = taps(samples.shape[1], self.size[0], area.x, area.right)
        needed = samples[rows.first : rows.last, columns.first : columns.last].astype(np.float32)
        fitted = combined(needed, rows, columns).clip(0, np.iinfo(samples.dtype).max)
        return cast(Samples, np.rint(fitted).astype(samples.dtype))


def _alpha(photo: Photo, scale: int, area: Rect) -> Samples | None:
    return EnlargedRaster(photo, scale).read_alpha(area)


def _finish(mosaic: Mosaic, finishing: Finishing) -> Finish:
    return Finish(mosaic.source, mosaic.canvas, finishing.strength, finishing.grain)
