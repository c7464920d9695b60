"""OnnxDraft: an ONNX network that grows operator by operator."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from srdesk.models.tflite.network import Quantization

if TYPE_CHECKING:
    from onnx import ModelProto, NodeProto, TensorProto, ValueInfoProto

OPSET, IR_VERSION = 17, 8
Array = NDArray[np.generic]


class OnnxDraft:
    """Operators so far; every method that makes something returns its name."""

    def __init__(self) -> None:
        self._nodes: list[NodeProto] = []
        self._tensors: list[TensorProto] = []
        self._inputs: list[ValueInfoProto] = []
        self._turned: dict[str, tuple[str, tuple[int, ...]]] = {}

    def input(self, dims: Sequence[int]) -> str:
        """A picture that the network is given; lengths of 0 may be any."""
        from onnx import TensorProto, helper

        shape = [length or f"length_{axis}" for axis, length in enumerate(dims)]
        self._inputs.append(helper.make_tensor_value_info("input", TensorProto.FLOAT, shape))
        return "input"

    def run(self, kind: str, inputs: Sequence[str], **traits: Any) -> str:
        """Append an operator of one result."""
        from onnx import helper

        name = f"{kind.lower()}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, list(inputs), [name], **traits))
        return name

    def constant(self, array: Array, quantization: Quantization | None = None, *, axis: int = 0) -> str:
        """A constant of real values; it is kept as it is stored and widened when the network is loaded."""
        name = self._kept(array)
        if quantization:
            scale, zero = self._scale(quantization, array.dtype)
            along = {"axis": axis} if len(quantization.scale) > 1 else {}
            return self.run("DequantizeLinear", [name, scale, zero], **along)
        return name if array.dtype == np.float32 else self.run("Cast", [name], to=1)

    def integers(self, array: NDArray[np.int64]) -> str:
        """A constant of whole numbers."""
        return self._kept(array)

    def rounded(self, name: str, quantization: Quantization, kind: np.dtype[np.generic]) -> str:
        """Values as they are after they were stored in integers."""
        scale, zero = self._scale(quantization, kind)
        return self.run("DequantizeLinear", [self.run("QuantizeLinear", [name, scale, zero]), scale, zero])

    def clipped(self, name: str, low: float, high: float) -> str:
        """Values within limits."""
        limits = [self._kept(np.array(limit, np.float32)) for limit in (low, high)]
        return self.run("Clip", [name, *limits])

    def turned(self, name: str, order: tuple[int, ...]) -> str:
        """Axes in another order; turning back what was turned leaves nothing."""
        source, before = self._turned.get(name, (name, (0, 1, 2, 3)))
        whole = tuple(before[axis] for axis in order)
        if whole == (0, 1, 2, 3):
            return source
        turned = self.run("Transpose", [source], perm=list(whole))
        self._turned[turned] = source, whole
        return turned

    def model(self, result: str) -> "ModelProto":
        """The network whose result is that of a name, without what leads nowhere."""
        from onnx import TensorProto, helper

        self._nodes.append(helper.make_node("Identity", [result], ["output"]))
        end = helper.make_tensor_value_info("output", TensorProto.FLOAT, None)
        nodes = self._needed()
        used = {name for node in nodes for name in node.input}
        tensors = [tensor for tensor in self._tensors if tensor.name in used]
        graph = helper.make_graph(nodes, "network", self._inputs, [end], tensors)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)

    def _needed(self) -> "list[NodeProto]":
        needed, nodes = {"output"}, []
        for node in reversed(self._nodes):
            if needed & set(node.output):
                needed.update(node.input)
                nodes.append(node)
        return nodes[::-1]

    def _kept(self, array: Array) -> str:
        from onnx import numpy_helper

        name = f"constant_{len(self._tensors)}"
        self._tensors.append(numpy_helper.from_array(np.ascontiguousarray(array).reshape(array.shape), name))
        return name

    def _scale(self, quantization: Quantization, kind: np.dtype[np.generic]) -> tuple[str, str]:
        single = len(quantization.scale) == 1
        scale, zero = np.array(quantization.scale, np.float32), np.array(quantization.zero_point).astype(kind)
        return self._kept(scale[0] if single else scale), self._kept(zero[0] if single else zero)
