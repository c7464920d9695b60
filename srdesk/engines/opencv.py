"""Networks run by OpenCV's DNN module, the second opinion."""

import threading
from typing import Any

import numpy as np

from srdesk.engines.devices import Device, check_runs, processor_of, thread_count
from srdesk.engines.failures import cannot_load, failed
from srdesk.engines.session import Planes, SessionRequest
from srdesk.errors import EngineError
from srdesk.models.catalogue import read_weights
from srdesk.models.convention import Convention
from srdesk.progress import CancelToken
from srdesk.texts import Text, said

NAME = "opencv"
_PLAIN = Convention()


class OpenCvSession:
    """One network loaded by OpenCV; see `InferenceSession`. Cancellation waits for the end of the tile."""

    def __init__(self, request: SessionRequest) -> None:
        """Raises `ModelError` for weights that are missing, damaged or not a network OpenCV can load.

        A network that was brought in as TensorFlow's graph is run as that, which only OpenCV with its contributed
        modules can: `EngineError` without them.
        """
        check_runs(NAME, request.device)
        native = request.spec.native if request.precision is request.spec.fullest else None
        content = read_weights(native.file if native else request.spec.files[request.precision])
        self.device = request.device
        self.weight_bytes = len(content)
        self._convention = native.convention if native else _PLAIN
        self._net = _load_graph(content, request) if native else _load(content, request)
        self._threads = thread_count(request.threads)
        self._lock = threading.Lock()  # a net holds its input between two calls

    def run(self, planes: Planes, token: CancelToken) -> Planes:
        import cv2

        token.check()
        try:
            with self._lock:
                if cv2.getNumThreads() != self._threads:
                    cv2.setNumThreads(self._threads)  # one number for all that OpenCV does
                self._net.setInput(np.ascontiguousarray(self._convention.encoded(planes)[None]))
                result: Planes = self._convention.decoded(self._net.forward()[0])
        except cv2.error as error:
            memory = getattr(error, "code", None) == cv2.Error.StsNoMem
            raise failed(NAME, said(error), memory=memory) from error
        token.check()
        return result


def _load(content: bytes, request: SessionRequest) -> Any:
    import cv2

    # OpenCV 5's new engine falls back and then runs these graphs empty; the classic one is right.
    classic = {"engine": cv2.dnn.ENGINE_CLASSIC} if hasattr(cv2.dnn, "ENGINE_CLASSIC") else {}
    try:
        return cv2.dnn.readNetFromONNX(np.frombuffer(content, np.uint8), **classic)
    except cv2.error as error:
        raise cannot_load(request) from error


def _load_graph(content: bytes, request: SessionRequest) -> Any:
    import cv2

    if not contributed():
        raise EngineError(
            Text(
                "OpenCV as it is installed cannot run {0} as TensorFlow wrote it: "
                "that takes opencv-contrib-python-headless.",
                request.spec.title,
            ),
            hint="Install opencv-contrib-python-headless in place of opencv-python-headless, or use --engine onnx.",
        )
    modules: Any = cv2
    modules.dnn_superres.DnnSuperResImpl.create()  # tells the graph reader of the layers that it lacks
    try:
        return cv2.dnn.readNetFromTensorflow(np.frombuffer(content, np.uint8))
    except cv2.error as error:
        raise cannot_load(request) from error


def contributed() -> bool:
    """Whether OpenCV has its contributed modules, which TensorFlow's networks for enlargement need."""
    import cv2

    return hasattr(cv2, "dnn_superres")


def devices() -> tuple[Device, ...]:
    """OpenCV's wheel runs on the processor only."""
    return processor_of(NAME)


def version() -> str:
    """Version of OpenCV."""
    import cv2

    return str(cv2.__version__)
