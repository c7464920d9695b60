"""Depth and transparency of samples: exact, rounded once, and the same for 8 and 16 bits."""

from typing import cast

import numpy as np
from numpy.typing import NDArray

from srdesk.imaging.photo import Samples


def bleed(pixels: Samples, alpha: Samples) -> Samples:
    """Pixels whose wholly transparent parts have the colour of the nearest part that shows.

    ``pixels`` is ``H x W`` or ``H x W x 3``, ``alpha`` is ``H x W``. Enlarging the result draws no colour from what
    nobody sees, so that edges get no dark fringe. Pixels that show, however faintly, are not changed; a picture
    that shows nothing comes back as it is. Time grows with the number of pixels only.
    """
    import cv2

    hidden = (alpha == 0).astype(np.uint8)
    if not hidden.any() or hidden.all():
        return pixels
    # Each pixel that shows is a label of its own; hidden ones get the label of the nearest.
    _, labels = cv2.distanceTransformWithLabels(hidden, cv2.DIST_L2, cv2.DIST_MASK_5, labelType=cv2.DIST_LABEL_PIXEL)
    shown = hidden == 0
    colours = np.empty((int(labels.max()) + 1, *pixels.shape[2:]), pixels.dtype)
    colours[labels[shown]] = pixels[shown]
    return cast(Samples, colours[labels])


def over_white(pixels: Samples, alpha: Samples) -> Samples:
    """Pixels as seen on white paper."""
    peak = np.uint32(np.iinfo(pixels.dtype).max)
    share = alpha.astype(np.uint32)
    if pixels.ndim == 3:
        share = share[..., np.newaxis]
    # The largest sum is peak * peak + peak / 2, which 32 bits just hold.
    mixed = (pixels * share + peak * (peak - share) + peak // 2) // peak
    return cast(Samples, mixed.astype(pixels.dtype))


def unpremultiplied(pixels: Samples, alpha: Samples) -> Samples:
    """Colours that were stored multiplied by alpha, as they were before; black where alpha is 0."""
    peak = np.uint32(np.iinfo(pixels.dtype).max)
    share = np.maximum(alpha, 1).astype(np.uint32)
    if pixels.ndim == 3:
        share = share[..., np.newaxis]
    plain = (np.minimum(pixels, alpha[..., np.newaxis] if pixels.ndim == 3 else alpha) * peak + share // 2) // share
    return cast(Samples, plain.astype(pixels.dtype))


def narrowed(samples: Samples) -> NDArray[np.uint8]:
    """Samples in 8 bits, rounded."""
    if samples.dtype == np.uint8:
        return cast("NDArray[np.uint8]", samples)
    return ((samples.astype(np.uint32) + 128) // 257).astype(np.uint8)


def widened(samples: NDArray[np.uint16], bits: int) -> NDArray[np.uint16]:
    """Samples of fewer bits (9..16) over the full range of 16."""
    if bits == 16:
        return samples
    peak = np.uint32(2**bits - 1)
    return ((samples.astype(np.uint32) * 65535 + peak // 2) // peak).astype(np.uint16)
