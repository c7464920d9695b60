"""ONNX networks as Core ML's ML programs, operator by operator, by coremltools' builder."""

import io
import logging
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from srdesk.errors import ModelError
from srdesk.texts import Text, said

if TYPE_CHECKING:
    from onnx import ModelProto, NodeProto

PICTURE, ENLARGED = "picture", "enlarged"
"""What the network's input and output are called in a package."""
LARGEST_SIDE = 4096
_USUAL_SIDE = 128
_FLOAT16 = np.dtype(np.float16)


def installed() -> bool:
    """Whether coremltools is there."""
    return find_spec("coremltools") is not None


def package_of(
    content: bytes, *, channels: int, shape: tuple[int, int] | None, half: bool, name: str
) -> dict[str, bytes]:
    """The files of a package, by their paths inside it, that computes what an ONNX network does.

    It takes ``1 x channels x h x w`` of ``shape`` (height, width) alone, or of any up to 4096 pixels a side. With
    ``half`` weights are stored, and everything is computed, in half precision. Raises `ModelError` for operators that
    have no counterpart, naming them, and where coremltools is missing or refuses.
    """
    from onnx import load_from_string

    if not installed():
        raise ModelError("coremltools is not installed.", hint="Install it with: pip install srdesk[coreml]")
    model = load_from_string(content)
    _refuse_unknown(model)
    with _in_silence(), tempfile.TemporaryDirectory() as folder:
        try:
            return _saved(_Building(model, channels, shape), Path(folder, f"{name}.mlpackage"), half=half)
        except (ValueError, TypeError, RuntimeError, NotImplementedError, KeyError) as error:
            raise ModelError(Text("Core ML cannot have this network: {0}", said(error)[:300])) from error


def _saved(building: "_Building", package: Path, *, half: bool) -> dict[str, bytes]:
    import coremltools

    precision = coremltools.precision.FLOAT16 if half else coremltools.precision.FLOAT32
    made = coremltools.convert(
        building.program(),
        convert_to="mlprogram",
        compute_precision=precision,
        inputs=[building.input()],
        minimum_deployment_target=coremltools.target.iOS15,
        skip_model_load=True,
    )
    made.save(str(package))
    files = sorted(path for path in package.rglob("*") if path.is_file())
    return {path.relative_to(package).as_posix(): path.read_bytes() for path in files}


def _refuse_unknown(model: "ModelProto") -> None:
    unknown = sorted({node.op_type for node in model.graph.node} - set(_RULES))
    if unknown:
        raise ModelError(
            Text("Core ML has no counterpart here for: {0}.", ", ".join(unknown)),
            hint="Export it without --core-ml: iOS runs the TensorFlow Lite file by LiteRT.",
        )


