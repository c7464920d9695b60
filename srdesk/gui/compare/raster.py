"""Rasters: pixels that can be read piece by piece, wherever they are and whether or not they are all there yet."""

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from srdesk.imaging.color import narrowed
from srdesk.imaging.photo import Photo, Samples
from srdesk.imaging.resample import Method, enlarge_samples
from srdesk.rect import Rect

# Source pixels that a kernel of `enlarge_samples` reads beyond an edge.
_SUPPORT = 3
# Squares of 8-bit samples whose sums fit into 16 bits.
_LARGEST_IN_16_BITS = 16

Numbers = NDArray[Any]


@dataclass(frozen=True, eq=False)
class Block:
    """A rectangle of pixels, ``H x W`` gray or ``H x W x 3``, with alpha (``H x W``) or without."""

    pixels: Samples
    alpha: Samples | None = None


class Raster(Protocol):
    """Something with pixels; may be read from any thread."""

    @property
    def size(self) -> tuple[int, int]:
        """``(width, height)`` in its own pixels."""

    def read(self, area: Rect) -> Block:
        """The pixels of an area within the raster."""


@dataclass(frozen=True, eq=False)
class PhotoRaster:
    """A photo's own pixels."""

    photo: Photo

    @property
    def size(self) -> tuple[int, int]:
        return self.photo.size

    def read(self, area: Rect) -> Block:
        alpha = self.photo.alpha
        return Block(self.photo.pixels[area.slices], None if alpha is None else alpha[area.slices])


@dataclass(frozen=True, eq=False)
class EnlargedRaster:
    """A photo enlarged by a plain resampler, computed where it is read; equal to enlarging it whole."""

    photo: Photo
    factor: int
    method: Method = "bicubic"

    @property
    def size(self) -> tuple[int, int]:
        width, height = self.photo.size
        return width * self.factor, height * self.factor

    def read(self, area: Rect) -> Block:
        return Block(self._enlarged(self.photo.pixels, area), self.read_alpha(area))

    def read_alpha(self, area: Rect) -> Samples | None:
        """The alpha of an area, ``None`` if the photo is opaque."""
        return None if self.photo.alpha is None else self._enlarged(self.photo.alpha, area)

    def _enlarged(self, samples: Samples, area: Rect) -> Samples:
        x, y = area.x // self.factor, area.y // self.factor
        covered = Rect(x, y, -(-area.right // self.factor) - x, -(-area.bottom // self.factor) - y)
        context = covered.grown(_SUPPORT).cut(Rect(0, 0, *self.photo.size))
        inner = area.moved(-context.x * self.factor, -context.y * self.factor)
        return enlarge_samples(samples[context.slices], self.factor, method=self.method)[inner.slices]


def reduced(block: Block, factor: int) -> Block:
    """A block in 8 bits, reduced by averaging squares of ``factor`` pixels; edges that do not fill one are repeated.

    Pixels count for as much as they show.
    """
    pixels, alpha = narrowed(block.pixels), None if block.alpha is None else narrowed(block.alpha)
    if factor == 1:
        return Block(pixels, alpha)
    if alpha is None:
        return Block(_rounded(_box_sums(pixels, factor), factor**2))
    weights = _box_sums(alpha, factor)
    sums = _box_sums(pixels * _spread(alpha.astype(np.uint16), pixels), factor)
    return Block(_rounded(sums, np.maximum(_spread(weights, pixels), 1)), _rounded(weights, factor**2))


def _spread(values: Numbers, pixels: Numbers) -> Numbers:
    """One value per pixel as one that all channels share."""
    return values if pixels.ndim == 2 else values[..., np.newaxis]


def _rounded(sums: Numbers, counts: Numbers | int) -> NDArray[np.uint8]:
    return ((sums + counts // 2) // counts).astype(np.uint8)


def _box_sums(samples: Numbers, factor: int) -> Numbers:
    """Sums over squares; strided additions are several times faster than a reshape and a sum."""
    height, width = samples.shape[:2]
    if height % factor or width % factor:
        beyond = [(0, -height % factor), (0, -width % factor), *[(0, 0)] * (samples.ndim - 2)]
        samples = np.pad(samples, beyond, mode="edge")
    holds = np.uint16 if samples.dtype == np.uint8 and factor <= _LARGEST_IN_16_BITS else np.uint32
    rows = samples[::factor].astype(holds)
    for i in range(1, factor):
        np.add(rows, samples[i::factor], out=rows)
    sums = rows[:, ::factor].copy()
    for i in range(1, factor):
        np.add(sums, rows[:, i::factor], out=sums)
    return sums
