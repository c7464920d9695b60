"""Networks run by OpenVINO, which multiplies bytes quicker than others on Intel's processors."""

import sys
import threading
from typing import TYPE_CHECKING, Any

import numpy as np

from srdesk.engines.devices import Device, check_runs, processor_of, runtime_version, thread_count
from srdesk.engines.failures import cannot_load, failed
from srdesk.engines.session import Planes, SessionRequest
from srdesk.models.catalogue import read_weights
from srdesk.progress import Cancelled, CancelToken

if TYPE_CHECKING:
    import openvino

NAME = "openvino"


class OpenVinoSession:
    """One network loaded by OpenVINO; see `InferenceSession`. It computes in float32 whatever the processor offers."""

    def __init__(self, request: SessionRequest) -> None:
        """Raises `ModelError` for weights that are missing, damaged or not a network OpenVINO can load.

        `EngineError` if OpenVINO is not installed.
        """
        check_runs(NAME, request.device)
        content = read_weights(request.spec.files[request.precision])
        self.device = request.device
        self.weight_bytes = len(content)
        self._request = _load(content, request)
        self._lock = threading.Lock()  # a request holds its input while it runs

    def run(self, planes: Planes, token: CancelToken) -> Planes:
        with self._lock, token.interrupting(self._request.cancel):
            try:
                self._request.start_async([np.ascontiguousarray(planes[None])])
                self._request.wait()
            except RuntimeError as error:
                if token.cancelled:
                    raise Cancelled from None
                raise failed(NAME, _reason(error)) from error
            token.check()
            return self._request.get_output_tensor(0).data[0].copy()  # type: ignore[no-any-return]


def runtime() -> Any:
    """OpenVINO, without the part that reports to its makers each time it is imported."""
    # It goes without where that package is missing; ``None`` is how a package is made to be.
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    import openvino

    return openvino


def _load(content: bytes, request: SessionRequest) -> "openvino.InferRequest":
    core = runtime().Core()
    options = {
        "INFERENCE_NUM_THREADS": thread_count(request.threads),
        "PERFORMANCE_HINT": "LATENCY",
        # Else it computes in bfloat16 where the processor can, which is off by up to 10 levels of 255.
        "INFERENCE_PRECISION_HINT": "f32",
        # Other work goes on beside it.
        "ENABLE_CPU_PINNING": False,
    }
    try:
        return core.compile_model(core.read_model(content), "CPU", options).create_infer_request()
    except RuntimeError as error:
        raise cannot_load(request, _reason(error)) from error


def devices() -> tuple[Device, ...]:
    """The processor, if OpenVINO is installed."""
    return processor_of(NAME)


def version() -> str:
    """Version of OpenVINO."""
    return runtime_version(NAME)


def _reason(error: Exception) -> str:
    """What it says last: before that are places in its source."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[-1] if lines else type(error).__name__
