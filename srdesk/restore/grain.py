"""Film grain that is the same on every computer: whole-number noise that any pixel can be asked for."""

import zlib

import numpy as np
from numpy.typing import NDArray

from srdesk.rect import Rect

Floats = NDArray[np.float32]

DEEPEST = 0.06
"""Standard deviation (of 0..1) that full grain gives mid-gray; black and white get none."""

LUMA = (np.float32(0.299), np.float32(0.587), np.float32(0.114))

# Four bytes of a hash added up: nearly Gaussian, and integers all the way.
_MEAN = 510
_DEVIATION = (4 * (256**2 - 1) / 12) ** 0.5
# What weights of 1 2 1, down and across, leave of a deviation.
_SPREAD = 6.0
_ROW_STEP = 32


def seed_of(samples: NDArray[np.generic]) -> int:
    """A number that belongs to a picture's pixels: the same photo gets the same grain, wherever it is restored."""
    return zlib.crc32(samples[::_ROW_STEP].tobytes())


def grain(area: Rect, seed: int) -> Floats:
    """Noise of mean 0 and deviation 1 for an area, ``h x w``; soft like grain, not harsh like that of a sensor.

    Each pixel depends on its place and the seed alone: parts fit together exactly.
    """
    # Begins at 0, not at -1, where the area begins at the picture's edge.
    rows = np.arange(area.y, area.bottom + 2, dtype=np.uint32)
    columns = np.arange(area.x, area.right + 2, dtype=np.uint32)
    white = _white(rows[:, None], columns[None, :], seed)
    soft = white[:-2] + 2 * white[1:-1] + white[2:]
    soft = soft[:, :-2] + 2 * soft[:, 1:-1] + soft[:, 2:]
    noise: Floats = soft.astype(np.float32) * np.float32(1 / (_DEVIATION * _SPREAD))
    return noise


def depth(picture: Floats) -> Floats:
    """How deep grain goes into each pixel of ``h x w`` or ``h x w x 3`` in 0..1: most in the mid-tones."""
    luma: Floats = np.clip(picture if picture.ndim == 2 else _luma(picture), 0, 1)
    deep: Floats = np.float32(4 * DEEPEST) * luma * (1 - luma)
    return deep


def _luma(picture: Floats) -> Floats:
    """Added up term by term, which is the same on every computer; a matrix product is not."""
    red, green, blue = (picture[..., channel] * weight for channel, weight in enumerate(LUMA))
    luma: Floats = red + green + blue
    return luma


def _white(rows: NDArray[np.uint32], columns: NDArray[np.uint32], seed: int) -> NDArray[np.int32]:
    """Nearly Gaussian noise of mean 0, uncorrelated."""
    mixed = rows * np.uint32(0x85EBCA77) + columns * np.uint32(0xC2B2AE3D) + np.uint32(seed)
    mixed ^= mixed >> np.uint32(16)
    mixed *= np.uint32(0x7FEB352D)
    mixed ^= mixed >> np.uint32(15)
    mixed *= np.uint32(0x846CA68B)
    mixed ^= mixed >> np.uint32(16)
    total = sum((mixed >> np.uint32(shift)) & np.uint32(255) for shift in (0, 8, 16, 24))
    return np.asarray(total).astype(np.int32) - _MEAN
