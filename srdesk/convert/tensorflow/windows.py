"""Operators that look through a window: convolutions, transposed ones, pooling."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np

from srdesk.convert.tensorflow.graphdef import Array
from srdesk.convert.tensorflow.values import Step, Tensor
from srdesk.texts import Text

_ONES = (1, 1, 1, 1)
_MAX_STEP = 64


def convolution(step: Step) -> Tensor:
    """``Conv2D``: filters are h x w x in x out; several groups if the picture has a multiple of ``in`` channels."""
    source, filters = step.tensor(), _filters(step, 1)
    channels, entering = source.channels, filters.shape[2]
    if channels % entering or filters.shape[3] % (channels // entering):
        raise step.refusal(Text("its filter takes {0} channels and gets {1}", entering, channels))
    weights = step.keep(filters.transpose(3, 2, 0, 1), "filter")
    return _convolved(step, weights, filters, groups=channels // entering, channels=filters.shape[3])


def depthwise(step: Step) -> Tensor:
    """``DepthwiseConv2dNative``: filters are h x w x in x multiple, each channel has its own."""
    source, filters = step.tensor(), _filters(step, 1)
    height, width, entering, multiple = filters.shape
    if source.channels != entering:
        raise step.refusal(Text("its filter takes {0} channels and gets {1}", entering, source.channels))
    weights = filters.transpose(2, 3, 0, 1).reshape(entering * multiple, 1, height, width)
    return _convolved(step, step.keep(weights, "filter"), filters, groups=entering, channels=entering * multiple)


def _convolved(step: Step, weights: str, filters: Array, *, groups: int, channels: int) -> Tensor:
    step.expect_layout(step.tensor())
    strides, dilations = _steps(step, "strides"), _steps(step, "dilations")
    sides = (filters.shape[0], filters.shape[1])
    padding = _padding(step, sides, strides, dilations)
    name = step.emit(
        "Conv",
        step.tensor().name,
        weights,
        kernel_shape=list(sides),
        strides=list(strides),
        dilations=list(dilations),
        group=groups,
        **padding,
    )
    return replace(step.tensor(), name=name, channels=channels, density=_thinned(step, strides))


def transposed(step: Step) -> Tensor:
    """``Conv2DBackpropInput``: sizes (looked at elsewhere), filters h x w x out x in, picture.

    What it makes is as large as its stride says; the sizes that TensorFlow is told cannot be otherwise but for the
    few pixels that a stride leaves open, where networks for pictures take the multiple.
    """
    source, filters = step.tensor(2), _filters(step, 1)
    step.expect_layout(source)
    if isinstance(step.values[0], np.ndarray):
        raise step.refusal(Text("it makes pictures of one fixed size"))
    if source.channels != filters.shape[3]:
        raise step.refusal(Text("its filter takes {0} channels and gets {1}", filters.shape[3], source.channels))
    strides = _steps(step, "strides")
    if strides[0] != strides[1] or _steps(step, "dilations") != (1, 1):
        raise step.refusal(Text("its strides or dilations are of a kind that is not converted"))
    name = step.emit(
        "ConvTranspose",
        source.name,
        step.keep(filters.transpose(3, 2, 0, 1), "filter"),
        kernel_shape=list(filters.shape[:2]),
        strides=list(strides),
        **_grown(step, filters.shape[:2], strides[0]),
    )
    return replace(source, name=name, channels=filters.shape[2], density=source.density * strides[0])


def _grown(step: Step, sides: tuple[int, ...], stride: int) -> dict[str, list[int]]:
    """Pads and extra pixels after which a transposed convolution gives ``stride`` pixels for one.

    Without padding (``VALID``) it gives what reaches beyond the last as well.
    """
    padding = step.text("padding")
    if padding not in ("SAME", "VALID"):
        raise step.refusal(Text("padding of {0!r} is not known", padding))
    beyond = [max(side - stride, 0) if padding == "SAME" else 0 for side in sides]
    return {
        "pads": [total // 2 for total in beyond] + [total - total // 2 for total in beyond],
        "output_padding": [max(stride - side, 0) for side in sides],
    }


def pooled(step: Step, operator: str) -> Tensor:
    """``MaxPool`` and ``AvgPool``; what lies outside the picture does not count."""
    step.expect_layout(step.tensor())
    sides, strides = _steps(step, "ksize"), _steps(step, "strides")
    padding = _padding(step, sides, strides, (1, 1))
    name = step.emit(operator, step.tensor().name, kernel_shape=list(sides), strides=list(strides), **padding)
    return replace(step.tensor(), name=name, density=_thinned(step, strides))


def _filters(step: Step, index: int) -> Array:
    filters = step.constant(index)
    if filters.ndim != 4 or 0 in filters.shape or filters.dtype != np.float32:
        raise step.refusal(Text("its filter has the shape {0}", filters.shape))
    return filters


def _steps(step: Step, name: str) -> tuple[int, int]:
    """What an attribute with a number for each axis says for height and width."""
    numbers = dict(zip(step.text("data_format", "NHWC"), step.integers(name, _ONES), strict=True))
    if (numbers["N"], numbers["C"]) != (1, 1) or not all(0 < number <= _MAX_STEP for number in numbers.values()):
        raise step.refusal(Text("its {0} makes no sense", name))
    return numbers["H"], numbers["W"]


def _thinned(step: Step, strides: tuple[int, int]) -> Fraction:
    if strides[0] != strides[1]:
        raise step.refusal(Text("its strides are of a kind that is not converted"))
    return step.tensor().density / strides[0]


def _padding(
    step: Step, sides: tuple[int, int], strides: tuple[int, int], dilations: tuple[int, int]
) -> dict[str, Any]:
    """TensorFlow's padding as ONNX attributes, for pictures of any size.

    ``SAME`` with a stride of one is the same for every size, the odd pixel after the picture; with others it depends
    on the size, which the runtime then has to work out.
    """
    padding = step.text("padding")
    if padding == "VALID":
        return {"pads": [0] * 4}
    if padding == "SAME" and strides == (1, 1):
        totals = [(side - 1) * dilation for side, dilation in zip(sides, dilations, strict=True)]
        return {"pads": [total // 2 for total in totals] + [total - total // 2 for total in totals]}
    if padding == "SAME" and dilations == (1, 1):
        return {"auto_pad": "SAME_UPPER"}
    if padding == "EXPLICIT":
        return {"pads": _explicit(step)}
    raise step.refusal(Text("padding of {0!r} is not known", padding))


def _explicit(step: Step) -> list[int]:
    pads = step.integers("explicit_paddings", (0,) * 8)
    by_axis = {axis: pads[2 * index : 2 * index + 2] for index, axis in enumerate(step.text("data_format", "NHWC"))}
    if any(by_axis["N"] + by_axis["C"]) or not all(0 <= pad <= _MAX_STEP for pad in pads):
        raise step.refusal(Text("its {0} makes no sense", "explicit_paddings"))
    return [by_axis[axis][side] for side in (0, 1) for axis in "HW"]
