"""How far a network looks around a pixel: from its graph, or by changing pixels and seeing what else changes."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from srdesk.convert.importing.form import Floats
from srdesk.convert.importing.trial import Runner, noise
from srdesk.errors import ModelError
from srdesk.lattice import Lattice
from srdesk.models import graph

if TYPE_CHECKING:
    from onnx import ModelProto

_SIDE = 112
_PLACES = 4
# Share of the strongest change that still counts, where all of the picture changes.
_FAINT = 1 / 512
_MOST = 48


@dataclass(frozen=True)
class Reach:
    """``halo`` source pixels to each side; ``local`` is whether nothing beyond has any effect."""

    halo: int
    local: bool


def reach_of(model: "ModelProto", runner: Runner, lattice: Lattice, scale: int) -> Reach:
    """How far a network in its normal form looks."""
    try:
        return Reach(graph.halo(model), local=True)
    except ModelError:
        return _measured(runner, lattice, scale, channels=_channels(model))


def _channels(model: "ModelProto") -> int:
    return int(model.graph.input[0].type.tensor_type.shape.dim[1].dim_value)


def _measured(runner: Runner, lattice: Lattice, scale: int, *, channels: int) -> Reach:
    width, height = (fixed or lattice.ceiled(_SIDE) for fixed in lattice.fixed)
    spread = np.zeros((height, width), np.float32)
    for place in range(_PLACES):
        spread = np.maximum(spread, _spread(runner, (channels, height, width), place, scale, lattice.step))
    reaching = _farthest(spread > 0, lattice.step)
    room = min(height, width) // 2 - lattice.step - 1
    if reaching < room:
        return Reach(reaching, local=_moves_along(runner, (channels, height, width), reaching, scale, lattice))
    return Reach(min(_MOST, _farthest(spread > _FAINT * spread.max(), lattice.step)), local=False)


def _spread(runner: Runner, shape: tuple[int, int, int], place: int, scale: int, step: int) -> Floats:
    """How much changes, per source pixel, when a pixel near the middle does, moved so that it is in the middle."""
    channels, height, width = shape
    before = noise(channels, height, width, seed=place)
    after = before.copy()
    y, x = height // 2, width // 2
    shift = place * max(1, step // 2) % step if step > 1 else 0
    after[:, y + shift, x + shift] = 1 - np.rint(before[:, y + shift, x + shift]) * (1 if place % 2 else -4)
    changed = np.abs(runner.enlarged(after) - runner.enlarged(before)).max(axis=0)
    per_pixel: Floats = changed.reshape(height, scale, width, scale).max(axis=(1, 3))
    return np.roll(per_pixel, (-shift, -shift), axis=(0, 1))


def _farthest(changed: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], step: int) -> int:
    """The distance along an axis from the middle to what changed farthest away, at least what a step needs."""
    rows, columns = np.nonzero(changed)
    if not len(rows):
        return step - 1
    middle = changed.shape[0] // 2, changed.shape[1] // 2
    return int(max(np.abs(rows - middle[0]).max(), np.abs(columns - middle[1]).max(), step - 1))


def _moves_along(runner: Runner, shape: tuple[int, int, int], halo: int, scale: int, lattice: Lattice) -> bool:
    """Whether a part of a picture gives what it gives in the whole, ``halo`` pixels from its edges on.

    What has no such part, because its size is fixed, is taken to.
    """
    channels, height, width = shape
    if any(lattice.fixed):
        return True
    away = lattice.step * 2
    picture = noise(channels, height, width, seed=9)
    whole, part = runner.enlarged(picture), runner.enlarged(picture[:, away:, away:])
    inner = (away + halo) * scale
    own = halo * scale
    one, other = whole[:, inner:, inner:], part[:, own:, own:]
    return not one.size or bool(np.abs(one - other).max() < 1e-3 * max(1e-6, float(np.ptp(one))))
