"""BMP: in, and out from the bottom up."""

import io
import struct
from typing import BinaryIO

from PIL.BmpImagePlugin import BmpImageFile

from srdesk.imaging.codecs.decoded import Decoded, pixels_of
from srdesk.imaging.codecs.sheet import Sheet
from srdesk.imaging.limits import check_size
from srdesk.imaging.photo import Metadata, Origin

_HEADER, _STRIP = 54, 64
# More than the header and palette of any BMP.
_HEAD = 4096


def read(data: bytes) -> Decoded:
    """Decode a BMP; raises `Unreadable` and what Pillow raises."""
    image = BmpImageFile(io.BytesIO(data))
    check_size(*image.size, sample_bytes=4)
    image.load()
    return Decoded(pixels_of(image, None), read_metadata(data), Origin("BMP"))


def read_metadata(data: bytes) -> Metadata:
    """All there is in a BMP: its resolution."""
    x, y = BmpImageFile(io.BytesIO(data[:_HEAD])).info.get("dpi", (0, 0))
    return Metadata(dpi=(_snapped(x), _snapped(y)) if min(x, y) > 0 else None)


def write(file: BinaryIO, sheet: Sheet, metadata: Metadata) -> tuple[str, ...]:
    """Write a BMP of a sheet of 1 or 3 channels, from the bottom up as the format wants it."""
    width, height = sheet.size
    padding = bytes(-(width * sheet.channels) % 4)
    body = (width * sheet.channels + len(padding)) * height
    palette = b"".join(bytes((n, n, n, 0)) for n in range(256)) if sheet.channels == 1 else b""
    start = _HEADER + len(palette)
    per_metre = [round(value / 0.0254) for value in metadata.dpi or (96, 96)]
    file.write(struct.pack("<2sIIIIii", b"BM", start + body, 0, start, 40, width, height))
    file.write(struct.pack("<HHIIiiII", 1, 8 * sheet.channels, 0, body, *per_metre, len(palette) // 4, 0) + palette)
    for top in range((height - 1) // _STRIP * _STRIP, -1, -_STRIP):
        sheet.token.check()
        rows = sheet.rows(top, top + _STRIP)[::-1]
        file.write(b"".join(row.tobytes() + padding for row in (rows if rows.ndim == 2 else rows[..., ::-1])))
    return ()


def _snapped(dpi: float) -> float:
    """Dots per inch are whole but for the rounding to dots per metre."""
    return float(round(dpi)) if abs(dpi - round(dpi)) < 0.02 else dpi
