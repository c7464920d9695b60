"""The condition a picture is in: how noisy it is, and how hard JPEG has pressed it, as estimated from its pixels.

Both estimates look at no more than a few dozen samples of the picture, so that they take the same time for any size.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from srdesk.imaging.color import narrowed
from srdesk.imaging.photo import Photo, Samples

PRISTINE = 100
"""The JPEG quality of a picture that shows no trace of JPEG."""

Plane = NDArray[np.float32]

_LUMA = np.array([0.299, 0.587, 0.114], dtype=np.float32)
_GREEN = np.array([0, 1, 0], dtype=np.float32)
_SAMPLE = 128
_PER_AXIS = 5
_SMALLEST = 24
_BLOCK = 8

# Laplacian of Immerkaer 1996: blind to planes and edges of constant slope; white noise comes out sixfold.
_LAPLACIAN = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], dtype=np.float32)
_GAIN = 6.0
# Noise is what even the calmest parts have (pure noise comes out a little low there); clipped parts say nothing.
_CALM, _CALM_SHARE = 0.1, 0.93
_CLIPPED = (4.0, 251.0)

# Table K.1 of the JPEG standard for the frequencies that hold most of a picture, (row, column): step at quality 50.
_STEPS = {(0, 1): 11, (1, 0): 12, (1, 1): 12, (0, 2): 10, (2, 0): 14, (1, 2): 14, (2, 1): 13, (2, 2): 16, (0, 3): 16}
_QUALITIES = np.arange(20, 97)
# Coefficients that were not rounded to a step lie a quarter of it away from its multiples, on average.
_UNROUNDED = 0.25
_TRACE = 0.72
_ENOUGH = 100
_ZERO = 0.75


@dataclass(frozen=True)
class Condition:
    """``noise`` is its standard deviation in 8-bit levels; ``jpeg_quality`` 1..100, 100 without a trace of JPEG."""

    noise: float
    jpeg_quality: int


UNKNOWN = Condition(0.0, PRISTINE)
"""Of a picture that nobody has looked at: taken for clean."""


def condition_of(photo: Photo) -> Condition:
    """Estimate the condition of a photo; a JPEG's own tables count where they claim less than its pixels show."""
    parts = _samples(photo.pixels)
    if not parts:
        return UNKNOWN
    quality = _jpeg_quality([_plane(part, _LUMA) for part in parts])
    if photo.origin is not None and photo.origin.format == "JPEG" and photo.origin.quality is not None:
        quality = min(quality, photo.origin.quality)
    return Condition(_noise([_plane(part, _GREEN) for part in parts]), quality)


