"""JPEG: pictures without their metadata to Pillow, results written strip by strip."""

import io
import struct
from functools import lru_cache
from typing import BinaryIO

import numpy as np
from PIL import Image, JpegImagePlugin
from PIL.JpegImagePlugin import JpegImageFile

from srdesk.imaging.codecs.decoded import Decoded, pixels_of
from srdesk.imaging.codecs.jpeg_segments import (
    APP0,
    Header,
    Segment,
    metadata_of,
    pictures,
    read_segments,
    segments_for,
)
from srdesk.imaging.codecs.sheet import Sheet
from srdesk.imaging.limits import FETCH_AGAIN, Unreadable, check_size
from srdesk.imaging.metadata.blocks import orientation_of
from srdesk.imaging.metadata.ifd import DirectoryError
from srdesk.imaging.metadata.xmp_tree import XmpError
from srdesk.imaging.orientation import UPRIGHT
from srdesk.imaging.photo import Metadata, Origin
from srdesk.texts import Text

QUALITY = 95
"""What a photo is written with when its source says nothing of quality."""

_SOI, _EOI = b"\xff\xd8", b"\xff\xd9"
_SOF0, _DHT, _DAC, _RST0, _DQT, _DRI, _APP14 = 0xC0, 0xC4, 0xCC, 0xD0, 0xDB, 0xDD, 0xEE
_FRAMES = (*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0))
_OF_THE_PICTURE = frozenset({_DHT, _DAC, _DQT, _DRI, APP0, _APP14, *_FRAMES})

# Bytes in which the metadata of most files end.
_HEAD = 2**18
# Rows of a strip come in multiples of every block's height, and with so few blocks that their number fits a restart
# interval at any width: as many as have this many pixels, for each strip has a price.
_STEP = 32
_STRIP_PIXELS = 2**20

# Table K.1 of the standard, which nearly all encoders scale by their quality.
_LUMA = np.array(
    [
        [16, 11, 10, 16, 24, 40, 51, 61],
        [12, 12, 14, 19, 26, 58, 60, 55],
        [14, 13, 16, 24, 40, 57, 69, 56],
        [14, 17, 22, 29, 51, 87, 80, 62],
        [18, 22, 37, 56, 68, 109, 103, 77],
        [24, 35, 55, 64, 81, 104, 113, 92],
        [49, 64, 78, 87, 103, 121, 120, 101],
        [72, 92, 95, 98, 112, 100, 103, 99],
    ]
)


def read(data: bytes, *, at_least: int | None = None) -> Decoded:
    """Decode a JPEG; raises `Unreadable` and what Pillow raises.

    With ``at_least``, it comes at a half, a quarter or an eighth of its size where that leaves so many pixels a side.
    """
    header = read_segments(data)
    # Pillow gets nothing but the picture: metadata are none of its business here, whatever state they are in.
    kept = b"".join(segment.whole for segment in header.segments if segment.marker in _OF_THE_PICTURE)
    image = JpegImageFile(io.BytesIO(b"".join((_SOI, kept, memoryview(data)[header.scan :]))))
    if at_least is not None:
        image.draft(image.mode, (at_least, at_least))
    check_size(*image.size, sample_bytes=4)
    origin = Origin("JPEG", _quality(image), _subsampling(image), pages=pictures(header))
    image.load()
    metadata = metadata_of(header)
    second = Text("A second picture in the file (such as a gain or depth map) was left out.")
    notices = (second,) if origin.pages > 1 else ()
    return Decoded(pixels_of(image, metadata.icc), metadata, origin, notices=notices)


def read_size(file: BinaryIO) -> tuple[tuple[int, int], int]:
    """``(width, height)`` as stored and the orientation 1..8, from the head of a file; raises `Unreadable`."""
    header = _head(file)
    frame = next((segment.payload for segment in header.segments if segment.marker in _FRAMES), b"")
    if len(frame) < 5:
        raise Unreadable("does not say how large it is.", hint=FETCH_AGAIN)
    height, width = struct.unpack_from(">HH", frame, 1)
    try:
        return (width, height), orientation_of(metadata_of(header))
    except (DirectoryError, XmpError):
        return (width, height), UPRIGHT


