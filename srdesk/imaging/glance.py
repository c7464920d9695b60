"""A picture at a glance: its size and a small copy, without decoding all of it where that can be helped."""

from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, cast

from PIL import Image

from srdesk.errors import InputError
from srdesk.imaging.codecs import jpeg
from srdesk.imaging.codecs.decoded import EXIF_MARK
from srdesk.imaging.decode import decode, understood
from srdesk.imaging.files import opened
from srdesk.imaging.metadata import exif
from srdesk.imaging.metadata.ifd import DirectoryError
from srdesk.imaging.orientation import UPRIGHT, swaps_sides
from srdesk.imaging.photo import Photo, Samples
from srdesk.imaging.sniff import HEAD, sniff
from srdesk.texts import Text

MOST_PIXELS = 64_000_000
"""The largest picture that is decoded whole for the sake of a small copy."""


def picture_size(path: Path) -> tuple[int, int]:
    """``(width, height)`` of the upright picture, from the head of its file alone where the format allows.

    Raises `InputError` for what cannot be read or is no picture.
    """
    with opened(path) as file:
        kind = sniff(file.read(HEAD))
        file.seek(0)
        if kind is None or kind == "HEIC":
            return decode(path).size
        with understood(path.name):
            size, orientation = jpeg.read_size(file) if kind == "JPEG" else _stored_size(file, kind)
    return (size[1], size[0]) if swaps_sides(orientation) else size


def thumbnail(path: Path, side: int) -> Photo:
    """An upright copy that fits into ``side`` x ``side`` pixels, of the photo's depth and colours, never enlarged.

    Memory stays bounded: a JPEG is decoded reduced, and of other pictures those above `MOST_PIXELS` are refused.
    Raises `InputError`.
    """
    with opened(path) as file:
        kind = sniff(file.read(HEAD))
    if kind != "JPEG" and _pixels(picture_size(path)) > MOST_PIXELS:
        raise InputError(Text("{0} is too large for a small copy.", path.name), hint="Open it to see it.")
    photo = decode(path, at_least=side)
    alpha = None if photo.alpha is None else _reduced(photo.alpha, side)
    return replace(photo, pixels=_reduced(photo.pixels, side), alpha=alpha)


def _stored_size(file: BinaryIO, kind: str) -> tuple[tuple[int, int], int]:
    """The size, and how the picture of that size is stored, as far as the head of its file says."""
    with Image.open(file, formats=(kind,)) as image:
        block = image.info.get("exif")
        if kind == "TIFF" or not isinstance(block, bytes):
            return image.size, UPRIGHT  # Pillow gives a TIFF's size upright.
        try:
            return image.size, exif.read_facts(block.removeprefix(EXIF_MARK)).orientation or UPRIGHT
        except DirectoryError:
            return image.size, UPRIGHT


def _pixels(size: tuple[int, int]) -> int:
    return size[0] * size[1]


def _reduced(samples: Samples, side: int) -> Samples:
    """Samples averaged down until they fit."""
    import cv2

    height, width = samples.shape[:2]
    share = side / max(height, width)
    if share >= 1:
        return samples
    size = max(1, round(width * share)), max(1, round(height * share))
    return cast(Samples, cv2.resize(samples, size, interpolation=cv2.INTER_AREA))
