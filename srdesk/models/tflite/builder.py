"""Draft: a network for TensorFlow Lite that grows operator by operator."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from srdesk.models.tflite.network import Kind, Network, Op, Operator, Quantization, Tensor

Array = NDArray[np.generic]


class Draft:
    """Tensors and operators so far; tensors are numbers from here on."""

    def __init__(self, shapes: Mapping[str, tuple[int, ...]], *, dynamic: bool) -> None:
        """``shapes`` of tensors by name, colours innermost; ``dynamic`` is whether pictures may be of other sizes."""
        self._shapes = shapes
        self._dynamic = dynamic
        self.tensors: list[Tensor] = []
        self._operators: list[Operator] = []
        self._plain: dict[int, int] = {}

    def tensor(
        self,
        name: str,
        kind: Kind = Kind.FLOAT32,
        *,
        quantization: Quantization | None = None,
        shape: tuple[int, ...] | None = None,
    ) -> int:
        """A picture that an operator will fill; its ``shape`` is that of its name, if not given."""
        shape = shape or self._shapes[name]
        signature = (shape[0], -1, -1, shape[-1]) if self._dynamic else ()
        return self.add(Tensor(name, kind, shape, None, quantization, signature))

    def constant(self, name: str, array: Array, *, quantization: Quantization | None = None) -> int:
        """A tensor that is known; float16 is widened for the operators that read it, as the format has it."""
        kind = Kind[str(array.dtype).upper()]
        content = np.ascontiguousarray(array, array.dtype.newbyteorder("<")).tobytes()
        index = self.add(Tensor(name, kind, array.shape, content, quantization))
        return self._widened(name, index) if kind is Kind.FLOAT16 else index

    def add(self, tensor: Tensor) -> int:
        """A tensor as it is."""
        self.tensors.append(tensor)
        return len(self.tensors) - 1

    def run(self, op: Op, inputs: Sequence[int], output: int, **options: float) -> int:
        """Append an operator and return its output."""
        self._operators.append(Operator(op, tuple(inputs), (output,), options))
        return output

    def plain(self, index: int) -> int:
        """A tensor in floating point, made so once if it is quantised."""
        if self.tensors[index].quantization is None:
            return index
        if index not in self._plain:
            stored = self.tensors[index]
            output = self.tensor(f"{stored.name}_float", shape=stored.shape)
            self._plain[index] = self.run(Op.DEQUANTIZE, [index], output)
        return self._plain[index]

    def maker(self, index: int) -> Operator | None:
        """The operator that makes a tensor, if one does."""
        return next((step for step in self._operators if index in step.outputs), None)

    def network(self, inputs: Sequence[int], outputs: Sequence[int]) -> Network:
        """What has been made, as far as the outputs need it."""
        wanted, steps = set(outputs), list[Operator]()
        for step in reversed(self._operators):
            if wanted.intersection(step.outputs):
                steps.append(step)
                wanted.update(step.inputs)
        return Network(tuple(self.tensors), tuple(reversed(steps)), tuple(inputs), tuple(outputs))

    def _widened(self, name: str, index: int) -> int:
        wide = self.add(Tensor(f"{name}_float", Kind.FLOAT32, self.tensors[index].shape))
        return self.run(Op.DEQUANTIZE, [index], wide)
