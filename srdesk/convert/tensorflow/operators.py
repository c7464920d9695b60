"""Operators that work point by point or move points: what each becomes in ONNX."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import partial

import numpy as np

from srdesk.convert.tensorflow import windows
from srdesk.convert.tensorflow.graphdef import Array
from srdesk.convert.tensorflow.values import NCHW, Step, Tensor
from srdesk.texts import Text

Rule = Callable[[Step], Tensor]

_MAX_BLOCK = 64


def _pointwise(step: Step, operator: str, count: int) -> Tensor:
    """One tensor, or two of them, or one and a constant."""
    if len(step.values) != count:
        raise step.refusal(Text("it has {0} inputs", len(step.values)))
    tensors = [value for value in step.values if isinstance(value, Tensor)]
    first = tensors[0]
    for other in tensors[1:]:
        if (other.axes, other.density) != (first.axes, first.density):
            raise step.refusal(Text("its inputs are not of the same size"))
        first = _with_channels(step, first, other.channels)
    names = []
    for index, value in enumerate(step.values):
        if isinstance(value, Tensor):
            names.append(value.name)
        else:
            aligned = _aligned(step, value, first.axes)
            first = _with_channels(step, first, aligned.size)
            names.append(step.keep(aligned, str(index)))
    return replace(first, name=step.emit(operator, *names))


def _with_channels(step: Step, tensor: Tensor, channels: int) -> Tensor:
    """A tensor met by another of so many channels; one channel goes with any number."""
    if channels in (1, tensor.channels):
        return tensor
    if tensor.channels != 1:
        raise step.refusal(Text("its inputs have {0} and {1} channels", tensor.channels, channels))
    return replace(tensor, channels=channels)


def _aligned(step: Step, constant: Array, axes: str) -> Array:
    """A constant that TensorFlow spreads over the last axes, shaped for tensors that are N x C x H x W."""
    if constant.ndim > 4 or constant.dtype.kind not in "fiu":
        raise step.refusal(Text("a constant of it has the shape {0}", constant.shape))
    whole = constant.astype(np.float32).reshape((1,) * (4 - constant.ndim) + constant.shape)
    whole = whole.transpose([axes.index(axis) for axis in NCHW])
    if whole.shape[0] != 1 or whole.shape[2:] != (1, 1):
        raise step.refusal(Text("a constant of it is not the same all over the picture"))
    return whole.reshape(()) if whole.size == 1 else whole[0]


def _biased(step: Step) -> Tensor:
    """``BiasAdd`` adds to channels, wherever these are."""
    step.expect_layout(step.tensor())
    bias = step.constant(1).reshape(-1).astype(np.float32)
    tensor = step.tensor()
    if tensor.channels != bias.size:
        raise step.refusal(Text("its inputs have {0} and {1} channels", tensor.channels, bias.size))
    return replace(tensor, name=step.emit("Add", tensor.name, step.keep(bias[:, None, None], "bias")))


def _normalized(step: Step) -> Tensor:
    """``FusedBatchNorm`` as it is after training: a factor and a sum for each channel."""
    step.expect_layout(step.tensor())
    if step.attributes.get("is_training", True):
        raise step.refusal(Text("it is still being trained"))
    scale, offset, mean, variance = (step.constant(index).reshape(-1).astype(np.float64) for index in range(1, 5))
    if {scale.size, offset.size, mean.size, variance.size} != {step.tensor().channels}:
        raise step.refusal(Text("its inputs are not of the same size"))
    with np.errstate(all="ignore"):
        factor = scale / np.sqrt(variance + step.number("epsilon", 1e-4))
        added = offset - mean * factor
    factors, sums = (array.astype(np.float32)[:, None, None] for array in (factor, added))
    scaled = step.draft.add("Mul", [step.tensor().name, step.keep(factors, "factor")], f"{step.name}:scaled")
    return replace(step.tensor(), name=step.emit("Add", scaled, step.keep(sums, "sum")))


def _squared(step: Step) -> Tensor:
    return replace(step.tensor(), name=step.emit("Mul", step.tensor().name, step.tensor().name))


def _root_below(step: Step) -> Tensor:
    root = step.draft.add("Sqrt", [step.tensor().name], f"{step.name}:root")
    return replace(step.tensor(), name=step.emit("Div", step.keep(np.array(1, np.float32), "one"), root))


def _relu6(step: Step) -> Tensor:
    limits = (step.keep(np.array(limit, np.float32), f"{limit}") for limit in (0, 6))
    return replace(step.tensor(), name=step.emit("Clip", step.tensor().name, *limits))


def _leaky(step: Step) -> Tensor:
    return replace(step.tensor(), name=step.emit("LeakyRelu", step.tensor().name, alpha=step.number("alpha", 0.2)))


def _same(step: Step) -> Tensor:
    return step.tensor()


def _cast(step: Step) -> Tensor:
    """Only to a kind of float, which all tensors are here."""
    if step.attributes.get("DstT") not in (1, 2, 14, 19):
        raise step.refusal(Text("it makes integers"))
    return step.tensor()


def _turned(step: Step) -> Tensor:
    """``Transpose`` moves nothing here: it is the order of axes that is another from then on."""
    order = [int(axis) for axis in step.constant(1).reshape(-1)[:5]]
    if sorted(order) != [0, 1, 2, 3]:
        raise step.refusal(Text("it makes no sense for a picture"))
    return replace(step.tensor(), axes="".join(step.tensor().axes[axis] for axis in order))


def _joined(step: Step) -> Tensor:
    """``ConcatV2`` of channels."""
    axis = int(step.constant(len(step.values) - 1).reshape(-1)[:1].sum())
    tensors = [step.tensor(index) for index in range(len(step.values) - 1)]
    first = tensors[0]
    if any((one.axes, one.density) != (first.axes, first.density) for one in tensors):
        raise step.refusal(Text("its inputs are not of the same size"))
    if not -4 <= axis < 4 or first.axes[axis] != "C":
        raise step.refusal(Text("it joins something else than channels"))
    name = step.emit("Concat", *(one.name for one in tensors), axis=1)
    return replace(first, name=name, channels=sum(one.channels for one in tensors))


def _shuffled(step: Step) -> Tensor:
    """``DepthToSpace``: channels of a block are ordered by row, column, channel."""
    source, block = step.tensor(), _block(step)
    if source.channels % block**2:
        raise step.refusal(Text("{0} channels make no blocks of {1}", source.channels, block))
    name = step.emit("DepthToSpace", source.name, blocksize=block, mode="DCR")
    return replace(source, name=name, channels=source.channels // block**2, density=source.density * block)


def _unshuffled(step: Step) -> Tensor:
    source, block = step.tensor(), _block(step)
    name = step.emit("SpaceToDepth", source.name, blocksize=block)
    return replace(source, name=name, channels=source.channels * block**2, density=source.density / Fraction(block))


def _block(step: Step) -> int:
    step.expect_layout(step.tensor())
    block = step.attributes.get("block_size", 0)
    if type(block) is not int or not 1 < block <= _MAX_BLOCK:
        raise step.refusal(Text("its {0} makes no sense", "block_size"))
    return block


_UNARY = ("Abs", "Neg", "Exp", "Sqrt", "Relu", "Elu", "Tanh", "Sigmoid", "Softplus")
_BINARY = {
    "Add": "Add",
    "AddV2": "Add",
    "Sub": "Sub",
    "Mul": "Mul",
    "RealDiv": "Div",
    "Maximum": "Max",
    "Minimum": "Min",
}

RULES: dict[str, Rule] = {
    **{name: partial(_pointwise, operator=name, count=1) for name in _UNARY},
    **{name: partial(_pointwise, operator=operator, count=2) for name, operator in _BINARY.items()},
    **dict.fromkeys(("FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3"), _normalized),
    **dict.fromkeys(("StopGradient", "Snapshot", "CheckNumerics"), _same),
    "BiasAdd": _biased,
    "Cast": _cast,
    "ConcatV2": _joined,
    "Conv2D": windows.convolution,
    "Conv2DBackpropInput": windows.transposed,
    "DepthwiseConv2dNative": windows.depthwise,
    "MaxPool": partial(windows.pooled, operator="MaxPool"),
    "AvgPool": partial(windows.pooled, operator="AveragePool"),
    "DepthToSpace": _shuffled,
    "SpaceToDepth": _unshuffled,
    "LeakyRelu": _leaky,
    "Relu6": _relu6,
    "Rsqrt": _root_below,
    "Square": _squared,
    "Transpose": _turned,
}
"""What each operator of TensorFlow becomes when its input depends on the picture."""
