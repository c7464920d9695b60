"""Devices by name."""

import os
import platform
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from srdesk.errors import EngineError
from srdesk.texts import Text

CPU = "cpu"

# What packages a runtime may have been installed by.
_PACKAGES = {
    "onnx": ("onnxruntime", "onnxruntime-gpu", "onnxruntime-directml", "onnxruntime-openvino"),
    "opencv": ("opencv-python-headless", "opencv-contrib-python-headless", "opencv-python", "opencv-contrib-python"),
    "tflite": ("ai-edge-litert",),
    "openvino": ("openvino",),
    "ncnn": ("ncnn",),
}
# What an engine that comes with the extra of its name is imported as.
_MODULES = {"tflite": "ai_edge_litert", "openvino": "openvino", "ncnn": "ncnn"}
TITLES = {
    "onnx": "ONNX Runtime",
    "opencv": "OpenCV",
    "tflite": "LiteRT",
    "openvino": "OpenVINO",
    "ncnn": "ncnn",
}
"""What engines are called."""


@dataclass(frozen=True)
class Device:
    """A device that an engine can run networks on; ``name`` is what ``--device`` takes."""

    engine: str
    name: str


def installed(engine: str) -> bool:
    """Whether an engine's runtime is there; loads nothing."""
    return engine not in _MODULES or find_spec(_MODULES[engine]) is not None


def processor_of(engine: str) -> tuple[Device, ...]:
    """What an engine that only knows the processor has, if it is installed."""
    return (Device(engine, CPU),) if installed(engine) else ()


def check_runs(engine: str, device: str) -> None:
    """That an engine which only knows the processor is asked for that and is installed; else `EngineError`."""
    if device != CPU:
        raise EngineError(
            Text("{0} runs on the processor, not on {1!r}.", TITLES[engine], device), hint="Use --device cpu."
        )
    if not installed(engine):
        raise EngineError(
            Text("{0} is not installed.", TITLES[engine]),
            hint=Text("Install it with: pip install srdesk[{0}], or use --engine onnx.", engine),
        )


def thread_count(wanted: int) -> int:
    """Threads to use when ``wanted`` (0: all cores) were asked for; more than there are cores only cost memory."""
    cores = os.cpu_count() or 1
    return min(wanted, cores) or cores


@cache
def runtime_version(engine: str) -> str:
    """The version of an engine's runtime, empty if nothing tells; loads nothing."""
    for package in _PACKAGES[engine]:
        with suppress(metadata.PackageNotFoundError):
            return metadata.version(package)
    return ""


@cache
def processor() -> str:
    """The processor's marketing name, or its architecture where the system does not tell."""
    return _told("model name") or platform.processor() or platform.machine()


@cache
def instructions() -> str:
    """What tells processors apart that need different machine code: names of what they can do, or of themselves."""
    return _told("flags") or _told("Features") or f"{platform.machine()} {platform.processor()}"


def _told(what: str) -> str:
    """A line that Linux says of the first processor, empty where there is none."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    values = (line.partition(":")[2].strip() for line in lines if line.partition(":")[0].strip() == what)
    return next(values, "")
