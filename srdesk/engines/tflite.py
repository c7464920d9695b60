"""Networks run by LiteRT, the runtime of TensorFlow Lite files, as phones have it."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from srdesk.engines.devices import Device, check_runs, processor_of, runtime_version, thread_count
from srdesk.engines.failures import cannot_load, failed
from srdesk.engines.session import Planes, SessionRequest
from srdesk.models.catalogue import read_weights
from srdesk.models.tflite.onnx_file import from_onnx
from srdesk.models.tflite.read import is_tflite, parsed
from srdesk.models.tflite.write import written
from srdesk.progress import CancelToken
from srdesk.texts import said

if TYPE_CHECKING:
    from ai_edge_litert.interpreter import Interpreter

NAME = "tflite"
_STDERR = 2
_ANNOUNCING, _ANNOUNCED = threading.Lock(), threading.Event()
_OVERFLOW = "overflow"  # what it says of a tile whose size it cannot count


class TfliteSession:
    """One network loaded by LiteRT; see `InferenceSession`. Cancellation waits for the end of the tile.

    The runtime only ever sees a file that was written here: from an ONNX network, or anew from what could be read of a
    TensorFlow Lite file.
    """

    def __init__(self, request: SessionRequest) -> None:
        """Raises `ModelError` for weights that are missing, damaged or have no counterpart in TensorFlow Lite.

        `EngineError` if LiteRT is not installed.
        """
        check_runs(NAME, request.device)
        content = read_weights(request.spec.files[request.precision])
        self.device = request.device
        self.weight_bytes = len(content)
        self._interpreter = _load(written(parsed(content)) if is_tflite(content) else from_onnx(content), request)
        self._input = self._interpreter.get_input_details()[0]["index"]
        self._output = self._interpreter.get_output_details()[0]["index"]
        self._shape: tuple[int, ...] = ()
        self._lock = threading.Lock()  # an interpreter holds its input between two calls

    def run(self, planes: Planes, token: CancelToken) -> Planes:
        token.check()
        picture = np.ascontiguousarray(planes.transpose(1, 2, 0)[None])
        try:
            with self._lock:
                result: Planes = self._invoked(picture)[0]
        except (RuntimeError, ValueError, MemoryError) as error:
            raise failed(NAME, str(error), memory=isinstance(error, MemoryError) or _OVERFLOW in str(error)) from error
        token.check()
        return np.ascontiguousarray(result.transpose(2, 0, 1))

    def _invoked(self, picture: Planes) -> Any:
        if picture.shape != self._shape:
            self._shape = ()
            self._interpreter.resize_tensor_input(self._input, picture.shape)
            _allocate(self._interpreter)
            self._shape = picture.shape
        self._interpreter.set_tensor(self._input, picture)
        self._interpreter.invoke()
        return self._interpreter.get_tensor(self._output)


def _load(content: bytes, request: SessionRequest) -> "Interpreter":
    from ai_edge_litert.interpreter import Interpreter

    try:
        return Interpreter(model_content=content, num_threads=thread_count(request.threads))
    except (RuntimeError, ValueError) as error:
        raise cannot_load(request, said(error)) from error


def _allocate(interpreter: "Interpreter") -> None:
    """Make room for tiles of another size.

    The first time that is done without standard error, where the runtime announces its kernels then: nothing else turns
    that off, and what other threads say there meanwhile is lost.
    """
    if _ANNOUNCED.is_set():
        interpreter.allocate_tensors()
        return
    with _ANNOUNCING, _without_stderr():
        interpreter.allocate_tensors()
    _ANNOUNCED.set()


@contextmanager
def _without_stderr() -> Iterator[None]:
    try:
        kept = os.dup(_STDERR)
    except OSError:  # a program without a console has none
        yield
        return
    with Path(os.devnull).open("wb") as nothing:
        os.dup2(nothing.fileno(), _STDERR)
    try:
        yield
    finally:
        os.dup2(kept, _STDERR)
        os.close(kept)


def devices() -> tuple[Device, ...]:
    """The processor, if LiteRT is installed."""
    return processor_of(NAME)


def version() -> str:
    """Version of LiteRT."""
    return runtime_version(NAME)
