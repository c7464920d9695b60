"""The eight orientations of EXIF, for pixels and for places in a picture."""

from typing import cast

import numpy as np

from srdesk.imaging.photo import Samples

UPRIGHT = 1


def upright(samples: Samples, orientation: int) -> Samples:
    """Samples (``H x W`` or ``H x W x C``) stored in an orientation 1..8, as they are to be seen."""
    turned = samples.swapaxes(0, 1) if swaps_sides(orientation) else samples
    if orientation in (2, 3, 6, 7):
        turned = turned[:, ::-1]
    if orientation in (3, 4, 7, 8):
        turned = turned[::-1]
    return cast(Samples, np.ascontiguousarray(turned))


def upright_place(x: float, y: float, orientation: int) -> tuple[float, float]:
    """Where a place of the stored picture is seen; 0..1 from the left and from the top."""
    if swaps_sides(orientation):
        x, y = y, x
    if orientation in (2, 3, 6, 7):
        x = 1 - x
    if orientation in (3, 4, 7, 8):
        y = 1 - y
    return x, y


def swaps_sides(orientation: int) -> bool:
    """Whether width and height change places."""
    return orientation >= 5
