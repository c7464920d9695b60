"""ONNX files as ncnn's files, operator by operator."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from srdesk.errors import ModelError
from srdesk.models.ncnn.draft import NcnnDraft, NcnnFiles, Parameters
from srdesk.texts import Text, said

if TYPE_CHECKING:
    from onnx import ModelProto, NodeProto

BEGIN, END = "picture", "result"
"""What the input and the output are called."""

Array = NDArray[np.generic]

_REPEATING = (
    (b"nearest", b"asymmetric", b"floor"),
    (b"nearest", b"half_pixel", b"round_prefer_floor"),
    (b"nearest", b"half_pixel", b"round_prefer_ceil"),
)
"""Ways to resize that repeat pixels where the enlargement is a whole number."""


def from_onnx(content: bytes) -> NcnnFiles:
    """Files that compute what an ONNX file does, on ``C x h x w`` and in floating point.

    Weights stay in the type in which they are stored. Raises `ModelError` for what is no ONNX network or has operators
    without a counterpart, naming them.
    """
    import onnx
    from google.protobuf.message import DecodeError

    try:
        model = onnx.load_from_string(content)
        onnx.checker.check_model(model)
        return _Writing(model).files()
    except (DecodeError, onnx.checker.ValidationError, LookupError, ValueError, TypeError) as error:
        raise ModelError(Text("That is no network that ncnn can run: {0}", said(error))) from error


class _Writing:
    """One network on its way, by the names of its tensors in ONNX."""

    def __init__(self, model: "ModelProto") -> None:
        from onnx import numpy_helper

        self._graph = model.graph
        self._draft = NcnnDraft()
        self._constants: dict[str, Array] = {one.name: numpy_helper.to_array(one) for one in self._graph.initializer}
        self._made: dict[str, str] = {}
        self._users: dict[str, list[NodeProto]] = {}
        for node in self._graph.node:
            for name in node.input:
                self._users.setdefault(name, []).append(node)

    def files(self) -> NcnnFiles:
        """Everything, from the one input to the one output."""
        self._refuse_unknown()
        (picture,) = (one.name for one in self._graph.input if one.name not in self._constants)
        self._draft.add("Input", [], BEGIN)
        self._made[picture] = BEGIN
        for node in self._graph.node:
            if node.output[0] not in self._made:
                _RULES[node.op_type](self, node)
        self._draft.add("Noop", [self._made[self._graph.output[0].name]], END)
        return self._draft.files(END)

    def _refuse_unknown(self) -> None:
        unknown = sorted({node.op_type for node in self._graph.node} - set(_RULES))
        if unknown:
            raise ModelError(
                Text("ncnn has no counterpart here for: {0}.", ", ".join(unknown)), hint="Use --engine onnx."
            )

    def _new(self, name: str) -> str:
        """A name of the draft's for a tensor, without what its text cannot hold."""
        self._made[name] = f"blob{len(self._made)}"
        return self._made[name]

    def _known(self, name: str) -> Array:
        if name not in self._constants:
            raise ModelError(Text("The network computes {0}, which has to be known.", name), hint="Use --engine onnx.")
        return self._constants[name]

    def _tensor(self, name: str) -> str:
        """What a node reads: made before, or a constant that is combined with pictures."""
        if name not in self._made:
            array = self._known(name)
            channels, height, width = (1,) * (3 - array.ndim) + array.shape[-3:]
            self._draft.add("MemoryData", [], self._new(name), {0: width, 1: height, 2: channels})
            self._draft.weigh(array.reshape(channels, height, width))
        return self._made[name]

    def _layer(self, node: "NodeProto", kind: str, parameters: Parameters | None = None) -> None:
        """A layer that reads what a node reads first."""
        source = self._tensor(node.input[0])
        self._draft.add(kind, [source], self._new(node.output[0]), parameters)

    def cast(self, node: "NodeProto") -> None:
        """Pictures are in float32 all the way; constants keep the type in which they are stored."""
        source, target = node.input[0], node.output[0]
        if source in self._constants:
            self._constants[target] = self._constants[source]
        else:
            self._made[target] = self._made[source]

    def convolve(self, node: "NodeProto", *, transposed: bool = False) -> None:
        """A convolution with the activation behind it, if there is one."""
        traits = _attributes(node)
        weights, group = self._known(node.input[1]), traits.get("group", 1)
        if transposed:  # channels of the input come first, in their groups
            inputs, outputs, *kernel = weights.shape
            weights = weights.reshape(group, inputs // group, outputs, *kernel).swapaxes(1, 2)
        channels = weights.shape[0] * (weights.shape[1] if transposed else 1)
        bias = self._known(node.input[2]).reshape(channels) if len(node.input) > 2 and node.input[2] else None
        parameters = _window(traits, weights.shape[-2:]) | {0: channels, 5: int(bias is not None), 6: weights.size}
        kind = "Deconvolution" if transposed else "Convolution"
        if group > 1:
            kind, parameters[7] = f"{kind}DepthWise", group
        last, activation, slopes = self._activation(node)
        lists = {10: slopes} if slopes else {}
        source = self._tensor(node.input[0])
        self._draft.add(kind, [source], self._new(last), parameters | {9: activation}, lists)
        self._made[node.output[0]] = self._made[last]
        self._draft.weigh(weights, tagged=True)
        if bias is not None:
            self._draft.weigh(bias)

    def _activation(self, node: "NodeProto") -> tuple[str, int, tuple[float, ...]]:
        """The tensor that is made, with which of ncnn's activations, and its slope."""
        name = node.output[0]
        users = self._users.get(name, [])
        if len(users) == 1 and name != self._graph.output[0].name:
            after = users[0]
            if after.op_type == "Relu":
                return after.output[0], 1, ()
            if after.op_type == "LeakyRelu":
                return after.output[0], 2, (float(_attributes(after).get("alpha", 0.01)),)
        return name, 0, ()

    def combine(self, node: "NodeProto", kind: int) -> None:
        """Two tensors element by element."""
        first, second = (self._tensor(name) for name in node.input)
        self._draft.add("BinaryOp", [first, second], self._new(node.output[0]), {0: kind})

    def leak(self, node: "NodeProto") -> None:
        self._layer(node, "ReLU", {0: float(_attributes(node).get("alpha", 0.01))})

    def leak_by_channel(self, node: "NodeProto") -> None:
        slopes = self._known(node.input[1]).ravel()
        self._layer(node, "PReLU", {0: slopes.size})
        self._draft.weigh(slopes)

    def clip(self, node: "NodeProto") -> None:
        limits = {place: float(self._known(name).item()) for place, name in enumerate(node.input[1:]) if name}
        self._layer(node, "Clip", limits)

    def shuffle(self, node: "NodeProto") -> None:
        traits = _attributes(node)
        by_depth = traits.get("mode", b"DCR") != b"CRD"
        self._layer(node, "PixelShuffle", {0: traits["blocksize"], 1: int(by_depth)})

    def unshuffle(self, node: "NodeProto") -> None:
        self._layer(node, "Reorg", {0: _attributes(node)["blocksize"], 1: 1})

    def repeat(self, node: "NodeProto") -> None:
        """An enlargement that repeats every pixel; no other is made alike by all runtimes."""
        traits = _attributes(node)
        scales = self._known(node.input[2]) if len(node.input) > 2 and node.input[2] else np.zeros(0)
        way = traits.get("mode", b"nearest"), traits.get("coordinate_transformation_mode", b"half_pixel")
        whole = scales.size == 4 and tuple(scales[:2]) == (1, 1) and not np.any(scales % 1)
        rounding = traits.get("nearest_mode", b"round_prefer_floor")
        if not whole or (*way, rounding) not in _REPEATING:
            raise ModelError("The network resizes in a way that has no counterpart.", hint="Use --engine onnx.")
        self._layer(node, "Interp", {0: 1, 1: float(scales[2]), 2: float(scales[3])})

    def join(self, node: "NodeProto") -> None:
        if _attributes(node)["axis"] not in (1, -3):
            raise ModelError("The network joins something else than channels.", hint="Use --engine onnx.")
        sources = [self._tensor(name) for name in node.input]
        self._draft.add("Concat", sources, self._new(node.output[0]), {0: 0})


def _window(traits: dict[str, Any], kernel: tuple[int, ...]) -> Parameters:
    """How a convolution goes over its picture."""
    if traits.get("auto_pad", b"NOTSET") != b"NOTSET" or "output_shape" in traits:
        raise ModelError("The network leaves to its runtime what is padded.", hint="Use --engine onnx.")
    top, left, bottom, right = traits.get("pads", (0, 0, 0, 0))
    dilations, strides = traits.get("dilations", (1, 1)), traits.get("strides", (1, 1))
    more = traits.get("output_padding", (0, 0))
    window: Parameters = {1: kernel[1], 11: kernel[0], 2: dilations[1], 12: dilations[0], 3: strides[1], 13: strides[0]}
    window |= {4: left, 14: top, 15: right, 16: bottom}
    return window | ({18: more[1], 19: more[0]} if any(more) else {})


def _attributes(node: "NodeProto") -> dict[str, Any]:
    from onnx.helper import get_attribute_value

    return {attribute.name: get_attribute_value(attribute) for attribute in node.attribute}


_RULES: dict[str, Callable[[_Writing, "NodeProto"], None]] = {
    "Add": partial(_Writing.combine, kind=0),
    "Sub": partial(_Writing.combine, kind=1),
    "Mul": partial(_Writing.combine, kind=2),
    "Div": partial(_Writing.combine, kind=3),
    "Max": partial(_Writing.combine, kind=4),
    "Min": partial(_Writing.combine, kind=5),
    "Relu": partial(_Writing._layer, kind="ReLU"),
    "Sigmoid": partial(_Writing._layer, kind="Sigmoid"),
    "Tanh": partial(_Writing._layer, kind="TanH"),
    "Conv": _Writing.convolve,
    "ConvTranspose": partial(_Writing.convolve, transposed=True),
    "LeakyRelu": _Writing.leak,
    "PRelu": _Writing.leak_by_channel,
    "Clip": _Writing.clip,
    "DepthToSpace": _Writing.shuffle,
    "SpaceToDepth": _Writing.unshuffle,
    "Resize": _Writing.repeat,
    "Concat": _Writing.join,
    "Cast": _Writing.cast,
    "Identity": _Writing.cast,
    "Dropout": _Writing.cast,
}
