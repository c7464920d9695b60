"""WebP: in, and out lossless or not."""

import io
from typing import BinaryIO

from PIL.WebPImagePlugin import WebPImageFile

from srdesk.imaging.codecs.decoded import Decoded, metadata_of, pixels_of
from srdesk.imaging.codecs.sheet import Sheet, written_whole
from srdesk.imaging.limits import check_size
from srdesk.imaging.photo import Metadata, Origin

QUALITY = 95
"""What a photo is written with when its source says nothing of quality; about JPEG's 95."""


def read(data: bytes) -> Decoded:
    """Decode the first frame of a WebP; raises `Unreadable` and what Pillow raises."""
    # Opening it takes memory for all of it already.
    check_size(*_size(data), sample_bytes=8)
    image = WebPImageFile(io.BytesIO(data))
    metadata = metadata_of(image.info)
    image.load()
    origin = Origin("WEBP", lossless=_is_lossless(data), pages=getattr(image, "n_frames", 1))
    return Decoded(pixels_of(image, metadata.icc), metadata, origin)


def read_metadata(data: bytes) -> Metadata:
    """The metadata of a WebP as they are."""
    return metadata_of(WebPImageFile(io.BytesIO(data)).info)


def write(
    file: BinaryIO, sheet: Sheet, metadata: Metadata, *, quality: int = QUALITY, lossless: bool = False
) -> tuple[str, ...]:
    """Write a WebP of a sheet; lossless keeps even the colour of what is transparent."""
    return written_whole(
        file,
        sheet,
        "WEBP",
        quality=80 if lossless else quality,
        lossless=lossless,
        exact=lossless,
        exif=metadata.exif or b"",
        xmp=metadata.xmp or b"",
        icc_profile=metadata.icc or b"",
    )


def _size(data: bytes) -> tuple[int, int]:
    """Width and height by the first chunk."""
    kind = bytes(data[12:16])
    if kind == b"VP8X":
        width, height = (int.from_bytes(data[at : at + 3], "little") for at in (24, 27))
        return width + 1, height + 1
    if kind == b"VP8L":
        packed = int.from_bytes(data[21:25], "little")
        return (packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1
    width, height = (int.from_bytes(data[at : at + 2], "little") & 0x3FFF for at in (26, 28))
    return width, height


def _is_lossless(data: bytes) -> bool:
    """By the first chunk that holds a picture."""
    at = 12
    while at + 8 <= len(data):
        kind = bytes(data[at : at + 4])
        if kind in (b"VP8L", b"VP8 "):
            return kind == b"VP8L"
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        at += 8 + size + size % 2
    return False
