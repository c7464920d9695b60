"""Difference: what a result has that the plainly enlarged photo has not, amplified, made tile by tile where seen."""

from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from srdesk.comparison import Channel, Comparison
from srdesk.gui.compare.pictures import TILE, Level, Picture
from srdesk.gui.compare.qimage import AS_THEY_ARE
from srdesk.gui.compare.raster import Block, Raster
from srdesk.imaging.photo import Samples
from srdesk.rect import Rect

_STRIP = 128
"""Rows that are worked on at a time, so that the floats of a large tile never exist all at once."""

_MIDDLE = 128.0
"""What signed differences are shown around."""

_LUMA = np.array([0.299, 0.587, 0.114], np.float32)
_CB, _CR = 0.5 / (1 - 0.114), 0.5 / (1 - 0.299)

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class DifferenceRaster:
    """After minus before as 8-bit RGB, as a `Comparison` wants differences shown; in the photo's own colour space.

    Where either side is transparent so is the difference.
    """

    before: Raster
    after: Raster
    comparison: Comparison

    @property
    def size(self) -> tuple[int, int]:
        return self.after.size

    def read(self, area: Rect) -> Block:
        strips = [self._read_strip(strip) for strip in _strips(area)]
        alphas = [strip.alpha for strip in strips if strip.alpha is not None]
        pixels: Samples = np.concatenate([strip.pixels for strip in strips])
        return Block(pixels, cast(Samples, np.concatenate(alphas)) if alphas else None)

    def _read_strip(self, area: Rect) -> Block:
        before, after = self.before.read(area), self.after.read(area)
        alphas = [block.alpha for block in (before, after) if block.alpha is not None]
        alpha = cast(Samples, np.minimum.reduce(alphas)) if alphas else None
        return Block(shown_difference(before.pixels, after.pixels, self.comparison), alpha)


def shown_difference(before: Samples, after: Samples, comparison: Comparison) -> NDArray[np.uint8]:
    """``H x W x 3`` from two arrays of the same shape, gray or RGB, 8 or 16 bits.

    Differences count in 8-bit levels, times the gain: from black if absolute, around 128 if signed. Those of luma are
    gray; those of chroma have blueness in the blue channel and redness in the red one.
    """
    levels = (after.astype(np.float32) - before) * np.float32(comparison.gain * 255 / np.iinfo(after.dtype).max)
    if levels.ndim == 2:
        levels = np.broadcast_to(levels[..., np.newaxis], (*levels.shape, 3))
    channels = _channel(levels, comparison.channel)
    shown = channels + _MIDDLE if comparison.signed else np.abs(channels)
    return np.rint(shown).clip(0, 255).astype(np.uint8)


def difference_picture(before: Picture, after: Picture, comparison: Comparison) -> Picture:
    """The difference of two pictures of one scene, rendered only where and as fine as it is seen.

    Seen from afar a pixel is the mean of the differences it covers, not the difference of the means: fine detail does
    not vanish.
    """
    raster = DifferenceRaster(before.raster, after.raster, comparison)
    levels = [Level(raster, 1.0)]
    while max(levels[-1].size) > TILE:
        reduction = levels[-1].reduction * 2
        levels.append(Level(raster, 1 / reduction, reduction))
    return Picture(after.scene, tuple(levels), (), AS_THEY_ARE, transparent=False, raster=raster)


def _channel(levels: Floats, channel: Channel) -> Floats:
    if channel is Channel.ALL:
        return levels
    luma = levels @ _LUMA
    if channel is Channel.LUMA:
        return np.repeat(luma[..., np.newaxis], 3, axis=-1)
    redness, blueness = (levels[..., 0] - luma) * _CR, (levels[..., 2] - luma) * _CB
    return np.stack([redness, np.zeros_like(luma), blueness], axis=-1)


def _strips(area: Rect) -> list[Rect]:
    return [Rect(area.x, y, area.width, min(_STRIP, area.bottom - y)) for y in range(area.y, area.bottom, _STRIP)]
