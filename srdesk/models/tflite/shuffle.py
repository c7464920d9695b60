"""Rearrangements of pixels as TensorFlow Lite does them, colour innermost."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from srdesk.errors import ModelError

if TYPE_CHECKING:
    from onnx import GraphProto, ModelProto, NodeProto, TensorProto

_CHANNELWISE = ("Relu", "LeakyRelu", "Clip", "QuantizeLinear", "DequantizeLinear", "Identity")


def innermost_colors(model: "ModelProto") -> "ModelProto":
    """The same network with every DepthToSpace of mode DCR, by sorting the kernels of the convolutions before it.

    Raises `ModelError` where there is no such convolution.
    """
    import onnx

    changed = onnx.ModelProto()
    changed.CopyFrom(model)
    for node in changed.graph.node:
        mode = next((attribute for attribute in node.attribute if attribute.name == "mode"), None)
        if node.op_type == "DepthToSpace" and mode is not None and mode.s == b"CRD":
            _sort(changed.graph, node)
            mode.s = b"DCR"
    return changed


def _sort(graph: "GraphProto", shuffle: "NodeProto") -> None:
    block = next(attribute.i for attribute in shuffle.attribute if attribute.name == "blocksize")
    conv = _convolution_before(graph, shuffle)
    roots = list(_roots(graph, conv))
    tensors = {tensor.name: tensor for tensor in graph.initializer}
    channels = tensors[roots[0]].dims[0]
    order = np.arange(channels).reshape(channels // block**2, block**2).T.ravel()
    for name in roots:
        _reorder(tensors[name], order)


def _convolution_before(graph: "GraphProto", shuffle: "NodeProto") -> "NodeProto":
    """The convolution whose channels a shuffle rearranges, with nothing in between that tells them apart."""
    makers = {name: node for node in graph.node for name in node.output}
    uses = [name for node in graph.node for name in node.input]
    node: NodeProto = shuffle
    while uses.count(node.input[0]) == 1 and node.input[0] in makers:
        node = makers[node.input[0]]
        if node.op_type == "Conv" and not any(a.name == "group" and a.i > 1 for a in node.attribute):
            return node
        if node.op_type not in _CHANNELWISE:
            break
    raise ModelError("A rearrangement of pixels does not follow a convolution.", hint="Use --engine onnx.")


def _roots(graph: "GraphProto", conv: "NodeProto") -> Iterator[str]:
    """The stored tensors that a convolution's kernel and bias are made of, one number for each channel or more."""
    makers = {name: node for node in graph.node for name in node.output}
    stored = {tensor.name: tensor for tensor in graph.initializer}
    for name in conv.input[1:]:
        for root in [name] if name in stored else makers[name].input:
            if root not in stored:
                raise ModelError("A convolution's kernel is computed.", hint="Use --engine onnx.")
            if stored[root].dims:
                yield root


def _reorder(tensor: "TensorProto", order: NDArray[np.int64]) -> None:
    from onnx import numpy_helper

    tensor.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(tensor)[order], tensor.name))
