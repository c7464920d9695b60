"""TIFF in: any depth and compression, decoded by libtiff without more room than the picture needs."""

import io
from typing import cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PIL.TiffImagePlugin import TiffImageFile

from srdesk.imaging.codecs.decoded import Decoded, Pixels, pixels_of
from srdesk.imaging.codecs.tiff_page import SEVERAL, SINGLE, TABLES, Page, Photometric, Tag, check_whole, refuse_raw
from srdesk.imaging.color import narrowed, unpremultiplied
from srdesk.imaging.limits import Unreadable, check_size
from srdesk.imaging.metadata import exif, iptc
from srdesk.imaging.metadata.ifd import (
    LONG,
    LONG8,
    SHORT,
    Field,
    Layout,
    directory_bytes,
    pages,
    read_header,
    read_tree,
)
from srdesk.imaging.photo import Metadata, Origin, Samples
from srdesk.texts import Text

Array = NDArray[np.generic]

_PREMULTIPLIED, _STRAIGHT = 1, 2
# Beyond this, floating-point numbers are not shares of white.
_MOST = 16.0


def read(data: bytes) -> Decoded:
    """Decode the first page of a TIFF; raises `Unreadable`, `DirectoryError` and what Pillow raises."""
    layout, first = read_header(data)
    tree = read_tree(data, layout, first)
    page = Page({one.tag: one for one in tree.fields}, layout)
    refuse_raw(page)
    check_size(*page.size, sample_bytes=max(page.samples * max(page.bits, 8) // 8, 4))
    check_whole(data, page)
    metadata = read_metadata(data)
    count = sum(1 for _ in pages(data, layout, first))
    pixels = _plain_pixels(data, page, metadata.icc) if page.plain else _coded_pixels(data, page, metadata.icc)
    return Decoded(pixels, metadata, Origin("TIFF", pages=max(count, 1)))


def read_metadata(data: bytes) -> Metadata:
    """The metadata of the first page as they are; raises `DirectoryError`."""
    layout, first = read_header(data)
    tree = read_tree(data, layout, first)
    blocks = {one.tag: one.data for one in tree.fields}
    described = exif.descriptive(tree)
    return Metadata(
        exif=exif.block_of(described, layout) if described.fields or described.below else None,
        xmp=blocks.get(Tag.XMP),
        iptc=blocks.get(Tag.IPTC) or iptc.from_photoshop(blocks.get(Tag.PHOTOSHOP, b"")),
        icc=blocks.get(Tag.ICC),
        dpi=exif.facts_of(tree, layout).dpi,
    )


def _coded_pixels(data: bytes, page: Page, icc: bytes | None) -> Pixels:
    """Pixels that take a decoder who knows what they mean: JPEG, fax, palettes, YCbCr, few bits."""
    fields = [one for tag, one in page.fields.items() if tag in SEVERAL]
    fields += [_whole(page.layout, tag, page.number(tag)) for tag in page.fields if tag in SINGLE]
    image = _opened(data, page.layout, [*fields, *_sides(page, 1, page.layout)])
    pixels = pixels_of(image, icc)
    if image.mode.startswith("I;16") and 8 < page.bits < 16:
        # Pillow leaves 12 bits as they are.
        full = (pixels.color.astype(np.uint32) * 65535 // (2**page.bits - 1)).astype(np.uint16)
        return Pixels(full, None, icc, pixels.notices)
    return pixels


def _plain_pixels(data: bytes, page: Page, icc: bytes | None) -> Pixels:
    stored = np.concatenate([_unpacked(data, page, plane) for plane in range(page.planes)], axis=2)
    samples, notices = _as_integers(stored)
    wanted = page.colours
    color, alpha, more = _parted(samples, wanted, page.numbers(Tag.EXTRA))
    if page.photometric in (Photometric.CMYK, Photometric.LAB, Photometric.ICC_LAB):
        return _separated(color, page.photometric, icc, notices + more)
    if page.photometric == Photometric.WHITE_IS_ZERO:
        color = np.iinfo(color.dtype).max - color
    return Pixels(color, alpha, icc, notices + more)


def _unpacked(data: bytes, page: Page, plane: int) -> Array:
    """``H x W x C`` samples of a plane, as stored.

    libtiff is told that the picture is gray, 8 bits deep, and as many times wider: so it unpacks bytes of any depth
    and number of channels.
    """
    width, height = page.size
    assert page.dtype is not None
    channels = page.samples if page.planes == 1 else 1
    unit = channels * page.dtype.itemsize
    # Bytes have no order, and Pillow does not know big files of the other one.
    layout = Layout("<", page.layout.big)
    gray = {
        Tag.SAMPLES: 1,
        Tag.PHOTOMETRIC: Photometric.BLACK_IS_ZERO,
        Tag.PLANES: 1,
        Tag.BITS: 8,
        Tag.COMPRESSION: page.number(Tag.COMPRESSION, 1),
    }
    fields = [_whole(layout, tag, value) for tag, value in gray.items()]
    fields += [_of_plane(page, tag, plane, layout) for tag in page.fields if tag in TABLES]
    image = _opened(data, layout, [*fields, *_sides(page, unit, layout)])
    stored = np.asarray(image).view(page.dtype).reshape(height, width, channels)
    native = stored.astype(page.dtype.newbyteorder("="), copy=page.number(Tag.PREDICTOR, 1) == 2)
    if page.number(Tag.PREDICTOR, 1) == 2:
        _sum_differences(native, page.tile_width or width)
    return native


def _sum_differences(samples: Array, width: int) -> None:
    """Undo horizontal differencing in place, in each tile by itself and some rows at a time."""
    for left in range(0, samples.shape[1], width):
        for top in range(0, samples.shape[0], 64):
            block = samples[top : top + 64, left : left + width]
            block[...] = np.cumsum(block, axis=1, dtype=block.dtype)


def _of_plane(page: Page, tag: int, plane: int, layout: Layout) -> Field:
    """The share of a plane in a table of strips or tiles."""
    values = page.numbers(tag)
    part = len(values) // page.planes
    return Field.of(layout, tag, LONG8 if layout.big else LONG, *values[plane * part : (plane + 1) * part])


def _sides(page: Page, unit: int, layout: Layout) -> list[Field]:
    """Width and length of the picture and its parts, each pixel being ``unit`` pixels wide."""
    width, height = page.size
    sides = {Tag.WIDTH: width * unit, Tag.LENGTH: height}
    if page.tile_width:
        sides |= {Tag.TILE_WIDTH: page.tile_width * unit, Tag.TILE_LENGTH: page.number(Tag.TILE_LENGTH)}
    else:
        sides[Tag.ROWS_PER_STRIP] = page.number(Tag.ROWS_PER_STRIP, height)
    return [_whole(layout, tag, value) for tag, value in sides.items()]


def _whole(layout: Layout, tag: int, value: int) -> Field:
    return Field.of(layout, tag, SHORT if value < 2**16 else LONG, value)


def _opened(data: bytes, layout: Layout, fields: list[Field]) -> Image.Image:
    """The picture as it looks with another directory, which has no metadata for Pillow to stumble over."""
    tags = {one.tag: one for one in fields}
    at = len(data) + len(data) % 2
    body = memoryview(data)[layout.header_size :]
    gap = bytes(at - len(data))
    file = b"".join([layout.header(at), body, gap, directory_bytes(list(tags.values()), layout, at)])
    try:
        image = TiffImageFile(io.BytesIO(file))
    except SyntaxError as error:
        raise Unreadable(
            "stores its pixels in a way that srdesk cannot read.", hint="Save it as a plain TIFF of 8 or 16 bits."
        ) from error
    image.load()
    return image


def _as_integers(stored: Array) -> tuple[Samples, tuple[str, ...]]:
    """Samples of 8 or 16 bits."""
    if stored.dtype in (np.uint8, np.uint16):
        return cast(Samples, stored), ()
    if stored.dtype == np.uint32:
        return (cast("NDArray[np.uint32]", stored) >> 16).astype(np.uint16), (
            Text("Samples of 32 bits became 16 bits."),
        )
    floats = np.nan_to_num(stored.astype(np.float32), nan=0.0)
    if floats.size and np.max(floats) > _MOST:
        raise Unreadable(
            "has floating-point samples that are no shares of white.", hint="Save it with 16 bits a channel."
        )
    full = np.rint(floats.clip(0, 1) * 65535).astype(np.uint16)
    return full, (Text("Floating-point samples became 16 bits; what lay outside 0..1 was cut off."),)


def _parted(samples: Samples, wanted: int, kinds: tuple[int, ...]) -> tuple[Samples, Samples | None, tuple[str, ...]]:
    """Colour (``H x W`` if it is one channel), alpha if there is any, and a notice on what else there was."""
    more = samples.shape[2] - wanted
    alphas = [n for n, kind in enumerate(kinds[:more]) if kind in (_PREMULTIPLIED, _STRAIGHT)]
    alpha = cast(Samples, np.ascontiguousarray(samples[..., wanted + alphas[0]])) if alphas else None
    color = cast(Samples, np.ascontiguousarray(samples[..., 0] if wanted == 1 else samples[..., :wanted]))
    if alpha is not None and kinds[alphas[0]] == _PREMULTIPLIED:
        color = unpremultiplied(color, alpha)
    left = more - bool(alphas)
    return color, alpha, _left_out(left)


def _left_out(channels: int) -> tuple[str, ...]:
    if channels < 2:
        return (Text("1 further channel was left out."),) * channels
    return (Text("{0} further channels were left out.", channels),)


def _separated(color: Samples, photometric: int, icc: bytes | None, notices: tuple[str, ...]) -> Pixels:
    """CMYK and Lab, which are converted in 8 bits."""
    if photometric == Photometric.CMYK:
        mode, stored = "CMYK", narrowed(color)
    else:
        mode, stored = "LAB", narrowed(color) if color.dtype == np.uint8 else _narrowed_lab(color)
        if photometric == Photometric.ICC_LAB:
            # Pillow's raw Lab has signed colours, this one counts from the middle.
            stored = stored ^ np.array([0, 128, 128], np.uint8)
    if color.dtype == np.uint16:
        notices = (*notices, Text("16 bits became 8 on the way."))
    image = Image.frombytes(mode, (color.shape[1], color.shape[0]), stored.tobytes())
    pixels = pixels_of(image, icc)
    return Pixels(pixels.color, None, pixels.icc, notices + pixels.notices)


def _narrowed_lab(color: Samples) -> NDArray[np.uint8]:
    """Lightness rounded, signed colours cut to their upper half."""
    upper = (color >> 8).astype(np.uint8)
    upper[..., 0] = narrowed(color[..., 0])
    return upper
