"""An ONNX network while it is written, node by node."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from onnx import ModelProto, NodeProto

Array = NDArray[Any]
Shape = Sequence[int | str | None]

OPSET = 17
IR_VERSION = 8


class OnnxDraft:
    """Nodes and constants of a network with one input and one result, both in float32."""

    def __init__(self) -> None:
        self._nodes: list[NodeProto] = []
        self._constants: dict[str, Array] = {}

    def add(self, operator: str, inputs: Sequence[str], name: str, **attributes: Any) -> str:
        """Append a node and return ``name``, that of its output, which must be new."""
        from onnx import helper

        self._nodes.append(helper.make_node(operator, list(inputs), [name], name=name, **attributes))
        return name

    def constant(self, array: Array, name: str) -> str:
        """Keep an array under ``name``, which must be new, and return that."""
        self._constants[name] = np.ascontiguousarray(array).reshape(array.shape)
        return name

    def model(self, begin: str, end: str, *, shapes: tuple[Shape, Shape | None]) -> "ModelProto":
        """The network from one named tensor to another, of such shapes, without what does not lead there."""
        from onnx import TensorProto, helper, numpy_helper

        nodes = self._leading_to(end)
        used = {name for node in nodes for name in node.input}
        graph = helper.make_graph(
            nodes,
            "network",
            [helper.make_tensor_value_info(begin, TensorProto.FLOAT, list(shapes[0]))],
            [helper.make_tensor_value_info(end, TensorProto.FLOAT, shapes[1] and list(shapes[1]))],
            [numpy_helper.from_array(array, name) for name, array in self._constants.items() if name in used],
        )
        opsets = [helper.make_opsetid("", OPSET)]
        return helper.make_model(graph, producer_name="srdesk", opset_imports=opsets, ir_version=IR_VERSION)

    def _leading_to(self, end: str) -> "list[NodeProto]":
        needed, nodes = {end}, []
        for node in reversed(self._nodes):
            if needed & set(node.output):
                needed.update(node.input)
                nodes.append(node)
        return nodes[::-1]
