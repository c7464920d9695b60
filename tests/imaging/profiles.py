"""Colour profiles for the tests, put together byte by byte."""

import io
import struct

import numpy as np
from numpy.typing import NDArray
from PIL import ImageCms

from srdesk.imaging.chromaticities import adobe_rgb, rgb_profile

SPACES = {
    "Display P3": rgb_profile("Display P3", ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060))),
    "Adobe RGB": adobe_rgb(),
    "ProPhoto": rgb_profile(
        "ProPhoto", ((0.7347, 0.2653), (0.1596, 0.8404), (0.0366, 0.0001)), white=(0.3457, 0.3585), gamma=1.8
    ),
    "untagged": None,
}


def gray_profile(gamma: float = 1.0) -> bytes:
    """A gray display with a plain gamma."""
    return _profile(b"mntr", b"GRAY", b"XYZ ", {b"kTRC": b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256))})


def cmyk_profile() -> bytes:
    """An odd printer whose cyan is orange: whoever ignores the profile is found out."""
    inks = np.array([[200, 180, 210], [120, 200, 130], [230, 120, 220], [10, 128, 128]])
    nodes = []
    for mix in np.ndindex(2, 2, 2, 2):
        used = inks[np.array(mix) == 1]
        nodes.append(used.min(axis=0) if len(used) else [255, 128, 128])
    identity = bytes(range(256))
    table = b"mft1\0\0\0\0" + bytes((4, 3, 2, 0)) + struct.pack(">9i", *(65536 * (n % 4 == 0) for n in range(9)))
    table += identity * 4 + np.array(nodes, np.uint8).tobytes() + identity * 3
    return _profile(b"prtr", b"CMYK", b"Lab ", {b"A2B0": table})


GAMMAS = {"Adobe RGB": 2.19921875, "ProPhoto": 1.8}


def lab_of(pixels: NDArray[np.uint8], space: str) -> NDArray[np.float64]:
    """``H x W x 3`` pixels in one of the spaces as Lab under D50, computed from its columns and curve."""
    profile = ImageCms.ImageCmsProfile(
        io.BytesIO(SPACES[space] or ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    ).profile
    columns = np.array([profile.red_colorant[0], profile.green_colorant[0], profile.blue_colorant[0]]).T
    light = pixels / 255
    if space in GAMMAS:
        light = light ** GAMMAS[space]
    else:
        light = np.where(light <= 0.04045, light / 12.92, ((light + 0.055) / 1.055) ** 2.4)
    shares = (light @ columns.T) / (0.9642, 1, 0.8249)
    root = np.where(shares > 216 / 24389, np.cbrt(shares), (24389 / 27 * shares + 16) / 116)
    x, y, z = np.moveaxis(root, -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def _profile(device: bytes, space: bytes, connection: bytes, tags: dict[bytes, bytes]) -> bytes:
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", 5) + b"test\0" + bytes(78),
        b"cprt": b"text\0\0\0\0none\0",
        b"wtpt": b"XYZ \0\0\0\0" + struct.pack(">3i", 63190, 65536, 54061),
        **tags,
    }
    start, table, bodies = 132 + 12 * len(tags), struct.pack(">I", len(tags)), b""
    for tag, body in tags.items():
        table += tag + struct.pack(">II", start + len(bodies), len(body))
        bodies += body + bytes(-len(body) % 4)
    header = struct.pack(">I4xI", start + len(bodies), 0x02400000) + device + space + connection
    header += struct.pack(">6H", 2000, 1, 1, 0, 0, 0) + b"acsp"
    return header.ljust(68, b"\0") + struct.pack(">3i", 63190, 65536, 54061).ljust(60, b"\0") + table + bodies