class _Building:
    """One network on its way, by the names of its tensors in ONNX."""

    def __init__(self, model: "ModelProto", channels: int, shape: tuple[int, int] | None) -> None:
        from onnx import numpy_helper

        self._graph, self._channels, self._shape = model.graph, channels, shape
        self._made: dict[str, Any] = {}
        self._constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}

    def program(self) -> Any:
        """The network as the builder's program."""
        from coremltools import target
        from coremltools.converters.mil import Builder
        from coremltools.converters.mil.mil import get_new_symbol

        sides = self._shape or (get_new_symbol(), get_new_symbol())

        @Builder.program(
            input_specs=[Builder.TensorSpec(shape=(1, self._channels, *sides))], opset_version=target.iOS15
        )  # type: ignore[untyped-decorator]
        def program(picture: Any) -> Any:
            self._made[self._graph.input[0].name] = picture
            for node in self._graph.node:
                result = _RULES[node.op_type](self, node)
                if result is not None:
                    self._made[node.output[0]] = result
            return Builder.identity(x=self._made[self._graph.output[0].name], name=ENLARGED)

        return program

    def input(self) -> Any:
        """The type of the input, for the converter."""
        import coremltools

        side = coremltools.RangeDim(1, LARGEST_SIDE, default=_USUAL_SIDE)
        sides = self._shape or (side, side)
        return coremltools.TensorType(name=PICTURE, shape=coremltools.Shape((1, self._channels, *sides)))

    def _value(self, name: str) -> Any:
        if name in self._made:
            return self._made[name]
        array = self._constants[name]
        return array.astype(np.float32) if array.dtype == _FLOAT16 else array

    def _floats(self, name: str) -> Any:
        return np.asarray(self._constants[name], np.float32)

    def convolve(self, node: "NodeProto") -> Any:
        traits, weight = _attributes(node), self._floats(node.input[1])
        top, left, bottom, right = traits.get("pads", [0, 0, 0, 0])
        bias = {"bias": self._floats(node.input[2])} if len(node.input) > 2 and node.input[2] else {}
        return _builder().conv(
            x=self._value(node.input[0]),
            weight=weight,
            strides=list(traits.get("strides", [1, 1])),
            pad_type="custom",
            pad=[top, bottom, left, right],
            dilations=list(traits.get("dilations", [1, 1])),
            groups=int(traits.get("group", 1)),
            **bias,
        )

    def combine(self, node: "NodeProto", operator: str) -> Any:
        one, other = map(self._value, node.input)
        return getattr(_builder(), operator)(x=one, y=other)

    def simple(self, node: "NodeProto", operator: str) -> Any:
        return getattr(_builder(), operator)(x=self._value(node.input[0]))

    def leak(self, node: "NodeProto") -> Any:
        alpha = float(_attributes(node).get("alpha", 0.01))
        return _builder().leaky_relu(x=self._value(node.input[0]), alpha=alpha)

    def leak_by_channel(self, node: "NodeProto") -> Any:
        source, slope = self._value(node.input[0]), self._floats(node.input[1]).ravel()
        return _builder().prelu(x=source, alpha=np.broadcast_to(slope, source.shape[1]).copy())

    def clip(self, node: "NodeProto") -> Any:
        result = self._value(node.input[0])
        for name, operator in zip(node.input[1:], ("maximum", "minimum"), strict=False):
            if name:
                result = getattr(_builder(), operator)(x=result, y=self._floats(name))
        return result

    def shuffle(self, node: "NodeProto") -> Any:
        traits, source = _attributes(node), self._value(node.input[0])
        if traits.get("mode", b"DCR") == b"CRD":
            return _builder().pixel_shuffle(x=source, upscale_factor=int(traits["blocksize"]))
        return _builder().depth_to_space(x=source, block_size=int(traits["blocksize"]))

    def join(self, node: "NodeProto") -> Any:
        return _builder().concat(values=[self._value(name) for name in node.input], axis=_attributes(node)["axis"])

    def same(self, node: "NodeProto") -> Any:
        """Constants are widened by whoever reads them."""
        source, target = node.input[0], node.output[0]
        if source not in self._constants:
            return self._made[source]
        self._constants[target] = self._constants[source]
        return None


@contextmanager
def _in_silence() -> Iterator[None]:
    """Keep to ourselves what coremltools has to tell, and show."""
    before = logging.root.manager.disable
    logging.disable(logging.ERROR)
    try:
        from tqdm import tqdm

        tqdm.monitor_interval = 0  # no thread that watches over bars nobody sees
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)


def _builder() -> Any:
    from coremltools.converters.mil import Builder

    return Builder


def _attributes(node: "NodeProto") -> dict[str, Any]:
    from onnx.helper import get_attribute_value

    return {attribute.name: get_attribute_value(attribute) for attribute in node.attribute}


_RULES: dict[str, Callable[[_Building, "NodeProto"], Any]] = {
    "Add": partial(_Building.combine, operator="add"),
    "Sub": partial(_Building.combine, operator="sub"),
    "Mul": partial(_Building.combine, operator="mul"),
    "Div": partial(_Building.combine, operator="real_div"),
    "Max": partial(_Building.combine, operator="maximum"),
    "Min": partial(_Building.combine, operator="minimum"),
    "Relu": partial(_Building.simple, operator="relu"),
    "Sigmoid": partial(_Building.simple, operator="sigmoid"),
    "Tanh": partial(_Building.simple, operator="tanh"),
    "Conv": _Building.convolve,
    "LeakyRelu": _Building.leak,
    "PRelu": _Building.leak_by_channel,
    "Clip": _Building.clip,
    "Concat": _Building.join,
    "DepthToSpace": _Building.shuffle,
    "Cast": _Building.same,
    "Identity": _Building.same,
    "Dropout": _Building.same,
}
