"""AVIF and HEIC: pictures in boxes, of 8 bits or more."""

import io
import re
import threading
import warnings
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from PIL.AvifImagePlugin import AvifImageFile

from srdesk.imaging import chromaticities
from srdesk.imaging.color import unpremultiplied, widened
from srdesk.imaging.decoded import Decoded, Pixels, of_array, pixels_of
from srdesk.imaging.exif import read_facts
from srdesk.imaging.ifd import DirectoryError
from srdesk.imaging.limits import Unreadable, check_size
from srdesk.imaging.orientation import UPRIGHT
from srdesk.imaging.photo import Metadata, Origin
from srdesk.imaging.profiles import ProfileError

_EXIF_MARK = b"Exif\0\0"
# Boxes that describe the picture come first in practically every file.
_HEAD = 2**16
_DEEP, _TWELVE = 0x40, 0x20
# What Python does with warnings is one setting for all threads.
_WARNINGS = threading.Lock()


def read_avif(data: bytes) -> Decoded:
    """Decode an AVIF; raises `Unreadable` and what Pillow raises."""
    image, notices = _opened(data)
    check_size(*image.size, sample_bytes=8)
    metadata = _metadata_of(image.info)
    icc, more = _profile(metadata, _code_points(data))
    bits = _avif_bits(data)
    if bits > 8:
        pixels = _deep_avif(data, bits, icc)
    else:
        image.load()
        pixels = pixels_of(image, icc)
    origin = Origin("AVIF", pages=image.n_frames)
    return Decoded(pixels, metadata, origin, _orientation(metadata), notices + more)


def read_avif_metadata(data: bytes) -> Metadata:
    """The metadata of an AVIF as they are."""
    return _metadata_of(_opened(data)[0].info)


def read_heic(data: bytes) -> Decoded:
    """Decode a HEIC, which comes upright; raises `Unreadable` and what the decoder raises."""
    import pi_heif

    file = pi_heif.open_heif(data, convert_hdr_to_8bit=False)
    check_size(file.size[0], file.size[1], sample_bytes=8)
    metadata = _metadata_of(file.info)
    named = file.info.get("nclx_profile") or {}
    points = (named["color_primaries"], named["transfer_characteristics"]) if named else None
    icc, notices = _profile(metadata, points)
    samples = np.asarray(file)
    if samples.dtype == np.uint16:
        # The decoder fills up with zeros from below, which would leave white a little gray.
        bits = int(file.info["bit_depth"])
        samples = widened((samples >> (16 - bits)).astype(np.uint16), bits)
    stored = of_array(samples, icc)
    if file.premultiplied_alpha and stored.alpha is not None:
        stored = Pixels(unpremultiplied(stored.color, stored.alpha), stored.alpha, icc)
    return Decoded(stored, metadata, Origin("HEIC", pages=len(file)), UPRIGHT, notices)


def _opened(data: bytes) -> tuple[AvifImageFile, tuple[str, ...]]:
    """Pillow cannot open a picture with damaged EXIF: then it is tried again with the EXIF renamed."""
    try:
        return _quietly(data), ()
    except (SyntaxError, ValueError, KeyError, TypeError, OSError, IndexError) as error:
        renamed = re.sub(rb"(infe\x02.{7})Exif", rb"\1Exix", data, flags=re.DOTALL)
        if renamed == data:
            raise
        try:
            return _quietly(renamed), ("The EXIF is damaged and was left out.",)
        except (SyntaxError, ValueError, KeyError, TypeError, OSError, IndexError):
            raise error from None


def _quietly(data: bytes) -> AvifImageFile:
    """Opened without the warnings that Pillow gives on EXIF, which is checked later and by other rules."""
    with _WARNINGS, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return AvifImageFile(io.BytesIO(data))


def _metadata_of(found: dict[Any, Any]) -> Metadata:
    block = found.get("exif")
    return Metadata(
        exif=block.removeprefix(_EXIF_MARK) if block else None,
        xmp=found.get("xmp") or None,
        icc=found.get("icc_profile") or None,
    )


def _orientation(metadata: Metadata) -> int:
    """How the samples are stored: Pillow says it by EXIF, adding one if need be."""
    try:
        return read_facts(metadata.exif or b"").orientation or UPRIGHT
    except DirectoryError:
        return UPRIGHT


def _profile(metadata: Metadata, points: tuple[int, int] | None) -> tuple[bytes | None, tuple[str, ...]]:
    """The profile of the file, or one for the colours it names by code points."""
    if metadata.icc or points is None:
        return metadata.icc, ()
    try:
        return chromaticities.from_code_points(*points), ()
    except ProfileError as error:
        return None, (f"{error} They were taken for sRGB.",)


def _code_points(data: bytes) -> tuple[int, int] | None:
    """Primaries and transfer characteristics from the box that names them."""
    at = data.find(b"colrnclx", 0, _HEAD)
    if at < 0 or at + 12 > len(data):
        return None
    return int.from_bytes(data[at + 8 : at + 10], "big"), int.from_bytes(data[at + 10 : at + 12], "big")


def _avif_bits(data: bytes) -> int:
    """Bits a sample, from the configuration of the codec."""
    at = data.find(b"av1C", 0, _HEAD)
    flags = data[at + 6] if 0 <= at < len(data) - 6 else 0
    return (12 if flags & _TWELVE else 10) if flags & _DEEP else 8


def _deep_avif(data: bytes, bits: int, icc: bytes | None) -> Pixels:
    """10 or 12 bits a sample, which Pillow would round to 8."""
    import cv2

    try:
        stored = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    except cv2.error as error:
        raise Unreadable("is damaged.", hint="Fetch the file again from where it came.") from error
    if stored is None or stored.dtype != np.uint16:
        raise Unreadable("is damaged.", hint="Fetch the file again from where it came.")
    full = widened(cast("NDArray[np.uint16]", stored), bits)
    return of_array(full if full.ndim == 2 else full[..., [2, 1, 0, 3][: full.shape[2]]], icc)
