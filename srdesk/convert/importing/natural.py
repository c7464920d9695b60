"""Natural pictures to try networks on: small, and with known originals that are larger."""

from dataclasses import dataclass

import numpy as np

from srdesk.convert.importing.form import Floats
from srdesk.imaging.codec import decode
from srdesk.imaging.resample import enlarge_floats, reduce_floats
from srdesk.lattice import Lattice
from srdesk.paths import bundled

RIM = 8
"""Pixels along the edges of a picture that a network may do badly on."""
_SIDES = (64, 72)
# In steps of networks that see blocks of pixels as one: what they do badly on then, and what a picture has to have.
_RIM_STEPS, _SIDE_STEPS = 2, 6
# BT.601, as networks for brightness alone are used.
_LUMA = np.array([0.299, 0.587, 0.114], np.float32)
# Where parts begin. The face comes first: skin, hair, edges; away from the flat background. Then cloth, flags, metal.
_FROM = ((60, 120), (200, 300), (300, 100), (120, 330), (330, 300), (0, 0))
# What networks that do not enlarge have to take away.
_NOISE = 6 / 255


@dataclass(frozen=True)
class Pair:
    """A picture and its original, which is ``scale`` times as large: ``C x h x w`` in 0..1.

    What a network makes of the ``rim``, so many pixels of the picture on each side, says nothing of it: it sees beyond.
    """

    low: Floats
    high: Floats
    rim: int = RIM


def natural_pairs(scale: int, lattice: Lattice, *, luma: bool) -> list[Pair]:
    """Parts of the photo that comes with srdesk, in a size that a network takes; at least one, all different.

    A picture is its original reduced, or with noise where there is nothing to reduce.
    """
    least = _SIDE_STEPS * lattice.step
    width, height = (
        fixed or lattice.ceiled(max(side, least)) for fixed, side in zip(lattice.fixed, _SIDES, strict=True)
    )
    rim = min(max(RIM, _RIM_STEPS * lattice.step), min(width, height) // 3)
    photo = _photo(max(height, width) * scale)
    size = height * scale, width * scale
    corners = {
        tuple(min(place, there - side) for place, there, side in zip(corner, photo.shape[:2], size, strict=True))
        for corner in _FROM[1:]
    }
    first = tuple(min(place, there - side) for place, there, side in zip(_FROM[0], photo.shape[:2], size, strict=True))
    corners.discard(first)
    return [
        _pair(photo[top : top + size[0], left : left + size[1]], scale, luma=luma, rim=rim)
        for top, left in (first, *sorted(corners))
    ]


def _photo(needed: int) -> Floats:
    """The photo, ``H x W x 3`` in 0..1, enlarged until its shorter side has as many pixels as are needed."""
    pixels = decode(bundled("resources", "sample", "astronaut.jpg")).pixels
    photo: Floats = pixels.astype(np.float32) / np.float32(255)
    times = -(-needed // min(photo.shape[:2]))
    return enlarge_floats(photo, times) if times > 1 else photo


def _pair(high: Floats, scale: int, *, luma: bool, rim: int) -> Pair:
    if luma:
        high = (high @ _LUMA)[..., None]
    if scale > 1:
        low = reduce_floats(high, scale)
    else:
        low = high + np.random.default_rng(0).normal(0, _NOISE, high.shape).astype(np.float32)
    small, large = (np.ascontiguousarray(picture.transpose(2, 0, 1).clip(0, 1)) for picture in (low, high))
    return Pair(small, large, rim)
