"""A pair: before and after as they are seen, of one size and in one colour space."""

from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from srdesk.errors import UsageError
from srdesk.imaging.color import narrowed, over_white
from srdesk.imaging.comparison.request import Crop
from srdesk.imaging.photo import Photo, Samples
from srdesk.imaging.profiles import ProfileError, checked, srgb_converter
from srdesk.imaging.resample import FILTERS, Method
from srdesk.texts import Text

Pixels8 = NDArray[np.uint8]

_AVERAGE = Image.Resampling.BOX
# Source pixels that a kernel reads beyond an edge.
_SUPPORT = 4


@dataclass(frozen=True, eq=False)
class Pair:
    """Before and after, each ``H x W x 3`` in 8-bit sRGB, to be shown ``magnified`` so many times."""

    before: Pixels8
    after: Pixels8
    magnified: int = 1

    @property
    def size(self) -> tuple[int, int]:
        """``(width, height)`` of each side in pixels, before it is magnified."""
        return self.after.shape[1], self.after.shape[0]

    def enlarged(self) -> "Pair":
        """The same with every pixel as a square of as many as it is magnified."""
        if self.magnified == 1:
            return self
        return Pair(_repeated(self.before, self.magnified), _repeated(self.after, self.magnified))


def pair_of(
    before: Photo,
    after: Photo,
    *,
    crop: Crop | None = None,
    longest: int,
    magnified: int = 1,
    method: Method = "bicubic",
) -> Pair:
    """A photo and its result, or a part of both, with no side longer than ``longest`` pixels once magnified.

    The photo is enlarged to the result's size by a plain ``method``; what is too large is averaged down, both sides
    alike. Transparent pictures are laid over white. Raises `UsageError` for a crop outside the result.
    """
    area = Crop(0, 0, *after.size) if crop is None else crop
    _check(area, after.size)
    magnified = max(1, min(magnified, longest // max(area.width, area.height)))
    share = min(1.0, longest / max(area.width, area.height))
    size = max(1, round(area.width * share)), max(1, round(area.height * share))
    return Pair(_before(before, after.size, area, size, method), _after(after, area, size), magnified)


def _repeated(side: Pixels8, times: int) -> Pixels8:
    return side.repeat(times, axis=0).repeat(times, axis=1)


def _check(area: Crop, size: tuple[int, int]) -> None:
    inside = area.x >= 0 and area.y >= 0 and area.x + area.width <= size[0] and area.y + area.height <= size[1]
    if not inside or area.width < 1 or area.height < 1:
        raise UsageError(
            Text("The part {0} is not within {1} x {2} pixels.", tuple(area), *size),
            hint="Choose a part of the result.",
        )


def _after(photo: Photo, area: Crop, size: tuple[int, int]) -> Pixels8:
    part = np.s_[area.y : area.y + area.height, area.x : area.x + area.width]
    alpha = None if photo.alpha is None else _averaged(photo.alpha[part], size)
    return _seen(photo, _averaged(photo.pixels[part], size), alpha)


def _before(photo: Photo, full: tuple[int, int], area: Crop, size: tuple[int, int], method: Method) -> Pixels8:
    """The part of a photo that a part of its result was made from, resized to ``size``."""
    across, down = photo.size[0] / full[0], photo.size[1] / full[1]
    left, right = area.x * across, (area.x + area.width) * across
    top, bottom = area.y * down, (area.y + area.height) * down
    x, y = max(0, int(left) - _SUPPORT), max(0, int(top) - _SUPPORT)
    part = np.s_[y : int(bottom) + _SUPPORT + 1, x : int(right) + _SUPPORT + 1]
    seen = _seen(photo, photo.pixels[part], None if photo.alpha is None else photo.alpha[part])
    kernel = _AVERAGE if size[0] < right - left else FILTERS[method]
    # A hair's breadth beyond the edge, by rounding, would be an error.
    box = (left - x, top - y, min(right - x, seen.shape[1]), min(bottom - y, seen.shape[0]))
    return np.asarray(Image.fromarray(seen).resize(size, kernel, box=box))


def _averaged(samples: Samples, size: tuple[int, int]) -> Samples:
    import cv2

    if (samples.shape[1], samples.shape[0]) == size:
        return samples
    return cast(Samples, cv2.resize(samples, size, interpolation=cv2.INTER_AREA))


def _seen(photo: Photo, samples: Samples, alpha: Samples | None) -> Pixels8:
    """Samples of a photo as 8-bit sRGB without alpha, ``H x W x 3``."""
    pixels = np.ascontiguousarray(narrowed(samples if alpha is None else over_white(samples, alpha)))
    if photo.metadata.icc is not None:
        try:
            icc = checked(photo.metadata.icc, "GRAY" if photo.gray else "RGB")
            pixels = srgb_converter(icc, gray=photo.gray)(pixels)
        except ProfileError:
            pass
    return np.dstack([pixels] * 3) if photo.gray else pixels
