"""Packages of Core ML read back as ONNX networks, from their bytes alone, to see that they hold what they should."""

import struct
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from srdesk.convert.coreml.build import ENLARGED, PICTURE
from srdesk.errors import ModelError
from srdesk.models.onnx_draft import OnnxDraft, Shape
from srdesk.texts import Text

Array = NDArray[Any]

PROGRAM = "Data/com.apple.CoreML/model.mlmodel"
WEIGHTS = "Data/com.apple.CoreML/weights/weight.bin"

# A blob begins with a mark, the type of its elements, its size, and where they are; little endian.
_BLOB = struct.Struct("<IIQQ")
_MARK = 0xDEADBEEF
_TYPES: dict[int, np.dtype[Any]] = {1: np.dtype("<f2"), 2: np.dtype("<f4")}
_IMMEDIATE = ("floats", "ints", "bools", "strings", "longInts")


def read_back(files: Mapping[str, bytes], *, channels: int) -> bytes:
    """The ONNX network that a package's program is, computed in full precision whatever it asks for.

    Raises `ModelError` for a program that has operators or weights other than those srdesk writes.
    """
    from coremltools.proto import Model_pb2

    specification = Model_pb2.Model()
    specification.ParseFromString(files[PROGRAM])
    function = specification.mlProgram.functions["main"]
    block = next(iter(function.block_specializations.values()))
    reading = _Reading(files.get(WEIGHTS, b""))
    for operation in block.operations:
        reading.take(operation)
    given: Shape = [1, channels, "height", "width"]
    made: Shape = [1, channels, "H", "W"]
    model = reading.draft.model(PICTURE, ENLARGED, shapes=(given, made))
    return bytes(model.SerializeToString())


class _Reading:
    def __init__(self, weights: bytes) -> None:
        self.draft = OnnxDraft()
        self._weights = weights
        self._constants: dict[str, Any] = {}

    def take(self, operation: Any) -> None:
        """One operation of the program, put into the draft."""
        name = operation.outputs[0].name
        if operation.type == "const":
            self._constants[name] = self._value(operation.attributes["val"])
            return
        rule = _RULES.get(operation.type)
        if rule is None:
            raise ModelError(Text("What was written for Core ML cannot be read back: {0}.", operation.type))
        given = {key: self._argument(argument) for key, argument in operation.inputs.items()}
        rule(self, name, given)

    def _argument(self, argument: Any) -> Any:
        """The names of tensors and the values of constants, a list where there are several."""
        found = [
            self._constants.get(one.name, one.name) if one.WhichOneof("binding") == "name" else self._value(one.value)
            for one in argument.arguments
        ]
        return found if len(found) > 1 else found[0]

    def _value(self, value: Any) -> Any:
        shape = [dimension.constant.size for dimension in value.type.tensorType.dimensions]
        if value.WhichOneof("value") == "blobFileValue":
            return self._blob(value.blobFileValue.offset).reshape(shape)
        tensor = value.immediateValue.tensor
        kind = tensor.WhichOneof("value")
        if kind == "bytes":
            return np.frombuffer(tensor.bytes.values, np.float16).reshape(shape).astype(np.float32)
        if kind not in _IMMEDIATE:
            raise ModelError(Text("What was written for Core ML cannot be read back: {0}.", kind))
        values = list(getattr(tensor, kind).values)
        if kind == "strings":
            return values[0]
        return np.array(values, np.float32 if kind == "floats" else np.int64).reshape(shape)

    def _blob(self, offset: int) -> Array:
        mark, kind, size, begin = _BLOB.unpack_from(self._weights, offset)
        if mark != _MARK or kind not in _TYPES:
            raise ModelError(Text("What was written for Core ML cannot be read back: {0}.", f"blob {kind}"))
        content: Array = np.frombuffer(self._weights[begin : begin + size], _TYPES[kind])
        return content.astype(np.float32)

    def _name(self, value: Any, name: str) -> str:
        """A tensor by its name, a constant by one that it gets."""
        return value if isinstance(value, str) else self.draft.constant(np.asarray(value, np.float32), name)

    def convolve(self, name: str, given: dict[str, Any]) -> None:
        if given["pad_type"] not in ("custom", "valid"):
            raise ModelError(Text("What was written for Core ML cannot be read back: {0}.", given["pad_type"]))
        top, bottom, left, right = map(int, given["pad"] if given["pad_type"] == "custom" else [0] * 4)
        inputs = [given["x"], self._name(given["weight"], f"{name}/weight")]
        if "bias" in given:
            inputs.append(self._name(given["bias"], f"{name}/bias"))
        strides, dilations = ([int(one) for one in given[trait]] for trait in ("strides", "dilations"))
        traits = {"strides": strides, "dilations": dilations, "group": int(given["groups"])}
        self.draft.add("Conv", inputs, name, pads=[top, left, bottom, right], **traits)

    def combine(self, name: str, given: dict[str, Any], *, operator: str) -> None:
        self.draft.add(operator, [self._name(given[end], f"{name}/{end}") for end in ("x", "y")], name)

    def simple(self, name: str, given: dict[str, Any], *, operator: str) -> None:
        self.draft.add(operator, [given["x"]], name)

    def leak(self, name: str, given: dict[str, Any]) -> None:
        self.draft.add("LeakyRelu", [given["x"]], name, alpha=float(given["alpha"]))

    def leak_by_channel(self, name: str, given: dict[str, Any]) -> None:
        slope = self._name(np.asarray(given["alpha"]).reshape(-1, 1, 1), f"{name}/alpha")
        self.draft.add("PRelu", [given["x"], slope], name)

    def clip(self, name: str, given: dict[str, Any]) -> None:
        ends = [self._name(np.asarray(given[end]).reshape(()), f"{name}/{end}") for end in ("alpha", "beta")]
        self.draft.add("Clip", [given["x"], *ends], name)

    def shuffle(self, name: str, given: dict[str, Any], *, factor: str, mode: str) -> None:
        self.draft.add("DepthToSpace", [given["x"]], name, blocksize=int(given[factor]), mode=mode)

    def join(self, name: str, given: dict[str, Any]) -> None:
        values = [self._name(value, f"{name}/{index}") for index, value in enumerate(given["values"])]
        self.draft.add("Concat", values, name, axis=int(given["axis"]))


_RULES: dict[str, Callable[[_Reading, str, dict[str, Any]], None]] = {
    "add": partial(_Reading.combine, operator="Add"),
    "sub": partial(_Reading.combine, operator="Sub"),
    "mul": partial(_Reading.combine, operator="Mul"),
    "real_div": partial(_Reading.combine, operator="Div"),
    "maximum": partial(_Reading.combine, operator="Max"),
    "minimum": partial(_Reading.combine, operator="Min"),
    "relu": partial(_Reading.simple, operator="Relu"),
    "sigmoid": partial(_Reading.simple, operator="Sigmoid"),
    "tanh": partial(_Reading.simple, operator="Tanh"),
    # Halves and their conversions: here everything is computed in full precision.
    "cast": partial(_Reading.simple, operator="Identity"),
    "identity": partial(_Reading.simple, operator="Identity"),
    "conv": _Reading.convolve,
    "leaky_relu": _Reading.leak,
    "prelu": _Reading.leak_by_channel,
    "clip": _Reading.clip,
    "concat": _Reading.join,
    "pixel_shuffle": partial(_Reading.shuffle, factor="upscale_factor", mode="CRD"),
    "depth_to_space": partial(_Reading.shuffle, factor="block_size", mode="DCR"),
}
