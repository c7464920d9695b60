"""The ONNX network that is exported: in the precision and for the size that were asked for."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from srdesk.convert.export.reference import LUMA, sample_photo
from srdesk.convert.export.request import ExportRequest
from srdesk.convert.quantize import quantize
from srdesk.convert.widths import widened
from srdesk.errors import InputError, UsageError
from srdesk.imaging.codec import decode, readable_suffixes
from srdesk.imaging.color import narrowed
from srdesk.models.catalogue import read_weights
from srdesk.models.spec import Precision
from srdesk.texts import Text

if TYPE_CHECKING:
    from onnx import ModelProto, NodeProto

Floats = NDArray[np.float32]

SIDE = 96
"""Of the tiles by which scales are found."""
COUNT = 48
_COLORS = 3


def network_of(request: ExportRequest) -> "ModelProto":
    """The network of a request.

    INT8 and half precision are the model's own where it has them and made otherwise. Raises `ModelError`, and what
    reading the pictures of the calibration raises.
    """
    import onnx

    files, precision = request.spec.files, request.precision
    if precision is not Precision.FP32 and precision in files:
        model = onnx.load_from_string(read_weights(files[precision]))
    else:
        model = widened(read_weights(files[request.spec.fullest]))
        if precision is Precision.FP16:
            model = halved(model)
        elif precision is Precision.INT8:
            model = _quantized(model, request)
    return model if request.shape is None else _fixed(model, request)


def halved(model: "ModelProto") -> "ModelProto":
    """The same network with its weights in half precision, widened when it is loaded."""
    import onnx
    from onnx import helper, numpy_helper

    half = onnx.ModelProto()
    half.CopyFrom(model)
    casts, names = [], {}
    for tensor in half.graph.initializer:
        if tensor.data_type == onnx.TensorProto.FLOAT and tensor.dims:
            tensor.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(tensor).astype(np.float16), tensor.name))
            names[tensor.name] = f"{tensor.name}_wide"
            casts.append(helper.make_node("Cast", [tensor.name], [names[tensor.name]], to=onnx.TensorProto.FLOAT))
    _rename(half, names, [])
    nodes = [*casts, *half.graph.node]
    del half.graph.node[:]
    half.graph.node.extend(nodes)
    return half


def _rename(model: "ModelProto", names: dict[str, str], gone: "list[NodeProto]") -> None:
    """Have every node read from other tensors, without the nodes that are gone."""
    nodes = [node for node in model.graph.node if node not in gone]
    for node in nodes:
        node.input[:] = [names.get(name, name) for name in node.input]
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def _quantized(model: "ModelProto", request: ExportRequest) -> "ModelProto":
    import onnx

    whole = model.SerializeToString()
    return onnx.load_from_string(quantize(whole, _tiles(request), keep=_ends(model)))


def _ends(model: "ModelProto") -> list[str]:
    """Names of the convolutions that see or make a picture: in INT8 half of the loss would come from them."""
    kernels = {tensor.name: tensor.dims for tensor in model.graph.initializer}
    enlarged = {node.input[0] for node in model.graph.node if node.op_type == "DepthToSpace"}
    return [
        node.name
        for node in model.graph.node
        if node.op_type == "Conv" and (min(kernels[node.input[1]][:2]) <= _COLORS or node.output[0] in enlarged)
    ]


def _tiles(request: ExportRequest) -> Iterator[Floats]:
    """Parts of photos as the network sees them, in 0..1."""
    side = _side(request)
    pictures = _pictures(request.calibration, side)
    along = 3 if 9 * len(pictures) <= COUNT else 1
    for pixels in pictures:
        rgb = np.stack([pixels] * _COLORS, axis=-1) if pixels.ndim == 2 else pixels
        for tile in _cut(rgb.astype(np.float32) / np.float32(255), along, side):
            yield (tile @ LUMA)[None] if request.luma else np.ascontiguousarray(tile.transpose(2, 0, 1))


def _side(request: ExportRequest) -> tuple[int, int]:
    """Height and width of tiles that the network takes."""
    lattice = request.spec.lattice
    return lattice.height or lattice.ceiled(SIDE), lattice.width or lattice.ceiled(SIDE)


def _pictures(folder: Path | None, side: tuple[int, int]) -> list[NDArray[np.uint8]]:
    if folder is None:
        return [sample_photo()]
    if not folder.is_dir():
        raise UsageError(Text("There is no folder {0}.", folder), hint="Name a folder of photos.")
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in readable_suffixes())
    found = [narrowed(decode(path).pixels) for path in paths[:COUNT]]
    large = [pixels for pixels in found if pixels.shape[0] >= side[0] and pixels.shape[1] >= side[1]]
    if not large:
        raise InputError(
            Text("There is no photo of at least {1} x {1} pixels in {0}.", folder, max(side)),
            hint="Name a folder of photos.",
        )
    return large


def _cut(rgb: Floats, along: int, size: tuple[int, int]) -> Iterator[Floats]:
    """Tiles of a picture, spread over all of it, so many along each side; a single one from its middle."""
    height, width = size
    begins = [
        np.linspace(0, there - side, along + 2).astype(int)[1:-1]
        for there, side in zip(rgb.shape[:2], size, strict=True)
    ]
    for y in begins[0]:
        for x in begins[1]:
            yield rgb[y : y + height, x : x + width]


def _fixed(model: "ModelProto", request: ExportRequest) -> "ModelProto":
    """The network for pictures of one shape only."""
    import onnx

    assert request.shape is not None
    height, width = request.shape
    fixed = onnx.ModelProto()
    fixed.CopyFrom(model)
    ends = ((fixed.graph.input[0], 1), (fixed.graph.output[0], request.spec.scale))
    for value, scale in ends:
        lengths = 1, request.spec.channels, height * scale, width * scale
        del value.type.tensor_type.shape.dim[:]
        for length in lengths:
            value.type.tensor_type.shape.dim.add().dim_value = length
    return fixed
