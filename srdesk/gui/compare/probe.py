"""The pixel under the cursor, before and after."""

import numpy as np

from srdesk.gui.compare.raster import EnlargedRaster
from srdesk.gui.compare.viewport import Area
from srdesk.imaging.photo import Photo


def pixel_values(photo: Photo, scale: int, result: Photo | None, x: int, y: int) -> str:
    """``x, y`` in output pixels with the samples there, as stored: of the enlarged photo, and of the result."""
    before = EnlargedRaster(photo, scale).read(Area(x, y, 1, 1)).pixels[0, 0]
    text = f"{x}, {y}:  {_samples(before)}"
    return text if result is None else f"{text}  →  {_samples(result.pixels[y, x])}"


def _samples(values: object) -> str:
    return " ".join(str(value) for value in np.atleast_1d(np.asarray(values)))