def _samples(pixels: Samples) -> list[Samples]:
    """Square parts spread over the picture, at multiples of a JPEG block."""
    height, width = pixels.shape[:2]
    side = min(_SAMPLE, height // _BLOCK * _BLOCK, width // _BLOCK * _BLOCK)
    if side < _SMALLEST:
        return []
    rows, columns = (_starts(length, side) for length in (height, width))
    return [pixels[y : y + side, x : x + side] for y in rows for x in columns]


def _starts(length: int, side: int) -> list[int]:
    """Where samples begin along an axis: evenly spread, five at most, overlapping where they do not fit."""
    count = min(_PER_AXIS, -(-length // side))
    return [round(n * (length - side) / max(1, count - 1)) // _BLOCK * _BLOCK for n in range(count)]


def _plane(part: Samples, weights: Plane) -> Plane:
    """One channel in 8-bit levels, mixed by ``weights``."""
    levels = narrowed(part).astype(np.float32)
    return levels if levels.ndim == 2 else levels @ weights


def _noise(planes: list[Plane]) -> float:
    """Standard deviation of the noise, from the calmest blocks."""
    import cv2

    deviations = []
    for plane in planes:
        response = np.abs(cv2.filter2D(plane, -1, _LAPLACIAN))
        means, levels = _block_means(response), _block_means(plane)
        deviations.append(means[(levels > _CLIPPED[0]) & (levels < _CLIPPED[1])])
    found = np.concatenate(deviations)
    found = found[found > 0]
    if not found.size:
        return 0.0
    return float(np.quantile(found, _CALM)) * float(np.sqrt(np.pi / 2)) / _GAIN / _CALM_SHARE


def _block_means(plane: Plane) -> Plane:
    rows, columns = (side // (2 * _BLOCK) for side in plane.shape)
    cut = plane[: rows * 2 * _BLOCK, : columns * 2 * _BLOCK]
    means: Plane = cut.reshape(rows, 2 * _BLOCK, columns, 2 * _BLOCK).mean(axis=(1, 3))
    return means


def _jpeg_quality(planes: list[Plane]) -> int:
    """The quality whose steps the block coefficients are multiples of, `PRISTINE` if there is none.

    A JPEG file stores each coefficient of an 8 x 8 block as a multiple of a step; decoded pixels, rounded to whole
    levels, still show the steps (Fan and de Queiroz 2003). Pictures that were resized since do not.
    """
    shares = [_shares(planes, *grid) for grid in _grids(planes)]
    distances = np.min(shares, axis=0)
    best = int(np.argmin(distances))
    return int(_QUALITIES[best]) if distances[best] < _TRACE * _UNROUNDED else PRISTINE


def _grids(planes: list[Plane]) -> set[tuple[int, int]]:
    """Where the grid of blocks may begin, ``(row, column)``: in the corner, or after rows and columns that jump."""
    jumps = [np.mean([_jumps(plane.T if turned else plane) for plane in planes], axis=0) for turned in (True, False)]
    rows, columns = (np.argsort(jump)[-2:] for jump in jumps)
    return {(0, 0)} | {(int(row + 1) % _BLOCK, int(column + 1) % _BLOCK) for row in rows for column in columns}


def _jumps(plane: Plane) -> Plane:
    """How much more columns differ from the next than the slopes around explain, by column modulo 8."""
    steps = np.abs(np.diff(plane, axis=1))
    excess = (steps[:, 1:-1] - (steps[:, :-2] + steps[:, 2:]) / 2).mean(axis=0)
    # The step after column n is at n - 1 here.
    return np.array([excess[(phase - 1) % _BLOCK :: _BLOCK].mean() for phase in range(_BLOCK)], dtype=np.float32)


def _shares(planes: list[Plane], top: int, left: int) -> Plane:
    """For every quality, how far coefficients are from multiples of its steps, as a share of the step."""
    blocks = np.concatenate([_blocks(plane[top:, left:]) for plane in planes])
    coefficients = {place: blocks @ _cosines(*place).ravel() for place in _STEPS}
    return np.array([_distance(coefficients, int(quality)) for quality in _QUALITIES], dtype=np.float32)


def _blocks(plane: Plane) -> Plane:
    """``count x 64``"""
    rows, columns = (side // _BLOCK for side in plane.shape)
    cut = plane[: rows * _BLOCK, : columns * _BLOCK].reshape(rows, _BLOCK, columns, _BLOCK)
    blocks: Plane = cut.transpose(0, 2, 1, 3).reshape(-1, _BLOCK * _BLOCK)
    return blocks


def _cosines(row: int, column: int) -> Plane:
    """The ``8 x 8`` pattern of one coefficient of the cosine transform."""
    waves = [
        np.cos((2 * np.arange(_BLOCK) + 1) * n * np.pi / 16) * np.sqrt((1 if n else 0.5) / 4) for n in (row, column)
    ]
    pattern: Plane = np.outer(*waves).astype(np.float32)
    return pattern


def _distance(coefficients: dict[tuple[int, int], Plane], quality: int) -> float:
    """The mean over frequencies; coefficients that round to zero tell nothing."""
    scale = 5000 / quality if quality < 50 else 200 - 2 * quality
    shares = []
    for place, at_50 in _STEPS.items():
        step = max(1, int((at_50 * scale + 50) // 100))
        values = coefficients[place] / step
        telling = values[np.abs(values) > _ZERO]
        if step > 1 and telling.size >= _ENOUGH:
            shares.append(float(np.abs(telling - np.rint(telling)).mean()))
    return float(np.mean(shares)) if shares else _UNROUNDED
