"""Arrays of floats where photos are expected."""

import numpy as np
from numpy.typing import NDArray

from srdesk.errors import UsageError
from srdesk.imaging.photo import Photo
from srdesk.texts import Text

Floats = NDArray[np.float32]


def check_array(rgb: Floats) -> None:
    """Refuse what is not a picture of floats."""
    if rgb.dtype != np.float32 or not (rgb.ndim == 2 or (rgb.ndim == 3 and rgb.shape[2] == 3)) or not rgb.size:
        raise UsageError(
            Text("An array of {0} and shape {1} is no picture.", rgb.dtype, rgb.shape),
            hint="Give float32 in 0..1, H x W x 3 for RGB or H x W for gray.",
        )


def as_photo(rgb: Floats) -> Photo:
    """An array as a photo to look at."""
    return Photo(np.rint(rgb.clip(0, 1) * 255).astype(np.uint8))
