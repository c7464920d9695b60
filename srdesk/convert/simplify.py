"""ONNX networks in fewer nodes: parametric rectifiers out of their parts, biases inside convolutions."""

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from onnx import GraphProto, ModelProto, NodeProto

Floats = NDArray[np.float32]

# Scalings and signs between the negative part of a rectifier and the sum it ends in.
_FACTORS = 6


def simplify(model: "ModelProto") -> None:
    """Rewrite a network in place; what it computes changes by no more than float rounding.

    Looks at sums of a rectifier and a scaled negative part (written with ``abs``, ``min`` or a second rectifier), at
    the larger of a value and a fraction of it, and at constants added to a convolution; drops what is then not needed.
    """
    _Simplifier(model.graph).run()


class _Simplifier:
    def __init__(self, graph: "GraphProto") -> None:
        from onnx import numpy_helper

        self._graph = graph
        self._kernels = {tensor.name: tuple(tensor.dims) for tensor in graph.initializer}
        self._constants: dict[str, Floats] = {
            tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer if len(tensor.dims) < 4
        }
        self._made_by = {name: node for node in graph.node for name in node.output}
        self._uses = Counter(name for node in graph.node for name in node.input)
        self._uses.update(value.name for value in graph.output)

    def run(self) -> None:
        for node in self._graph.node:
            self._rectifier(node)
            self._bias(node)
        self._drop_unused()

    def _rectifier(self, node: "NodeProto") -> None:
        found = self._sum_of_parts(node) if node.op_type in ("Add", "Sub") else self._larger_of(node)
        if found:
            source, slope = found
            name = self._keep(np.asarray(slope, np.float32), f"{node.name}/slope")
            self._turn(node, "PRelu", [source, name])

    def _sum_of_parts(self, node: "NodeProto") -> tuple[str, Floats] | None:
        sign = np.float32(1 if node.op_type == "Add" else -1)
        pairs = [tuple(node.input)] + ([tuple(reversed(node.input))] if node.op_type == "Add" else [])
        for positive, negative in pairs:
            rectified = self._made_by.get(positive)
            if rectified is not None and rectified.op_type == "Relu":
                slope = self._negative_part(negative, rectified.input[0])
                if slope is not None:
                    return rectified.input[0], sign * slope
        return None

    def _negative_part(self, name: str, source: str) -> Floats | None:
        """By what ``min(source, 0)`` is multiplied to give a tensor, ``None`` if it is something else."""
        factor: Floats = np.float32(1)  # type: ignore[assignment]
        for _ in range(_FACTORS):
            node = self._made_by.get(name)
            if node is None:
                return None
            if node.op_type == "Neg":
                name, factor = node.input[0], -factor
            elif (scaled := self._scaled(node)) is not None:
                name, factor = scaled[0], factor * scaled[1]
            else:
                share = self._clipped(node, source)
                return None if share is None else factor * share
        return None

    def _clipped(self, node: "NodeProto", source: str) -> Floats | None:
        """As `_negative_part`, for the node at the root: ``x - |x|``, ``relu(-x)`` or ``min(x, 0)``."""
        inner = self._made_by.get(node.input[-1]) if node.input else None
        inside = (inner.op_type, inner.input[0]) if inner is not None else ("", "")
        if node.op_type == "Sub" and node.input[0] == source and inside == ("Abs", source):
            return np.float32(2)  # type: ignore[return-value]
        if node.op_type == "Relu" and inside == ("Neg", source):
            return np.float32(-1)  # type: ignore[return-value]
        if node.op_type == "Min" and source in node.input and self._zero(node):
            return np.float32(1)  # type: ignore[return-value]
        return None

    def _zero(self, node: "NodeProto") -> bool:
        constants = [self._constants[name] for name in node.input if name in self._constants]
        return len(constants) == len(node.input) - 1 and not any(constant.any() for constant in constants)

    def _scaled(self, node: "NodeProto") -> tuple[str, Floats] | None:
        """What a node multiplies by a constant, and that."""
        if node.op_type != "Mul":
            return None
        for one, other in (tuple(node.input), tuple(reversed(node.input))):
            if other in self._constants and self._per_channel(self._constants[other]):
                return one, self._constants[other]
        return None

    def _larger_of(self, node: "NodeProto") -> tuple[str, Floats] | None:
        if node.op_type != "Max" or len(node.input) != 2:
            return None
        for source, fraction in (tuple(node.input), tuple(reversed(node.input))):
            maker = self._made_by.get(fraction)
            scaled = self._scaled(maker) if maker is not None else None
            if scaled and scaled[0] == source and np.all((scaled[1] >= 0) & (scaled[1] <= 1)):
                return source, scaled[1]
        return None

    def _bias(self, node: "NodeProto") -> None:
        """Take what is added to a convolution, by channel, into it."""
        for one, other in (tuple(node.input), tuple(reversed(node.input))) if node.op_type == "Add" else ():
            source, added = self._made_by.get(one), self._constants.get(other)
            channels = self._channels(source) if source is not None and self._uses[one] == 1 else 0
            if (
                source is None
                or not channels
                or added is None
                or added.size not in (1, channels)
                or not self._per_channel(added)
            ):
                continue
            bias = np.broadcast_to(added.reshape(-1), channels)
            name = self._keep(np.ascontiguousarray(bias, np.float32), f"{node.name}/bias")
            self._turn(node, source.op_type, [*source.input, name], source.attribute)
            return

    def _channels(self, node: "NodeProto") -> int:
        """Of what a convolution without bias makes; 0 for anything else."""
        if node.op_type not in ("Conv", "ConvTranspose") or len(node.input) != 2:
            return 0
        shape = self._kernels.get(node.input[1], (0, 0))
        group = next((item.i for item in node.attribute if item.name == "group"), 1)
        return int(shape[0]) if node.op_type == "Conv" else int(shape[1]) * group

    @staticmethod
    def _per_channel(constant: Floats) -> bool:
        """Whether it is one number or, shaped ``C x 1 x 1``, one for each channel."""
        return constant.size == 1 or (constant.ndim == 3 and constant.shape[1:] == (1, 1))

    def _keep(self, constant: Floats, name: str) -> str:
        from onnx import numpy_helper

        self._constants[name] = constant
        self._graph.initializer.append(numpy_helper.from_array(constant, name))
        return name

    @staticmethod
    def _turn(node: "NodeProto", operator: str, inputs: list[str], attributes: Any = ()) -> None:
        attributes = list(attributes)
        del node.input[:], node.attribute[:]
        node.op_type = operator
        node.input.extend(inputs)
        node.attribute.extend(attributes)

    def _drop_unused(self) -> None:
        wanted = {value.name for value in self._graph.output}
        for index in reversed(range(len(self._graph.node))):
            if wanted.isdisjoint(self._graph.node[index].output):
                del self._graph.node[index]
            else:
                wanted.update(self._graph.node[index].input)
        for index in reversed(range(len(self._graph.initializer))):
            if self._graph.initializer[index].name not in wanted:
                del self._graph.initializer[index]
