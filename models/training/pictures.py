"""Training and validation pictures: decoded once, paired with their bicubic reductions, cut into patches."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from .degradations import degraded

CONTEXT = 12
SUFFIXES = {".png", ".webp", ".jpg", ".bmp"}
LUMA = np.array([0.299, 0.587, 0.114], dtype=np.float32)

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Pair:
    """A picture (H x W x 3, 0..255) and its reduction by ``scale``; H and W are multiples of the scale."""

    high: Pixels
    low: Pixels


def reduce(high: Pixels, scale: int) -> Pair:
    """Crop to a multiple of the scale and reduce by PIL's antialiased bicubic, rounded to 8 bits."""
    h, w = (side - side % scale for side in high.shape[:2])
    high = np.ascontiguousarray(high[:h, :w])
    low = Image.fromarray(high).resize((w // scale, h // scale), Image.Resampling.BICUBIC)
    return Pair(high, np.asarray(low))


def load(folder: Path, scale: int, shrinks: tuple[float, ...] = (1.0,)) -> list[Pair]:
    """Every picture of a folder, in name order, once per shrink factor (antialiased by Lanczos)."""
    pairs = []
    for path in sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES):
        with Image.open(path) as image:
            full = image.convert("RGB")
        for shrink in shrinks:
            size = tuple(max(64, round(side * shrink)) for side in full.size)
            picture = full if shrink == 1.0 else full.resize(size, Image.Resampling.LANCZOS)
            pairs.append(reduce(np.asarray(picture), scale))
    return pairs


@dataclass(frozen=True)
class Patches:
    """Random aligned patches of a set of pairs, areas equally likely, flipped and transposed; worn if ``photo``.

    Each is the one with the most detail of ``candidates`` that were drawn.
    """

    pairs: list[Pair]
    scale: int
    patch: int
    luma: bool
    photo: bool = False
    candidates: int = 1

    def batch(self, rng: np.random.Generator, count: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """``(low, high)``, each ``count x C x h x w`` in 0..1; ``patch`` is the side in low-resolution pixels."""
        areas = np.array([pair.low.shape[0] * pair.low.shape[1] for pair in self.pairs], dtype=np.float64)
        chosen = rng.choice(len(self.pairs), (count, self.candidates), p=areas / areas.sum())
        cuts = [
            self._cut(rng, *max((self._place(rng, self.pairs[i]) for i in row), key=self._detail)) for row in chosen
        ]
        return tuple(np.stack(side).astype(np.float32) / 255 for side in zip(*cuts, strict=True))  # type: ignore[return-value]

    def _place(self, rng: np.random.Generator, pair: Pair) -> tuple[Pair, int, int]:
        y, x = (int(rng.integers(0, side - self.patch + 1)) for side in pair.low.shape[:2])
        return pair, y, x

    def _detail(self, place: tuple[Pair, int, int]) -> float:
        """How much neighbouring pixels differ, in levels of green."""
        if self.candidates == 1:
            return 0.0
        pair, y, x = place
        green = pair.low[y : y + self.patch, x : x + self.patch, 1].astype(np.int16)
        return float(np.abs(np.diff(green, axis=0)).mean() + np.abs(np.diff(green, axis=1)).mean())

    def _cut(
        self, rng: np.random.Generator, pair: Pair, y: int, x: int
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        turn = rng.integers(0, 8)
        s = self.scale
        high = pair.high[y * s : (y + self.patch) * s, x * s : (x + self.patch) * s]
        low = self._worn(rng, pair, y, x) if self.photo else pair.low[y : y + self.patch, x : x + self.patch]
        return self._planes(low, turn), self._planes(high, turn)

    def _worn(self, rng: np.random.Generator, pair: Pair, y: int, x: int) -> Pixels:
        """The patch as degradation makes it, with so much around it that its own edges are out of sight."""
        top, left = (max(0, start - CONTEXT) for start in (y, x))
        s, end = self.scale, self.patch + CONTEXT
        high = pair.high[top * s : (y + end) * s, left * s : (x + end) * s]
        low = degraded(rng, np.ascontiguousarray(high), s)
        return low[y - top : y - top + self.patch, x - left : x - left + self.patch]

    def _planes(self, pixels: Pixels, turn: int) -> NDArray[np.float32]:
        pixels = pixels[::-1] if turn & 1 else pixels
        pixels = pixels[:, ::-1] if turn & 2 else pixels
        pixels = pixels.transpose(1, 0, 2) if turn & 4 else pixels
        planes = pixels.astype(np.float32)
        return (planes @ LUMA)[None] if self.luma else planes.transpose(2, 0, 1)


def studio_luma(rgb: NDArray[np.floating]) -> NDArray[np.float64]:
    """BT.601 studio-range Y (16..235) of RGB in 0..255, unrounded: the field's measuring channel."""
    return 16 + rgb.astype(np.float64) @ np.array([65.481, 128.553, 24.966]) / 255


def psnr(one: NDArray[np.floating], other: NDArray[np.floating], border: int) -> float:
    """PSNR in dB of two luma planes in 0..255, ``border`` pixels cut from each side."""
    inner = np.s_[border:-border, border:-border]
    return float(10 * np.log10(255**2 / np.mean((one[inner] - other[inner]) ** 2)))
