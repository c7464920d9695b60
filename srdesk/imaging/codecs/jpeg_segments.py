"""The segments of a JPEG file: read one by one, and metadata in them."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from srdesk.imaging.formats import COMMENT
from srdesk.imaging.limits import FETCH_AGAIN, Unreadable
from srdesk.imaging.metadata import exif, iptc, xmp
from srdesk.imaging.metadata.ifd import DirectoryError, read_header, read_tree
from srdesk.imaging.metadata.xmp_tree import XmpError
from srdesk.imaging.photo import Metadata
from srdesk.texts import Text

SOS, APP0, COM = 0xDA, 0xE0, 0xFE
_APP1, _APP2, _APP13 = 0xE1, 0xE2, 0xED
_MAX_PAYLOAD = 0xFFFF - 2
# Stuffing and markers that stand alone.
_NO_SEGMENTS = frozenset({0x00, 0x01, *range(0xD0, 0xDA), 0xFF})

_EXIF_MARK = b"Exif\0\0"
_XMP_MARK = b"http://ns.adobe.com/xap/1.0/\0"
_EXTENSION_MARK = b"http://ns.adobe.com/xmp/extension/\0"
_ICC_MARK = b"ICC_PROFILE\0"
_MPF_MARK = b"MPF\0"
_IPTC_MARK = b"Photoshop 3.0\0"
_JFIF_MARK = b"JFIF\0"
_PICTURES_IN_FILE = 0xB001


class Segment(NamedTuple):
    """A marker and what follows it."""

    marker: int
    payload: bytes

    @property
    def whole(self) -> bytes:
        return struct.pack(">BBH", 0xFF, self.marker, len(self.payload) + 2) + self.payload


@dataclass(frozen=True)
class Header:
    """Everything before the first scan, and where that begins."""

    segments: tuple[Segment, ...]
    scan: int

    def starting(self, marker: int, mark: bytes) -> Iterator[bytes]:
        """What follows the mark in each segment that begins with it."""
        for segment in self.segments:
            if segment.marker == marker and segment.payload.startswith(mark):
                yield segment.payload[len(mark) :]


def read_segments(data: bytes) -> Header:
    """The segments before the picture; raises `Unreadable` for bytes that do not get as far.

    As decoders do, it looks for the next marker where there should be one and is not.
    """
    segments: list[Segment] = []
    at = data.find(b"\xff", 2)
    while 0 <= at <= len(data) - 4:
        marker = data[at + 1]
        if marker == SOS:
            return Header(tuple(segments), at)
        if marker in _NO_SEGMENTS:
            at = data.find(b"\xff", at + 1)
            continue
        size = max(int.from_bytes(data[at + 2 : at + 4], "big"), 2)
        segments.append(Segment(marker, bytes(data[at + 4 : at + 2 + size])))
        at = data.find(b"\xff", at + 2 + size)
    raise Unreadable("ends before its picture begins.", hint=FETCH_AGAIN)


def metadata_of(header: Header) -> Metadata:
    """The metadata among segments."""
    captions = b"".join(header.starting(_APP13, _IPTC_MARK))
    comments = tuple((COMMENT, _text(segment.payload)) for segment in header.segments if segment.marker == COM)
    return Metadata(
        exif=next(header.starting(_APP1, _EXIF_MARK), None),
        xmp=_packet(header),
        iptc=iptc.from_photoshop(captions),
        icc=_profile(header),
        dpi=_density(header),
        texts=comments,
    )


def pictures(header: Header) -> int:
    """How many pictures the file has, by its multi-picture segment."""
    for block in header.starting(_APP2, _MPF_MARK):
        try:
            layout, first = read_header(block)
            found = read_tree(block, layout, first).get(_PICTURES_IN_FILE)
        except DirectoryError:
            continue
        if found:
            return max(found.whole(layout), 1)
    return 1


def segments_for(metadata: Metadata) -> tuple[list[Segment], tuple[str, ...]]:
    """Everything there is to say before the picture."""
    dpi = metadata.dpi or (0, 0)
    density = [min(round(value), 0xFFFF) for value in dpi]
    known = all(density)
    jfif = struct.pack(">HBHHBB", 0x0102, known, density[0] if known else 1, density[1] if known else 1, 0, 0)
    found = [Segment(APP0, _JFIF_MARK + jfif)]
    notices = []
    for make in (_exif_segments, _xmp_segments):
        segments, lost = make(metadata)
        found += segments
        notices += lost
    if metadata.iptc:
        found += _pieces(_APP13, _IPTC_MARK, iptc.to_photoshop(metadata.iptc))
    if metadata.icc:
        found += _profile_segments(metadata.icc)
    found += [Segment(COM, text.encode()[:_MAX_PAYLOAD]) for _, text in metadata.texts]
    return found, tuple(notices)


def _exif_segments(metadata: Metadata) -> tuple[list[Segment], list[str]]:
    block, notices = metadata.exif, list[str]()
    room = _MAX_PAYLOAD - len(_EXIF_MARK)
    if block and len(block) > room:
        block = exif.without_maker_note(block)
        notices = [Text("JPEG has too little room for the maker's notes in the EXIF: they were left out.")]
    if block and len(block) > room:
        block, notices = None, [Text("JPEG has too little room for this EXIF: it was left out.")]
    return ([Segment(_APP1, _EXIF_MARK + block)] if block else []), notices


def _xmp_segments(metadata: Metadata) -> tuple[list[Segment], list[str]]:
    """One segment, or more for a packet too large for one."""
    packet, extension = metadata.xmp, b""
    room = _MAX_PAYLOAD - len(_XMP_MARK)
    if packet is None:
        return [], []
    if len(packet) > room:
        try:
            packet, extension = xmp.split(packet, room)
        except XmpError:
            return [], ["JPEG has too little room for this XMP: it was left out."]
    found = [Segment(_APP1, _XMP_MARK + packet)]
    name = xmp.extension_name(extension).encode()
    step = _MAX_PAYLOAD - len(_EXTENSION_MARK) - len(name) - 8
    for at in range(0, len(extension), step):
        place = struct.pack(">II", len(extension), at)
        found.append(Segment(_APP1, _EXTENSION_MARK + name + place + extension[at : at + step]))
    return found, []


def _profile_segments(icc: bytes) -> list[Segment]:
    step = _MAX_PAYLOAD - len(_ICC_MARK) - 2
    parts = [icc[at : at + step] for at in range(0, len(icc), step)]
    return [Segment(_APP2, _ICC_MARK + bytes((n, len(parts))) + part) for n, part in enumerate(parts, 1)]


def _pieces(marker: int, mark: bytes, body: bytes) -> list[Segment]:
    step = _MAX_PAYLOAD - len(mark)
    return [Segment(marker, mark + body[at : at + step]) for at in range(0, len(body), step)]


def _packet(header: Header) -> bytes | None:
    """The XMP packet, with its extension if there is one that belongs to it."""
    packet = next(header.starting(_APP1, _XMP_MARK), None)
    extension = bytearray()
    for part in header.starting(_APP1, _EXTENSION_MARK):
        name, at = part[:32], int.from_bytes(part[36:40], "big")
        if packet and name in packet and at == len(extension):
            extension += part[40:]
    if packet is None or not extension:
        return packet
    try:
        return xmp.merged(packet, bytes(extension))
    except XmpError:
        return packet


def _profile(header: Header) -> bytes | None:
    parts = {part[0]: part[2:] for part in header.starting(_APP2, _ICC_MARK) if len(part) > 2}
    return b"".join(parts[n] for n in sorted(parts)) or None


def _density(header: Header) -> tuple[float, float] | None:
    for jfif in header.starting(APP0, _JFIF_MARK):
        if len(jfif) < 7:
            continue
        unit, x, y = struct.unpack_from(">BHH", jfif, 2)
        if unit in (1, 2) and x and y:
            factor = 2.54 if unit == 2 else 1.0
            return x * factor, y * factor
    return None


def _text(payload: bytes) -> str:
    try:
        return payload.decode().rstrip("\0")
    except UnicodeDecodeError:
        return payload.decode("latin-1").rstrip("\0")
