"""TIFF out: deflated strip by strip, with EXIF in the directories where TIFF has it."""

import zlib
from collections.abc import Iterator
from typing import BinaryIO

from srdesk.imaging.codecs.sheet import Sheet, worked
from srdesk.imaging.codecs.tiff_page import Photometric, Tag
from srdesk.imaging.metadata import exif
from srdesk.imaging.metadata.ifd import (
    BYTE,
    LONG,
    LONG8,
    RATIONAL,
    SHORT,
    UNDEFINED,
    DirectoryError,
    Field,
    Layout,
    Tree,
    tree_bytes,
)
from srdesk.imaging.photo import Metadata, Samples
from srdesk.texts import Text

_STRIP = 2**18
_LEVEL = 4
_DEFLATE, _DIFFERENCES, _STRAIGHT_ALPHA, _INCH = 8, 2, 2, 2
# A deflated file is hardly larger than its samples; classic offsets end at four gigabytes.
_MOST_CLASSIC = 4_000_000_000


def write(file: BinaryIO, sheet: Sheet, metadata: Metadata) -> tuple[str, ...]:
    """Write a TIFF of a sheet, BigTIFF if it may be larger than the classic kind allows; returns notices.

    The byte order is that of the EXIF block, whose values thus stay as they are.
    """
    described, layout, notices = _described(metadata)
    width, height = sheet.size
    row = width * sheet.channels * sheet.bits // 8
    layout = Layout(layout.order, big=row * height > _MOST_CLASSIC)
    rows = min(max(_STRIP // row, 1), height)
    file.write(layout.header(0))
    at, offsets, sizes = layout.header_size, list[int](), list[int]()
    for packed in worked(sheet.strips(rows), lambda strip: zlib.compress(_differences(strip, layout.order), _LEVEL)):
        file.write(packed)
        offsets.append(at)
        sizes.append(len(packed))
        at += len(packed)
    file.write(bytes(at % 2))
    at += at % 2
    fields = [*_structure(sheet, rows, offsets, sizes, layout), *_blocks(metadata, layout)]
    file.write(tree_bytes(Tree((*fields, *described.fields), described.below), layout, at))
    file.seek(0)
    file.write(layout.header(at))
    file.seek(0, 2)
    return notices


def _described(metadata: Metadata) -> tuple[Tree, Layout, tuple[str, ...]]:
    """The directories of the EXIF block, less those fields that are written anyway."""
    if metadata.exif is None:
        return Tree(()), Layout(), ()
    try:
        tree, layout = exif.tree_of(metadata.exif)
    except DirectoryError:
        return Tree(()), Layout(), (Text("The EXIF is damaged and was left out."),)
    density = (exif.X_RESOLUTION, exif.Y_RESOLUTION, exif.RESOLUTION_UNIT) if metadata.dpi else ()
    return Tree(tuple(one for one in tree.fields if one.tag not in density), tree.below), layout, ()


def _differences(strip: Samples, order: str) -> bytes:
    """Rows of samples less their left neighbours, in the byte order of the file."""
    pixels = strip.reshape(len(strip), strip.shape[1], -1)
    away = pixels.copy()
    away[:, 1:] -= pixels[:, :-1]
    return away.astype(f"{order}u{away.itemsize}", copy=False).tobytes()


def _structure(sheet: Sheet, rows: int, offsets: list[int], sizes: list[int], layout: Layout) -> Iterator[Field]:
    """The fields that say how the pixels are stored."""
    width, height = sheet.size
    place = LONG8 if layout.big else LONG
    yield Field.of(layout, Tag.WIDTH, LONG, width)
    yield Field.of(layout, Tag.LENGTH, LONG, height)
    yield Field.of(layout, Tag.BITS, SHORT, *[sheet.bits] * sheet.channels)
    yield Field.of(layout, Tag.COMPRESSION, SHORT, _DEFLATE)
    yield Field.of(layout, Tag.PHOTOMETRIC, SHORT, Photometric.BLACK_IS_ZERO if sheet.channels < 3 else Photometric.RGB)
    yield Field.of(layout, Tag.STRIP_OFFSETS, place, *offsets)
    yield Field.of(layout, Tag.SAMPLES, SHORT, sheet.channels)
    yield Field.of(layout, Tag.ROWS_PER_STRIP, LONG, rows)
    yield Field.of(layout, Tag.STRIP_SIZES, place, *sizes)
    yield Field.of(layout, Tag.PLANES, SHORT, 1)
    yield Field.of(layout, Tag.PREDICTOR, SHORT, _DIFFERENCES)
    if sheet.alpha:
        yield Field.of(layout, Tag.EXTRA, SHORT, _STRAIGHT_ALPHA)


def _blocks(metadata: Metadata, layout: Layout) -> Iterator[Field]:
    """Metadata that TIFF keeps in fields of their own."""
    for tag, kind, block in (
        (Tag.XMP, BYTE, metadata.xmp),
        (Tag.IPTC, BYTE, metadata.iptc),
        (Tag.ICC, UNDEFINED, metadata.icc),
    ):
        if block:
            yield Field.raw(tag, kind, block)
    if metadata.dpi:
        yield Field.of(layout, exif.X_RESOLUTION, RATIONAL, metadata.dpi[0])
        yield Field.of(layout, exif.Y_RESOLUTION, RATIONAL, metadata.dpi[1])
        yield Field.of(layout, exif.RESOLUTION_UNIT, SHORT, _INCH)
