"""Directories of tags: the structure that TIFF files and EXIF blocks have in common."""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from srdesk.texts import Text

# Field types: size of one value in bytes and how struct reads its parts.
_KINDS = {
    1: (1, "B"),
    2: (1, "B"),
    3: (2, "H"),
    4: (4, "I"),
    5: (8, "II"),
    6: (1, "b"),
    7: (1, "B"),
    8: (2, "h"),
    9: (4, "i"),
    10: (8, "ii"),
    11: (4, "f"),
    12: (8, "d"),
    13: (4, "I"),
    16: (8, "Q"),
    17: (8, "q"),
    18: (8, "Q"),
}
BYTE, ASCII, SHORT, LONG, RATIONAL, UNDEFINED, LONG8 = 1, 2, 3, 4, 5, 7, 16

EXIF_POINTER, GPS_POINTER, INTEROP_POINTER = 34665, 34853, 40965
POINTERS = (EXIF_POINTER, GPS_POINTER, INTEROP_POINTER)
_MAX_PAGES = 100_000


class DirectoryError(ValueError):
    """The bytes are no directory of tags."""


@dataclass(frozen=True)
class Layout:
    """How numbers and directories are laid out: ``order`` is ``<`` or ``>``, ``big`` means 64-bit offsets (BigTIFF)."""

    order: str = "<"
    big: bool = False

    @property
    def header_size(self) -> int:
        return 16 if self.big else 8

    @property
    def entry_size(self) -> int:
        """Bytes of an entry: tag, kind, count and slot."""
        return 20 if self.big else 12

    @property
    def slot_size(self) -> int:
        """Bytes of a value that is kept in its entry rather than elsewhere."""
        return 8 if self.big else 4

    @property
    def count_size(self) -> int:
        """Bytes in front of the entries that say how many they are."""
        return 8 if self.big else 2

    def offset(self, value: int) -> bytes:
        return struct.pack(self.order + ("Q" if self.big else "I"), value)

    def header(self, first: int) -> bytes:
        """The head of a file or block whose first directory is at ``first``."""
        mark = b"II" if self.order == "<" else b"MM"
        version = (43, 8, 0) if self.big else (42,)
        return mark + struct.pack(self.order + "H" * len(version), *version) + self.offset(first)

    def unpack_offset(self, buffer: bytes | bytearray, at: int) -> int:
        return int(self.unpack("Q" if self.big else "I", buffer, at)[0])

    def unpack(self, code: str, buffer: bytes | bytearray, at: int) -> tuple[int, ...]:
        try:
            return struct.unpack_from(self.order + code, buffer, at)
        except struct.error as error:
            raise DirectoryError("A directory of tags ends beyond its file.") from error


@dataclass(frozen=True)
class Field:
    """One tag with its value as stored, in the byte order of its layout."""

    tag: int
    kind: int
    count: int
    data: bytes

    @classmethod
    def of(cls, layout: Layout, tag: int, kind: int, *values: float) -> "Field":
        """A field of numbers; rationals are given as floats."""
        if kind == RATIONAL:
            parts = [part for value in values for part in as_ratio(value)]
        else:
            parts = [round(value) for value in values]
        code = _KINDS[kind][1]
        return cls(tag, kind, len(values), struct.pack(layout.order + code * len(values), *parts))

    @classmethod
    def raw(cls, tag: int, kind: int, data: bytes) -> "Field":
        """A field of single bytes."""
        return cls(tag, kind, len(data), data)

    def numbers(self, layout: Layout) -> tuple[float, ...]:
        """The values as numbers, rationals divided; a rational over zero counts as 0."""
        code = _KINDS[self.kind][1]
        parts = struct.unpack(layout.order + code * self.count, self.data)
        if len(code) == 1:
            return parts
        return tuple(parts[i] / parts[i + 1] if parts[i + 1] else 0.0 for i in range(0, len(parts), 2))

    def number(self, layout: Layout) -> float | None:
        """The first value."""
        return self.numbers(layout)[0] if self.count else None

    def whole(self, layout: Layout) -> int:
        """The first value of a field of whole numbers, 0 for others."""
        number = self.number(layout)
        return number if isinstance(number, int) else 0


@dataclass(frozen=True)
class Entry:
    """Where a field stands in a buffer: its entry begins at ``at``, its value at ``start``."""

    tag: int
    kind: int
    count: int
    at: int
    start: int

    @property
    def size(self) -> int:
        return _KINDS[self.kind][0] * self.count

    def field(self, buffer: bytes | bytearray) -> Field:
        return Field(self.tag, self.kind, self.count, bytes(buffer[self.start : self.start + self.size]))


@dataclass(frozen=True)
class Tree:
    """A directory's fields and the directories below it, by the tag that points to them."""

    fields: tuple[Field, ...]
    below: dict[int, "Tree"] = field(default_factory=dict)

    def get(self, tag: int) -> Field | None:
        return next((one for one in self.fields if one.tag == tag), None)


def as_ratio(value: float, limit: int = 2**31) -> tuple[int, int]:
    """A value as numerator and denominator below ``limit``; what is no positive number becomes 0."""
    if not 0 < value < limit:
        return (limit - 1, 1) if value >= limit else (0, 1)
    fraction = Fraction(value).limit_denominator(10_000)
    return (fraction.numerator, fraction.denominator) if fraction.numerator < limit else (round(value), 1)


