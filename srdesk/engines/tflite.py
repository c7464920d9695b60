"""Networks run by LiteRT, the runtime of TensorFlow Lite files, as phones have it."""

import threading
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np

from srdesk.engines.devices import CPU, Device, check_runs, runtime_version, thread_count
from srdesk.engines.session import Planes, SessionRequest
from srdesk.errors import EngineError, ModelError, OutOfMemoryError
from srdesk.models.catalogue import read_weights
from srdesk.models.tflite.onnx_file import from_onnx
from srdesk.models.tflite.read import is_tflite, parsed
from srdesk.models.tflite.write import written
from srdesk.progress import CancelToken
from srdesk.texts import Text, said

if TYPE_CHECKING:
    from ai_edge_litert.interpreter import Interpreter

NAME = "tflite"
_OUT_OF_MEMORY = ("failed to allocate", "bad_alloc", "bad allocation", "out of memory", "overflow")


class TfliteSession:
    """One network loaded by LiteRT; see `InferenceSession`. Cancellation waits for the end of the tile.

    The runtime only ever sees a file that was written here: from an ONNX network, or anew from what could be read of a
    TensorFlow Lite file.
    """

    def __init__(self, request: SessionRequest) -> None:
        """Raises `ModelError` for weights that are missing, damaged or have no counterpart in TensorFlow Lite.

        `EngineError` if LiteRT is not installed.
        """
        check_runs(NAME, request.device, there=installed())
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
            raise _translated(error) from error
        token.check()
        return np.ascontiguousarray(result.transpose(2, 0, 1))

    def _invoked(self, picture: Planes) -> Any:
        if picture.shape != self._shape:
            self._shape = ()
            self._interpreter.resize_tensor_input(self._input, picture.shape)
            self._interpreter.allocate_tensors()
            self._shape = picture.shape
        self._interpreter.set_tensor(self._input, picture)
        self._interpreter.invoke()
        return self._interpreter.get_tensor(self._output)


def installed() -> bool:
    """Whether LiteRT is there; it comes with the extra ``tflite``."""
    return find_spec("ai_edge_litert") is not None


def _load(content: bytes, request: SessionRequest) -> "Interpreter":
    from ai_edge_litert.interpreter import Interpreter

    try:
        return Interpreter(model_content=content, num_threads=thread_count(request.threads))
    except (RuntimeError, ValueError) as error:
        raise ModelError(
            Text("LiteRT cannot load {0} x{1} ({2}).", request.spec.title, request.spec.scale, request.precision),
            hint=Text("The runtime says: {0}", said(error)),
        ) from error


def devices() -> tuple[Device, ...]:
    """The processor, if LiteRT is installed."""
    return (Device(NAME, CPU),) if installed() else ()


def version() -> str:
    """Version of LiteRT."""
    return runtime_version(NAME)


def _translated(error: Exception) -> EngineError:
    text = str(error)
    if isinstance(error, MemoryError) or any(sign in text.lower() for sign in _OUT_OF_MEMORY):
        return OutOfMemoryError("The engine ran out of memory.", hint="Use smaller tiles or close other programs.")
    return EngineError(Text("LiteRT failed: {0}", text), hint="Use --engine onnx.")
