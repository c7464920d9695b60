"""Resizing to any size by antialiased bicubic interpolation, whole or any part, the same to the last bit."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from srdesk.imaging.photo import Samples

Floats = NDArray[np.float32]

_STRIP = 256
# Keys' kernel with a = -0.5 reaches two pixels to each side.
_REACH = 2.0
_A = -0.5


@dataclass(frozen=True, eq=False)
class Taps:
    """What pixels of a line are made of: ``weights`` (``K x n``) of source pixels ``first + index`` (``K x n``).

    Source pixels from ``first`` to before ``last`` are needed. Weights depend on the place in the whole line alone,
    so that parts of a picture equal those parts of the whole.
    """

    first: int
    last: int
    index: NDArray[np.intp]
    weights: Floats


def taps(source: int, target: int, start: int, stop: int) -> Taps:
    """Taps for pixels ``start`` to before ``stop`` of a line of ``source`` pixels resized to ``target``."""
    ratio = source / target
    stretch = max(1.0, ratio)
    centres = (np.arange(start, stop) + 0.5) * ratio
    lowest = np.floor(centres - _REACH * stretch).astype(np.intp)
    index = lowest + np.arange(math.ceil(2 * _REACH * stretch) + 1)[:, None]
    weights = _keys((index + 0.5 - centres) / stretch)
    inside = (index >= 0) & (index < source)
    weights = np.where(inside, weights, 0.0)
    weights /= weights.sum(axis=0)
    index = index.clip(0, source - 1)
    first, last = int(index.min()), int(index.max()) + 1
    return Taps(first, last, index - first, weights.astype(np.float32))


def combined(block: Floats, rows: Taps, columns: Taps) -> Floats:
    """The pixels that taps make of a block (``H x W`` or ``H x W x C``) of the source, the part they need."""
    return _along_rows(_down_columns(block, rows), columns)


def resize_samples(
    samples: Samples, size: tuple[int, int], *, out: Samples, check: Callable[[], None] = lambda: None
) -> None:
    """8- or 16-bit samples, ``H x W`` or ``H x W x C``, into ``out`` of ``size`` (width, height), rounded once.

    Works in strips, so that memory beyond the arrays does not grow; ``check`` is called at each and may raise.
    """
    height, width = samples.shape[:2]
    columns = taps(width, size[0], 0, size[0])
    for top in range(0, size[1], _STRIP):
        check()
        rows = taps(height, size[1], top, min(size[1], top + _STRIP))
        block = samples[rows.first : rows.last].astype(np.float32)
        out[top : top + _STRIP] = np.rint(combined(block, rows, columns).clip(0, np.iinfo(samples.dtype).max))


def _keys(distance: NDArray[np.float64]) -> NDArray[np.float64]:
    x = np.abs(distance)
    near = ((_A + 2) * x - (_A + 3)) * x**2 + 1
    far = ((x - 5) * x + 8) * x * _A - 4 * _A
    return np.where(x < 1, near, np.where(x < 2, far, 0.0))


def _down_columns(block: Floats, rows: Taps) -> Floats:
    extra = (1,) * (block.ndim - 1)
    total = np.zeros((rows.index.shape[1], *block.shape[1:]), np.float32)
    for index, weights in zip(rows.index, rows.weights, strict=True):
        total += block[index] * weights.reshape(-1, *extra)
    return total


def _along_rows(block: Floats, columns: Taps) -> Floats:
    extra = (1,) * (block.ndim - 2)
    total = np.zeros((block.shape[0], columns.index.shape[1], *block.shape[2:]), np.float32)
    for index, weights in zip(columns.index, columns.weights, strict=True):
        total += block.take(index, axis=1) * weights.reshape(-1, *extra)
    return total
