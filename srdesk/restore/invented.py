"""Invented detail: how much of a result the photo itself does not have, and how well the two agree."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from srdesk.imaging.resample import reduce_floats
from srdesk.rect import Rect
from srdesk.restore.finish import Canvas, peak_of, plain_area
from srdesk.restore.mosaic import Mosaic

Floats = NDArray[np.float32]

BLOCK = 256
"""Side, in source pixels, of the blocks that are measured one at a time."""

# Source pixels that reducing reads beyond an edge: the kernel's support.
_CONTEXT = 2


@dataclass(frozen=True)
class Invention:
    """Sums over so many values of a part of a result, in 8-bit levels squared; can be added.

    ``detail`` is what the result has beyond a bicubic enlargement, ``error`` what it differs by from the photo when it
    is reduced to its size again.
    """

    values: int = 0
    detail_squares: float = 0.0
    error_squares: float = 0.0
    error_values: int = 0

    def __add__(self, other: "Invention") -> "Invention":
        return Invention(
            self.values + other.values,
            self.detail_squares + other.detail_squares,
            self.error_squares + other.error_squares,
            self.error_values + other.error_values,
        )

    @property
    def detail(self) -> float:
        """Root mean square of the invented detail: 8-bit levels."""
        return (self.detail_squares / self.values) ** 0.5 if self.values else 0.0

    @property
    def error(self) -> float:
        """Root mean square of the back-projection error: 8-bit levels."""
        return (self.error_squares / self.error_values) ** 0.5 if self.error_values else 0.0


def measure(source: Canvas, canvas: Canvas, block: Rect) -> tuple[Invention, Floats]:
    """Measure a block (source pixels) of a result at full strength, and map its invented detail.

    The map has one value for each source pixel: the root mean square of what the pixels there have beyond a bicubic
    enlargement, in 8-bit levels. What lies within two pixels of the block is read too.
    """
    scale = canvas.shape[0] // source.shape[0]
    levels = np.float32(255 / peak_of(canvas))
    area = block.scaled(scale)
    invented = (canvas[area.slices].astype(np.float32) - plain_area(source, scale, area)) * levels
    squares = np.square(invented if invented.ndim == 3 else invented[..., None])
    error = (_reduced(source, canvas, block, scale) - source[block.slices].astype(np.float32)) * levels
    totals = Invention(squares.size, float(squares.sum(dtype=np.float64)), _energy(error), error.size)
    height, width, channels = squares.shape
    means = squares.reshape(height // scale, scale, width // scale, scale, channels).mean(axis=(1, 3, 4))
    return totals, np.sqrt(means)


def blocks(size: tuple[int, int]) -> Iterator[Rect]:
    """A source of ``(width, height)`` cut into blocks, in reading order."""
    width, height = size
    for y in range(0, height, BLOCK):
        for x in range(0, width, BLOCK):
            yield Rect(x, y, min(BLOCK, width - x), min(BLOCK, height - y))


def measurable(mosaic: Mosaic, block: Rect) -> bool:
    """Whether everything that measuring a block reads is there."""
    area = _with_context(mosaic.source, block).scaled(mosaic.scale)
    return sum(part.area for part in mosaic.there(area)) == area.area


def _with_context(source: Canvas, block: Rect) -> Rect:
    return block.grown(_CONTEXT, Rect(0, 0, source.shape[1], source.shape[0]))


def _reduced(source: Canvas, canvas: Canvas, block: Rect, scale: int) -> Floats:
    """A block of the result at the source's size, by antialiased bicubic: how the field makes small pictures."""
    context = _with_context(source, block)
    floats = canvas[context.scaled(scale).slices].astype(np.float32)
    return reduce_floats(floats, scale)[block.within(context).slices]


def _energy(values: Floats) -> float:
    return float(np.square(values, dtype=np.float64).sum())
