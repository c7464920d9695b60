"""Inference runtimes behind one protocol, and the cache of loaded networks."""

import sys

from srdesk.engines.devices import CPU, Device
from srdesk.engines.session import InferenceSession, SessionRequest
from srdesk.errors import UsageError
from srdesk.texts import Text

__all__ = ["NAMES", "InferenceSession", "SessionRequest", "known_devices", "open_session"]

NAMES = ("onnx", "opencv", "tflite", "openvino", "ncnn")


def known_devices() -> tuple[Device, ...]:
    """Devices of every engine, as far as they are known without loading a runtime."""
    from srdesk.engines import ncnn, onnx, opencv, openvino, tflite

    own = onnx.devices() if "onnxruntime" in sys.modules else (Device("onnx", CPU),)
    return (*own, *(device for engine in (opencv, tflite, openvino, ncnn) for device in engine.devices()))


def open_session(request: SessionRequest) -> InferenceSession:
    """Load a network with the engine that a request names; raises `UsageError` for an unknown engine."""
    if request.engine == "onnx":
        from srdesk.engines.onnx import OnnxSession

        return OnnxSession(request)
    if request.engine == "opencv":
        from srdesk.engines.opencv import OpenCvSession

        return OpenCvSession(request)
    if request.engine == "tflite":
        from srdesk.engines.tflite import TfliteSession

        return TfliteSession(request)
    if request.engine == "openvino":
        from srdesk.engines.openvino import OpenVinoSession

        return OpenVinoSession(request)
    if request.engine == "ncnn":
        from srdesk.engines.ncnn import NcnnSession

        return NcnnSession(request)
    raise UsageError(Text("There is no engine {0!r}.", request.engine), hint=Text("Engines: {0}.", ", ".join(NAMES)))
