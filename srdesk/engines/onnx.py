"""Networks run by ONNX Runtime."""

from contextlib import suppress
from typing import TYPE_CHECKING

from srdesk.engines import optimised
from srdesk.engines.devices import CPU, Device, instructions, thread_count
from srdesk.engines.failures import cannot_load, failed
from srdesk.engines.session import Planes, SessionRequest
from srdesk.errors import EngineError
from srdesk.models.catalogue import read_weights
from srdesk.progress import Cancelled, CancelToken
from srdesk.texts import Text, said

if TYPE_CHECKING:
    import onnxruntime

NAME = "onnx"
_HINT = Text("Try --engine opencv, or smaller tiles.")
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
            except runtime_errors() as error:
                if token.cancelled:
                    raise Cancelled from None
                memory = isinstance(error, MemoryError)
                raise failed(NAME, str(error), memory=memory, hint=_HINT) from error


def _load(content: bytes, request: SessionRequest) -> "onnxruntime.InferenceSession":
    """Load a network, from what was kept of it optimised, or else keep that."""
    shelf = optimised.shelf() if request.device == CPU and optimised.worth_keeping(len(content)) else None
    mark = _mark(request)
    try:
        session = None if shelf is None else _kept(shelf, mark, request)
        return session or _optimised(content, request, shelf, mark)
    except runtime_errors() as error:
        raise cannot_load(request, said(error)) from error


def _mark(request: SessionRequest) -> optimised.Mark:
    """Optimised networks differ by weights, by runtime, and by what instructions the processor has."""
    return optimised.mark_of(request.spec.files[request.precision].sha256, version(), request.device, instructions())


def _kept(
    shelf: optimised.Shelf, mark: optimised.Mark, request: SessionRequest
) -> "onnxruntime.InferenceSession | None":
    """A session of the file that was kept; one that the runtime refuses is thrown away."""
    import onnxruntime

    path = shelf.find(mark)
    if path is None:
        return None
    options = _options(request)
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    # The file is mapped and its weights copied: used where they lie, not aligned, they made runs up to 11 % slower.
    options.add_session_config_entry("session.use_memory_mapped_ort_model", "1")
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=[_provider(request)])
    except runtime_errors():
        shelf.drop(path)
        return None


def _optimised(
    content: bytes, request: SessionRequest, shelf: optimised.Shelf | None, mark: optimised.Mark
) -> "onnxruntime.InferenceSession":
    """A session of a network as it was shipped, optimised now; kept on the shelf, if there is one with room."""
    import onnxruntime

    if shelf is not None:
        options = _options(request)
        options.add_session_config_entry("session.save_model_format", "ORT")
        with suppress(*runtime_errors()), shelf.room(mark) as path:
            if path is not None:
                options.optimized_model_filepath = str(path)
                return onnxruntime.InferenceSession(content, options, providers=[_provider(request)])
    return onnxruntime.InferenceSession(content, _options(request), providers=[_provider(request)])


def _options(request: SessionRequest) -> "onnxruntime.SessionOptions":
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = _ERRORS_ONLY
    options.intra_op_num_threads = thread_count(request.threads)
    return options


def _provider(request: SessionRequest) -> str:
    import onnxruntime

    provider = next((name for name, title in _PROVIDERS.items() if title == request.device), None)
    if provider is None or provider not in onnxruntime.get_available_providers():
        raise EngineError(Text("There is no device {0!r}.", request.device), hint="srdesk selftest lists the devices.")
    return provider


def devices() -> tuple[Device, ...]:
    """Devices of the installed runtime, the processor last."""
    import onnxruntime

    available = onnxruntime.get_available_providers()
    return tuple(Device(NAME, _PROVIDERS[name]) for name in available if name in _PROVIDERS)


def version() -> str:
    """Version of ONNX Runtime."""
    import onnxruntime

    return str(onnxruntime.__version__)


def runtime_errors() -> tuple[type[Exception], ...]:
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
        UnicodeDecodeError,  # its message quotes a name in the file that is no UTF-8
    )
