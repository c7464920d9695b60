"""Tiles that stand for what users restore: cuts of the training pictures, reduced as in training."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray

from . import pictures

# Convolutions at the beginning and the end that stay in full precision: half of INT8's loss comes from them.
FIRST, LAST = 1, 3
COUNT = 48
SIDE = 96
SEED = 7


def ends(model: bytes) -> list[str]:
    """Names of the first and the last convolutions of a network."""
    names = [node.name for node in onnx.load_from_string(model).graph.node if node.op_type == "Conv"]
    return [*names[:FIRST], *names[-LAST:]]


def tiles(folder: Path, scale: int, *, luma: bool) -> Iterator[NDArray[np.float32]]:
    """``C x h x w`` in 0..1, one each from so many pictures."""
    pairs = [pair for pair in pictures.load(folder, scale) if min(pair.low.shape[:2]) >= SIDE]
    rng = np.random.default_rng(SEED)
    for index in rng.choice(len(pairs), COUNT, replace=False):
        low = pairs[index].low
        y, x = (int(rng.integers(0, side - SIDE + 1)) for side in low.shape[:2])
        cut = low[y : y + SIDE, x : x + SIDE].astype(np.float32) / 255
        yield (cut @ pictures.LUMA)[None] if luma else np.ascontiguousarray(cut.transpose(2, 0, 1))
