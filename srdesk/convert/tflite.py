"""TensorFlow Lite files, read to be brought in."""

from pathlib import Path

from srdesk.convert.claims import Claims, Converted, Range
from srdesk.convert.content import content_of
from srdesk.errors import ModelError
from srdesk.models.tflite.lift import lifted
from srdesk.models.tflite.network import Network
from srdesk.models.tflite.read import parsed
from srdesk.texts import Text, said

# The steps between neighbouring values of an 8-bit input, by what black and white are then.
_STEPS = {Range.UNIT: 1 / 255, Range.BYTE: 1.0, Range.SIGNED: 2 / 255}


def read(file: Path) -> Converted:
    """The network of a ``.tflite`` file as ONNX, and the range of its input where that is quantised.

    The file is checked part by part and never given to a runtime. Raises `ModelError` if it cannot be read, is damaged
    or has what has no counterpart.
    """
    network = parsed(content_of(file))
    try:
        return Converted(lifted(network).SerializeToString(), Claims(range=_range(network)))
    except (ValueError, IndexError, TypeError, KeyError) as error:
        raise ModelError(Text("The TensorFlow Lite file is damaged: {0}.", said(error))) from error


def _range(network: Network) -> Range | None:
    quantization = network.tensors[network.inputs[0]].quantization
    step = quantization.scale[0] if quantization else 0.0
    return next((known for known, usual in _STEPS.items() if abs(step - usual) < 0.02 * usual), None)
