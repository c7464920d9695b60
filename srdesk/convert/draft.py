"""An ONNX network while it is written, node by node."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from onnx import ModelProto

Array = NDArray[Any]
Sides = tuple[int | str, int | str]

OPSET = 17
IR_VERSION = 8
ANY_SIZE: Sides = ("height", "width")


class Draft:
    """Nodes and constants of a network for one picture at a time, ``1 x C x h x w`` in float32."""

    def __init__(self) -> None:
        self._nodes: list[Any] = []
        self._constants: dict[str, Array] = {}

    def add(self, operator: str, inputs: Sequence[str], name: str, **attributes: Any) -> str:
        """Append a node and return ``name``, that of its output, which must be new."""
        from onnx import helper

        self._nodes.append(helper.make_node(operator, list(inputs), [name], name=name, **attributes))
        return name

    def constant(self, array: Array, name: str) -> str:
        """Keep an array under ``name``, which must be new, and return that."""
        self._constants[name] = np.ascontiguousarray(array)
        return name

    def model(self, ends: tuple[str, str], channels: tuple[int, int], *, sides: Sides = ANY_SIZE) -> "ModelProto":
        """The network from one named tensor to another, with so many channels at its ends."""
        from onnx import TensorProto, helper, numpy_helper

        def end(name: str, shape: Iterable[int | str | None]) -> Any:
            return helper.make_tensor_value_info(name, TensorProto.FLOAT, list(shape))

        graph = helper.make_graph(
            self._nodes,
            "network",
            [end(ends[0], (1, channels[0], *sides))],
            [end(ends[1], (1, channels[1], None, None))],
            [numpy_helper.from_array(array, name) for name, array in self._constants.items()],
        )
        made = helper.make_model(graph, producer_name="srdesk", opset_imports=[helper.make_opsetid("", OPSET)])
        made.ir_version = IR_VERSION
        return made
