"""Inference runtimes behind one protocol, and the cache of loaded networks."""

from srdesk.engines.session import InferenceSession, SessionRequest
from srdesk.errors import UsageError
from srdesk.texts import Text

__all__ = ["NAMES", "InferenceSession", "SessionRequest", "open_session"]

NAMES = ("onnx", "opencv")


def open_session(request: SessionRequest) -> InferenceSession:
    """Load a network with the engine that a request names; raises `UsageError` for an unknown engine."""
    if request.engine == "onnx":
        from srdesk.engines.onnx import OnnxSession

        return OnnxSession(request)
    if request.engine == "opencv":
        from srdesk.engines.opencv import OpenCvSession

        return OpenCvSession(request)
    raise UsageError(Text("There is no engine {0!r}.", request.engine), hint=Text("Engines: {0}.", ", ".join(NAMES)))
