"""EXIF blocks: read what matters, make them true of a new picture, take the location out.

A block is edited in place and not written anew: makers' notes refer to places inside the block and would be
lost if it moved.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from srdesk.imaging.ifd import (
    EXIF_POINTER,
    GPS_POINTER,
    INTEROP_POINTER,
    LONG,
    RATIONAL,
    SHORT,
    DirectoryError,
    Entry,
    Field,
    Layout,
    Tree,
    directory_bytes,
    read_entries,
    read_header,
    read_tree,
    tree_bytes,
)
from srdesk.imaging.orientation import UPRIGHT, swaps_sides, upright_place

ORIENTATION, IMAGE_WIDTH, IMAGE_LENGTH = 0x112, 0x100, 0x101
X_RESOLUTION, Y_RESOLUTION, RESOLUTION_UNIT = 0x11A, 0x11B, 0x128
PIXEL_X, PIXEL_Y, COLOR_SPACE, MAKER_NOTE = 0xA002, 0xA003, 0xA001, 0x927C
_FOCAL_X, _FOCAL_Y = 0xA20E, 0xA20F
_SUBJECT_AREA, _SUBJECT_LOCATION = 0x9214, 0xA214
_RELATED_WIDTH, _RELATED_LENGTH, _INTEROP_INDEX = 0x1001, 0x1002, 0x0001
_THUMBNAIL_START, _THUMBNAIL_SIZE = 0x201, 0x202
_INCH, _CENTIMETRE = 2, 3
# Directories, by the pointers that lead to them from the first.
_EXIF, _GPS, _INTEROP = (EXIF_POINTER,), (GPS_POINTER,), (EXIF_POINTER, INTEROP_POINTER)
_SRGB, _UNCALIBRATED = 1, 0xFFFF

# Tags of a TIFF file that describe the picture and not how its pixels are stored.
_DESCRIPTIVE = frozenset(
    {
        *(269, 270, 271, 272, 285, 305, 306, 315, 316, 18246, 18249, 33432, 50341),
        *range(40091, 40096),
        *(ORIENTATION, X_RESOLUTION, Y_RESOLUTION, RESOLUTION_UNIT),
    }
)
# More is a mistake; the coarsest scans have a dot in some inches, the finest microscopes a million in one.
_MAX_DPI = 1e6


@dataclass(frozen=True)
class ExifFacts:
    """What a block says of its picture: orientation 1..8, pixels per inch, and whether it is in Adobe RGB."""

    orientation: int | None
    dpi: tuple[float, float] | None
    adobe_rgb: bool


def read_facts(block: bytes) -> ExifFacts:
    """Raises `DirectoryError` for a damaged block."""
    layout, first = read_header(block)
    return facts_of(read_tree(block, layout, first), layout)


def facts_of(tree: Tree, layout: Layout) -> ExifFacts:
    """The facts in a tree of directories that has already been read."""
    orientation = _number(tree, ORIENTATION, layout)
    known = orientation is not None and 1 <= orientation <= 8
    return ExifFacts(int(orientation or 0) if known else None, _dpi(tree, layout), _in_adobe_rgb(tree, layout))


def fields(block: bytes) -> dict[str, bytes]:
    """Every field of a block by directory and tag, without thumbnails; raises `DirectoryError`."""
    layout, first = read_header(block)
    return dict(_named(read_tree(block, layout, first), "exif"))


def tree_of(block: bytes) -> tuple[Tree, Layout]:
    """A block as directories that can stand in a TIFF file; raises `DirectoryError`."""
    layout, first = read_header(block)
    return descriptive(read_tree(block, layout, first)), layout


def descriptive(tree: Tree) -> Tree:
    """The directories of a TIFF file without what only says how its pixels are stored."""
    return Tree(tuple(one for one in tree.fields if one.tag in _DESCRIPTIVE), tree.below)


def block_of(tree: Tree, layout: Layout) -> bytes:
    """A new block with these directories."""
    plain = Layout(layout.order)
    return plain.header(plain.header_size) + tree_bytes(tree, plain, plain.header_size)


def made_true(
    block: bytes | None,
    *,
    size: tuple[int, int],
    dpi: tuple[float, float] | None,
    orientation: int = UPRIGHT,
    add_dpi: bool = False,
) -> bytes | None:
    """A block that is true of an upright picture of ``size`` pixels.

    ``orientation`` is the one the picture had when the block was written: it becomes 1. Sizes, resolution, and what
    is measured in pixels follow; the thumbnail goes. With ``add_dpi`` a resolution is added where there was none.
    Raises `DirectoryError`.
    """
    if block is None:
        if not (dpi and add_dpi):
            return None
        block = block_of(Tree(()), Layout())
    editor = _Editor(block)
    editor.drop_thumbnail()
    editor.replace((), ORIENTATION, SHORT, 1)
    _scale_measures(editor, size, orientation)
    for path, tag, side in (
        ((), IMAGE_WIDTH, 0),
        ((), IMAGE_LENGTH, 1),
        (_EXIF, PIXEL_X, 0),
        (_EXIF, PIXEL_Y, 1),
        (_INTEROP, _RELATED_WIDTH, 0),
        (_INTEROP, _RELATED_LENGTH, 1),
    ):
        editor.replace(path, tag, LONG, size[side])
    if dpi and (add_dpi or editor.numbers((), X_RESOLUTION)):
        editor.put(X_RESOLUTION, RATIONAL, dpi[0])
        editor.put(Y_RESOLUTION, RATIONAL, dpi[1])
        editor.put(RESOLUTION_UNIT, SHORT, _INCH)
    return bytes(editor.block)


def as_srgb(block: bytes) -> bytes:
    """A block that no longer claims another colour space than sRGB; raises `DirectoryError`."""
    editor = _Editor(block)
    editor.replace(_EXIF, COLOR_SPACE, SHORT, _SRGB)
    editor.drop(_INTEROP, _INTEROP_INDEX)
    return bytes(editor.block)


def without_location(block: bytes) -> bytes:
    """A block without GPS and without maker's notes, where some cameras write places; raises `DirectoryError`."""
    editor = _Editor(block)
    for entry in editor.entries(_GPS):
        editor.drop(_GPS, entry.tag)
    editor.drop((), GPS_POINTER)
    editor.drop(_EXIF, MAKER_NOTE)
    return bytes(editor.block)


