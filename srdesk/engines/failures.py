"""What is said of an engine that cannot load a network or fails on a tile: the same words for all of them."""

from srdesk.engines.devices import TITLES
from srdesk.engines.session import SessionRequest
from srdesk.errors import EngineError, ModelError, OutOfMemoryError
from srdesk.texts import Text

_OUT_OF_MEMORY = ("failed to allocate", "could not allocate", "bad_alloc", "bad allocation", "out of memory")
_USE_ONNX = Text("Use --engine onnx.")


def cannot_load(request: SessionRequest, reason: str | Text = "") -> ModelError:
    """That an engine cannot load the network asked for; ``reason`` is what its runtime says, if that says anything."""
    spec = request.spec
    return ModelError(
        Text("{0} cannot load {1} x{2} ({3}).", TITLES[request.engine], spec.title, spec.scale, request.precision),
        hint=Text("The runtime says: {0}", reason) if reason else _USE_ONNX,
    )


def failed(engine: str, reason: str | Text, *, memory: bool = False, hint: Text = _USE_ONNX) -> EngineError:
    """That an engine failed: for want of ``memory``, which ``reason`` may tell as well, or for that reason."""
    if memory or any(sign in str(reason).lower() for sign in _OUT_OF_MEMORY):
        return OutOfMemoryError("The engine ran out of memory.", hint="Use smaller tiles or close other programs.")
    return EngineError(Text("{0} failed: {1}", TITLES[engine], reason), hint=hint)
