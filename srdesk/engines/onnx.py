"""Networks run by ONNX Runtime."""

from typing import TYPE_CHECKING

from srdesk.engines.devices import CPU, Device, thread_count
from srdesk.engines.session import Planes, SessionRequest
from srdesk.errors import EngineError, ModelError, OutOfMemoryError
from srdesk.models.catalogue import read_weights
from srdesk.progress import Cancelled, CancelToken
from srdesk.texts import Text, said

if TYPE_CHECKING:
    import onnxruntime

NAME = "onnx"
_OUT_OF_MEMORY = ("failed to allocate memory", "bad_alloc", "bad allocation", "out of memory")
_ERRORS_ONLY = 3
_PROVIDERS = {
    "CPUExecutionProvider": CPU,
    "CUDAExecutionProvider": "NVIDIA GPU (CUDA)",
    "DmlExecutionProvider": "GPU (DirectML)",
    "CoreMLExecutionProvider": "Apple Neural Engine / GPU (Core ML)",
    "OpenVINOExecutionProvider": "Intel (OpenVINO)",
    "WebGpuExecutionProvider": "GPU (WebGPU)",
}


class OnnxSession:
    """One network loaded by ONNX Runtime; see `InferenceSession`."""

    def __init__(self, request: SessionRequest) -> None:
        """Raises `ModelError` for weights that are missing, damaged or not a network ONNX Runtime can load."""
        content = read_weights(request.spec.files[request.precision])
        self.device = request.device
        self.weight_bytes = len(content)
        self._session = _load(content, request)
        self._input = self._session.get_inputs()[0].name

    def run(self, planes: Planes, token: CancelToken) -> Planes:
        import onnxruntime

        options = onnxruntime.RunOptions()
        options.log_severity_level = 4

        def interrupt() -> None:
            options.terminate = True

        with token.interrupting(interrupt):
            try:
                return self._session.run(None, {self._input: planes[None]}, options)[0][0]  # type: ignore[no-any-return]
            except _runtime_errors() as error:
                if token.cancelled:
                    raise Cancelled from None
                raise _translated(error) from error


def _load(content: bytes, request: SessionRequest) -> "onnxruntime.InferenceSession":
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = _ERRORS_ONLY
    options.intra_op_num_threads = thread_count(request.threads)
    provider = next((name for name, title in _PROVIDERS.items() if title == request.device), None)
    if provider not in onnxruntime.get_available_providers():
        raise EngineError(Text("There is no device {0!r}.", request.device), hint="srdesk selftest lists the devices.")
    try:
        return onnxruntime.InferenceSession(content, options, providers=[provider])
    except _runtime_errors() as error:
        raise ModelError(
            Text("ONNX Runtime cannot load {0} x{1} ({2}).", request.spec.title, request.spec.scale, request.precision),
            hint=Text("The runtime says: {0}", said(error)),
        ) from error


def devices() -> tuple[Device, ...]:
    """Devices of the installed runtime, the processor last."""
    import onnxruntime

    available = onnxruntime.get_available_providers()
    return tuple(Device(NAME, _PROVIDERS[name]) for name in available if name in _PROVIDERS)


def version() -> str:
    """Version of ONNX Runtime."""
    import onnxruntime

    return str(onnxruntime.__version__)


def _runtime_errors() -> tuple[type[Exception], ...]:
    """What ONNX Runtime raises; its own exceptions share no base class but `Exception`."""
    from onnxruntime.capi import onnxruntime_pybind11_state as state

    return (
        RuntimeError,
        MemoryError,
        state.Fail,
        state.InvalidArgument,
        state.InvalidGraph,
        state.InvalidProtobuf,
        state.NotImplemented,
        state.RuntimeException,
        state.EPFail,
    )


def _translated(error: Exception) -> EngineError:
    text = str(error)
    if isinstance(error, MemoryError) or any(sign in text.lower() for sign in _OUT_OF_MEMORY):
        return OutOfMemoryError("The engine ran out of memory.", hint="Use smaller tiles or close other programs.")
    return EngineError(Text("ONNX Runtime failed: {0}", text), hint="Try --engine opencv, or smaller tiles.")