def read_header(buffer: bytes) -> tuple[Layout, int]:
    """The layout of a TIFF file or EXIF block and where its first directory is; raises `DirectoryError`."""
    order = {b"II": "<", b"MM": ">"}.get(bytes(buffer[:2]))
    if order is None:
        raise DirectoryError("There is no byte order mark.")
    version = Layout(order).unpack("H", buffer, 2)[0]
    if version not in (42, 43):
        raise DirectoryError(Text("Version {0} of the structure is unknown.", version))
    layout = Layout(order, big=version == 43)
    return layout, layout.unpack_offset(buffer, 8 if layout.big else 4)


def read_entries(buffer: bytes | bytearray, layout: Layout, at: int) -> tuple[tuple[Entry, ...], int]:
    """The entries of the directory at ``at`` and the offset of the next directory (0: none).

    Entries of unknown kind and those whose values are not in the buffer are left out, as are all that follow when
    values overlap so much that they add up to more than the buffer. Raises `DirectoryError`.
    """
    room, found = 2 * len(buffer), []
    for entry in claimed_entries(buffer, layout, at):
        if entry.start + entry.size <= len(buffer) and entry.size <= room:
            room -= entry.size
            found.append(entry)
    end = directory_end(buffer, layout, at)
    following = layout.unpack_offset(buffer, end) if end + layout.slot_size <= len(buffer) else 0
    return tuple(found), following


def claimed_entries(buffer: bytes | bytearray, layout: Layout, at: int) -> Iterator[Entry]:
    """The entries of a directory that are of a known kind, wherever they say their values are.

    Raises `DirectoryError`.
    """
    if at < layout.header_size:
        raise DirectoryError("A directory of tags begins inside the header.")
    end = directory_end(buffer, layout, at)
    if end > len(buffer):
        raise DirectoryError("A directory of tags ends beyond its file.")
    for position in range(at + layout.count_size, end, layout.entry_size):
        tag, kind = layout.unpack("HH", buffer, position)
        if kind in _KINDS:
            count = layout.unpack_offset(buffer, position + 4)
            slot = position + 4 + layout.slot_size
            inside = _KINDS[kind][0] * count <= layout.slot_size
            yield Entry(tag, kind, count, position, slot if inside else layout.unpack_offset(buffer, slot))


def directory_end(buffer: bytes | bytearray, layout: Layout, at: int) -> int:
    """Where the last entry of a directory ends and the offset of the next directory is."""
    count = layout.unpack("Q" if layout.big else "H", buffer, at)[0]
    return at + layout.count_size + count * layout.entry_size


def read_tree(buffer: bytes, layout: Layout, at: int, *, depth: int = 2) -> Tree:
    """A directory and the EXIF, GPS and interoperability directories below it; unreadable ones below are left out."""
    entries, _ = read_entries(buffer, layout, at)
    fields = tuple(entry.field(buffer) for entry in entries)
    below: dict[int, Tree] = {}
    for pointer in (one for one in fields if one.tag in POINTERS and depth):
        try:
            below[pointer.tag] = read_tree(buffer, layout, pointer.whole(layout), depth=depth - 1)
        except DirectoryError:
            continue
    return Tree(tuple(one for one in fields if one.tag not in POINTERS), below)


def pages(buffer: bytes, layout: Layout, first: int) -> Iterator[int]:
    """Where the directories of a file are, following the chain until it ends, breaks or bites its tail."""
    seen: set[int] = set()
    at = first
    while at and at not in seen and len(seen) < _MAX_PAGES:
        try:
            _, following = read_entries(buffer, layout, at)
        except DirectoryError:
            return
        seen.add(at)
        yield at
        at = following


def directory_bytes(fields: Sequence[Field], layout: Layout, at: int) -> bytes:
    """A last directory as it stands at offset ``at``, values behind the entries."""
    ordered = sorted(fields, key=lambda one: one.tag)
    start = at + layout.count_size + len(ordered) * layout.entry_size + layout.slot_size
    entries, values = bytearray(), bytearray()
    for one in ordered:
        entries += struct.pack(layout.order + "HH", one.tag, one.kind) + layout.offset(one.count)
        if len(one.data) <= layout.slot_size:
            entries += one.data.ljust(layout.slot_size, b"\0")
        else:
            entries += layout.offset(start + len(values))
            values += one.data + b"\0" * (len(one.data) % 2)
    count = struct.pack(layout.order + ("Q" if layout.big else "H"), len(ordered))
    return count + bytes(entries) + layout.offset(0) + bytes(values)


def tree_bytes(tree: Tree, layout: Layout, at: int) -> bytes:
    """A directory and those below it, laid out from offset ``at`` on (an even number)."""
    kind = LONG8 if layout.big else LONG
    pointers = {tag: Field.of(layout, tag, kind, 0) for tag in tree.below}
    size = len(directory_bytes([*tree.fields, *pointers.values()], layout, at))
    body = bytearray()
    for tag, lower in tree.below.items():
        start = at + size + len(body)
        pointers[tag] = Field.of(layout, tag, kind, start)
        body += tree_bytes(lower, layout, start)
    return directory_bytes([*tree.fields, *pointers.values()], layout, at) + bytes(body)
