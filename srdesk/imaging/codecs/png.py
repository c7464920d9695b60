"""PNG: 16 bits kept, results filtered and written strip by strip."""

import io
import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray
from PIL.PngImagePlugin import PngImageFile

from srdesk.imaging.codecs.decoded import Decoded, Pixels, of_array, pixels_of
from srdesk.imaging.codecs.png_chunks import (
    GRAY,
    GRAY_ALPHA,
    RGB,
    RGBA,
    SIGNATURE,
    Chunk,
    Head,
    chunks,
    head_of,
    named_colours,
    read_metadata,
    write_chunk,
    write_metadata,
)
from srdesk.imaging.codecs.sheet import Sheet, worked
from srdesk.imaging.limits import DEFLATE_MOST, FETCH_AGAIN, Unreadable, check_amount, check_size
from srdesk.imaging.photo import Metadata, Origin, Samples
from srdesk.imaging.profiles import ProfileError
from srdesk.texts import Text, said

_OF_THE_PICTURE = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
_CHANNELS = {GRAY: 1, RGB: 3, GRAY_ALPHA: 2, RGBA: 4}
_KINDS = {channels: kind for kind, channels in _CHANNELS.items()}
# First column and row, and steps, of each pass of an interlaced picture.
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
# Level and strategy of deflating. The quick way is as small as any where noise leaves little to find; the thorough
# one takes a third of the time of level 6 for at most 3 % more bytes. Beyond so much of its size a strip is noise.
_QUICK, _THOROUGH = (1, zlib.Z_RLE), (4, zlib.Z_FILTERED)
_NOISE = 0.4
# Bytes that are filtered and deflated at a time, and that one chunk has at least.
_STRIP, _PIECE = 2**20, 2**18
# A deflate stream begins with its window and level and ends with an empty last block.
_STREAM_HEAD, _STREAM_END = b"\x78\x5e", b"\x03\x00"

Rows = NDArray[np.uint8]


