"""A network in a lower precision: made, measured on the user's photos, refused if it lost too much."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np

from srdesk.convert import photos
from srdesk.convert.importing.trial import Runner
from srdesk.convert.photos import Floats
from srdesk.convert.quantize import quantize
from srdesk.convert.widths import halved, widened
from srdesk.errors import InputError, ModelError, UsageError
from srdesk.imaging.resample import reduce_floats
from srdesk.models.catalogue import read_weights
from srdesk.models.spec import ModelSpec, Precision
from srdesk.progress import CancelToken
from srdesk.texts import Text

MAX_LOSS = 0.1
"""What a lower precision may cost, in dB, unless something else is said."""
_COLORS = 3
_ROUNDS = 5
# For networks that do not enlarge: what they have to take away.
_NOISE = 5 / 255


@dataclass(frozen=True)
class Reduced:
    """A network in a lower precision, and what it was measured to cost and to save.

    ``loss`` is in dB of PSNR on photos that it was not calibrated with, as long as there were several; ``size`` is the
    file's share of that in full precision, and ``time`` the share of its time, taken in turns with it. It was
    calibrated on so many ``tiles`` of ``side`` (width, height); half precision needs none.
    """

    content: bytes
    precision: Precision
    loss: float
    size: float
    time: float
    photos: int
    tiles: int
    side: tuple[int, int]


def reduced(
    spec: ModelSpec, folder: Path, *, to: Precision = Precision.INT8, max_loss: float = MAX_LOSS, token: CancelToken
) -> Reduced:
    """Make and measure a lower precision of a network with the photos of a folder.

    Raises `ModelError` where it loses more than ``max_loss`` dB or cannot be made, `UsageError` for a precision that is
    none, `InputError` without photos that are large enough, and `Cancelled`.
    """
    if to not in (Precision.INT8, Precision.FP16):
        raise UsageError(Text("There is nothing to gain from {0}.", to), hint="Use int8 or fp16.")
    files = photos.chosen(folder)
    calibrating, measuring = (files[::2], files[1::2]) if len(files) > 1 else (files, files)
    stored = read_weights(spec.files[spec.fullest])
    full = bytes(widened(stored).SerializeToString())
    tiles: Sequence[Floats] = ()
    if to is Precision.FP16:
        content = halved(stored)
    else:
        tiles = _enough(list(photos.parts(calibrating, spec)), folder, spec)
        content = quantize(full, tiles, keep=ends(full), token=token)
    token.check()
    loss, count = _loss(spec, Runner.of(full), Runner.of(content), measuring, token, folder)
    if loss > max_loss:
        raise ModelError(
            Text("In {0} {1} loses {2:.3f} dB on your photos; {3:.3f} were allowed.", to, spec.title, loss, max_loss),
            hint="Nothing was kept. --max-loss allows more.",
        )
    share = _time_share(spec, full, content, token)
    size, side = len(content) / len(full), photos.sides(spec.lattice)
    return Reduced(content, to, max(0.0, loss), size, share, count, len(tiles), side)


def ends(content: bytes) -> list[str]:
    """Names of the convolutions that stay in full precision: those that see or make colours, and that enlarge."""
    from onnx import load_from_string

    graph = load_from_string(content).graph
    kernels = {tensor.name: tuple(tensor.dims) for tensor in graph.initializer}
    enlarged = {node.input[0] for node in graph.node if node.op_type == "DepthToSpace"}
    return [
        node.name
        for node in graph.node
        if node.op_type == "Conv"
        and (min(kernels.get(node.input[1], (0, 0))[:2]) <= _COLORS or node.output[0] in enlarged)
    ]


def _enough(tiles: Sequence[Floats], folder: Path, spec: ModelSpec) -> Sequence[Floats]:
    if not tiles:
        width, height = (side * spec.scale for side in photos.sides(spec.lattice))
        raise InputError(
            Text("No picture in {0} can be used.", folder),
            hint=Text("{0} needs pictures of at least {1} x {2} pixels.", spec.title, width, height),
        )
    return tiles


def _loss(
    spec: ModelSpec, full: Runner, small: Runner, files: list[Path], token: CancelToken, folder: Path
) -> tuple[float, int]:
    """The mean loss in dB, and on how many photos it was measured."""
    losses = []
    for high in _enough(list(photos.parts(files, spec, scale=spec.scale)), folder, spec):
        token.check()
        low = _lowered(high, spec.scale)
        one, other = (_psnr(runner.enlarged(low), high, spec.scale) for runner in (full, small))
        losses.append(one - other)
    return float(np.mean(losses)), len(losses)


def _lowered(high: Floats, scale: int) -> Floats:
    if scale == 1:
        noise = np.random.default_rng(0).normal(0, _NOISE, high.shape)
        return (high + noise).clip(0, 1).astype(np.float32)
    low = reduce_floats(np.ascontiguousarray(high.transpose(1, 2, 0)), scale)
    return np.ascontiguousarray(low.transpose(2, 0, 1).clip(0, 1))


def _psnr(made: Floats, wanted: Floats, border: int) -> float:
    inner = slice(border, -border)
    error = np.square(made.clip(0, 1) - wanted, dtype=np.float64)[:, inner, inner].mean()
    return float(-10 * np.log10(max(float(error), 1e-12)))


def _time_share(spec: ModelSpec, full: bytes, small: bytes, token: CancelToken) -> float:
    """The time of one as a share of the other's, each measured beside the other."""
    width, height = photos.sides(spec.lattice)
    planes = np.full((spec.channels, height, width), 0.5, np.float32)
    one, other = Runner.of(full), Runner.of(small)
    shares = []
    for _ in range(_ROUNDS + 1):
        token.check()
        shares.append(_timed(other, planes) / _timed(one, planes))
    return median(shares[1:])  # the first run sets memory aside


def _timed(runner: Runner, planes: Floats) -> float:
    began = time.perf_counter()
    runner.enlarged(planes)
    return time.perf_counter() - began
