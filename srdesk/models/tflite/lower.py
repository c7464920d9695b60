"""ONNX networks as TensorFlow Lite networks: operator by operator, colours innermost."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from srdesk.errors import ModelError
from srdesk.models.tflite.builder import Draft
from srdesk.models.tflite.constants import Constants
from srdesk.models.tflite.moves import MOVES, Move, attributes, bordered, innermost, inward
from srdesk.models.tflite.network import Activation, Kind, Network, Op, Padding, Quantization
from srdesk.models.tflite.shuffle import innermost_colors
from srdesk.models.tflite.sizes import sizes_of
from srdesk.texts import Text

if TYPE_CHECKING:
    from onnx import ModelProto, NodeProto


def lowered(model: "ModelProto", *, shape: tuple[int, int] | None = None) -> Network:
    """A network that computes the same on ``1 x h x w x C`` in place of ``1 x C x h x w``.

    It takes pictures of any size, or of ``shape`` (height, width) alone. Weights stay in the type in which they are
    stored; what is in quantise/dequantise form becomes signed INT8 with the same scales. Raises `ModelError` for
    operators that have no counterpart, naming them.
    """
    return _Lowering(innermost_colors(model), shape).network()


class _Lowering:
    """One network on its way, by the names of its tensors in ONNX."""

    def __init__(self, model: "ModelProto", shape: tuple[int, int] | None) -> None:
        sizes = sizes_of(model, shape)
        self._graph = model.graph
        self._draft = Draft(sizes.shapes, dynamic=sizes.dynamic)
        self._picture = sizes.picture
        self._constants = Constants(self._graph.initializer)
        self._made: dict[str, int] = {}
        self._users: dict[str, list[NodeProto]] = {}
        for node in self._graph.node:
            for name in node.input:
                self._users.setdefault(name, []).append(node)

    def network(self) -> Network:
        """Everything, from the one input to the one output."""
        self._refuse_unknown()
        begin = self._made[self._picture] = self._draft.tensor(self._picture)
        for node in self._graph.node:
            if node.output[0] not in self._made:
                _RULES[node.op_type](self, node)
        end = self._draft.plain(self._made[self._graph.output[0].name])
        return self._draft.network([begin], [end])

    def _refuse_unknown(self) -> None:
        unknown = sorted({node.op_type for node in self._graph.node} - set(_RULES))
        if unknown:
            raise ModelError(
                Text("TensorFlow Lite has no counterpart here for: {0}.", ", ".join(unknown)), hint="Use --engine onnx."
            )

    def _only_user(self, name: str, kind: str) -> "NodeProto | None":
        """The node that alone uses a tensor, if it is of a kind."""
        users = self._users.get(name, [])
        alone = len(users) == 1 and users[0].op_type == kind and name != self._graph.output[0].name
        return users[0] if alone else None

    def _real(self, name: str) -> int:
        """A tensor in floating point."""
        if name not in self._made:
            self._made[name] = self._draft.constant(name, innermost(self._constants.real(name)))
        return self._draft.plain(self._made[name])

    def _quantized(self, name: str) -> bool:
        index = self._made.get(name)
        return index is not None and self._draft.tensors[index].quantization is not None

    def _activation(self, node: "NodeProto") -> tuple[str, Activation]:
        """What to call a node's result, and the activation that the runtime does in the same step."""
        after = self._only_user(node.output[0], "Relu")
        return (after.output[0], Activation.RELU) if after else (node.output[0], Activation.NONE)

    def _output(self, name: str, *, integer: bool = False) -> int:
        """The tensor for a result: quantised right away where ``integer`` and the next step would do nothing else."""
        after = self._only_user(name, "QuantizeLinear") if integer else None
        if after is None:
            index = self._draft.tensor(name)
        else:
            scale = self._constants.signed(after)
            index = self._draft.tensor(name, Kind.INT8, quantization=scale)
            self._made[after.output[0]] = index
        self._made[name] = index
        return index

    def quantize(self, node: "NodeProto") -> None:
        output = self._draft.tensor(node.output[0], Kind.INT8, quantization=self._constants.signed(node))
        self._made[node.output[0]] = self._draft.run(Op.QUANTIZE, [self._real(node.input[0])], output)

    def dequantize(self, node: "NodeProto") -> None:
        """Nothing runs: who reads it takes the bytes, or has them made floating."""
        source, target = node.input[0], node.output[0]
        if source in self._constants:
            self._constants.dequantize(node)
        else:
            self._made[target] = self._made[source]

    def cast(self, node: "NodeProto") -> None:
        """Constants keep the type in which they are stored; the format widens them itself."""
        source, target = node.input[0], node.output[0]
        if source in self._constants:
            self._constants.rename(source, target)
        else:
            self._made[target] = self._made[source]

    def same(self, node: "NodeProto") -> None:
        self._made[node.output[0]] = self._made[node.input[0]]

    def convolve(self, node: "NodeProto") -> None:
        """A convolution, or one for each channel; in integers where everything around it is."""
        traits = attributes(node)
        channels, depth = self._constants.stored[node.input[1]].shape[:2]
        group = traits.get("group", 1)
        if group not in (1, channels) or (group > 1 and depth > 1):
            raise ModelError("Convolutions of channels in groups have no counterpart.", hint="Use --engine onnx.")
        source, integer = self._convolved(node)
        source, padding = self._padded(node, traits, source)
        name, activation = self._activation(node)
        strides, dilations = traits.get("strides", [1, 1]), traits.get("dilations", [1, 1])
        options = {
            "padding": padding,
            "activation": activation,
            "stride_h": strides[0],
            "stride_w": strides[1],
            "dilation_h": dilations[0],
            "dilation_w": dilations[1],
        }
        op = Op.CONV_2D if group == 1 else Op.DEPTHWISE_CONV_2D
        if group > 1:
            options["multiplier"] = 1
        kernel, bias = self._weights(node, integer=integer, depthwise=group > 1)
        self._draft.run(op, [source, kernel, bias], self._output(name, integer=integer), **options)
        self._made[node.output[0]] = self._made[name]

    def _convolved(self, node: "NodeProto") -> tuple[int, bool]:
        """What is convolved, and whether in integers."""
        integer = (
            self._quantized(node.input[0])
            and all(name in self._constants.scales for name in node.input[1:])
            and self._only_user(node.output[0], "QuantizeLinear") is not None
        )
        return (self._made[node.input[0]] if integer else self._real(node.input[0])), integer

    def _weights(self, node: "NodeProto", *, integer: bool, depthwise: bool) -> tuple[int, int]:
        name = node.input[1]
        order = (1, 2, 3, 0) if depthwise else (0, 2, 3, 1)
        bias_name = node.input[2] if len(node.input) > 2 and node.input[2] else ""
        if not integer:
            kernel = self._draft.constant(name, self._constants.real(name).transpose(order))
            channels = self._constants.stored[name].shape[0]
            bias = self._constants.real(bias_name) if bias_name else np.zeros(channels, np.float32)
            return kernel, self._draft.constant(bias_name or f"{name}_bias", bias)
        scale = self._constants.scales[name]
        along = Quantization(scale.scale, scale.zero_point, 3 if depthwise else 0)
        kernel = self._draft.constant(name, self._constants.stored[name].transpose(order), quantization=along)
        return kernel, self._integer_bias(node, bias_name, scale)

    def _integer_bias(self, node: "NodeProto", name: str, weights: Quantization) -> int:
        """The bias in units of input scale times weight scale, which is what the accumulator counts in."""
        unit = self._draft.tensors[self._made[node.input[0]]].quantization
        assert unit is not None
        channels = self._constants.stored[node.input[1]].shape[0]
        scales = np.broadcast_to(np.array(weights.scale) * unit.scale[0], channels)
        real = self._constants.real(name) if name else np.zeros(channels, np.float32)
        counted = np.rint(real.astype(np.float64) / scales).astype(np.int32)
        quantization = Quantization(tuple(map(float, scales)), (0,) * channels)
        return self._draft.constant(name or f"{node.input[1]}_bias", counted, quantization=quantization)

    def _padded(self, node: "NodeProto", traits: dict[str, Any], source: int) -> tuple[int, Padding]:
        """The source with a border where the runtime's own kinds of padding do not fit."""
        kernel = self._constants.stored[node.input[1]].shape[2:]
        pads = traits.get("pads", [0, 0, 0, 0])
        spans = [(side - 1) * step for side, step in zip(kernel, traits.get("dilations", [1, 1]), strict=True)]
        if not any(pads):
            return source, Padding.VALID
        halves = [span // 2 for span in spans]
        if pads == [*halves, *halves] and not any(span % 2 for span in spans) and max(traits.get("strides", [1])) == 1:
            return source, Padding.SAME
        border = np.array([[0, 0], [pads[0], pads[2]], [pads[1], pads[3]], [0, 0]], np.int32)
        return bordered(self._draft, source, border, f"{node.output[0]}_border"), Padding.VALID

    def combine(self, node: "NodeProto", op: Op) -> None:
        """Two tensors element by element; a sum in integers where everything around it is."""
        integer = op is Op.ADD and all(map(self._quantized, node.input))
        integer = integer and self._only_user(node.output[0], "QuantizeLinear") is not None
        name, activation = (node.output[0], Activation.NONE) if integer else self._activation(node)
        inputs = [self._made[source] if integer else self._real(source) for source in node.input]
        self._draft.run(op, inputs, self._output(name, integer=integer), activation=activation)
        self._made[node.output[0]] = self._made[name]

    def extreme(self, node: "NodeProto", op: Op) -> None:
        inputs = [self._real(source) for source in node.input]
        self._draft.run(op, inputs, self._output(node.output[0]))

    def leak(self, node: "NodeProto") -> None:
        integer = self._quantized(node.input[0]) and self._only_user(node.output[0], "QuantizeLinear") is not None
        source = self._made[node.input[0]] if integer else self._real(node.input[0])
        alpha = float(attributes(node).get("alpha", 0.01))
        self._draft.run(Op.LEAKY_RELU, [source], self._output(node.output[0], integer=integer), alpha=alpha)

    def simple(self, node: "NodeProto", op: Op) -> None:
        self._draft.run(op, [self._real(node.input[0])], self._output(node.output[0]))

    def leak_by_channel(self, node: "NodeProto") -> None:
        slope = self._constants.real(node.input[1]).reshape(1, 1, -1)
        constant = self._draft.constant(node.input[1], slope)
        self._draft.run(Op.PRELU, [self._real(node.input[0]), constant], self._output(node.output[0]))

    def clip(self, node: "NodeProto") -> None:
        index = self._real(node.input[0])
        for name, op in zip(node.input[1:], (Op.MAXIMUM, Op.MINIMUM), strict=False):
            if name:
                output = self._draft.tensor(f"{name}_{op.name}", shape=self._draft.tensors[index].shape)
                index = self._draft.run(op, [index, self._real(name)], output)
        self._made[node.output[0]] = index

    def move(self, node: "NodeProto", rule: Move) -> None:
        """In bytes where it is given bytes."""
        name = node.input[0]
        source = self._made[name] if name in self._made else self._real(name)
        self._made[node.output[0]] = rule(self._draft, self._constants, source, node)

    def join(self, node: "NodeProto") -> None:
        inputs = [self._real(source) for source in node.input]
        axis = inward(attributes(node)["axis"])
        self._draft.run(Op.CONCATENATION, inputs, self._output(node.output[0]), axis=axis)


_RULES: dict[str, Callable[["_Lowering", "NodeProto"], None]] = {
    "Add": partial(_Lowering.combine, op=Op.ADD),
    "Sub": partial(_Lowering.combine, op=Op.SUB),
    "Mul": partial(_Lowering.combine, op=Op.MUL),
    "Div": partial(_Lowering.combine, op=Op.DIV),
    "Max": partial(_Lowering.extreme, op=Op.MAXIMUM),
    "Min": partial(_Lowering.extreme, op=Op.MINIMUM),
    "Relu": partial(_Lowering.simple, op=Op.RELU),
    "Sigmoid": partial(_Lowering.simple, op=Op.LOGISTIC),
    "Tanh": partial(_Lowering.simple, op=Op.TANH),
    "Conv": _Lowering.convolve,
    "LeakyRelu": _Lowering.leak,
    "PRelu": _Lowering.leak_by_channel,
    "Clip": _Lowering.clip,
    "Concat": _Lowering.join,
    "Cast": _Lowering.cast,
    "Identity": _Lowering.same,
    "Dropout": _Lowering.same,
    "QuantizeLinear": _Lowering.quantize,
    "DequantizeLinear": _Lowering.dequantize,
    **{kind: partial(_Lowering.move, rule=rule) for kind, rule in MOVES.items()},
}
