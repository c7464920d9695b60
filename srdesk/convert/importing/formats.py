"""Formats of model files, by their endings, and what makes ONNX of each."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from srdesk.convert.claims import Claims, Converted
from srdesk.convert.content import content_of
from srdesk.errors import ModelError
from srdesk.texts import Text

Converter = Callable[[Path], Converted]


def _onnx(file: Path) -> Converted:
    return Converted(content_of(file))


def _tensorflow(file: Path) -> Converted:
    from srdesk.convert import tensorflow

    return tensorflow.converted(file)


def _tflite(file: Path) -> Converted:
    from srdesk.convert import tflite

    return tflite.read(file)


def _torch(file: Path) -> Converted:
    from srdesk.convert import torch

    return torch.converted(file)


_CONVERTERS: dict[str, Converter] = {
    ".onnx": _onnx,
    ".pb": _tensorflow,
    ".tflite": _tflite,
    ".pth": _torch,
    ".safetensors": _torch,
}

SUFFIXES = tuple(_CONVERTERS)
"""Endings of the files that can be brought in, in lower case."""


def is_model(file: Path) -> bool:
    """Whether a file is a model by its ending."""
    return file.suffix.lower() in SUFFIXES


def check_known(file: Path) -> None:
    """Raise `ModelError` for a file that is not there or of a format that is not known."""
    if not is_model(file):
        raise ModelError(
            Text("{0} is no model file that srdesk knows.", file.name),
            hint=Text("It reads {0}.", ", ".join(SUFFIXES)),
        )
    if not file.is_file():
        raise ModelError(Text("There is no file {0}.", file))


def converted(file: Path, claims: Claims) -> Converted:
    """A model file as ONNX, with what its format and its user say of it; the user has the last word.

    Raises `ModelError` for a format that is not known, and what the converter raises.
    """
    check_known(file)
    made = _CONVERTERS[file.suffix.lower()](file)
    said = {name: value for name, value in (("order", claims.order), ("range", claims.range)) if value is not None}
    return replace(made, claims=replace(made.claims, **said))  # type: ignore[arg-type]
