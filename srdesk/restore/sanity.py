"""The gate that no absurd result passes."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from srdesk.errors import SanityError
from srdesk.texts import Text

# A result reduced again may differ from its source by this much (root mean square, 0..1) ...
BASE_LIMIT = 0.03
# ... plus this share of the source's own pixel-to-pixel contrast, which no enlargement keeps in full.
CONTRAST_SHARE = 0.8
# A result with less than this share of a source's spread has lost the picture.
FLAT_SHARE = 0.25
FLAT_FROM = 0.02
SMALLEST = 16

Floats = NDArray[np.float32]
HINT = Text("The source is untouched. Try another model or precision, or --engine opencv.")


@dataclass(frozen=True)
class Evidence:
    """What is to be known of blocks to judge the picture they make up; can be added.

    Sums over ``pixels`` numbers: of squared differences, of squared contrast to the next pixel, of values and squared
    values before and after.
    """

    pixels: int = 0
    squares: float = 0.0
    contrast: float = 0.0
    before: tuple[float, float] = (0.0, 0.0)
    after: tuple[float, float] = (0.0, 0.0)

    def __add__(self, other: "Evidence") -> "Evidence":
        return Evidence(
            self.pixels + other.pixels,
            self.squares + other.squares,
            self.contrast + other.contrast,
            (self.before[0] + other.before[0], self.before[1] + other.before[1]),
            (self.after[0] + other.after[0], self.after[1] + other.after[1]),
        )


def examine(source: Floats, result: Floats, scale: int) -> Evidence:
    """Look at a core, ``h x w`` or ``h x w x 3``, and its enlargement; raises `SanityError` for NaN and infinity."""
    reduced = _box_reduced(result, scale)
    if not np.isfinite(reduced).all():
        raise SanityError("The network produced numbers that are not finite.", hint=HINT)
    contrast = sum(float(np.square(np.diff(source, axis=axis), dtype=np.float64).sum()) for axis in (0, 1)) / 2
    squares = float(np.square(source - reduced, dtype=np.float64).sum())
    return Evidence(source.size, squares, contrast, _moments(source), _moments(reduced))


def judge(blocks: Iterable[Evidence]) -> float:
    """The root mean square difference, 0..1, of a reduced result and its source; raises `SanityError` if absurd."""
    total = sum(blocks, Evidence())
    difference = float((total.squares / total.pixels) ** 0.5)
    if total.pixels < SMALLEST**2:
        return difference
    limit = BASE_LIMIT + CONTRAST_SHARE * (total.contrast / total.pixels) ** 0.5
    spread, spread_after = (_spread(moments, total.pixels) for moments in (total.before, total.after))
    if spread > FLAT_FROM and spread_after < FLAT_SHARE * spread:
        raise SanityError("The result is flat where the source is not.", hint=HINT)
    if difference > limit:
        raise SanityError(
            Text(
                "The result is not an enlargement of its source (off by {0:.3f}, at most {1:.3f}).", difference, limit
            ),
            hint=HINT,
        )
    return difference


def _moments(values: Floats) -> tuple[float, float]:
    return float(values.sum(dtype=np.float64)), float(np.square(values, dtype=np.float64).sum())


def _spread(moments: tuple[float, float], pixels: int) -> float:
    mean, square = moments[0] / pixels, moments[1] / pixels
    return float(np.sqrt(max(0.0, square - mean**2)))


def _box_reduced(result: Floats, scale: int) -> Floats:
    """Means of ``scale x scale`` blocks; strided sums are several times faster than a reshape and a mean."""
    rows = sum(result[i::scale] for i in range(1, scale)) + result[::scale]
    total: Floats = sum(rows[:, i::scale] for i in range(1, scale)) + rows[:, ::scale]
    return total / np.float32(scale**2)
