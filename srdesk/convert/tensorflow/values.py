"""What the operators of a graph compute with: constants, and tensors that depend on the picture."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from srdesk.convert.tensorflow.graphdef import Array, Node
from srdesk.errors import ModelError
from srdesk.models.onnx_draft import OnnxDraft
from srdesk.texts import Text

NHWC, NCHW = "NHWC", "NCHW"
ORDERS = (NHWC, NCHW)


@dataclass(frozen=True)
class Tensor:
    """A tensor that depends on the picture.

    ``name`` is that of the ONNX tensor, which always is N x C x H x W; ``axes`` is the order that TensorFlow has them
    in; ``density`` is its pixels per pixel of the picture along either axis.
    """

    name: str
    axes: str
    channels: int
    density: Fraction = Fraction(1)


Value = Array | Tensor


@dataclass(frozen=True)
class Step:
    """One node with the values that go into it, and the draft that its translation is written to."""

    node: Node
    values: tuple[Value, ...]
    draft: OnnxDraft

    @property
    def attributes(self) -> Mapping[str, Any]:
        return self.node.attributes

    @property
    def name(self) -> str:
        return self.node.name

    def tensor(self, index: int = 0) -> Tensor:
        """An input that must depend on the picture."""
        value = self._value(index)
        if not isinstance(value, Tensor):
            raise self.refusal(Text("its input {0} should depend on the picture", index))
        return value

    def constant(self, index: int) -> Array:
        """An input that must be known."""
        value = self._value(index)
        if isinstance(value, Tensor):
            raise self.refusal(Text("its input {0} should be a constant", index))
        return value

    def _value(self, index: int) -> Value:
        if index >= len(self.values):
            raise self.refusal(Text("it has no input {0}", index))
        return self.values[index]

    def text(self, name: str, default: str = "") -> str:
        """An attribute that is a word."""
        value = self.attributes.get(name) or default
        if not isinstance(value, str):
            raise self.refusal(Text("its {0} makes no sense", name))
        return value

    def number(self, name: str, default: float) -> float:
        """An attribute that is a number."""
        value = self.attributes.get(name, default)
        if not isinstance(value, int | float) or not np.isfinite(value):
            raise self.refusal(Text("its {0} makes no sense", name))
        return value

    def integers(self, name: str, default: tuple[int, ...]) -> tuple[int, ...]:
        """An attribute that is a list of integers, as many as the default has."""
        value = self.attributes.get(name) or list(default)
        if not isinstance(value, list) or len(value) != len(default) or not all(type(item) is int for item in value):
            raise self.refusal(Text("its {0} makes no sense", name))
        return tuple(value)

    def expect_layout(self, tensor: Tensor) -> None:
        """Raise `LayoutError` unless a tensor has its axes in the order that the node works on."""
        if self.text("data_format", NHWC) != tensor.axes:
            raise LayoutError(Text("The operator {0} ({1!r}) expects axes in another order.", self.node.op, self.name))

    def emit(self, operator: str, *inputs: str, **attributes: Any) -> str:
        """Write a node whose output is called as the TensorFlow node is."""
        return self.draft.add(operator, inputs, self.name, **attributes)

    def keep(self, array: Array, role: str) -> str:
        """Write a constant that belongs to the node."""
        return self.draft.constant(array, f"{self.name}:{role}")

    def refusal(self, reason: str) -> ModelError:
        """An error that names the operator."""
        return ModelError(Text("The operator {0} ({1!r}) cannot be converted: {2}.", self.node.op, self.name, reason))


class LayoutError(ModelError):
    """Axes are in another order than an operator takes them; the picture may come in that other order."""
