"""The Core ML package of an export, made, read back and compared; never run by Core ML itself."""

from dataclasses import dataclass

import numpy as np

from srdesk.convert.coreml.back import read_back
from srdesk.convert.coreml.build import ENLARGED, PICTURE, package_of
from srdesk.convert.export.reference import Reference, computed
from srdesk.convert.export.request import ExportRequest
from srdesk.models.spec import Precision


@dataclass(frozen=True)
class Package:
    """A package: its name, its files by their paths inside it, and how far off what it holds is from the reference."""

    name: str
    files: dict[str, bytes]
    deviation: float

    @property
    def size(self) -> int:
        return sum(map(len, self.files.values()))


def package(request: ExportRequest, network: bytes, reference: Reference) -> Package:
    """The package of a request, of the ONNX network that is exported.

    Its program is read back and computed by ONNX Runtime in full precision. Raises as `package_of` and `read_back` do.
    """
    name, channels = f"{request.stem}.mlpackage", request.spec.channels
    half = request.precision is Precision.FP16
    files = package_of(network, channels=channels, shape=request.shape, half=half, name=request.stem)
    result = computed(request, read_back(files, channels=channels), reference.given, engine="onnx")
    return Package(name, files, float(np.abs(result - reference.wanted).max()))


def words(request: ExportRequest) -> str:
    """What whoever uses the package has to know."""
    layout = "fixed" if request.shape else "any up to 4096 pixels a side, though the Neural Engine likes a `--shape`"
    halves = " Core ML computes it in half precision: expect differences of some thousandths." if _half(request) else ""
    return f"""
## Core ML

`{request.stem}.mlpackage` is the same network as an ML program (iOS 15, macOS 12 or newer): drag it into Xcode. Its
input `{PICTURE}` and its output `{ENLARGED}` are multi-arrays of float32, NCHW (channels first: `input.npy` with its
axes moved); sizes: {layout}.{halves}

It was made and read back, and what it holds computes the reference; it was **never run on an Apple device**. Check it
with `input.npy` and `output.npy` before you trust it.
"""


def _half(request: ExportRequest) -> bool:
    return request.precision is Precision.FP16