def read(data: bytes) -> Decoded:
    """Decode a PNG; raises `Unreadable` and what Pillow raises."""
    head = head_of(data)
    check_size(head.width, head.height, sample_bytes=8 if head.bits == 16 else 4)
    check_amount(head.width * head.height * head.bits // 8, len(data), DEFLATE_MOST)
    metadata = read_metadata(data)
    notices: tuple[str, ...] = ()
    icc = metadata.icc
    if icc is None and head.kind not in (GRAY, GRAY_ALPHA):
        try:
            icc = named_colours(data)
        except ProfileError as error:
            notices = (Text("{0} They were taken for sRGB.", said(error)),)
    # Neither decoder gets more than the picture: metadata are none of their business, whatever state they are in.
    kept = [chunk for chunk in chunks(data) if chunk.kind in _OF_THE_PICTURE]
    # A palette's transparency is Pillow's to know; that of a colour is easier found without it.
    key = next((chunk.body(data) for chunk in kept if chunk.kind == b"tRNS" and head.kind in (GRAY, RGB)), b"")
    kept = [chunk for chunk in kept if chunk.kind != b"tRNS" or not key]
    pixels = _deep(data, head, kept, icc) if head.bits == 16 else _shallow(data, kept, icc)
    if key:
        pixels = replace(pixels, alpha=_keyed_alpha(pixels, key, head.bits))
    frames = sum(chunk.kind == b"fcTL" for chunk in chunks(data))
    return Decoded(pixels, metadata, Origin("PNG", pages=max(frames, 1)), notices=notices)


def write(file: BinaryIO, sheet: Sheet, metadata: Metadata) -> tuple[str, ...]:
    """Write a PNG of a sheet; everything in the metadata has its place."""
    head = Head(*sheet.size, sheet.bits, _KINDS[sheet.channels], 0, 0, 0)
    file.write(SIGNATURE)
    write_chunk(file, b"IHDR", struct.pack(">IIBBBBB", *head))
    write_metadata(file, metadata)
    _write_rows(file, sheet)
    write_chunk(file, b"IEND", b"")
    return ()


def _shallow(data: bytes, kept: list[Chunk], icc: bytes | None) -> Pixels:
    image = PngImageFile(io.BytesIO(_bare(data, kept)))
    image.load()
    return pixels_of(image, icc)


def _deep(data: bytes, head: Head, kept: list[Chunk], icc: bytes | None) -> Pixels:
    """16 bits a sample, which Pillow would round to 8 for colours."""
    import cv2

    _check_whole(data, head, kept)
    try:
        stored = cv2.imdecode(np.frombuffer(_bare(data, kept), np.uint8), cv2.IMREAD_UNCHANGED)
    except cv2.error as error:
        raise Unreadable("is damaged.", hint=FETCH_AGAIN) from error
    if stored is None or stored.dtype != np.uint16:
        raise Unreadable("is damaged.", hint=FETCH_AGAIN)
    return of_array(_in_order(cast("NDArray[np.uint16]", stored), _CHANNELS[head.kind]), icc)


def _in_order(stored: NDArray[np.uint16], channels: int) -> NDArray[np.uint16]:
    """From OpenCV's order of channels to ours."""
    orders = {1: None, 2: [0, 3], 3: [2, 1, 0], 4: [2, 1, 0, 3]}
    order = orders[channels]
    return stored if order is None else stored[..., order]


def _keyed_alpha(pixels: Pixels, key: bytes, bits: int) -> Samples | None:
    """Alpha of a picture in which one colour, named in ``bits`` per sample, is transparent."""
    colour = np.frombuffer(key[: len(key) // 2 * 2], ">u2")
    if len(colour) != (3 if pixels.color.ndim == 3 else 1):
        return None
    peak = np.iinfo(pixels.color.dtype).max
    same = pixels.color == colour.astype(np.uint32) * peak // (2**bits - 1)
    hidden = same.all(axis=2) if same.ndim == 3 else same
    return cast(Samples, np.where(hidden, 0, peak).astype(pixels.color.dtype))


def _bare(data: bytes, kept: list[Chunk]) -> bytes:
    """A file of nothing but these chunks."""
    view = memoryview(data)
    return b"".join([SIGNATURE, *(view[chunk.start - 8 : chunk.start + chunk.size + 4] for chunk in kept)])


def _check_whole(data: bytes, head: Head, kept: list[Chunk]) -> None:
    """Raise `Unreadable` unless all rows are there: OpenCV would hand over what it has."""
    stream, inflated = zlib.decompressobj(), 0
    try:
        for chunk in kept:
            # In pieces so small that even a thousand times their size is not much.
            for piece in _pieces(data, chunk) if chunk.kind == b"IDAT" else ():
                inflated += len(stream.decompress(piece))
    except zlib.error as error:
        raise Unreadable("is damaged.", hint=FETCH_AGAIN) from error
    if head.kind not in _CHANNELS or inflated < _raw_size(head) or kept[-1].kind != b"IEND":
        raise Unreadable("is cut off.", hint=FETCH_AGAIN)


def _pieces(data: bytes, chunk: Chunk) -> Iterator[bytes]:
    for at in range(chunk.start, chunk.start + chunk.size, 2**15):
        yield bytes(data[at : min(at + 2**15, chunk.start + chunk.size)])


def _raw_size(head: Head) -> int:
    """Bytes of the picture before they were deflated."""
    pixel = _CHANNELS[head.kind] * head.bits // 8
    if not head.interlaced:
        return head.height * (1 + head.width * pixel)
    sizes = ((-(-(head.width - x) // dx), -(-(head.height - y) // dy)) for x, y, dx, dy in _PASSES)
    return sum(height * (1 + width * pixel) for width, height in sizes if width > 0)


class _Strip(NamedTuple):
    """Rows of bytes, the row above them, and the distance of a byte to its like in the next pixel."""

    rows: Rows
    above: Rows
    pixel: int


def _write_rows(file: BinaryIO, sheet: Sheet) -> None:
    """One stream of deflated rows, put together from strips that were deflated one by one."""
    checksum, pending = 1, bytearray(_STREAM_HEAD)
    for filtered, packed in worked(_strips(sheet), _packed):
        checksum = zlib.adler32(filtered, checksum)
        pending += packed
        if len(pending) >= _PIECE:
            write_chunk(file, b"IDAT", bytes(pending))
            pending.clear()
    write_chunk(file, b"IDAT", bytes(pending) + _STREAM_END + struct.pack(">I", checksum))


def _strips(sheet: Sheet) -> Iterator[_Strip]:
    pixel = sheet.channels * sheet.bits // 8
    length = sheet.size[0] * pixel
    above = np.zeros(length, np.uint8)
    for strip in sheet.strips(max(_STRIP // length, 1)):
        rows = _bytes_of(strip, length)
        yield _Strip(rows, above, pixel)
        above = rows[-1]


def _packed(strip: _Strip) -> tuple[memoryview, bytes]:
    """Filtered rows, and the same deflated up to a whole byte."""
    filtered = _filtered(*strip).data
    quick = _deflated(filtered, *_QUICK)
    if len(quick) > _NOISE * filtered.nbytes:
        return filtered, quick
    return filtered, min(quick, _deflated(filtered, *_THOROUGH), key=len)


def _deflated(filtered: memoryview, level: int, strategy: int) -> bytes:
    stream = zlib.compressobj(level, zlib.DEFLATED, -15, 9, strategy)
    return stream.compress(filtered) + stream.flush(zlib.Z_SYNC_FLUSH)


def _bytes_of(strip: Samples, length: int) -> Rows:
    """Rows of samples as PNG stores them, the most significant byte first."""
    stored = strip.astype(">u2") if strip.dtype == np.uint16 else strip
    return cast(Rows, stored.reshape(len(strip), -1).view(np.uint8).reshape(len(strip), length))


def _filtered(rows: Rows, above: Rows, pixel: int) -> Rows:
    """Each row behind the number of the filter that leaves the smallest differences."""
    candidates = _candidates(rows, np.vstack([above[np.newaxis], rows[:-1]]), pixel)
    # Differences count by their distance from 0, on either side.
    costs = [np.minimum(one, 0 - one).sum(axis=1, dtype=np.uint32) for one in candidates]
    best = np.argmin(costs, axis=0)
    filtered = np.empty((len(rows), rows.shape[1] + 1), np.uint8)
    filtered[:, 0] = best + 1
    for n, one in enumerate(candidates):
        chosen = best == n
        filtered[chosen, 1:] = one[chosen]
    return filtered


def _candidates(rows: Rows, up: Rows, pixel: int) -> list[Rows]:
    """The rows less what PNG's filters 1 to 4 predict: left, above, their mean, and the Paeth predictor."""
    left, corner = np.zeros_like(rows), np.zeros_like(rows)
    left[:, pixel:] = rows[:, :-pixel]
    corner[:, pixel:] = up[:, :-pixel]
    mean = (left >> 1) + (up >> 1) + (left & up & 1)
    return [rows - left, rows - up, rows - mean, rows - _paeth(left, up, corner)]


def _paeth(left: Rows, up: Rows, corner: Rows) -> Rows:
    """Whichever of the three is nearest to ``left + up - corner``, in bytes and without their overflow."""
    away_left, away_up = _distance(up, corner), _distance(left, corner)
    predicted = np.where(away_left <= away_up, left, up)
    # The corner can only be nearest if it lies between the other two.
    between = (left < corner) != (up < corner)
    nearest = between & (_distance(away_left, away_up) < np.minimum(away_left, away_up))
    np.copyto(predicted, corner, where=nearest)
    return predicted


def _distance(one: Rows, other: Rows) -> Rows:
    return np.maximum(one, other) - np.minimum(one, other)
