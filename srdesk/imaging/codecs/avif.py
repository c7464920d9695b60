"""AVIF: in with all its bits, out with 8."""

import io
import re
import threading
import warnings
from dataclasses import replace
from typing import BinaryIO, cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PIL.AvifImagePlugin import AvifImageFile

from srdesk.imaging.codecs.decoded import Decoded, Pixels, metadata_of, named_profile, of_array, pixels_of
from srdesk.imaging.codecs.sheet import Sheet, written_whole
from srdesk.imaging.color import widened
from srdesk.imaging.limits import check_size
from srdesk.imaging.metadata.exif import read_facts
from srdesk.imaging.metadata.ifd import DirectoryError
from srdesk.imaging.orientation import UPRIGHT
from srdesk.imaging.photo import Metadata, Origin, Samples
from srdesk.texts import Text

QUALITY = 90
"""What a photo is written with when its source says nothing of quality; about JPEG's 95."""

# Boxes that describe the picture come first in practically every file.
_HEAD = 2**16
_DEEP, _TWELVE, _MONOCHROME = 0x40, 0x20, 0x10
# What Python does with warnings is one setting for all threads.
_WARNINGS = threading.Lock()


def read(data: bytes) -> Decoded:
    """Decode an AVIF; raises `Unreadable` and what Pillow raises."""
    image, notices = _opened(data)
    check_size(*image.size, sample_bytes=8)
    metadata = metadata_of(image.info)
    icc, more = named_profile(metadata, _code_points(data))
    flags = _flags(data)
    bits = 8 if not flags & _DEEP else 12 if flags & _TWELVE else 10
    pixels = _deep(data, bits, icc) if bits > 8 else None
    if pixels is None:
        image.load()
        pixels = pixels_of(image, icc)
        more += (Text("Its {0} bits a channel were rounded to 8.", bits),) if bits > 8 else ()
    if flags & _MONOCHROME:
        pixels = _as_gray(pixels)
    origin = Origin("AVIF", pages=image.n_frames)
    return Decoded(pixels, metadata, origin, _orientation(metadata), notices + more)


def read_metadata(data: bytes) -> Metadata:
    """The metadata of an AVIF as they are."""
    return metadata_of(_opened(data)[0].info)


def write(file: BinaryIO, sheet: Sheet, metadata: Metadata, *, quality: int = QUALITY) -> tuple[str, ...]:
    """Write an AVIF of a sheet, the same whatever the number of processors."""
    options: dict[str, object] = {"xmp": metadata.xmp, "icc_profile": metadata.icc}
    if metadata.exif:
        options["exif"] = _Ready(metadata.exif)
    present = {name: block for name, block in options.items() if block is not None}
    return written_whole(file, sheet, "AVIF", quality=quality, subsampling="4:4:4", autotiling=False, **present)


def _opened(data: bytes) -> tuple[AvifImageFile, tuple[str, ...]]:
    """Pillow cannot open a picture with damaged EXIF: then it is tried again with the EXIF renamed."""
    try:
        return _quietly(data), ()
    except (SyntaxError, ValueError, KeyError, TypeError, OSError, IndexError) as error:
        renamed = re.sub(rb"(infe\x02.{7})Exif", rb"\1Exix", data, flags=re.DOTALL)
        if renamed == data:
            raise
        try:
            return _quietly(renamed), (Text("The EXIF is damaged and was left out."),)
        except (SyntaxError, ValueError, KeyError, TypeError, OSError, IndexError):
            raise error from None


def _quietly(data: bytes) -> AvifImageFile:
    """Opened without the warnings that Pillow gives on EXIF, which is checked later and by other rules."""
    with _WARNINGS, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return AvifImageFile(io.BytesIO(data))


def _orientation(metadata: Metadata) -> int:
    """How the samples are stored: Pillow says it by EXIF, adding one if need be."""
    try:
        return read_facts(metadata.exif or b"").orientation or UPRIGHT
    except DirectoryError:
        return UPRIGHT


def _code_points(data: bytes) -> tuple[int, int] | None:
    """Primaries and transfer characteristics from the box that names them."""
    at = data.find(b"colrnclx", 0, _HEAD)
    if at < 0 or at + 12 > len(data):
        return None
    return int.from_bytes(data[at + 8 : at + 10], "big"), int.from_bytes(data[at + 10 : at + 12], "big")


def _flags(data: bytes) -> int:
    """What the configuration of the codec says of depth and colours."""
    at = data.find(b"av1C", 0, _HEAD)
    return data[at + 6] if 0 <= at < len(data) - 6 else 0


def _as_gray(pixels: Pixels) -> Pixels:
    """One channel where a decoder made three of it."""
    color = pixels.color
    if color.ndim == 2 or not (color == color[..., :1]).all():
        return pixels
    return replace(pixels, color=cast(Samples, np.ascontiguousarray(color[..., 0])))


def _deep(data: bytes, bits: int, icc: bytes | None) -> Pixels | None:
    """10 or 12 bits a sample, which Pillow would round to 8; ``None`` where OpenCV was built without AVIF."""
    import cv2

    try:
        stored = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    except cv2.error:
        return None
    if stored is None or stored.dtype != np.uint16:
        return None
    full = widened(cast("NDArray[np.uint16]", stored), bits)
    return of_array(full if full.ndim == 2 else full[..., [2, 1, 0, 3][: full.shape[2]]], icc)


class _Ready(Image.Exif):
    """An EXIF block that Pillow writes as it is, rather than a reading of it."""

    def __init__(self, block: bytes) -> None:
        super().__init__()
        self._block = block

    def __bool__(self) -> bool:
        return True

    def tobytes(self, offset: int = 8) -> bytes:  # noqa: ARG002 - Pillow's signature
        return self._block
