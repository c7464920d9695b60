"""The constants of an ONNX network, as they are stored and as the numbers that they stand for."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from srdesk.errors import ModelError
from srdesk.models.tflite.network import Quantization
from srdesk.texts import Text

if TYPE_CHECKING:
    from onnx import NodeProto, TensorProto

Array = NDArray[np.generic]
UNSIGNED = 128
"""What unsigned bytes are above signed ones of the same meaning."""


class Constants:
    """Arrays by name, and the scales of those that are quantised: signed bytes, or wide integers."""

    def __init__(self, tensors: "Iterable[TensorProto]") -> None:
        from onnx import numpy_helper

        self.stored: dict[str, Array] = {tensor.name: numpy_helper.to_array(tensor) for tensor in tensors}
        self.scales: dict[str, Quantization] = {}

    def __contains__(self, name: str) -> bool:
        return name in self.stored

    def real(self, name: str) -> Array:
        """The numbers, in the type in which they are stored if that is floating; raises `ModelError` if computed."""
        if name not in self.stored:
            raise ModelError(Text("The network computes {0}, which has to be known.", name), hint="Use --engine onnx.")
        array, scale = self.stored[name], self.scales.get(name)
        if scale is None:
            return array
        wide = (-1,) + (1,) * (array.ndim - 1) if len(scale.scale) > 1 else ()
        factor, zero = (np.reshape(np.array(v, np.float32), wide) for v in (scale.scale, scale.zero_point))
        return np.asarray((array.astype(np.float32) - zero) * factor, np.float32)

    def signed(self, node: "NodeProto") -> Quantization:
        """The scale of a QuantizeLinear or DequantizeLinear, for signed bytes."""
        scale = self.stored[node.input[1]]
        zero = self.stored[node.input[2]] if len(node.input) > 2 else np.zeros(scale.shape, np.uint8)
        moved = zero.astype(np.int64) - (UNSIGNED if zero.dtype == np.uint8 else 0)
        return Quantization(tuple(map(float, scale.ravel())), tuple(map(int, moved.ravel())))

    def dequantize(self, node: "NodeProto") -> None:
        """Have a quantised constant with its scale by the name of what dequantises it: signed, or as wide as it is."""
        source, target = node.input[0], node.output[0]
        array, scale = self.stored[source], self.signed(node)
        if array.dtype == np.uint8:
            array = (array.astype(np.int16) - UNSIGNED).astype(np.int8)
        elif array.dtype == np.int32 and len(node.input) < 3:
            scale = Quantization(scale.scale, (0,) * len(scale.scale))
        self.stored[target], self.scales[target] = array, scale

    def rename(self, source: str, target: str) -> None:
        """Have an array by another name too."""
        self.stored[target] = self.stored[source]
