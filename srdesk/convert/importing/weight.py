"""What a network weighs: its precision, and the memory that running it takes."""

import sys
from typing import TYPE_CHECKING

from srdesk.convert.importing.trial import Runner, noise
from srdesk.lattice import Lattice
from srdesk.models.spec import Precision

if TYPE_CHECKING:
    from onnx import ModelProto

_SMALL, _LARGE = 48, 128
_LEAST, _USUAL = 256, 8192
_FLOAT16, _WHOLE = 10, (2, 3)


def precision_of(model: "ModelProto") -> Precision:
    """The arithmetic a network was made for, by the numbers that most of it is stored in."""
    sizes: dict[int, int] = {}
    for tensor in model.graph.initializer:
        count = 1
        for dim in tensor.dims:
            count *= dim
        sizes[tensor.data_type] = sizes.get(tensor.data_type, 0) + count
    most = max(sizes, key=sizes.__getitem__, default=0)
    if most == _FLOAT16:
        return Precision.FP16
    return Precision.INT8 if most in _WHOLE else Precision.FP32


def bytes_per_pixel(runner: Runner, lattice: Lattice, channels: int) -> int:
    """Memory for a source pixel of a tile, by how the most that this process ever used grows with the tile."""
    if any(lattice.fixed) or sys.platform == "win32":
        return _USUAL
    areas, peaks = [], []
    for side in (lattice.ceiled(_SMALL), lattice.ceiled(_LARGE)):
        runner.enlarged(noise(channels, side, side))
        areas.append(side * side)
        peaks.append(_peak())
    grown = (peaks[1] - peaks[0]) / (areas[1] - areas[0])
    return max(_LEAST, int(grown))


def _peak() -> int:
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(peak) if sys.platform == "darwin" else int(peak) * 1024
