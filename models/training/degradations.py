"""What happens to real photographs: blur, resizing by whatever program, noise, grain, dust, and JPEG, often twice.

Everything works on float pictures ``h x w x 3`` in 0..1 and draws from the generator it is given.
"""

import io
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Floats = NDArray[np.float32]

# Shares of training samples that are left clean, and that get each treatment.
CLEAN = 0.5
BLURRED, NOISY, GRAINY, DUSTY, COMPRESSED, TWICE = 0.3, 0.55, 0.15, 0.05, 0.75, 0.25
FILTERS = (
    Image.Resampling.BICUBIC,
    Image.Resampling.BILINEAR,
    Image.Resampling.BOX,
    Image.Resampling.LANCZOS,
    Image.Resampling.HAMMING,
)


def degraded(rng: np.random.Generator, high: NDArray[np.uint8], scale: int) -> NDArray[np.uint8]:
    """A low-resolution picture made from a good one (sides multiples of the scale), as life might have made it."""
    clean = rng.random() < CLEAN
    image = Image.fromarray(high)
    if not clean and rng.random() < BLURRED:
        image = image.filter(ImageFilter.GaussianBlur(float(rng.uniform(0.2, 0.5 * scale))))
    kernel = FILTERS[0] if clean else FILTERS[int(rng.integers(len(FILTERS)))]
    low = np.asarray(image.resize((high.shape[1] // scale, high.shape[0] // scale), kernel))
    return low if clean else _worn(rng, low)


def _worn(rng: np.random.Generator, low: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Noise, grain and dust before the file was saved, perhaps twice."""
    picture = low.astype(np.float32) / 255
    for share, treatment in ((NOISY, sensor_noise), (GRAINY, film_grain), (DUSTY, dust)):
        if rng.random() < share:
            picture = treatment(rng, picture)
    pixels = _rounded(picture)
    if rng.random() < COMPRESSED:
        pixels = jpeg(pixels, int(rng.integers(30, 96)), subsampled=bool(rng.random() < 0.6))
        if rng.random() < TWICE:
            pixels = _again(rng, pixels)
    return pixels


def _again(rng: np.random.Generator, pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A second JPEG, its grid of blocks lying elsewhere."""
    y, x = (int(rng.integers(0, 8)) for _ in range(2))
    moved = np.pad(pixels, ((y, 0), (x, 0), (0, 0)), mode="edge")
    return jpeg(moved, int(rng.integers(50, 96)), subsampled=bool(rng.random() < 0.6))[y:, x:]


def sensor_noise(rng: np.random.Generator, picture: Floats) -> Floats:
    """Noise of a sensor: stronger in the light (shot noise), gray or of every colour its own."""
    strength = rng.uniform(1, 25) / 255 * rng.uniform(0.3, 1)
    channels = 1 if rng.random() < 0.4 else 3
    noise = rng.standard_normal((*picture.shape[:2], channels), dtype=np.float32)
    shot = np.sqrt(0.3 + picture.mean(axis=2, keepdims=True)) if rng.random() < 0.5 else np.float32(1)
    return picture + (strength * noise * shot).astype(np.float32)


def film_grain(rng: np.random.Generator, picture: Floats) -> Floats:
    """Gray noise with a size of its own, strongest in the middle tones."""
    height, width = picture.shape[:2]
    size = rng.uniform(1, 2)
    small = rng.standard_normal((max(1, int(height / size)), max(1, int(width / size))), dtype=np.float32)
    grain = np.asarray(Image.fromarray(small).resize((width, height), Image.Resampling.BICUBIC))
    middle = 1 - np.abs(2 * picture.mean(axis=2) - 1)
    return picture + (rng.uniform(0.01, 0.06) * grain * (0.4 + middle))[..., None].astype(np.float32)


def dust(rng: np.random.Generator, picture: Floats) -> Floats:
    """A few light or dark specks."""
    marked = picture.copy()
    for _ in range(int(rng.integers(1, 4))):
        y, x = (int(rng.integers(0, side)) for side in picture.shape[:2])
        marked[y : y + int(rng.integers(1, 3)), x : x + int(rng.integers(1, 4))] = rng.choice((0.05, 0.95))
    return marked


def jpeg(pixels: NDArray[np.uint8], quality: int, *, subsampled: bool) -> NDArray[np.uint8]:
    """Through a JPEG file and back."""
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", quality=quality, subsampling=2 if subsampled else 0)
    with Image.open(file) as image:
        return np.asarray(image)


def noisy(pixels: NDArray[np.uint8], deviation: float, seed: int) -> NDArray[np.uint8]:
    """Gaussian noise of a standard deviation in 8-bit levels, for measuring."""
    noise = np.random.default_rng(seed).normal(0, deviation, pixels.shape)
    return _rounded((pixels + noise).astype(np.float32) / 255)


LEVELS: dict[str, Callable[[NDArray[np.uint8]], NDArray[np.uint8]]] = {
    "clean": lambda low: low,
    "jpeg q80": lambda low: jpeg(low, 80, subsampled=True),
    "jpeg q60": lambda low: jpeg(low, 60, subsampled=True),
    "jpeg q40": lambda low: jpeg(low, 40, subsampled=True),
    "noise 5": lambda low: noisy(low, 5, seed=5),
    "noise 15": lambda low: noisy(low, 15, seed=15),
    "noise 25": lambda low: noisy(low, 25, seed=25),
}


def _rounded(picture: Floats) -> NDArray[np.uint8]:
    return np.rint(picture.clip(0, 1) * 255).astype(np.uint8)
