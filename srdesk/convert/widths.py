"""How wide a network's stored numbers are: all made full, or all made half."""

from typing import TYPE_CHECKING

from srdesk.errors import ModelError

if TYPE_CHECKING:
    from onnx import ModelProto, TensorProto

_FLOAT, _HALF = 1, 10
OPSET = 17
"""The oldest opset in which everything that quantising needs is there."""


def widened(content: bytes) -> "ModelProto":
    """A network with every number in full precision, every operator named, in an opset that can be quantised.

    Raises `ModelError` where that is impossible.
    """
    from onnx import checker, load_from_string, version_converter

    model = load_from_string(content)
    if next((one.version for one in model.opset_import if one.domain in ("", "ai.onnx")), 1) < OPSET:
        try:
            model = version_converter.convert_version(model, OPSET)
        except (RuntimeError, ValueError, checker.ValidationError) as error:
            raise ModelError("The network is of a kind of ONNX that is too old.", hint="Export it anew.") from error
    _widen(model)
    _unwrap(model)
    for index, node in enumerate(model.graph.node):
        node.name = node.name or f"node_{index}"
    return model


def halved(content: bytes) -> bytes:
    """A network with its weights stored in half precision, and widened again when it is loaded."""
    from onnx import helper

    model = widened(content)
    graph, casts = model.graph, []
    for tensor in graph.initializer:
        if tensor.data_type == _FLOAT and len(tensor.dims) > 0:
            name = tensor.name
            _store(tensor, _HALF)
            tensor.name = f"{name}_half"
            casts.append(helper.make_node("Cast", [tensor.name], [name], name=f"{name}_widened", to=_FLOAT))
    nodes = list(graph.node)
    del graph.node[:]
    graph.node.extend([*casts, *nodes])
    return bytes(model.SerializeToString())


def _store(tensor: "TensorProto", kind: int) -> None:
    from onnx import helper, numpy_helper

    name, values = tensor.name, numpy_helper.to_array(tensor)
    tensor.CopyFrom(numpy_helper.from_array(values.astype(helper.tensor_dtype_to_np_dtype(kind)), name))


def _widen(model: "ModelProto") -> None:
    """Let nothing be in half precision any more: no weight, no conversion, no constant."""
    graph = model.graph
    for tensor in graph.initializer:
        if tensor.data_type == _HALF:
            _store(tensor, _FLOAT)
    for node in graph.node:
        for attribute in node.attribute:
            if node.op_type == "Cast" and attribute.name == "to" and attribute.i == _HALF:
                attribute.i = _FLOAT
            if attribute.t.data_type == _HALF:
                _store(attribute.t, _FLOAT)
    del graph.value_info[:]


def _unwrap(model: "ModelProto") -> None:
    """Take away conversions of weights that are of no use any more."""
    graph = model.graph
    weights = {tensor.name: tensor for tensor in graph.initializer}
    kept = []
    for node in graph.node:
        if node.op_type == "Cast" and node.input[0] in weights and weights[node.input[0]].data_type == _FLOAT:
            weights[node.input[0]].name = node.output[0]
        else:
            kept.append(node)
    del graph.node[:]
    graph.node.extend(kept)
