"""The formats that each platform wants, and what can run them here."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from srdesk.convert.export.request import ExportRequest, Platform
from srdesk.errors import ModelError
from srdesk.models.tflite.onnx_file import from_onnx
from srdesk.texts import said


@dataclass(frozen=True)
class ModelFile:
    """A model as one file: its name, its content, the order of its axes, the engine that runs it here."""

    name: str
    content: bytes
    layout: str
    engine: str


def model_files(request: ExportRequest, network: bytes) -> tuple[ModelFile, ...]:
    """The files for a platform, made of an ONNX network; the one to take first comes first.

    Raises `ModelError` for what has no counterpart in a format.
    """
    if request.platform is Platform.OPENCV:
        return (ModelFile(f"{request.stem}.onnx", network, "NCHW", "opencv"),)
    if request.platform is Platform.WEB:
        plain = ModelFile(f"{request.stem}.onnx", network, "NCHW", "onnx")
        return plain, ModelFile(f"{request.stem}.ort", _ort(network), "NCHW", "onnx")
    return (ModelFile(f"{request.stem}.tflite", _lite(request, network), "NHWC", "tflite"),)


def _lite(request: ExportRequest, network: bytes) -> bytes:
    try:
        return from_onnx(network, shape=request.shape)
    except ModelError as error:
        raise ModelError(
            said(error), hint="Use --for web: it writes ONNX, which ONNX Runtime runs on Android and iOS too."
        ) from error


def _ort(content: bytes) -> bytes:
    """ONNX Runtime's own format, which its small builds for phones and browsers read too."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    # Nothing that depends on the processor here, and no folding, which would widen halves in the file.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.add_session_config_entry("session.save_model_format", "ORT")
    with tempfile.TemporaryDirectory() as folder:
        options.optimized_model_filepath = str(Path(folder, "network.ort"))
        onnxruntime.InferenceSession(
            content, options, providers=["CPUExecutionProvider"], disabled_optimizers=["ConstantFolding"]
        )
        return Path(folder, "network.ort").read_bytes()
