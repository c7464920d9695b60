"""Network: what a TensorFlow Lite file holds, as values."""

from dataclasses import dataclass
from enum import IntEnum
from math import prod

import numpy as np
from numpy.typing import NDArray


class Kind(IntEnum):
    """Types of elements, by their number in a file."""

    FLOAT32 = 0
    FLOAT16 = 1
    INT32 = 2
    UINT8 = 3
    INT64 = 4
    BOOL = 6
    INT16 = 7
    INT8 = 9

    @property
    def dtype(self) -> np.dtype[np.generic]:
        return np.dtype(self.name.lower())


class Op(IntEnum):
    """Operators, by their number in a file."""

    ADD = 0
    CONCATENATION = 2
    CONV_2D = 3
    DEPTHWISE_CONV_2D = 4
    DEPTH_TO_SPACE = 5
    DEQUANTIZE = 6
    LOGISTIC = 14
    MUL = 18
    RELU = 19
    RELU6 = 21
    RESIZE_BILINEAR = 23
    SPACE_TO_DEPTH = 26
    TANH = 28
    PAD = 34
    TRANSPOSE = 39
    SUB = 41
    DIV = 42
    STRIDED_SLICE = 45
    PRELU = 54
    MAXIMUM = 55
    MINIMUM = 57
    TRANSPOSE_CONV = 67
    RESIZE_NEAREST_NEIGHBOR = 97
    LEAKY_RELU = 98
    MIRROR_PAD = 100
    QUANTIZE = 114


class Activation(IntEnum):
    """What an operator does to its own result."""

    NONE = 0
    RELU = 1
    RELU_N1_TO_1 = 2
    RELU6 = 3


class Padding(IntEnum):
    """How a convolution treats the border."""

    SAME = 0
    VALID = 1


@dataclass(frozen=True)
class Quantization:
    """Real value = scale x (stored - zero point), for the whole tensor or for each index along ``axis``."""

    scale: tuple[float, ...]
    zero_point: tuple[int, ...]
    axis: int = 0


@dataclass(frozen=True)
class Tensor:
    """One tensor; ``content`` is there for constants.

    ``shape`` is what it is as long as nobody asks for another; ``signature``, if there is one, has -1 where any length
    will do.
    """

    name: str
    kind: Kind
    shape: tuple[int, ...]
    content: bytes | None = None
    quantization: Quantization | None = None
    signature: tuple[int, ...] = ()

    @property
    def elements(self) -> int:
        return prod(self.shape)

    @property
    def values(self) -> NDArray[np.generic]:
        """A constant as it is stored."""
        return np.frombuffer(self.content or b"", self.kind.dtype.newbyteorder("<")).reshape(self.shape)


@dataclass(frozen=True)
class Operator:
    """One step; ``options`` by name, as in `OPTIONS`. An input of -1 is left out."""

    op: Op
    inputs: tuple[int, ...]
    outputs: tuple[int, ...]
    options: dict[str, float]


@dataclass(frozen=True)
class Network:
    """A graph of one subgraph: tensors by number, operators in the order in which they run."""

    tensors: tuple[Tensor, ...]
    operators: tuple[Operator, ...]
    inputs: tuple[int, ...]
    outputs: tuple[int, ...]


@dataclass(frozen=True)
class Field:
    """A field of an options table: its slot, its type as in `struct`, its default."""

    name: str
    slot: int
    form: str
    default: float = 0


@dataclass(frozen=True)
class Table:
    """The options table of an operator: its number in the union, and its fields."""

    number: int
    fields: tuple[Field, ...] = ()


def _fused(number: int, *fields: Field) -> Table:
    return Table(number, (*fields, Field("activation", len(fields), "b")))


_STRIDES = Field("padding", 0, "b"), Field("stride_w", 1, "i"), Field("stride_h", 2, "i")
_RESIZING = Field("align_corners", 2, "b"), Field("half_pixel_centers", 3, "b")

# fmt: off
OPTIONS = {
    Op.ADD: _fused(11),
    Op.SUB: _fused(28),
    Op.MUL: _fused(21),
    Op.DIV: _fused(29),
    Op.CONCATENATION: _fused(10, Field("axis", 0, "i")),
    Op.CONV_2D: Table(1, (
        *_STRIDES, Field("activation", 3, "b"), Field("dilation_w", 4, "i", 1), Field("dilation_h", 5, "i", 1),
    )),
    Op.DEPTHWISE_CONV_2D: Table(2, (
        *_STRIDES, Field("multiplier", 3, "i"), Field("activation", 4, "b"),
        Field("dilation_w", 5, "i", 1), Field("dilation_h", 6, "i", 1),
    )),
    Op.TRANSPOSE_CONV: Table(49, (*_STRIDES, Field("activation", 3, "b"))),
    Op.DEPTH_TO_SPACE: Table(94, (Field("block", 0, "i"),)),
    Op.SPACE_TO_DEPTH: Table(19, (Field("block", 0, "i"),)),
    Op.STRIDED_SLICE: Table(32, (
        Field("begin_mask", 0, "i"), Field("end_mask", 1, "i"), Field("ellipsis_mask", 2, "i"),
        Field("new_axis_mask", 3, "i"), Field("shrink_axis_mask", 4, "i"),
    )),
    Op.MIRROR_PAD: Table(77, (Field("mode", 0, "b"),)),
    Op.LEAKY_RELU: Table(75, (Field("alpha", 0, "f"),)),
    Op.RESIZE_BILINEAR: Table(15, _RESIZING),
    Op.RESIZE_NEAREST_NEIGHBOR: Table(74, (Field("align_corners", 0, "b"), Field("half_pixel_centers", 1, "b"))),
}
# fmt: on
"""Options of the operators that have any that matter; all others are what they are."""
