"""How far two pictures are apart, by the super-resolution field's protocol."""

import numpy as np
from numpy.typing import NDArray

from srdesk.imaging.photo import Samples

# Wang et al. 2004: an 11 x 11 Gaussian window of standard deviation 1.5, for 8-bit values.
_WINDOW = 11
_SIGMA = 1.5
_C1 = (0.01 * 255) ** 2
_C2 = (0.03 * 255) ** 2

Plane = NDArray[np.float64]


def studio_luma(pixels: Samples) -> Plane:
    """BT.601 studio-range luma (16..235) of 8-bit RGB or gray, ``H x W`` floats, not rounded."""
    if pixels.ndim == 2:
        return 16 + pixels.astype(np.float64) * (219 / 255)
    luma: Plane = 16 + pixels.astype(np.float64) @ np.array([65.481, 128.553, 24.966]) / 255
    return luma


def psnr(one: Plane, other: Plane, *, border: int) -> float:
    """Peak signal-to-noise ratio in dB for values in 0..255, ``border`` pixels cut from each side; inf if equal."""
    error = float(np.mean(np.square(_inner(one, border) - _inner(other, border))))
    return float("inf") if error == 0 else 10 * float(np.log10(255**2 / error))


def ssim(one: Plane, other: Plane, *, border: int) -> float:
    """Structural similarity for values in 0..255, averaged over windows that lie inside the cut picture."""
    a, b = _inner(one, border), _inner(other, border)
    mean_a, mean_b = _windowed(a), _windowed(b)
    variance_a = _windowed(a * a) - mean_a**2
    variance_b = _windowed(b * b) - mean_b**2
    covariance = _windowed(a * b) - mean_a * mean_b
    similar = (2 * mean_a * mean_b + _C1) * (2 * covariance + _C2)
    return float(np.mean(similar / ((mean_a**2 + mean_b**2 + _C1) * (variance_a + variance_b + _C2))))


def _inner(plane: Plane, border: int) -> Plane:
    return plane[border : plane.shape[0] - border, border : plane.shape[1] - border]


def _windowed(plane: Plane) -> Plane:
    import cv2

    edge = _WINDOW // 2
    blurred = cv2.GaussianBlur(plane, (_WINDOW, _WINDOW), _SIGMA)
    return _inner(np.asarray(blurred), edge)
