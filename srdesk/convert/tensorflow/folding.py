"""Operators on constants alone, computed while a graph is read."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from srdesk.convert.tensorflow.graphdef import Array, Node
from srdesk.errors import ModelError
from srdesk.texts import Text

# A sum of two constants may be larger than both; beyond this it is an attack.
MAX_FOLDED = 16 * 2**20
_STEPS = 256


def fold(node: Node, values: tuple[Array, ...]) -> Array:
    """What a node computes from constants; raises `ModelError` naming the operator where that is not known."""
    rule = _RULES.get(node.op)
    if rule is None:
        raise ModelError(Text("The operator {0} ({1!r}) of the network is not known.", node.op, node.name))
    try:
        with np.errstate(all="ignore"):
            return np.asarray(rule(node, *values))
    except (TypeError, ValueError, IndexError, OverflowError, ZeroDivisionError, np.exceptions.AxisError) as error:
        raise ModelError(
            Text("The operator {0} ({1!r}) has constants that do not fit it.", node.op, node.name)
        ) from error


def _elementwise(function: Callable[..., Any], count: int) -> Callable[..., Array]:
    def rule(_node: Node, *values: Array) -> Array:
        if len(values) != count:
            raise ValueError("too few or too many")
        if math.prod(np.broadcast_shapes(*(value.shape for value in values))) > MAX_FOLDED:
            raise ValueError("too large")
        return np.asarray(function(*values), np.result_type(*values))

    return rule


def _dequantized(node: Node, stored: Array, least: Array, most: Array) -> Array:
    """``Dequantize`` of 8-bit weights in mode MIN_FIRST: steps of equal width, one of which lies on zero."""
    if node.attributes.get("mode") != "MIN_FIRST" or stored.dtype != np.uint8:
        raise ModelError(
            Text("Weights quantised in mode {0!r} are not read, only MIN_FIRST.", node.attributes.get("mode", ""))
        )
    low, high = float(least.reshape(())), float(most.reshape(()))
    width = (high - low) / (_STEPS - 1)
    if not (math.isfinite(width) and width > 0):
        raise ValueError("no range")
    first = round(low / width)
    return (stored.astype(np.float32) + np.float32(first)) * np.float32(width)


def _reshaped(_node: Node, value: Array, shape: Array) -> Array:
    return value.reshape([int(side) for side in shape.reshape(-1)])


def _transposed(_node: Node, value: Array, order: Array) -> Array:
    return value.transpose([int(axis) for axis in order.reshape(-1)])


def _widened(_node: Node, value: Array, axis: Array) -> Array:
    return np.expand_dims(value, int(axis.reshape(())))


_RULES: dict[str, Callable[..., Any]] = {
    "Dequantize": _dequantized,
    "Reshape": _reshaped,
    "Transpose": _transposed,
    "ExpandDims": _widened,
    "Squeeze": lambda _node, value: value.squeeze(),
    **{name: _elementwise(np.add, 2) for name in ("Add", "AddV2", "BiasAdd")},
    "Sub": _elementwise(np.subtract, 2),
    "Mul": _elementwise(np.multiply, 2),
    "RealDiv": _elementwise(np.divide, 2),
    "Maximum": _elementwise(np.maximum, 2),
    "Minimum": _elementwise(np.minimum, 2),
    "Neg": _elementwise(np.negative, 1),
    "Abs": _elementwise(np.abs, 1),
    "Square": _elementwise(np.square, 1),
    "Sqrt": _elementwise(np.sqrt, 1),
    "Rsqrt": _elementwise(lambda value: 1 / np.sqrt(value), 1),
}