def without_maker_note(block: bytes) -> bytes:
    """A block written anew without maker's notes and thumbnail, for formats with little room."""
    layout, first = read_header(block)
    tree = read_tree(block, layout, first)
    exif = tree.below.get(EXIF_POINTER)
    if exif is None:
        return block_of(tree, layout)
    kept = Tree(tuple(one for one in exif.fields if one.tag != MAKER_NOTE), exif.below)
    return block_of(Tree(tree.fields, tree.below | {EXIF_POINTER: kept}), layout)


def _named(tree: Tree, name: str) -> Iterator[tuple[str, bytes]]:
    for one in tree.fields:
        yield f"{name}:{one.tag:04x}", bytes([one.kind]) + one.data
    for tag, lower in tree.below.items():
        yield from _named(lower, f"{name}:{tag:04x}")


def _number(tree: Tree, tag: int, layout: Layout) -> float | None:
    found = tree.get(tag)
    return found.number(layout) if found else None


def _dpi(tree: Tree, layout: Layout) -> tuple[float, float] | None:
    x, y = _number(tree, X_RESOLUTION, layout), _number(tree, Y_RESOLUTION, layout)
    unit = _number(tree, RESOLUTION_UNIT, layout) or _INCH
    if not x or not y or unit not in (_INCH, _CENTIMETRE):
        return None
    factor = 2.54 if unit == _CENTIMETRE else 1.0
    return (x * factor, y * factor) if 0 < x < _MAX_DPI and 0 < y < _MAX_DPI else None


def _in_adobe_rgb(tree: Tree, layout: Layout) -> bool:
    """By the rule of DCF: uncalibrated, and the interoperability index says R03; some write 2 instead."""
    exif = tree.below.get(EXIF_POINTER, Tree(()))
    space = _number(exif, COLOR_SPACE, layout)
    index = exif.below.get(INTEROP_POINTER, Tree(())).get(_INTEROP_INDEX)
    return space == 2 or (space == _UNCALIBRATED and index is not None and index.data[:3] == b"R03")


def _scale_measures(editor: "_Editor", size: tuple[int, int], orientation: int) -> None:
    """Measures in pixels: the density on the sensor and where the subject is."""
    old = [*editor.numbers(_EXIF, PIXEL_X), *editor.numbers(_EXIF, PIXEL_Y)]
    if len(old) != 2 or not all(old):
        return
    for tag in (_SUBJECT_AREA, _SUBJECT_LOCATION):
        _move_subject(editor, tag, (old[0], old[1]), size, orientation)
    density = [*editor.numbers(_EXIF, _FOCAL_X), *editor.numbers(_EXIF, _FOCAL_Y)]
    if len(density) != 2:
        return
    per_pixel = [density[0] / old[0], density[1] / old[1]]
    if swaps_sides(orientation):
        per_pixel.reverse()
    editor.replace(_EXIF, _FOCAL_X, RATIONAL, per_pixel[0] * size[0])
    editor.replace(_EXIF, _FOCAL_Y, RATIONAL, per_pixel[1] * size[1])


def _move_subject(
    editor: "_Editor", tag: int, old: tuple[float, float], size: tuple[int, int], orientation: int
) -> None:
    """A subject is x and y, then perhaps a diameter or a width and a height."""
    x_y, extent = (values := editor.numbers(_EXIF, tag))[:2], values[2:]
    if len(x_y) < 2:
        return
    x, y = upright_place(x_y[0] / old[0], x_y[1] / old[1], orientation)
    shares = [side / old[min(n, 1)] for n, side in enumerate(extent)]
    if swaps_sides(orientation):
        shares.reverse()
    places = [x * size[0], y * size[1], *(share * size[min(n, 1)] for n, share in enumerate(shares))]
    editor.replace(_EXIF, tag, SHORT, *(min(max(place, 0), 0xFFFF) for place in places))


