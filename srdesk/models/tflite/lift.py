"""TensorFlow Lite networks as ONNX networks: operator by operator, colours outermost."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from srdesk.errors import ModelError
from srdesk.models.tflite.lift_draft import LiftDraft
from srdesk.models.tflite.moves import INWARD
from srdesk.models.tflite.network import Activation, Kind, Network, Op, Operator, Padding, Tensor
from srdesk.texts import Text

if TYPE_CHECKING:
    from onnx import ModelProto

Array = NDArray[np.generic]
OUTWARD = (0, 3, 1, 2)
"""The order of axes that brings colours out."""
_SYMMETRIC = 1
_LIMITS = {Activation.RELU6: (0.0, 6.0), Activation.RELU_N1_TO_1: (-1.0, 1.0)}


def lifted(network: Network) -> "ModelProto":
    """A network that computes the same, in floating point, on ``1 x C x h x w``.

    What is quantised stays so, in quantise/dequantise form, with floating input and output. Raises `ModelError` for
    what has no counterpart.
    """
    if len(network.inputs) != 1 or len(network.outputs) != 1:
        raise ModelError("The network has several inputs or outputs.", hint="Networks of one picture can be read.")
    return _Lift(network).model()


class _Lift:
    """One network on its way; tensors have names by their numbers."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._draft = LiftDraft()
        self._names: dict[int, str] = {}
        self._wide: dict[int, int] = {}

    def model(self) -> "ModelProto":
        (begin,), (end,) = self._network.inputs, self._network.outputs
        self._begin(begin)
        for step in self._network.operators:
            rule = _RULES[step.op]
            self._produced(step.outputs[0], rule(self, step), step)
        return self._draft.model(self._end(end))

    def _begin(self, index: int) -> None:
        tensor = self._tensor(index)
        dims = [0 if length == -1 else length for length in tensor.signature or tensor.shape]
        if len(dims) != 4:
            raise ModelError(Text("The network takes something of {0} dimensions, not a picture.", len(dims)))
        inside = dims[3] in (1, 3) or dims[1] not in (1, 3)
        name = self._draft.input([dims[axis] for axis in OUTWARD] if inside else dims)
        self._produced(index, name if inside else self._draft.turned(name, OUTWARD), None)

    def _end(self, index: int) -> str:
        """The result, colours outermost, whichever way they are in the file."""
        shape, name = self._tensor(index).shape, self._name(index)
        outermost = len(shape) == 4 and shape[1] in (1, 3) and shape[3] not in (1, 3)
        return self._draft.turned(name, _inverse(OUTWARD)) if outermost else name

    def _tensor(self, index: int) -> Tensor:
        return self._network.tensors[index]

    def _name(self, index: int) -> str:
        """A tensor that takes part in arithmetic; constants get the rank and the order of pictures."""
        if index in self._names:
            return self._names[index]
        tensor = self._constant(index)
        shape = (1,) * (4 - len(tensor.shape)) + tensor.shape
        self._names[index] = self._stored(tensor, tensor.values.reshape(shape).transpose(OUTWARD), axis=1)
        return self._names[index]

    def _constant(self, index: int) -> Tensor:
        """A tensor that has to be known."""
        index = self._wide.get(index, index)
        tensor = self._tensor(index) if index >= 0 else None
        if tensor is None or tensor.content is None:
            raise ModelError("The network computes what has to be known.", hint="Export it with fixed weights.")
        return tensor

    def _stored(self, tensor: Tensor, array: Array, *, axis: int) -> str:
        """A constant as real numbers, ``axis`` that of its scales."""
        return self._draft.constant(array, tensor.quantization, axis=axis)

    def _produced(self, index: int, name: str, step: Operator | None) -> None:
        """A tensor that has been made: through the step's activation, and rounded if it is quantised."""
        activation = Activation(int(step.options.get("activation", 0))) if step else Activation.NONE
        if activation is Activation.RELU:
            name = self._draft.run("Relu", [name])
        elif activation in _LIMITS:
            name = self._draft.clipped(name, *_LIMITS[activation])
        tensor = self._tensor(index)
        if tensor.kind is Kind.INT16:
            raise ModelError("The network computes in 16-bit integers.", hint="Export it in 8 bits or floating point.")
        if tensor.quantization and tensor.kind in (Kind.INT8, Kind.UINT8):
            name = self._draft.rounded(name, tensor.quantization, tensor.kind.dtype)
        self._names[index] = name

    def convolve(self, step: Operator) -> str:
        tensor = self._constant(step.inputs[1])
        kernel = self._stored(tensor, tensor.values.transpose(0, 3, 1, 2), axis=0)
        return self._convolution(step, kernel, tensor.shape[1:3], group=1)

    def convolve_depthwise(self, step: Operator) -> str:
        tensor = self._constant(step.inputs[1])
        kernel = self._stored(tensor, tensor.values.transpose(3, 0, 1, 2), axis=0)
        channels = self._tensor(step.inputs[0]).shape[3]
        return self._convolution(step, kernel, tensor.shape[1:3], group=channels)

    def _convolution(self, step: Operator, kernel: str, shape: Sequence[int], *, group: int) -> str:
        strides, dilations = _pair(step, "stride"), _pair(step, "dilation")
        traits: dict[str, Any] = {"kernel_shape": list(shape), "strides": strides, "dilations": dilations}
        if group > 1:
            traits["group"] = group
        if step.options["padding"] == Padding.SAME:
            spans = [(side - 1) * step for side, step in zip(shape, dilations, strict=True)]
            traits |= _same(spans) if max(strides) == 1 else {"auto_pad": "SAME_UPPER"}
        inputs = [self._name(step.inputs[0]), kernel, *self._bias(step, 2)]
        return self._draft.run("Conv", inputs, **traits)

    def _bias(self, step: Operator, place: int) -> list[str]:
        if len(step.inputs) <= place or step.inputs[place] < 0:
            return []
        tensor = self._constant(step.inputs[place])
        return [self._stored(tensor, tensor.values, axis=0)]

    def convolve_transposed(self, step: Operator) -> str:
        tensor, strides = self._constant(step.inputs[1]), _pair(step, "stride")
        shape = tensor.shape[1:3]
        spans = [side - stride for side, stride in zip(shape, strides, strict=True)]
        if min(spans) < 0:
            raise ModelError("A transposed convolution leaves gaps.", hint="Use a kernel as wide as the stride.")
        kernel = self._stored(tensor, tensor.values.transpose(3, 0, 1, 2), axis=1)
        padding = _same(spans) if step.options["padding"] == Padding.SAME else {}
        inputs = [self._name(step.inputs[2]), kernel, *self._bias(step, 3)]
        return self._draft.run("ConvTranspose", inputs, kernel_shape=list(shape), strides=strides, **padding)

    def plain(self, step: Operator, kind: str) -> str:
        return self._draft.run(kind, [self._name(index) for index in step.inputs])

    def cut(self, step: Operator) -> str:
        return self._draft.clipped(self._name(step.inputs[0]), 0.0, 6.0)

    def leak(self, step: Operator) -> str:
        return self._draft.run("LeakyRelu", [self._name(step.inputs[0])], alpha=step.options["alpha"])

    def shuffle(self, step: Operator, kind: str) -> str:
        return self._draft.run(kind, [self._name(step.inputs[0])], blocksize=int(step.options["block"]))

    def join(self, step: Operator) -> str:
        axis = INWARD[int(step.options["axis"]) % len(INWARD)]
        return self._draft.run("Concat", [self._name(index) for index in step.inputs], axis=axis)

    def turn(self, step: Operator) -> str:
        """Axes in another order, as seen with colours outermost."""
        order = tuple(map(int, self._constant(step.inputs[1]).values.ravel()))
        if sorted(order) != [0, 1, 2, 3]:
            raise ModelError("The network turns something else than pictures.")
        back = _inverse(OUTWARD)
        return self._draft.turned(self._name(step.inputs[0]), tuple(back[order[axis]] for axis in OUTWARD))

    def pad(self, step: Operator) -> str:
        border = self._constant(step.inputs[1]).values.reshape(-1, 2)
        if len(border) != 4:
            raise ModelError("The network pads something else than pictures.")
        if step.options.get("mode") == _SYMMETRIC:
            raise ModelError("The network mirrors a border with itself.", hint="Export it with reflected borders.")
        outward = self._draft.integers(border[list(OUTWARD)].astype(np.int64).T.ravel())
        mode = {"mode": "reflect"} if step.op is Op.MIRROR_PAD else {}
        return self._draft.run("Pad", [self._name(step.inputs[0]), outward], **mode)

    def slice(self, step: Operator) -> str:
        """A part of a picture, in steps; axes that a mask has are whole."""
        bounds = [self._constant(index).values.ravel().astype(np.int64) for index in step.inputs[1:4]]
        unusual = any(step.options[f"{kind}_mask"] for kind in ("ellipsis", "new_axis", "shrink_axis"))
        if unusual or any(len(bound) != len(INWARD) for bound in bounds) or bounds[2].min() < 1:
            raise ModelError("The network cuts something else out than a part of a picture.")
        begin, end = (
            [bool(int(step.options[f"{kind}_mask"]) >> axis & 1) for axis in range(len(INWARD))]
            for kind in ("begin", "end")
        )
        starts, ends = np.where(begin, 0, bounds[0]), np.where(end, np.iinfo(np.int64).max, bounds[1])
        parts = (starts, ends, np.array(INWARD, np.int64), bounds[2])
        return self._draft.run("Slice", [self._name(step.inputs[0]), *map(self._draft.integers, parts)])

    def resize(self, step: Operator, kind: str) -> str:
        source, size = self._tensor(step.inputs[0]).shape, self._constant(step.inputs[1]).values.ravel()
        if len(source) != 4 or len(size) != 2 or min(source) < 1:
            raise ModelError("The network resizes something else than pictures.")
        factors = np.array([1, 1, size[0] / source[1], size[1] / source[2]], np.float32)
        way = "align_corners" if step.options["align_corners"] else "asymmetric"
        way = "half_pixel" if step.options["half_pixel_centers"] else way
        nearest = "round_prefer_ceil" if way != "asymmetric" else "floor"
        inputs = [self._name(step.inputs[0]), "", self._draft.constant(factors)]
        return self._draft.run("Resize", inputs, mode=kind, coordinate_transformation_mode=way, nearest_mode=nearest)

    def widen(self, step: Operator) -> str:
        """Constants are widened where they are used; everything else is wide already."""
        if self._tensor(step.inputs[0]).content is None:
            return self._name(step.inputs[0])
        self._wide[step.outputs[0]] = step.inputs[0]
        return self._name(step.inputs[0])


