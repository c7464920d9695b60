"""The chunks of a PNG file: found one by one, and metadata in them."""

import re
import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from srdesk.imaging import chromaticities
from srdesk.imaging.limits import FETCH_AGAIN, Unreadable
from srdesk.imaging.metadata import iptc
from srdesk.imaging.photo import Metadata

SIGNATURE = b"\x89PNG\r\n\x1a\n"
GRAY, RGB, PALETTE, GRAY_ALPHA, RGBA = 0, 2, 3, 4, 6

_XMP_KEYWORD = "XML:com.adobe.xmp"
_RAW = "Raw profile type "
_EXIF_MARK = b"Exif\0\0"
_XMP_MARK = b"http://ns.adobe.com/xap/1.0/\0"
_MAX_TEXT = 64 * 2**20
_METRE = 1 / 0.0254


class Chunk(NamedTuple):
    """Where a chunk's body is in its file."""

    kind: bytes
    start: int
    size: int

    def body(self, data: bytes) -> bytes:
        return bytes(data[self.start : self.start + self.size])


class Head(NamedTuple):
    """What the first chunk says of the picture."""

    width: int
    height: int
    bits: int
    kind: int
    compression: int
    filtering: int
    interlaced: int


def chunks(data: bytes) -> Iterator[Chunk]:
    """The chunks of a file as far as they are whole."""
    at = len(SIGNATURE)
    while at + 12 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        chunk = Chunk(bytes(data[at + 4 : at + 8]), at + 8, size)
        if at + 12 + size > len(data):
            return
        yield chunk
        if chunk.kind == b"IEND":
            return
        at += 12 + size


def head_of(data: bytes) -> Head:
    """Raises `Unreadable`."""
    first = next(chunks(data), None)
    if first is None or first.kind != b"IHDR" or first.size != 13:
        raise Unreadable("has no header.", hint=FETCH_AGAIN)
    return Head(*struct.unpack(">IIBBBBB", first.body(data)))


def write_chunk(file: BinaryIO, kind: bytes, body: bytes) -> None:
    file.write(struct.pack(">I", len(body)) + kind)
    file.write(body)
    file.write(struct.pack(">I", zlib.crc32(body, zlib.crc32(kind))))


def read_metadata(data: bytes) -> Metadata:
    """The metadata of a PNG as they are."""
    found = {chunk.kind: chunk.body(data) for chunk in chunks(data) if chunk.kind in (b"eXIf", b"iCCP", b"pHYs")}
    every = list(_texts(data))
    texts = dict(every)
    raw = {key.removeprefix(_RAW): _unwrapped(text) for key, text in texts.items() if key.startswith(_RAW)}
    app1 = raw.get("APP1", b"")
    block = found.get(b"eXIf") or raw.get("exif") or (app1 if app1.startswith(_EXIF_MARK) else None)
    packet = app1.removeprefix(_XMP_MARK) if app1.startswith(_XMP_MARK) else raw.get("xmp")
    captions = iptc.from_photoshop(raw.get("iptc") or raw.get("8bim") or b"")
    plain = ((key, text) for key, text in every if key != _XMP_KEYWORD and not key.startswith(_RAW))
    return Metadata(
        exif=block.removeprefix(_EXIF_MARK) if block else None,
        xmp=texts[_XMP_KEYWORD].encode() if _XMP_KEYWORD in texts else packet,
        iptc=captions,
        icc=_profile(found.get(b"iCCP", b"")),
        dpi=_density(found.get(b"pHYs", b"")),
        texts=tuple(plain),
    )


def write_metadata(file: BinaryIO, metadata: Metadata) -> None:
    """The chunks that stand before the picture."""
    if metadata.icc:
        write_chunk(file, b"iCCP", b"ICC profile\0\0" + zlib.compress(metadata.icc))
    if metadata.dpi:
        per_metre = (min(round(value * _METRE), 2**31 - 1) for value in metadata.dpi)
        write_chunk(file, b"pHYs", struct.pack(">IIB", *per_metre, 1))
    if metadata.exif:
        write_chunk(file, b"eXIf", metadata.exif)
    if metadata.xmp:
        write_chunk(file, b"iTXt", _XMP_KEYWORD.encode() + b"\0\0\0\0\0" + metadata.xmp)
    if metadata.iptc:
        write_chunk(file, b"zTXt", _wrapped("iptc", iptc.to_photoshop(metadata.iptc)))
    for key, text in metadata.texts:
        keyword = re.sub(r"\s+", " ", key).strip().encode("latin-1", "replace")[:79] or b"Comment"
        write_chunk(file, b"iTXt", keyword + b"\0\0\0\0\0" + text.encode())


