"""LiftDraft: an ONNX network that grows as TensorFlow Lite has it: stored in integers, axes in another order."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from srdesk.models.onnx_draft import OnnxDraft, Shape
from srdesk.models.tflite.network import Quantization

if TYPE_CHECKING:
    from onnx import ModelProto

Array = NDArray[np.generic]
_BEGIN, _END = "input", "output"


class LiftDraft:
    """Operators so far; every method that makes something returns its name."""

    def __init__(self) -> None:
        self._draft = OnnxDraft()
        self._made = 0
        self._shape: Shape = ()
        self._turned: dict[str, tuple[str, tuple[int, ...]]] = {}

    def input(self, dims: Sequence[int]) -> str:
        """The picture that the network is given; lengths of 0 may be any."""
        self._shape = [length or f"length_{axis}" for axis, length in enumerate(dims)]
        return _BEGIN

    def run(self, kind: str, inputs: Sequence[str], **traits: Any) -> str:
        """Append an operator of one result."""
        return self._draft.add(kind, inputs, self._new(kind.lower()), **traits)

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
        """The network whose result is that of a name."""
        end = self._draft.add("Identity", [result], _END)
        return self._draft.model(_BEGIN, end, shapes=(self._shape, None))

    def _kept(self, array: Array) -> str:
        return self._draft.constant(array, self._new("constant"))

    def _new(self, kind: str) -> str:
        self._made += 1
        return f"{kind}_{self._made}"

    def _scale(self, quantization: Quantization, kind: np.dtype[np.generic]) -> tuple[str, str]:
        single = len(quantization.scale) == 1
        scale, zero = np.array(quantization.scale, np.float32), np.array(quantization.zero_point).astype(kind)
        return self._kept(scale[0] if single else scale), self._kept(zero[0] if single else zero)
