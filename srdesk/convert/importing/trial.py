"""Trials: a network run on small pictures to see what it takes and what it gives."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from srdesk.convert.importing.form import Array, Floats, Form, Outlet, Port, outlet_of
from srdesk.engines.onnx import runtime_errors
from srdesk.errors import ModelError
from srdesk.lattice import Lattice
from srdesk.texts import Text, said

if TYPE_CHECKING:
    from onnx import ModelProto

THREADS = 2
# Steps to look for, and (height, width) in which a network that takes only few sizes may run.
_STEPS = (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32, 48, 56, 64)
_SIZES = ((32, 40), (64, 96), (128, 192), (56, 112), (60, 80), (64, 64), (128, 128), (224, 224), (256, 256), (512, 512))
_SMALLEST = 24
_ERRORS_ONLY = 4
_LARGEST_SIDE = 2048


class Runner:
    """A network in ONNX Runtime; nothing it does reaches beyond its numbers."""

    def __init__(self, model: "ModelProto") -> None:
        """Raises `ModelError` for what the runtime cannot load."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = _ERRORS_ONLY
        options.intra_op_num_threads = THREADS
        self._options = onnxruntime.RunOptions()
        self._options.log_severity_level = _ERRORS_ONLY
        try:
            content = model.SerializeToString()
            self._session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
        except runtime_errors() as error:
            raise ModelError(
                Text("ONNX Runtime cannot load the network."), hint=Text("The runtime says: {0}", said(error)[:300])
            ) from error
        self._input = self._session.get_inputs()[0].name

    @classmethod
    def of(cls, content: bytes) -> "Runner":
        """The network in the bytes of a file; raises as the constructor."""
        from onnx import load_from_string

        return cls(load_from_string(content))

    def run(self, array: Array) -> list[Array]:
        """All outputs; raises `ModelError` for a size or a type that the network does not take."""
        try:
            outputs = self._session.run(None, {self._input: array}, self._options)
        except runtime_errors() as error:
            raise ModelError(Text("The network does not run: {0}", said(error)[:300])) from error
        return [output for output in outputs if isinstance(output, np.ndarray)]

    def enlarged(self, planes: Floats) -> Floats:
        """What a network in its normal form makes of ``C x h x w``; raises as `run`."""
        made: Floats = self.run(planes[None])[0][0].astype(np.float32)
        return made


def noise(channels: int, height: int, width: int, *, seed: int = 0) -> Floats:
    """Smooth enough to be a picture, different everywhere: ``C x h x w`` in 0..1."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    waves = [0.5 + 0.3 * np.sin(x / (5 + c) + c) * np.cos(y / (7 - c)) for c in range(channels)]
    return np.stack(waves).astype(np.float32) + rng.uniform(-0.1, 0.1, (channels, height, width)).astype(np.float32)


def fitting(runner: Runner, port: Port, forms: list[Form]) -> tuple[Form, Outlet, tuple[int, int]]:
    """The first form in which a network makes a picture of a picture, where it puts that, and a size it takes.

    Sizes are ``(height, width)``. Raises `ModelError` with what the runtime said of the likeliest form.
    """
    failure = None
    for form in forms:
        for size in _sizes_of(form):
            try:
                outputs = runner.run(form.arranged(noise(form.channels, *size)))
            except ModelError as error:
                failure = failure or error
                continue
            outlet = outlet_of(outputs, form, size)
            if outlet is not None:
                return form, outlet, size
            failure = failure or no_picture(outputs, size)
    raise failure or ModelError(Text("The network's input {0!r} takes no picture.", port.name))


def no_picture(outputs: Sequence[Array], size: tuple[int, int]) -> ModelError:
    """What is to be raised where a network makes such outputs of a picture of ``(height, width)``."""
    if not outputs:
        return ModelError(
            "The network makes a list, not a picture.", hint="Export it so that it gives the picture itself."
        )
    shapes = ", ".join(" x ".join(map(str, output.shape)) for output in outputs[:4])
    return ModelError(
        Text("The network makes no enlarged picture: of {0} x {1} pixels it makes {2}.", size[1], size[0], shapes),
        hint="srdesk takes networks that make a picture of a picture, as large or a whole number of times as large.",
    )


def _sizes_of(form: Form) -> Iterator[tuple[int, int]]:
    if max(form.height, form.width) > _LARGEST_SIDE:
        raise ModelError(Text("The network wants pictures of {0} x {1} pixels at once.", form.width, form.height))
    for height, width in _SIZES:
        yield form.height or height, form.width or width
        if form.height and form.width:
            return


def lattice_of(runner: Runner, form: Form, scale: int, size: tuple[int, int]) -> Lattice:
    """Which sizes a network in its normal form takes, found by trying; ``size`` (height, width) is one of them.

    Those of the ``form`` are fixed.
    """

    def takes(height: int, width: int) -> bool:
        height, width = form.height or height, form.width or width
        try:
            made = runner.enlarged(noise(form.channels, height, width))
        except ModelError:
            return False
        return made.shape[1:] == (scale * height, scale * width)

    if form.height and form.width:
        return Lattice(width=form.width, height=form.height)
    for step in _STEPS:
        if max(form.height, form.width) % step:
            continue
        few = max(1, -(-_SMALLEST // step))
        first, second, third = (step * (few + more) for more in range(3))
        if takes(first, second) and takes(third, first) and takes(second, third):
            smallest = next(side for side in range(step, first + 1, step) if side == first or takes(side, side))
            return Lattice(step, smallest, form.width, form.height)
    return Lattice(width=size[1], height=size[0])