class _Editor:
    """Changes single fields of a block and leaves every other byte where it is.

    Directories are named by the pointers that lead to them, ``()`` being the first.
    """

    def __init__(self, block: bytes) -> None:
        self.block = bytearray(block)
        self._layout, self._first = read_header(block)
        if self._layout.big:
            raise DirectoryError("An EXIF block has no 64-bit offsets.")
        read_entries(self.block, self._layout, self._first)

    def entries(self, path: tuple[int, ...]) -> tuple[Entry, ...]:
        """The entries of a directory; none if there is no such directory."""
        try:
            return read_entries(self.block, self._layout, self._place(path))[0]
        except DirectoryError:
            return ()

    def numbers(self, path: tuple[int, ...], tag: int) -> tuple[float, ...]:
        entry = self._find(path, tag)
        return entry.field(self.block).numbers(self._layout) if entry else ()

    def replace(self, path: tuple[int, ...], tag: int, kind: int, *values: float) -> None:
        """Give a field a new value if it is there."""
        entry = self._find(path, tag)
        if entry and values:
            self._write(entry, Field.of(self._layout, tag, kind, *values))

    def put(self, tag: int, kind: int, value: float) -> None:
        """Give a field of the first directory a value; it is added if it is not there."""
        if self._find((), tag):
            self.replace((), tag, kind, value)
        else:
            self._add(Field.of(self._layout, tag, kind, value))

    def drop(self, path: tuple[int, ...], tag: int) -> None:
        """Remove a field and blank its value."""
        entry = self._find(path, tag)
        if entry is None:
            return
        self._blank(entry.start, entry.size)
        place = self._place(path)
        count = self._layout.unpack("H", self.block, place)[0]
        end = min(place + 2 + 12 * count + 4, len(self.block))
        self.block[entry.at : end - 12] = self.block[entry.at + 12 : end]
        self._blank(end - 12, 12)
        self.block[place : place + 2] = Field.of(self._layout, 0, SHORT, count - 1).data

    def drop_thumbnail(self) -> None:
        """Forget the second directory, blank it and its picture, and cut the block if that was its end."""
        _, second = read_entries(self.block, self._layout, self._first)
        if not second:
            return
        count = self._layout.unpack("H", self.block, self._first)[0]
        self._blank(self._first + 2 + 12 * count, 4)
        try:
            entries, _ = read_entries(self.block, self._layout, second)
        except DirectoryError:
            return
        numbers = {entry.tag: entry.field(self.block).whole(self._layout) for entry in entries}
        start, size = numbers.get(_THUMBNAIL_START, 0), numbers.get(_THUMBNAIL_SIZE, 0)
        self._blank(second, 2 + 12 * len(entries))
        if start < self._layout.header_size or start + size > len(self.block):
            return
        self._blank(start, size)
        if start > second and start + size >= len(self.block) - 4:
            del self.block[start:]

    def _place(self, path: tuple[int, ...]) -> int:
        at = self._first
        for tag in path:
            entries, _ = read_entries(self.block, self._layout, at)
            pointer = next((entry for entry in entries if entry.tag == tag), None)
            if pointer is None:
                raise DirectoryError(f"There is no directory {tag}.")
            at = pointer.field(self.block).whole(self._layout)
        return at

    def _find(self, path: tuple[int, ...], tag: int) -> Entry | None:
        return next((entry for entry in self.entries(path) if entry.tag == tag), None)

    def _write(self, entry: Entry, new: Field) -> None:
        """Into the slot, over the old value, or behind the block."""
        head = Field.of(self._layout, 0, SHORT, new.tag, new.kind).data + self._layout.offset(new.count)
        self.block[entry.at : entry.at + 8] = head
        slot = slice(entry.at + 8, entry.at + 12)
        if len(new.data) <= 4:
            self.block[slot] = new.data.ljust(4, b"\0")
            return
        start = entry.start if entry.size >= len(new.data) else self._append(b"\0" * len(new.data))
        self.block[start : start + len(new.data)] = new.data
        self.block[slot] = self._layout.offset(start)

    def _add(self, new: Field) -> None:
        """Write the first directory anew behind the block, with one field more."""
        entries, _ = read_entries(self.block, self._layout, self._first)
        kept = [entry.field(self.block) for entry in entries]
        at = self._append(b"")
        self.block += directory_bytes([*kept, new], self._layout, at)
        self.block[4:8] = self._layout.offset(at)
        self._first = at

    def _append(self, data: bytes) -> int:
        self.block += b"\0" * (len(self.block) % 2)
        at = len(self.block)
        self.block += data
        return at

    def _blank(self, start: int, size: int) -> None:
        self.block[start : start + size] = bytes(size)
