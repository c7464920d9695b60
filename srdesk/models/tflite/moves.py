"""ONNX operators that only move pixels, as TensorFlow Lite has them; what is quantised stays so."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from srdesk.errors import ModelError
from srdesk.models.tflite.builder import Draft
from srdesk.models.tflite.constants import Array, Constants
from srdesk.models.tflite.network import Op

if TYPE_CHECKING:
    from onnx import NodeProto

INWARD = (0, 2, 3, 1)
"""The order of axes that brings colours in."""
Move = Callable[[Draft, Constants, int, "NodeProto"], int]
"""Appends what a node does to a tensor, and returns the result."""
_AXES = len(INWARD)
_REFLECT, _SYMMETRIC = 0, 1


def attributes(node: "NodeProto") -> dict[str, Any]:
    """What a node says of itself, by name."""
    from onnx.helper import get_attribute_value

    return {attribute.name: get_attribute_value(attribute) for attribute in node.attribute}


def inward(axis: int) -> int:
    """Where an axis of an ONNX tensor of four is with colours innermost."""
    return INWARD.index(axis % _AXES)


def shuffled(op: Op) -> Move:
    """Blocks of pixels to channels, or back."""

    def move(draft: Draft, _constants: Constants, source: int, node: "NodeProto") -> int:
        return draft.run(op, [source], _like(draft, source, node), block=attributes(node)["blocksize"])

    return move


def turned(draft: Draft, _constants: Constants, source: int, node: "NodeProto") -> int:
    """Axes in another order; turning back what was turned leaves nothing."""
    given = attributes(node).get("perm", range(_AXES)[::-1])
    if len(given) != _AXES:
        raise ModelError("The network turns something else than pictures.", hint="Use --engine onnx.")
    order = tuple(inward(given[axis]) for axis in INWARD)
    before = draft.maker(source)
    if before is not None and before.op is Op.TRANSPOSE:
        first = draft.tensors[before.inputs[1]].values
        source, order = before.inputs[0], tuple(int(first[axis]) for axis in order)
    if order == tuple(range(_AXES)):
        return source
    constant = draft.constant(f"{node.output[0]}_order", np.array(order, np.int32))
    return draft.run(Op.TRANSPOSE, [source, constant], _like(draft, source, node))


def cut(draft: Draft, constants: Constants, source: int, node: "NodeProto") -> int:
    """A part of a tensor, in steps; ends count from the other end where they are negative, in both formats."""
    starts, ends = (_told(constants, node, place, name) for place, name in ((1, "starts"), (2, "ends")))
    axes = _told(constants, node, 3, "axes") or list(range(len(starts)))
    steps = _told(constants, node, 4, "steps") or [1] * len(starts)
    if min(steps, default=1) < 1:
        raise ModelError("The network turns pictures round.", hint="Use --engine onnx.")
    begin, end, stride = np.zeros(_AXES, np.int32), np.zeros(_AXES, np.int32), np.ones(_AXES, np.int32)
    whole = (1 << _AXES) - 1
    masks = {"begin_mask": whole, "end_mask": whole}
    for axis, first, last, step in zip(axes, starts, ends, steps, strict=True):
        place = inward(axis)
        begin[place], end[place], stride[place] = (_narrow(number) for number in (first, last, step))
        masks["begin_mask"] &= ~(1 << place)
        if last < np.iinfo(np.int32).max:
            masks["end_mask"] &= ~(1 << place)
    bounds = (("begin", begin), ("end", end), ("stride", stride))
    inputs = [draft.constant(f"{node.output[0]}_{name}", array) for name, array in bounds]
    return draft.run(Op.STRIDED_SLICE, [source, *inputs], _like(draft, source, node), **masks)


def padded(draft: Draft, constants: Constants, source: int, node: "NodeProto") -> int:
    """A border of nothing, of the picture reflected, or of its own border repeated."""
    traits = attributes(node)
    mode = traits.get("mode", b"constant").decode()
    border = np.array(_told(constants, node, 1, "pads"), np.int32).reshape(2, -1).T
    gray = mode == "constant" and _value(constants, node) != 0
    if len(border) != _AXES or border.min() < 0 or mode == "wrap" or gray:
        raise ModelError("The network pads in a way that has no counterpart.", hint="Use --engine onnx.")
    border = border[list(INWARD)]
    if mode == "constant":
        return bordered(draft, source, border, f"{node.output[0]}_border")
    if mode == "reflect":
        return bordered(draft, source, border, f"{node.output[0]}_border", mirrored=_REFLECT)
    return _repeated(draft, source, border, f"{node.output[0]}_border")


def bordered(draft: Draft, source: int, border: NDArray[np.int32], name: str, *, mirrored: int | None = None) -> int:
    """A tensor with so much around it, ``4 x 2`` with colours innermost: nothing, or what is ``mirrored`` there."""
    before = draft.tensors[source]
    shape = tuple(map(int, np.array(before.shape) + border.sum(axis=1)))
    output = draft.tensor(f"{name}_around", before.kind, quantization=before.quantization, shape=shape)
    inputs = [source, draft.constant(name, border.astype(np.int32))]
    if mirrored is None:
        return draft.run(Op.PAD, inputs, output)
    return draft.run(Op.MIRROR_PAD, inputs, output, mode=mirrored)


def _repeated(draft: Draft, source: int, border: NDArray[np.int32], name: str) -> int:
    """The border repeated: mirrored with itself while what is mirrored is nothing but border, so one, two, four, ..."""
    reach = 1
    while border.any():
        step = np.minimum(border, reach)
        source = bordered(draft, source, step, f"{name}_{reach}", mirrored=_SYMMETRIC)
        border, reach = border - step, 2 * reach
    return source


def _told(constants: Constants, node: "NodeProto", place: int, name: str) -> list[int]:
    """Numbers that older networks have as attributes and newer ones as inputs; none if there are none."""
    if len(node.input) > place and node.input[place]:
        return [int(number) for number in np.ravel(constants.real(node.input[place]))]
    return [int(number) for number in attributes(node).get(name, [])]


def _value(constants: Constants, node: "NodeProto") -> float:
    if len(node.input) > 2 and node.input[2]:
        return float(np.ravel(np.asarray(constants.real(node.input[2]), np.float64))[0])
    return float(attributes(node).get("value", 0.0))


def _narrow(number: int) -> int:
    limits = np.iinfo(np.int32)
    return int(min(max(number, limits.min), limits.max))


def _like(draft: Draft, source: int, node: "NodeProto") -> int:
    """The tensor for what a node makes of another, stored in the same way."""
    before = draft.tensors[source]
    return draft.tensor(node.output[0], before.kind, quantization=before.quantization)


def innermost(array: Array) -> Array:
    """A constant that is combined with pictures, its channels moved to the end."""
    if array.size == 1 and array.ndim < 3:
        return array
    if array.ndim < 3:
        array = array.reshape((1,) * (3 - array.ndim) + array.shape)
    return np.moveaxis(array, -3, -1)


MOVES: dict[str, Move] = {
    "DepthToSpace": shuffled(Op.DEPTH_TO_SPACE),
    "SpaceToDepth": shuffled(Op.SPACE_TO_DEPTH),
    "Transpose": turned,
    "Slice": cut,
    "Pad": padded,
}
"""By the operators' names in ONNX."""
