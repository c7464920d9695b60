"""Colour profiles made from chromaticities, for files that name their colours without a profile."""

import struct
from functools import cache

import numpy as np
from numpy.typing import NDArray

from srdesk.imaging.profiles import ProfileError

Chromaticity = tuple[float, float]

_D50 = np.array([0.9642, 1.0, 0.8249])
_D65: Chromaticity = (0.3127, 0.3290)
_BRADFORD = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])
_CURVE_POINTS = 1024

# Red, green and blue of ITU-T H.273's colour primaries.
_PRIMARIES = {
    1: ((0.640, 0.330), (0.300, 0.600), (0.150, 0.060)),
    9: ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046)),
    12: ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),
}
_PRIMARIES_NAMES = {1: "sRGB", 9: "Rec. 2020", 12: "Display P3"}
# ... and of its transfer characteristics: BT.709 and its likes are shown like sRGB by common practice.
_SRGB_TRANSFERS = (1, 6, 13, 14, 15)
_LINEAR_TRANSFER = 8
UNSPECIFIED = 2


def from_code_points(primaries: int, transfer: int) -> bytes | None:
    """A profile for the code points of ITU-T H.273 that PNG, AVIF and HEIC use, ``None`` where that is plain sRGB.

    Raises `ProfileError` for spaces that no such profile describes, high dynamic range above all.
    """
    primaries = 1 if primaries == UNSPECIFIED else primaries
    transfer = 13 if transfer == UNSPECIFIED else transfer
    if primaries not in _PRIMARIES or transfer not in (*_SRGB_TRANSFERS, _LINEAR_TRANSFER):
        raise ProfileError("Its colours are of a kind that srdesk cannot convert (perhaps high dynamic range).")
    if primaries == 1 and transfer != _LINEAR_TRANSFER:
        return None
    gamma = 1.0 if transfer == _LINEAR_TRANSFER else None
    return rgb_profile(_PRIMARIES_NAMES[primaries], _PRIMARIES[primaries], gamma=gamma)


@cache
def srgb() -> bytes:
    """sRGB, for results that are to say that they are in it."""
    return rgb_profile("sRGB", _PRIMARIES[1])


@cache
def display_p3() -> bytes:
    """Display P3, the space of most screens of phones and of many computers."""
    return rgb_profile(_PRIMARIES_NAMES[12], _PRIMARIES[12])


@cache
def adobe_rgb() -> bytes:
    """Adobe RGB (1998), for cameras that name it without attaching it."""
    return rgb_profile("Adobe RGB (1998)", ((0.640, 0.330), (0.210, 0.710), (0.150, 0.060)), gamma=2.19921875)


def is_srgb(white: Chromaticity, primaries: tuple[Chromaticity, ...], gamma: float | None) -> bool:
    """Whether a space is sRGB to the precision of what programs write into files."""
    near = np.allclose([white, *primaries], [_D65, *_PRIMARIES[1]], atol=0.004)
    return bool(near) and (gamma is None or abs(gamma - 2.2) < 0.05)


def rgb_profile(
    name: str, primaries: tuple[Chromaticity, ...], *, white: Chromaticity = _D65, gamma: float | None = None
) -> bytes:
    """An ICC profile (version 2) of a display with these chromaticities; without a gamma it has the curve of sRGB.

    Raises `ProfileError` for chromaticities that span no space.
    """
    columns = _adapted_columns(primaries, white)
    curve = _curve_tag(gamma)
    tags = {
        b"desc": _description(name),
        b"cprt": b"text\0\0\0\0No copyright\0",
        b"wtpt": _xyz_tag(_D50),
        **{tag: _xyz_tag(columns[:, n]) for n, tag in enumerate((b"rXYZ", b"gXYZ", b"bXYZ"))},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    return _assembled(tags)


def _adapted_columns(primaries: tuple[Chromaticity, ...], white: Chromaticity) -> NDArray[np.float64]:
    """XYZ of red, green and blue under D50, as columns."""
    if not all(0 < y <= 1 and 0 <= x <= 1 for x, y in (*primaries, white)):
        raise ProfileError("The chromaticities are out of range.")
    shapes = np.array([[x / y, 1.0, (1 - x - y) / y] for x, y in primaries]).T
    light = np.array([white[0] / white[1], 1.0, (1 - white[0] - white[1]) / white[1]])
    try:
        columns = shapes * np.linalg.solve(shapes, light)
    except np.linalg.LinAlgError as error:
        raise ProfileError("The chromaticities span no colour space.") from error
    gain = (_BRADFORD @ _D50) / (_BRADFORD @ light)
    adapted: NDArray[np.float64] = np.linalg.inv(_BRADFORD) @ np.diag(gain) @ _BRADFORD @ columns
    if not np.all(np.abs(adapted) < 8):
        raise ProfileError("The chromaticities span no colour space.")
    return adapted


def _curve_tag(gamma: float | None) -> bytes:
    if gamma is not None:
        return b"curv\0\0\0\0" + struct.pack(">IH", 1, min(max(round(gamma * 256), 1), 0xFFFF))
    steps = np.linspace(0, 1, _CURVE_POINTS)
    linear = np.where(steps <= 0.04045, steps / 12.92, ((steps + 0.055) / 1.055) ** 2.4)
    return b"curv\0\0\0\0" + struct.pack(">I", _CURVE_POINTS) + bytes(np.rint(linear * 65535).astype(">u2"))


def _xyz_tag(values: NDArray[np.float64]) -> bytes:
    return b"XYZ \0\0\0\0" + bytes(np.rint(values * 65536).astype(">i4"))


def _description(name: str) -> bytes:
    text = name.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + bytes(8 + 3 + 67)


def _assembled(tags: dict[bytes, bytes]) -> bytes:
    """Header, table of tags and their bodies; equal bodies are written once."""
    start = 128 + 4 + 12 * len(tags)
    table, bodies, places = struct.pack(">I", len(tags)), b"", dict[bytes, int]()
    for tag, body in tags.items():
        if body not in places:
            places[body] = start + len(bodies)
            bodies += body + bytes(-len(body) % 4)
        table += tag + struct.pack(">II", places[body], len(body))
    date = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    illuminant = bytes(np.rint(_D50 * 65536).astype(">i4"))
    header = struct.pack(">I4xI", start + len(bodies), 0x02400000) + b"mntrRGB XYZ " + date + b"acsp"
    return (header.ljust(68, b"\0") + illuminant).ljust(128, b"\0") + table + bodies
