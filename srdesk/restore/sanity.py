"""The gate that no absurd result passes."""

import numpy as np
from numpy.typing import NDArray

from srdesk.errors import SanityError

# A result reduced again may differ from its source by this much (root mean square, 0..1) ...
BASE_LIMIT = 0.03
# ... plus this share of the source's own pixel-to-pixel contrast, which no enlargement keeps in full.
CONTRAST_SHARE = 0.8
# A result with less than this share of a source's spread has lost the picture.
FLAT_SHARE = 0.25
FLAT_FROM = 0.02
SMALLEST = 16

Floats = NDArray[np.float32]
HINT = "The source is untouched. Try another model or precision, or --engine opencv."


class SanityGate:
    """Watches finished blocks of one picture and judges the whole: not NaN, not flat, not far from its source."""

    def __init__(self, scale: int) -> None:
        self._scale = scale
        self._pixels = 0
        self._squares = 0.0
        self._contrast = 0.0
        self._moments = np.zeros((2, 2))

    def watch(self, source: Floats, result: Floats) -> None:
        """Take a core, ``h x w`` or ``h x w x 3``, and its enlargement; raises `SanityError` for NaN and infinity."""
        reduced = _box_reduced(result, self._scale)
        if not np.isfinite(reduced).all():
            raise SanityError("The network produced numbers that are not finite.", hint=HINT)
        self._pixels += source.size
        self._squares += float(np.square(source - reduced, dtype=np.float64).sum())
        for axis in (0, 1):
            self._contrast += float(np.square(np.diff(source, axis=axis), dtype=np.float64).sum()) / 2
        for moments, values in zip(self._moments, (source, reduced), strict=True):
            moments += values.sum(dtype=np.float64), np.square(values, dtype=np.float64).sum()

    def judge(self) -> float:
        """The root mean square difference, 0..1, of the reduced result and its source; `SanityError` if absurd."""
        difference = float((self._squares / self._pixels) ** 0.5)
        if self._pixels < SMALLEST**2:
            return difference
        limit = BASE_LIMIT + CONTRAST_SHARE * (self._contrast / self._pixels) ** 0.5
        spread, spread_after = (self._spread(moments) for moments in self._moments)
        if spread > FLAT_FROM and spread_after < FLAT_SHARE * spread:
            raise SanityError("The result is flat where the source is not.", hint=HINT)
        if difference > limit:
            raise SanityError(
                f"The result is not an enlargement of its source (off by {difference:.3f}, at most {limit:.3f}).",
                hint=HINT,
            )
        return difference

    def _spread(self, moments: NDArray[np.float64]) -> float:
        mean, square = (float(moment) / self._pixels for moment in moments)
        return float(np.sqrt(max(0.0, square - mean**2)))


def _box_reduced(result: Floats, scale: int) -> Floats:
    """Means of ``scale x scale`` blocks; strided sums are several times faster than a reshape and a mean."""
    rows = sum(result[i::scale] for i in range(1, scale)) + result[::scale]
    total: Floats = sum(rows[:, i::scale] for i in range(1, scale)) + rows[:, ::scale]
    return total / np.float32(scale**2)
