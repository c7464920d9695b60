"""Tiles that stand for what users restore: cuts of the training pictures, reduced as in training."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray

from . import pictures

COLORS = 3
COUNT = 48
SIDE = 96
SEED = 7


def ends(model: bytes, *, tuned: bool) -> list[str]:
    """Names of the convolutions that stay in full precision.

    They are those that see or make colours; in networks that were not tuned also those that enlarge, with which half
    of INT8's loss would come.
    """
    graph = onnx.load_from_string(model).graph
    kernels = {tensor.name: tensor.dims for tensor in graph.initializer}
    enlarged = {node.input[0] for node in graph.node if node.op_type == "DepthToSpace"}
    convolutions = [node for node in graph.node if node.op_type == "Conv"]
    return [
        node.name
        for node in convolutions
        if min(kernels[node.input[1]][:2]) <= COLORS or (not tuned and node.output[0] in enlarged)
    ]


def tiles(folder: Path, scale: int, *, luma: bool) -> Iterator[NDArray[np.float32]]:
    """``C x h x w`` in 0..1, one each from so many pictures."""
    pairs = [pair for pair in pictures.load(folder, scale) if min(pair.low.shape[:2]) >= SIDE]
    rng = np.random.default_rng(SEED)
    for index in rng.choice(len(pairs), COUNT, replace=False):
        low = pairs[index].low
        y, x = (int(rng.integers(0, side - SIDE + 1)) for side in low.shape[:2])
        cut = low[y : y + SIDE, x : x + SIDE].astype(np.float32) / 255
        yield (cut @ pictures.LUMA)[None] if luma else np.ascontiguousarray(cut.transpose(2, 0, 1))
