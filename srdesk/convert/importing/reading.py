"""Reading an ONNX file that may be anything: no operators from elsewhere, no data from elsewhere, no end of bytes."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from srdesk.convert.content import LARGEST, too_large
from srdesk.errors import ModelError
from srdesk.texts import Text

if TYPE_CHECKING:
    from onnx import GraphProto, ModelProto, NodeProto, TensorProto

# Those that ONNX Runtime runs without a library from elsewhere.
_DOMAINS = frozenset(("", "ai.onnx", "ai.onnx.ml", "com.microsoft"))
_MOST_OPERATORS = 200_000
# The form of the file that every runtime in use reads; what later ones added is not for networks such as these.
_USUAL_FORM = 10


def parsed(content: bytes, folder: Path) -> "ModelProto":
    """The network in the bytes of a file that lies in a folder, whole: with weights that lie beside it.

    Raises `ModelError` for what is no network, is too large, or needs more than ONNX itself.
    """
    from google.protobuf.message import DecodeError
    from onnx import ModelProto, inliner

    model = ModelProto()
    try:
        model.ParseFromString(content)
    except (DecodeError, RecursionError) as error:
        raise _damaged() from error
    if not model.graph.node or not model.graph.output:
        raise _damaged()
    nodes = _counted(model)
    if not all(isinstance(name, str) for name in _names(model, nodes)):
        raise _damaged()
    _refuse_strangers(model, nodes)
    _refuse_newer(model)
    model.ir_version = min(model.ir_version, _USUAL_FORM)
    _fetch(model, nodes, folder)
    if not model.functions:
        return model
    try:
        return inliner.inline_local_functions(model)
    except (RuntimeError, ValueError) as error:
        raise _damaged() from error


def _damaged() -> ModelError:
    return ModelError("The file is damaged, or is not an ONNX network.", hint="Get or export it again.")


def _counted(model: "ModelProto") -> list["NodeProto"]:
    nodes = []
    for node in (*_nodes(model.graph), *(node for function in model.functions for node in function.node)):
        nodes.append(node)
        if len(nodes) > _MOST_OPERATORS:
            raise ModelError("The network has too many operators.", hint="Networks for photos are much smaller.")
    return nodes


def _nodes(graph: "GraphProto") -> Iterator["NodeProto"]:
    """Every operator, also those inside branches and loops."""
    for node in graph.node:
        yield node
        for attribute in node.attribute:
            for inner in (attribute.g, *attribute.graphs):
                yield from _nodes(inner)


def _names(model: "ModelProto", nodes: list["NodeProto"]) -> Iterator[object]:
    """What tensors, operators and dimensions are called; what is no UTF-8 comes as bytes."""
    for node in nodes:
        yield from (node.op_type, node.domain, node.name, *node.input, *node.output)
    for value in (*model.graph.input, *model.graph.output):
        yield from (value.name, *(dim.dim_param for dim in value.type.tensor_type.shape.dim))
    yield from (tensor.name for tensor in model.graph.initializer)


def _refuse_strangers(model: "ModelProto", nodes: list["NodeProto"]) -> None:
    own = {(function.domain, function.name) for function in model.functions}
    strange = {
        f"{node.op_type} ({node.domain})"
        for node in nodes
        if node.domain not in _DOMAINS and (node.domain, node.op_type) not in own
    }
    if strange:
        raise ModelError(
            Text("The network has operators that are not part of ONNX: {0}.", ", ".join(sorted(strange)[:5])),
            hint="Export it without its preparation and finishing steps: a picture in, a picture out.",
        )


def _refuse_newer(model: "ModelProto") -> None:
    from onnx.defs import onnx_opset_version

    version = next((one.version for one in model.opset_import if one.domain in ("", "ai.onnx")), 1)
    if version > onnx_opset_version():
        raise ModelError(
            Text(
                "The network is written in operators of version {0}; here {1} is known.", version, onnx_opset_version()
            ),
            hint="Export it with opset 17, or get a newer srdesk.",
        )


def _fetch(model: "ModelProto", nodes: list["NodeProto"], folder: Path) -> None:
    """Put weights that lie in files beside the network into it."""
    from onnx import TensorProto

    total = 0
    for tensor in _tensors(model, nodes):
        if tensor.data_location == TensorProto.EXTERNAL:
            tensor.raw_data = _beside(tensor, folder, LARGEST - total)
            total += len(tensor.raw_data)
            tensor.data_location = TensorProto.DEFAULT
            del tensor.external_data[:]


def _tensors(model: "ModelProto", nodes: list["NodeProto"]) -> Iterator["TensorProto"]:
    graphs = [model.graph, *(g for node in nodes for a in node.attribute for g in (a.g, *a.graphs))]
    for graph in graphs:
        yield from graph.initializer
        for sparse in graph.sparse_initializer:
            yield from (sparse.values, sparse.indices)
    for node in nodes:
        for attribute in node.attribute:
            yield from (attribute.t, *attribute.tensors, attribute.sparse_tensor.values)


def _beside(tensor: "TensorProto", folder: Path, room: int) -> bytes:
    """Weights from a plain file in the network's own folder, and from nowhere else."""
    where = {entry.key: entry.value for entry in tensor.external_data}
    name = where.get("location", "")
    file = folder / name
    if name in ("", ".", "..") or Path(name).name != name or "\\" in name or file.is_symlink() or not file.is_file():
        raise ModelError(
            Text("The network's weights are not in its own file, but in {0!r}.", name[:80]),
            hint="They may lie in a file beside it, under its bare name; or save the network as one file.",
        )
    try:
        start, size = int(where.get("offset", 0)), file.stat().st_size
        length = int(where.get("length", size - start))
        if start < 0 or length < 0 or start + length > size:
            raise _damaged()
        if length > room:
            raise too_large(file)
        with file.open("rb") as stream:
            stream.seek(start)
            return bytes(stream.read(length))
    except (OSError, ValueError) as error:
        raise _damaged() from error
