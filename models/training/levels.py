"""How networks do on worn pictures: a third of CID22-validation reduced, degraded by levels, restored, compared."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

from . import pictures
from .degradations import LEVELS
from .pictures import Pixels
from .product import AUTO, CLEAN, WORN, Photo, RestoreOptions, Restorer, enlarge_samples, psnr, ssim, studio_luma

EVERY = 3
"""Of how many pictures one is taken."""

Method = Callable[[Pixels], Pixels]


def choices(folder: Path, scale: int) -> str:
    """A Markdown table of what ``auto`` chooses by level, how often that is the better one, and what errors cost."""
    pairs = pictures.load(folder, scale)[::EVERY]
    restorer = Restorer()
    lines = ["| | chosen clean | chosen photo | the better one | lost where not, dB |", "|---|---|---|---|---|"]
    for level, make in LEVELS.items():
        rows = [_choice(restorer, pair, make, scale) for pair in pairs]
        right = [chosen == max(scores, key=scores.__getitem__) for chosen, scores in rows]
        lost = [max(scores.values()) - scores[chosen] for chosen, scores in rows]
        photo = sum(chosen == WORN for chosen, _ in rows)
        lines.append(f"| {level} | {len(rows) - photo} | {photo} | {sum(right)} of {len(rows)} | {np.mean(lost):.3f} |")
        print(lines[-1], flush=True)
    return "\n".join(lines) + "\n"


def _choice(restorer: Restorer, pair: pictures.Pair, make: Method, scale: int) -> tuple[str, dict[str, float]]:
    """The network that ``auto`` takes, and the PSNR of both that it chooses from."""
    low = Photo(make(pair.low))
    want = studio_luma(pair.high)
    scores = {}
    for name in (CLEAN, WORN):
        got = restorer.restore(low, RestoreOptions(model=name, scale=scale)).photo.pixels
        scores[name] = psnr(want, studio_luma(got), border=scale)
    return restorer.resolved(low, RestoreOptions(model=AUTO, scale=scale)).model, scores


def measure(folder: Path, scale: int) -> str:
    """A Markdown table, Y-PSNR (dB) / SSIM by level: bicubic, every network at the scale, and denoising before EDSR."""
    pairs = pictures.load(folder, scale)[::EVERY]
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

    names = [*(spec.name for spec in restorer.specs if spec.scale == scale), AUTO]
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