def _head(file: BinaryIO) -> Header:
    """The segments of a file, of which no more is read than may be needed."""
    data = file.read(_HEAD)
    try:
        return read_segments(data)
    except Unreadable:
        return read_segments(data + file.read())


def read_metadata(data: bytes) -> Metadata:
    """The metadata of a JPEG as they are; raises `Unreadable`."""
    return metadata_of(read_segments(data))


def write(
    file: BinaryIO, sheet: Sheet, metadata: Metadata, *, quality: int = QUALITY, subsampling: int = 0
) -> tuple[str, ...]:
    """Write a baseline JPEG of a sheet of 1 or 3 channels; returns notices on metadata that had no room.

    Each strip is encoded for itself and stands between two restart markers, where a decoder expects to begin anew.
    """
    segments, notices = segments_for(metadata)
    file.write(_SOI + b"".join(segment.whole for segment in segments))
    rows = _STEP * max(1, _STRIP_PIXELS // (_STEP * sheet.size[0]))
    for n, strip in enumerate(sheet.strips(rows)):
        encoded = _encoded(Image.fromarray(strip), quality, subsampling)
        header = read_segments(encoded)
        scan = encoded[header.scan : -len(_EOI)]
        if n == 0:
            file.write(_frame(header, sheet.size, rows) + scan)
        else:
            scan_header = 2 + int.from_bytes(scan[2:4], "big")
            file.write(bytes((0xFF, _RST0 + (n - 1) % 8)) + scan[scan_header:])
    file.write(_EOI)
    return notices


def _encoded(strip: Image.Image, quality: int, subsampling: int) -> bytes:
    buffer = io.BytesIO()
    strip.save(buffer, "JPEG", quality=quality, subsampling=subsampling)
    return buffer.getvalue()


def _frame(header: Header, size: tuple[int, int], rows: int) -> bytes:
    """Tables and frame of the first strip, with the height of the whole and the length of a strip if it has more."""
    parts = []
    for marker, payload in header.segments:
        if marker == _SOF0:
            payload = payload[:1] + struct.pack(">H", size[1]) + payload[3:]
            if rows < size[1]:
                parts.append(Segment(_DRI, struct.pack(">H", _blocks(payload, size[0], rows))).whole)
        if marker in (_DQT, _DHT, _SOF0):
            parts.append(Segment(marker, payload).whole)
    return b"".join(parts)


def _blocks(frame: bytes, width: int, rows: int) -> int:
    """How many of a frame's smallest units a strip has."""
    factors = frame[7::3] if frame[5] > 1 else b"\x11"
    across, down = (8 * max(factor >> shift & 15 for factor in factors) for shift in (4, 0))
    return -(-width // across) * (rows // down)


def _quality(image: JpegImageFile) -> int | None:
    """The quality at which a common encoder would have made the table for luma, or the nearest."""
    table = image.quantization.get(0)
    return None if table is None else _nearest_quality(tuple(table))


@lru_cache(maxsize=64)
def _nearest_quality(table: tuple[int, ...]) -> int:
    qualities = np.arange(1, 101)
    scales = np.where(qualities < 50, 5000 // qualities, 200 - 2 * qualities)
    tables = ((np.outer(scales, _LUMA.ravel()) + 50) // 100).clip(1, 255)
    away = np.abs(tables - np.asarray(table)).sum(axis=1)
    return int(qualities[np.argmin(away)])


def _subsampling(image: JpegImageFile) -> int | None:
    found = JpegImagePlugin.get_sampling(image)
    return found if image.mode == "RGB" and found >= 0 else None
