"""Networks run by ncnn, a runtime made for phones."""

import threading
from typing import TYPE_CHECKING

import numpy as np

from srdesk.engines.devices import Device, check_runs, processor_of, runtime_version, thread_count
from srdesk.engines.failures import cannot_load, failed
from srdesk.engines.session import Planes, SessionRequest
from srdesk.models.catalogue import read_weights
from srdesk.models.ncnn.draft import NcnnFiles
from srdesk.models.ncnn.onnx_file import BEGIN, END, from_onnx
from srdesk.progress import CancelToken
from srdesk.texts import Text

if TYPE_CHECKING:
    import ncnn

NAME = "ncnn"
_NO_MEMORY = -100


class NcnnSession:
    """One network loaded by ncnn; see `InferenceSession`. Cancellation waits for the end of the tile.

    The runtime only ever sees files that were written here, from an ONNX network.
    """

    def __init__(self, request: SessionRequest) -> None:
        """Raises `ModelError` for weights that are missing, damaged or have no counterpart in ncnn.

        `EngineError` if ncnn is not installed.
        """
        check_runs(NAME, request.device)
        content = read_weights(request.spec.files[request.precision])
        self.device = request.device
        self.weight_bytes = len(content)
        self._files = from_onnx(content)  # the weights stay where they are for as long as there is a net
        self._net = _load(self._files, request)
        self._lock = threading.Lock()  # all nets share their threads

    def run(self, planes: Planes, token: CancelToken) -> Planes:
        import ncnn

        token.check()
        try:
            with self._lock, self._net.create_extractor() as extractor:
                extractor.input(BEGIN, ncnn.Mat(np.ascontiguousarray(planes)).clone())
                failure, made = extractor.extract(END)
                result = np.array(made, np.float32)
        except (RuntimeError, MemoryError, ValueError) as error:
            raise failed(NAME, str(error), memory=isinstance(error, MemoryError)) from error
        if failure:
            raise failed(NAME, Text("error {0}", failure), memory=failure == _NO_MEMORY)
        token.check()
        return result


def _load(files: NcnnFiles, request: SessionRequest) -> "ncnn.Net":
    import ncnn

    net = ncnn.Net()
    net.opt.num_threads = thread_count(request.threads)
    net.opt.use_vulkan_compute = False
    # Numbers as others have them, whatever is quicker on this processor.
    for shortcut in ("fp16_packed", "fp16_storage", "fp16_arithmetic", "bf16_packed", "bf16_storage"):
        setattr(net.opt, f"use_{shortcut}", False)
    if net.load_param_mem(files.param) or net.load_model_mem(files.weights):
        raise cannot_load(request)
    return net


def devices() -> tuple[Device, ...]:
    """The processor, if ncnn is installed."""
    return processor_of(NAME)


def version() -> str:
    """Version of ncnn."""
    return runtime_version(NAME)
