"""Parts of the user's photos, to calibrate networks with and to measure them on."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from srdesk.errors import InputError
from srdesk.imaging.codec import decode, readable_suffixes
from srdesk.imaging.color import narrowed
from srdesk.lattice import Lattice
from srdesk.models.spec import Color, ModelSpec
from srdesk.texts import Text

Floats = NDArray[np.float32]

MOST = 48
"""Photos that are looked at."""
_SIDE = 96
_SEED = 7
# BT.601, as networks for brightness alone are used.
_LUMA = np.array([0.299, 0.587, 0.114], np.float32)


def chosen(folder: Path) -> list[Path]:
    """Photos of a folder and those below, evenly chosen if there are many; raises `InputError` if there are none."""
    found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in readable_suffixes() and path.is_file())
    if not found:
        raise InputError(
            Text("There are no pictures in {0}.", folder), hint="Name a folder with some dozens of your photos."
        )
    step = max(1, len(found) // MOST)
    return found[::step][:MOST]


def parts(files: list[Path], spec: ModelSpec, *, scale: int = 1, seed: int = _SEED) -> Iterator[Floats]:
    """``C x h x w`` in 0..1, one of each photo that is large enough, in a size that a network takes, ``scale`` times.

    Photos that cannot be read, or are too small, are left out.
    """
    rng = np.random.default_rng(seed)
    width, height = sides(spec.lattice)
    for file in files:
        try:
            pixels = narrowed(decode(file).pixels)
        except InputError:
            continue
        free = [there - side * scale for there, side in zip(pixels.shape[:2], (height, width), strict=True)]
        if min(free) < 0:
            continue
        top, left = (int(rng.integers(0, room + 1)) for room in free)
        part = pixels[top : top + height * scale, left : left + width * scale]
        yield _planes(part.astype(np.float32) / np.float32(255), spec)


def sides(lattice: Lattice) -> tuple[int, int]:
    """The ``(width, height)`` of parts for a network."""
    width, height = (fixed or lattice.ceiled(_SIDE) for fixed in lattice.fixed)
    return width, height


def _planes(part: NDArray[np.floating[Any]], spec: ModelSpec) -> Floats:
    rgb = part if part.ndim == 3 else np.repeat(part[..., None], 3, axis=2)
    planes = (rgb @ _LUMA)[None] if spec.color is Color.LUMA else rgb.transpose(2, 0, 1)
    return np.ascontiguousarray(planes, np.float32)