def _pair(step: Operator, name: str) -> list[int]:
    return [int(step.options[f"{name}_{axis}"]) for axis in "hw"]


def _same(spans: Sequence[int]) -> dict[str, Any]:
    """Padding that a window of such spans needs, the odd pixel at the end."""
    begins = [span // 2 for span in spans]
    return {"pads": begins + [span - begin for span, begin in zip(spans, begins, strict=True)]}


def _inverse(order: Sequence[int]) -> tuple[int, ...]:
    return tuple(order.index(axis) for axis in range(len(order)))


_RULES: dict[Op, Callable[["_Lift", Operator], str]] = {
    Op.ADD: partial(_Lift.plain, kind="Add"),
    Op.SUB: partial(_Lift.plain, kind="Sub"),
    Op.MUL: partial(_Lift.plain, kind="Mul"),
    Op.DIV: partial(_Lift.plain, kind="Div"),
    Op.MAXIMUM: partial(_Lift.plain, kind="Max"),
    Op.MINIMUM: partial(_Lift.plain, kind="Min"),
    Op.PRELU: partial(_Lift.plain, kind="PRelu"),
    Op.RELU: partial(_Lift.plain, kind="Relu"),
    Op.LOGISTIC: partial(_Lift.plain, kind="Sigmoid"),
    Op.TANH: partial(_Lift.plain, kind="Tanh"),
    Op.DEPTH_TO_SPACE: partial(_Lift.shuffle, kind="DepthToSpace"),
    Op.SPACE_TO_DEPTH: partial(_Lift.shuffle, kind="SpaceToDepth"),
    Op.RESIZE_BILINEAR: partial(_Lift.resize, kind="linear"),
    Op.RESIZE_NEAREST_NEIGHBOR: partial(_Lift.resize, kind="nearest"),
    Op.CONV_2D: _Lift.convolve,
    Op.DEPTHWISE_CONV_2D: _Lift.convolve_depthwise,
    Op.TRANSPOSE_CONV: _Lift.convolve_transposed,
    Op.RELU6: _Lift.cut,
    Op.LEAKY_RELU: _Lift.leak,
    Op.CONCATENATION: _Lift.join,
    Op.TRANSPOSE: _Lift.turn,
    Op.PAD: _Lift.pad,
    Op.MIRROR_PAD: _Lift.pad,
    Op.STRIDED_SLICE: _Lift.slice,
    Op.QUANTIZE: _Lift.widen,
    Op.DEQUANTIZE: _Lift.widen,
}
