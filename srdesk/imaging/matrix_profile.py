"""Profiles that are a matrix and curves, computed with in floats: what 16 bits need."""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from srdesk.imaging.profiles import ProfileError

Deep = NDArray[np.uint16]
Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

_STEPS = 65536
_RGB_CURVES, _GRAY_CURVES = (b"rTRC", b"gTRC", b"bTRC"), (b"kTRC",)
_COLUMNS = (b"rXYZ", b"gXYZ", b"bXYZ")
_TABLES = (b"A2B0", b"A2B1", b"A2B2")
# How many parameters the functions of a parametric curve have.
_PARAMETERS = {0: 1, 1: 3, 2: 4, 3: 5, 4: 7}
_MOST_TAGS = 1000
# How finely an inverted curve is sampled.
_FINE = 4 * _STEPS - 1


@dataclass(frozen=True, eq=False)
class MatrixProfile:
    """``columns`` are XYZ (D50) of red, green, blue, ``None`` for gray; ``curves`` the light of every 16-bit value."""

    columns: NDArray[np.float64] | None
    curves: tuple[Floats, ...]


def read_profile(icc: bytes) -> MatrixProfile:
    """The profile's matrix and curves; raises `ProfileError` for one that is damaged or more than these."""
    tags = _tags(icc)
    names = _GRAY_CURVES if icc[16:20] == b"GRAY" else _RGB_CURVES
    if any(name in tags for name in _TABLES) or not all(name in tags for name in names):
        raise ProfileError("The colour profile is not a matrix and curves.")
    try:
        columns = None if names == _GRAY_CURVES else np.array([_xyz(tags[name]) for name in _COLUMNS]).T
        return MatrixProfile(columns, tuple(_curve(tags[name]) for name in names))
    except (struct.error, KeyError, ValueError, ZeroDivisionError) as error:
        raise ProfileError("The colour profile is damaged.") from error


def deep_converter(source: bytes, target: bytes) -> Callable[[Deep], Deep]:
    """A function that takes 16-bit samples of one space to another: RGB (``H x W x 3``), or gray (``H x W``).

    What does not fit into the target is clipped. Raises `ProfileError`.
    """
    there, back = read_profile(source), read_profile(target)
    inverse = tuple(_inverted(curve) for curve in back.curves)
    matrix = None
    if there.columns is not None and back.columns is not None:
        matrix = np.linalg.solve(back.columns, there.columns).T.astype(np.float32)

    def convert(samples: Deep) -> Deep:
        if matrix is None:
            return inverse[0][_step(there.curves[0][samples])]
        light = np.stack([curve[samples[..., c]] for c, curve in enumerate(there.curves)], axis=-1) @ matrix
        return np.stack([table[_step(light[..., c])] for c, table in enumerate(inverse)], axis=-1)

    return convert


def _step(light: Floats) -> NDArray[np.intp]:
    """Where in an inverted curve some light is: finer in the dark, as the curves are."""
    return cast("NDArray[np.intp]", np.rint(np.sqrt(light.clip(0, 1)) * np.float32(_FINE)).astype(np.intp))


def _inverted(curve: Floats) -> Deep:
    """The 16-bit value that has some light, by the square root of the light."""
    rising = np.maximum.accumulate(curve.astype(np.float64))
    light = np.square(np.arange(_FINE + 1) / _FINE)
    return np.rint(np.interp(light, rising, np.arange(_STEPS))).astype(np.uint16)


def _tags(icc: bytes) -> dict[bytes, bytes]:
    try:
        (count,) = struct.unpack_from(">I", icc, 128)
        entries = [struct.unpack_from(">4sII", icc, 132 + 12 * n) for n in range(min(count, _MOST_TAGS))]
    except struct.error as error:
        raise ProfileError("The colour profile is damaged.") from error
    return {name: icc[start : start + size] for name, start, size in entries}


def _xyz(tag: bytes) -> tuple[float, float, float]:
    x, y, z = struct.unpack_from(">3i", tag, 8)
    return x / 65536, y / 65536, z / 65536


def _curve(tag: bytes) -> Floats:
    """The light, 0..1, of every 16-bit value."""
    steps = np.linspace(0, 1, _STEPS)
    with np.errstate(all="ignore"):
        light = _parametric(tag, steps) if tag[:4] == b"para" else _sampled(tag, steps)
    return cast(Floats, np.nan_to_num(light).clip(0, 1).astype(np.float32))


def _sampled(tag: bytes, x: Doubles) -> Doubles:
    if tag[:4] != b"curv":
        raise ValueError("no curve")
    (count,) = struct.unpack_from(">I", tag, 8)
    if count == 0:
        return x
    if count == 1:
        (gamma,) = struct.unpack_from(">H", tag, 12)
        return cast(Doubles, np.power(x, gamma / 256))
    table = np.frombuffer(tag, ">u2", count, 12) / 65535
    return np.interp(x, np.linspace(0, 1, count), table)


def _parametric(tag: bytes, x: Doubles) -> Doubles:
    (kind,) = struct.unpack_from(">H", tag, 8)
    values = [value / 65536 for value in struct.unpack_from(f">{_PARAMETERS[kind]}i", tag, 12)]
    g, a, b, c, d, e, f = (values + [0.0] * 7)[:7]
    if kind == 0:
        return cast(Doubles, np.power(x, g))
    power = np.power((a * x + b).clip(0, None), g)
    if kind in (1, 2):
        # Above -b/a a power, below it constant: the third parameter is added to both.
        return cast(Doubles, np.where(x >= -b / a, power, 0.0) + c)
    return cast(Doubles, np.where(x >= d, power + e, c * x + f))
