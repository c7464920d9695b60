"""Measuring models on pictures whose large original is known."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from srdesk.errors import InputError
from srdesk.imaging.codec import decode, readable_suffixes
from srdesk.imaging.color import narrowed
from srdesk.imaging.metrics import psnr, ssim, studio_luma
from srdesk.imaging.photo import Photo, Samples
from srdesk.imaging.resample import enlarge_samples, reduce_samples
from srdesk.models.catalogue import Catalogue
from srdesk.restore import SCALES, RestoreOptions, Restorer
from srdesk.texts import Text

BICUBIC = "bicubic"
SMALLEST = 48


@dataclass(frozen=True)
class Score:
    """Means over a folder: PSNR in dB, SSIM 0..1."""

    model: str
    scale: int
    precision: str
    psnr: float
    ssim: float
    pictures: int

    def as_row(self) -> dict[str, Any]:
        return {
            "model": self.model,
            "scale": self.scale,
            "precision": self.precision,
            "psnr": round(self.psnr, 4),
            "ssim": round(self.ssim, 5),
            "pictures": self.pictures,
        }


def evaluate_folder(
    folder: Path,
    *,
    models: Sequence[str] | None = None,
    scales: Sequence[int] | None = None,
    precision: str = "auto",
    engine: str = "onnx",
    catalogue: Catalogue | None = None,
) -> Iterator[Score]:
    """Bicubic and each model at each scale it has, over the pictures of a folder, by the field's protocol.

    Models are those of ``catalogue``, or all there are. Raises `InputError` for a folder without pictures,
    `ModelError` for a model that does not exist.
    """
    originals = [_original(path) for path in _pictures(folder)]
    restorer = Restorer(catalogue)
    offered = {(spec.name, spec.scale) for spec in restorer.specs}
    names = list(models or dict.fromkeys(spec.name for spec in restorer.specs))
    for model in names:
        first = next((scale for name, scale in sorted(offered) if name == model), SCALES[0])
        restorer.plan((1, 1), RestoreOptions(model=model, scale=first))  # says so if there is no such model
    for scale in scales or sorted({scale for _, scale in offered}):
        plain = ((hr, enlarge_samples(reduce_samples(hr, scale), scale)) for hr in originals)
        yield score_pairs(BICUBIC, scale, "-", plain)
        for model in names:
            if (model, scale) in offered:
                options = RestoreOptions(model=model, scale=scale, precision=precision, engine=engine)
                yield _score(restorer, options, originals)


def _score(restorer: Restorer, options: RestoreOptions, originals: Sequence[Samples]) -> Score:
    pairs, used = [], ""
    for original in originals:
        restored = restorer.restore(Photo(reduce_samples(original, options.scale)), options)
        pairs.append((original, restored.photo.pixels))
        used = restored.report.plan.precision
    return score_pairs(options.model, options.scale, used, pairs)


def score_pairs(model: str, scale: int, precision: str, pairs: Iterable[tuple[Samples, Samples]]) -> Score:
    """``pairs`` are originals and restored pictures; originals are cut to the restored size."""
    figures = []
    for original, restored in pairs:
        want = studio_luma(original[: restored.shape[0], : restored.shape[1]])
        got = studio_luma(restored)
        figures.append((psnr(want, got, border=scale), ssim(want, got, border=scale)))
    mean_psnr, mean_ssim = np.mean(figures, axis=0)
    return Score(model, scale, precision, float(mean_psnr), float(mean_ssim), len(figures))


def _original(path: Path) -> Samples:
    """A picture in 8 bits, large enough to be reduced and compared."""
    pixels = decode(path).pixels
    if min(pixels.shape[:2]) < SMALLEST:
        raise InputError(
            Text("{0} is too small to measure on.", path), hint=Text("Both sides need {0} pixels.", SMALLEST)
        )
    return narrowed(pixels)


def _pictures(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise InputError(Text("{0} is not a folder.", folder), hint="Name a folder of good pictures to measure on.")
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in readable_suffixes())
    if not paths:
        raise InputError(Text("There are no pictures in {0}.", folder), hint="Pictures are recognised by their suffix.")
    return paths
