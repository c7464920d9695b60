"""A natural picture to try networks on: small, and with a known original that is larger."""

from dataclasses import dataclass

import numpy as np

from srdesk.convert.importing.form import Floats
from srdesk.imaging.codec import decode
from srdesk.imaging.resample import enlarge_floats, reduce_floats
from srdesk.lattice import Lattice
from srdesk.paths import bundled

_SIDES = (64, 72)
# BT.601, as networks for brightness alone are used.
_LUMA = np.array([0.299, 0.587, 0.114], np.float32)
# The face: skin, hair, edges; away from the flat background.
_FROM = (60, 120)


@dataclass(frozen=True)
class Pair:
    """A picture and its original, which is ``scale`` times as large: ``C x h x w`` in 0..1."""

    low: Floats
    high: Floats


def natural_pair(scale: int, lattice: Lattice, *, luma: bool) -> Pair:
    """A part of the photo that comes with srdesk, in a size that a network takes."""
    width, height = (fixed or lattice.ceiled(side) for fixed, side in zip(lattice.fixed, _SIDES, strict=True))
    pixels = decode(bundled("resources", "sample", "astronaut.jpg")).pixels
    photo: Floats = pixels.astype(np.float32) / np.float32(255)
    needed = max(height * scale, width * scale)
    if needed > min(photo.shape[:2]):
        photo = enlarge_floats(photo, -(-needed // min(photo.shape[:2])))
    top, left = (
        min(place, there - side * scale)
        for place, there, side in zip(_FROM, photo.shape[:2], (height, width), strict=True)
    )
    high = photo[top : top + height * scale, left : left + width * scale]
    if luma:
        high = (high @ _LUMA)[..., None]
    low = reduce_floats(high, scale) if scale > 1 else high
    return Pair(*(np.ascontiguousarray(picture.transpose(2, 0, 1).clip(0, 1)) for picture in (low, high)))
