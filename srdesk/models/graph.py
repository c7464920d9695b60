"""What an ONNX graph says about itself: receptive field, parameters, operations."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from srdesk.errors import ModelError
from srdesk.texts import Text

if TYPE_CHECKING:
    from onnx import GraphProto, ModelProto, NodeProto


@dataclass(frozen=True)
class Reach:
    """How a tensor's pixels depend on the input picture, along the worse of both axes.

    ``density`` is tensor pixels per input pixel; ``before`` and ``after`` are how far beyond its own input pixel a
    tensor pixel looks, in input pixels.
    """

    density: Fraction = Fraction(1)
    before: Fraction = Fraction(0)
    after: Fraction = Fraction(0)

    def looking(self, before: int | Fraction, after: int | Fraction) -> "Reach":
        """Through a window that extends so many tensor pixels to both sides."""
        return Reach(self.density, self.before + before / self.density, self.after + after / self.density)

    def denser(self, factor: int | Fraction) -> "Reach":
        return Reach(self.density * factor, self.before, self.after)

    def joined(self, other: "Reach") -> "Reach":
        if self.density != other.density:
            raise ModelError("The network joins tensors of different resolution.")
        return Reach(self.density, max(self.before, other.before), max(self.after, other.after))


# fmt: off
_ELEMENTWISE = frozenset((
    "Abs", "Add", "BatchNormalization", "Cast", "Clip", "Concat", "Constant", "DequantizeLinear", "Div", "Dropout",
    "Elu", "Erf", "Exp", "Gelu", "HardSigmoid", "HardSwish", "Identity", "LeakyRelu", "Max", "Min", "Mish", "Mul",
    "Neg", "PRelu", "Pow", "QuantizeLinear", "Reciprocal", "Relu", "Selu", "Sigmoid", "Softplus", "Split", "Sqrt",
    "Squeeze", "Sub", "Tanh", "Transpose", "Unsqueeze",
))
# fmt: on


def halo(model: "ModelProto") -> int:
    """The receptive-field radius of a fully convolutional network in input pixels.

    With so many pixels of context on each side, a tile's result equals that of the whole picture. Raises `ModelError`
    where the graph has an operator whose reach is not known to be bounded.
    """
    graph = model.graph
    constants = {tensor.name for tensor in graph.initializer}
    reaches = {value.name: Reach() for value in graph.input if value.name not in constants}
    kernels = {tensor.name: tuple(tensor.dims) for tensor in graph.initializer}
    for node in graph.node:
        if any(attribute.HasField("g") for attribute in node.attribute):
            raise ModelError(Text("The reach of the network's operator {0} is not known.", node.op_type))
        sources = [reaches[name] for name in node.input if name in reaches]
        if sources:
            reach = _through(node, _joined(sources), kernels)
            reaches.update(dict.fromkeys(node.output, reach))
        elif node.input:  # computed from constants alone: keeps a kernel's shape
            kernels.update(dict.fromkeys(node.output, kernels.get(node.input[0], ())))
    last = reaches[graph.output[0].name]
    return math.ceil(max(last.before, last.after))


def _joined(sources: Iterable[Reach]) -> Reach:
    first, *others = sources
    for other in others:
        first = first.joined(other)
    return first


# Of pictures: nothing moved, colours behind the pixels or before them, rows for columns.
_TURNS = ([0, 1, 2, 3], [0, 2, 3, 1], [0, 3, 1, 2], [0, 1, 3, 2])


def _through(node: "NodeProto", reach: Reach, kernels: dict[str, tuple[int, ...]]) -> Reach:
    traits = _attributes(node)
    if node.op_type == "Transpose" and traits.get("perm") not in _TURNS:
        raise ModelError("The network makes channels of pixels.")
    if node.op_type in _ELEMENTWISE:
        return reach
    rule = _RULES.get(node.op_type)
    if rule is None:
        raise ModelError(Text("The reach of the network's operator {0} is not known.", node.op_type))
    return rule(traits, reach, kernels.get(node.input[1], ()) if len(node.input) > 1 else ())


def _attributes(node: "NodeProto") -> dict[str, Any]:
    from onnx.helper import get_attribute_value

    return {attribute.name: get_attribute_value(attribute) for attribute in node.attribute}


def _windowed(attributes: dict[str, Any], reach: Reach, kernel: tuple[int, ...]) -> Reach:
    """Conv and pooling: the widest of both axes, padding centred or as given."""
    shape = attributes.get("kernel_shape") or list(kernel[2:])
    axes = len(shape)
    dilations = attributes.get("dilations") or [1] * axes
    pads = attributes.get("pads") or [0] * (2 * axes)
    stride = max(attributes.get("strides") or [1])
    spans = [(size - 1) * dilation for size, dilation in zip(shape, dilations, strict=True)]
    before = max(pads[:axes])
    after = max(span - pad for span, pad in zip(spans, pads[:axes], strict=True))
    return reach.looking(before, after).denser(Fraction(1, stride))


def _transposed(attributes: dict[str, Any], reach: Reach, kernel: tuple[int, ...]) -> Reach:
    shape = attributes.get("kernel_shape") or list(kernel[2:])
    stride = max(attributes.get("strides") or [1])
    pads = attributes.get("pads") or [0] * (2 * len(shape))
    size, pad = max(shape), max(pads)
    # Output pixel s*i + p reads input i + (p + pad - k) / s for every tap k of its phase.
    before = -((pad - (size - 1)) // stride)
    after = (stride - 1 + pad) // stride
    return reach.looking(max(0, before), max(0, after)).denser(stride)


def _shuffled(attributes: dict[str, Any], reach: Reach, _kernel: tuple[int, ...]) -> Reach:
    return reach.denser(attributes["blocksize"])


def _unshuffled(attributes: dict[str, Any], reach: Reach, _kernel: tuple[int, ...]) -> Reach:
    block = attributes["blocksize"]
    return reach.looking(block - 1, block - 1).denser(Fraction(1, block))


_RULES: dict[str, Callable[[dict[str, Any], Reach, tuple[int, ...]], Reach]] = {
    "Conv": _windowed,
    "AveragePool": _windowed,
    "MaxPool": _windowed,
    "ConvTranspose": _transposed,
    "DepthToSpace": _shuffled,
    "SpaceToDepth": _unshuffled,
}


def parameters(model: "ModelProto") -> int:
    """Trained numbers: the elements of every kernel and bias of the graph's convolutions."""
    shapes = _shapes(model.graph)
    return sum(
        math.prod(shapes[name]) for node in _convolutions(model.graph) for name in node.input[1:] if name in shapes
    )


def operations(model: "ModelProto") -> int:
    """Multiplications of the graph's convolutions for one input pixel."""
    shapes = _shapes(model.graph)
    density, total = {value.name: Fraction(1) for value in model.graph.input}, Fraction(0)
    for node in model.graph.node:
        known = next((density[name] for name in node.input if name in density), Fraction(1))
        if node.op_type == "Conv":
            total += known**2 * math.prod(shapes.get(node.input[1], ()))
        step = _attributes(node)["blocksize"] if node.op_type == "DepthToSpace" else 1
        density.update(dict.fromkeys(node.output, known * step))
    return int(total)


def _shapes(graph: "GraphProto") -> dict[str, tuple[int, ...]]:
    """Of every stored tensor, also by the names under which it is widened."""
    shapes = {tensor.name: tuple(tensor.dims) for tensor in graph.initializer}
    for node in graph.node:
        if node.op_type == "Cast" and node.input[0] in shapes:
            shapes[node.output[0]] = shapes[node.input[0]]
    return shapes


def _convolutions(graph: "GraphProto") -> Iterable["NodeProto"]:
    return (node for node in graph.node if node.op_type in ("Conv", "ConvTranspose"))
