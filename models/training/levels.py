"""How networks do on worn pictures: CID22-validation reduced, degraded by levels, restored, compared."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

from . import pictures
from .degradations import LEVELS
from .pictures import Pixels
from .product import Photo, RestoreOptions, Restorer, enlarge_samples, psnr, ssim, studio_luma

Method = Callable[[Pixels], Pixels]


def measure(folder: Path, scale: int) -> str:
    """A Markdown table, Y-PSNR (dB) / SSIM by level: bicubic, every network at the scale, and denoising before EDSR."""
    pairs = pictures.load(folder, scale)
    methods = _methods(scale)
    lines = ["| | " + " | ".join(LEVELS) + " |", "|---|" + "---|" * len(LEVELS)]
    for name, method in methods.items():
        cells = [_mean(pairs, make, method, scale) for make in LEVELS.values()]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
        print(lines[-1], flush=True)
    return "\n".join(lines) + "\n"


def _methods(scale: int) -> dict[str, Method]:
    restorer = Restorer()

    def by(model: str) -> Method:
        options = RestoreOptions(model=model, scale=scale)
        return lambda low: restorer.restore(Photo(low), options).photo.pixels  # type: ignore[return-value]

    names = [spec.name for spec in restorer.specs if spec.scale == scale]
    methods: dict[str, Method] = {"bicubic": lambda low: enlarge_samples(low, scale)}  # type: ignore[dict-item, return-value]
    methods |= {name: by(name) for name in names}
    if "edsr" in names:
        methods["non-local means, then edsr"] = lambda low: by("edsr")(_denoised(low))
    return methods


def _denoised(low: Pixels) -> Pixels:
    """OpenCV's non-local means at the strength its documentation suggests."""
    return cv2.fastNlMeansDenoisingColored(np.ascontiguousarray(low[..., ::-1]), None, 5, 5, 7, 21)[..., ::-1].copy()


def _mean(pairs: list[pictures.Pair], make: Method, method: Method, scale: int) -> str:
    figures = []
    for pair in pairs:
        want, got = (studio_luma(pixels) for pixels in (pair.high, method(make(pair.low))))
        figures.append((psnr(want, got, border=scale), ssim(want, got, border=scale)))
    decibels, similarity = np.mean(figures, axis=0)
    return f"{decibels:.2f} / {similarity:.4f}"
