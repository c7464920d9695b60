"""A picture to check a port with: what goes in, and what has to come out."""

import hashlib
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from srdesk.convert.export.request import ExportRequest
from srdesk.engines import SessionRequest, open_session
from srdesk.imaging.codec import decode
from srdesk.imaging.color import narrowed
from srdesk.models.spec import Precision, WeightFile
from srdesk.paths import bundled
from srdesk.progress import CancelToken

Floats = NDArray[np.float32]
LUMA = np.array([0.299, 0.587, 0.114], dtype=np.float32)
"""BT.601, on encoded values."""
SAMPLE = ("resources", "sample", "astronaut.jpg")
_CORNER = 40, 150
_SHAPE = 48, 64


@dataclass(frozen=True)
class Reference:
    """``C x h x w`` in, ``C x s*h x s*w`` out, both in about 0..1 and not clipped."""

    given: Floats
    wanted: Floats


def sample_photo() -> NDArray[np.uint8]:
    """The photo that ships with srdesk, ``H x W x 3``."""
    return narrowed(decode(bundled(*SAMPLE)).pixels)


def reference_of(request: ExportRequest, network: bytes) -> Reference:
    """A part of the sample photo, and what ONNX Runtime makes of it with the network that is exported."""
    height, width = request.shape or (request.spec.lattice.ceiled(side) for side in _SHAPE)
    rgb = sample_photo()[_CORNER[0] :, _CORNER[1] :].astype(np.float32) / np.float32(255)
    missing = [(0, max(0, side - length)) for side, length in zip((height, width), rgb.shape, strict=False)]
    rgb = np.pad(rgb, (*missing, (0, 0)), mode="symmetric")[:height, :width]
    planes = (rgb @ LUMA)[None] if request.luma else rgb.transpose(2, 0, 1)
    given: Floats = np.ascontiguousarray(planes, np.float32)
    return Reference(given, computed(request, network, given, engine="onnx"))


def computed(request: ExportRequest, network: bytes, given: Floats, *, engine: str) -> Floats:
    """What an engine makes of planes with the bytes of a model file; raises what engines raise."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "network")
        path.write_bytes(network)
        file = WeightFile(path, hashlib.sha256(network).hexdigest(), len(network))
        spec = replace(request.spec, files={Precision.FP32: file})
        session = open_session(SessionRequest(spec, Precision.FP32, engine, "cpu", 1))
        return session.run(given, CancelToken())
