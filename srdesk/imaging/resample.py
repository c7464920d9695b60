"""Plain resizing by whole factors: the baseline every network is compared with, and the way it is measured."""

from collections.abc import Iterator
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from srdesk.imaging.photo import Samples

Method = Literal["bicubic", "lanczos", "nearest"]

FILTERS = {
    "bicubic": Image.Resampling.BICUBIC,
    "lanczos": Image.Resampling.LANCZOS,
    "nearest": Image.Resampling.NEAREST,
}
"""Pillow's kernel for every method."""

# Source rows read beyond a strip: the kernels' support, rounded up.
_SUPPORT = 3
_STRIP = 256


def enlarge_floats(planes: NDArray[np.float32], scale: int, *, method: Method = "bicubic") -> NDArray[np.float32]:
    """``H x W`` or ``H x W x C`` floats of any range to ``sH x sW`` (``x C``), computed in double precision.

    Bicubic is Keys' kernel with a = -0.5, the same as Pillow's and MATLAB's. Results may overshoot the input's range.
    """
    if planes.ndim == 3:
        return np.stack([enlarge_floats(planes[..., c], scale, method=method) for c in range(planes.shape[2])], axis=-1)
    height, width = planes.shape
    image = Image.fromarray(np.ascontiguousarray(planes, dtype=np.float32))
    return np.asarray(image.resize((width * scale, height * scale), FILTERS[method]))


def reduce_floats(planes: NDArray[np.float32], scale: int) -> NDArray[np.float32]:
    """``sH x sW`` or ``sH x sW x C`` floats of any range to ``H x W`` (``x C``) by antialiased bicubic.

    Equals MATLAB's ``imresize`` to about 0.01 dB; it is how the field makes low-resolution pictures.
    """
    if planes.ndim == 3:
        return np.stack([reduce_floats(planes[..., c], scale) for c in range(planes.shape[2])], axis=-1)
    height, width = planes.shape
    image = Image.fromarray(np.ascontiguousarray(planes, dtype=np.float32))
    return np.asarray(image.resize((width // scale, height // scale), Image.Resampling.BICUBIC))


def enlarge_samples(samples: Samples, scale: int, *, method: Method = "bicubic", out: Samples | None = None) -> Samples:
    """8- or 16-bit samples (``H x W`` or ``H x W x C``) to ``scale`` times the size, same type, rounded.

    Works in strips, so that memory beyond the result does not grow with the picture; ``out`` receives the result
    if given (right shape and type), for instance a memory-mapped array.
    """
    height, width = samples.shape[:2]
    if out is None:
        out = np.empty((height * scale, width * scale, *samples.shape[2:]), samples.dtype)
    for top, bottom in _strips(height):
        first, last = max(0, top - _SUPPORT), min(height, bottom + _SUPPORT)
        floats = enlarge_floats(samples[first:last].astype(np.float32), scale, method=method)
        inner = floats[(top - first) * scale : (bottom - first) * scale]
        out[top * scale : bottom * scale] = np.rint(inner.clip(0, np.iinfo(samples.dtype).max))
    return out


def reduce_samples(samples: Samples, scale: int) -> Samples:
    """8-bit samples reduced by antialiased bicubic, sides cut to a multiple of the scale first, rounded.

    Equals MATLAB's ``imresize`` to about 0.01 dB; it is how the field makes low-resolution pictures.
    """
    height, width = (side - side % scale for side in samples.shape[:2])
    image = Image.fromarray(np.ascontiguousarray(samples[:height, :width]))
    return np.asarray(image.resize((width // scale, height // scale), Image.Resampling.BICUBIC))


def _strips(height: int) -> Iterator[tuple[int, int]]:
    for top in range(0, height, _STRIP):
        yield top, min(height, top + _STRIP)
