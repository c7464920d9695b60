"""Measuring models on pictures whose large original is known."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from srdesk.errors import InputError
from srdesk.imaging.codec import decode, readable_suffixes
from srdesk.imaging.metrics import psnr, ssim, studio_luma
from srdesk.imaging.photo import Photo, Samples
from srdesk.imaging.resample import enlarge_samples, reduce_samples
from srdesk.restore import RestoreOptions, Restorer

BICUBIC = "bicubic"


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
) -> Iterator[Score]:
    """Bicubic and each model at each scale it has, over the pictures of a folder, by the field's protocol.

    Raises `InputError` for a folder without pictures, `ModelError` for a model that does not exist.
    """
    originals = [decode(path).pixels for path in _pictures(folder)]
    restorer = Restorer()
    known = {spec.name: None for spec in restorer.specs}
    for scale in scales or sorted({spec.scale for spec in restorer.specs}):
        plain = ((hr, enlarge_samples(reduce_samples(hr, scale), scale)) for hr in originals)
        yield score_pairs(BICUBIC, scale, "-", plain)
        for model in models or known:
            if models is None and not any((spec.name, spec.scale) == (model, scale) for spec in restorer.specs):
                continue
            options = RestoreOptions(model=model, scale=scale, precision=precision, engine=engine)
            used = restorer.plan((64, 64), options).precision
            pairs = ((hr, restorer.restore(Photo(reduce_samples(hr, scale)), options).photo.pixels) for hr in originals)
            yield score_pairs(model, scale, used, pairs)


def score_pairs(model: str, scale: int, precision: str, pairs: Iterable[tuple[Samples, Samples]]) -> Score:
    """``pairs`` are originals and restored pictures; originals are cut to the restored size."""
    figures = []
    for original, restored in pairs:
        want = studio_luma(original[: restored.shape[0], : restored.shape[1]])
        got = studio_luma(restored)
        figures.append((psnr(want, got, border=scale), ssim(want, got, border=scale)))
    mean_psnr, mean_ssim = np.mean(figures, axis=0)
    return Score(model, scale, precision, float(mean_psnr), float(mean_ssim), len(figures))


def _pictures(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise InputError(f"{folder} is not a folder.", hint="Name a folder of good pictures to measure on.")
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in readable_suffixes())
    if not paths:
        raise InputError(f"There are no pictures in {folder}.", hint="Pictures are recognised by their suffix.")
    return paths
