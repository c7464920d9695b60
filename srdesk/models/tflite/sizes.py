"""How large every tensor of an ONNX network is, which TensorFlow Lite wants to be told."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from srdesk.errors import ModelError

if TYPE_CHECKING:
    from onnx import ModelProto, ValueInfoProto

SIDE = 64
"""Of the pictures that a network takes as long as nobody asks for others."""


@dataclass(frozen=True)
class Sizes:
    """Shapes by the names of tensors, colours innermost; the name of the input; whether other sizes are taken."""

    shapes: dict[str, tuple[int, ...]]
    picture: str
    dynamic: bool


def sizes_of(model: "ModelProto", shape: tuple[int, int] | None) -> Sizes:
    """Sizes for pictures of ``shape`` (height, width) alone; without, for those that the network takes.

    Raises `ModelError` unless it takes one gray or RGB picture and makes tensors that are pictures from it.
    """
    import onnx

    copy = onnx.ModelProto()
    copy.CopyFrom(model)
    constants = {tensor.name for tensor in copy.graph.initializer}
    pictures = [value for value in copy.graph.input if value.name not in constants]
    fixed = _fix(pictures, shape)
    for value in (*copy.graph.output, *copy.graph.value_info):
        value.type.tensor_type.ClearField("shape")
    try:
        graph = onnx.shape_inference.infer_shapes(copy, strict_mode=True, data_prop=True).graph
    except onnx.shape_inference.InferenceError as error:
        raise ModelError("The sizes of the network's tensors contradict each other.") from error
    known = (*pictures, *graph.value_info, *graph.output)
    return Sizes({value.name: _innermost(_dims(value)) for value in known}, pictures[0].name, not fixed)


def _fix(pictures: list["ValueInfoProto"], shape: tuple[int, int] | None) -> bool:
    """Give the input a size of numbers; whether it is the only one that it takes."""
    dims = [_dims(value) for value in pictures]
    if len(dims) != 1 or len(dims[0]) != 4 or dims[0][1] not in (1, 3):
        raise ModelError("The network does not take a gray or RGB picture.", hint="Use --engine onnx.")
    fixed = shape is not None or 0 not in dims[0][2:]
    height, width = shape or (dims[0][2] or SIDE, dims[0][3] or SIDE)
    for dim, length in zip(pictures[0].type.tensor_type.shape.dim, (1, dims[0][1], height, width), strict=True):
        dim.dim_value = length
    return fixed


def _dims(value: "ValueInfoProto") -> tuple[int, ...]:
    return tuple(dim.dim_value for dim in value.type.tensor_type.shape.dim)


def _innermost(dims: tuple[int, ...]) -> tuple[int, ...]:
    return (dims[0], *dims[2:], dims[1]) if len(dims) == 4 else dims