def named_colours(data: bytes) -> bytes | None:
    """A profile for colours that the file names by chunks of its own, ``None`` where they are sRGB or not named.

    Raises `ProfileError` for colours that no profile can describe.
    """
    found = {
        chunk.kind: chunk.body(data) for chunk in chunks(data) if chunk.kind in (b"cICP", b"sRGB", b"gAMA", b"cHRM")
    }
    if len(found.get(b"cICP", b"")) == 4:
        return chromaticities.from_code_points(found[b"cICP"][0], found[b"cICP"][1])
    gamma = 2.2
    if len(found.get(b"gAMA", b"")) == 4:
        share = int.from_bytes(found[b"gAMA"], "big") / 100_000
        gamma = 1 / share if share else 2.2
    places = found.get(b"cHRM", b"")
    points = [value / 100_000 for value in struct.unpack(">8I", places)] if len(places) == 32 else _SRGB_POINTS
    white, *primaries = zip(points[::2], points[1::2], strict=True)
    if b"sRGB" in found or chromaticities.is_srgb(white, tuple(primaries), gamma):
        return None
    return chromaticities.rgb_profile("Named by the PNG", tuple(primaries), white=white, gamma=gamma)


_SRGB_POINTS = [0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06]


def _texts(data: bytes) -> Iterator[tuple[str, str]]:
    """Keywords and texts; those that are damaged or grow too large are left out."""
    readers = {b"tEXt": _plain_text, b"zTXt": _packed_text, b"iTXt": _international_text}
    for chunk in chunks(data):
        if chunk.kind not in readers:
            continue
        keyword, _, rest = chunk.body(data).partition(b"\0")
        text = readers[chunk.kind](rest)
        if keyword and text is not None:
            yield keyword.decode("latin-1"), text


def _plain_text(rest: bytes) -> str | None:
    return rest.decode("latin-1")


def _packed_text(rest: bytes) -> str | None:
    text = inflated(rest[1:])
    return None if text is None else text.decode("latin-1")


def _international_text(rest: bytes) -> str | None:
    parts = rest[2:].split(b"\0", 2)
    if len(rest) < 2 or len(parts) < 3:
        return None
    text = inflated(parts[2]) if rest[0] else parts[2]
    return None if text is None else text.decode("utf-8", "replace")


def inflated(packed: bytes, limit: int = _MAX_TEXT) -> bytes | None:
    """What was deflated; ``None`` if it is damaged or larger than the limit."""
    stream = zlib.decompressobj()
    try:
        plain = stream.decompress(packed, limit)
    except zlib.error:
        return None
    return plain if stream.eof else None


def _profile(body: bytes) -> bytes | None:
    _, _, rest = body.partition(b"\0")
    return inflated(rest[1:]) if rest else None


def _density(body: bytes) -> tuple[float, float] | None:
    if len(body) != 9 or body[8] != 1:
        return None
    x, y = struct.unpack(">II", body[:8])
    return (per_inch(x), per_inch(y)) if x and y else None


def per_inch(per_metre: int) -> float:
    """Whole dots per inch where the dots per metre are a rounding of them."""
    exact = per_metre / _METRE
    return float(round(exact)) if round(round(exact) * _METRE) == per_metre else exact


def _wrapped(name: str, body: bytes) -> bytes:
    """A block as text in hexadecimal, by the convention of ImageMagick."""
    digits = body.hex()
    lines = "\n".join(digits[at : at + 72] for at in range(0, len(digits), 72))
    text = f"\n{name}\n{len(body):8d}\n{lines}\n"
    return f"{_RAW}{name}".encode() + b"\0\0" + zlib.compress(text.encode())


def _unwrapped(text: str) -> bytes:
    parts = text.strip().split("\n", 2)
    try:
        return bytes.fromhex(parts[2]) if len(parts) == 3 else b""
    except ValueError:
        return b""
