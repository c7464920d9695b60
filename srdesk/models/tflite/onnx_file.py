"""ONNX files as TensorFlow Lite files."""

from srdesk.errors import ModelError
from srdesk.models.tflite.lower import lowered
from srdesk.models.tflite.write import written
from srdesk.texts import Text, said


def from_onnx(content: bytes, *, shape: tuple[int, int] | None = None) -> bytes:
    """A TensorFlow Lite file that computes what an ONNX file does, colours innermost; see `lowered`.

    Raises `ModelError` for what is no ONNX network or has no counterpart.
    """
    import onnx
    from google.protobuf.message import DecodeError

    try:
        model = onnx.load_from_string(content)
        onnx.checker.check_model(model)
        return written(lowered(model, shape=shape))
    except (DecodeError, onnx.checker.ValidationError, KeyError, IndexError, ValueError, TypeError) as error:
        raise ModelError(Text("That is no network that TensorFlow Lite can run: {0}", said(error))) from error
