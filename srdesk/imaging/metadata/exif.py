"""EXIF blocks: read what matters, make them true of a new picture, take the location out."""

from collections.abc import Iterator
from dataclasses import dataclass

from srdesk.imaging.metadata.exif_editor import EXIF, FIRST, GPS, INTEROP, ExifEditor
from srdesk.imaging.metadata.ifd import (
    EXIF_POINTER,
    GPS_POINTER,
    INTEROP_POINTER,
    LONG,
    RATIONAL,
    SHORT,
    DirectoryError,
    Layout,
    Tree,
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
_INCH, _CENTIMETRE = 2, 3
_SRGB, _UNCALIBRATED = 1, 0xFFFF

# Tags of a first directory that describe the picture, those of EXIF that some cameras put there among them.
_DESCRIPTIVE = frozenset(
    {
        *(269, 270, 271, 272, 285, 305, 306, 315, 316, 18246, 18249, 33432, 50341),
        *(ORIENTATION, X_RESOLUTION, Y_RESOLUTION, RESOLUTION_UNIT),
        *range(40091, 40096),
        *(0x829A, 0x829D, 0xEA1C, *range(0x8822, 0x8836), *range(0x9000, 0x9300), *range(0xA000, 0xA600)),
    }
)
# Tags of a first directory that only say how the pixels of the file were stored.
_STORAGE = frozenset(
    {IMAGE_WIDTH, IMAGE_LENGTH, 0x102, 0x103, 0x106, 0x111, 0x115, 0x116, 0x117, 0x11C, 0x13E, 0x13F}
    | {*range(0x142, 0x146), *range(0x211, 0x215), _RELATED_WIDTH, _RELATED_LENGTH}
)
MAX_DPI = 1e6
"""Dots per inch that no picture has: who claims more is mistaken."""


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


def sound(block: bytes) -> bytes:
    """The block without what cannot be in it, ready to have single fields changed; raises `DirectoryError`.

    Only where values lie over directories is it written anew, which moves the maker's notes.
    """
    layout, first = read_header(block)
    if layout.big:
        raise DirectoryError("An EXIF block has no 64-bit offsets.")
    editor = ExifEditor(block)
    editor.trim()
    return bytes(editor.block) if editor.disjoint else block_of(read_tree(block, layout, first), layout)


def facts_of(tree: Tree, layout: Layout) -> ExifFacts:
    """The facts in a tree of directories that has already been read."""
    orientation = _number(tree, ORIENTATION, layout)
    known = orientation is not None and 1 <= orientation <= 8
    return ExifFacts(int(orientation or 0) if known else None, _dpi(tree, layout), _in_adobe_rgb(tree, layout))


def fields(block: bytes) -> dict[str, bytes]:
    """Every field of a block by directory and tag, less thumbnails and how pixels are stored.

    Raises `DirectoryError`.
    """
    layout, first = read_header(block)
    tree = read_tree(block, layout, first)
    described = tuple(one for one in tree.fields if one.tag not in _STORAGE)
    return dict(_named(Tree(described, tree.below), "exif"))


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
    editor = ExifEditor(block)
    editor.drop_thumbnail()
    editor.replace(FIRST, ORIENTATION, SHORT, 1)
    _scale_measures(editor, size, orientation)
    for path, tag, side in (
        (FIRST, IMAGE_WIDTH, 0),
        (FIRST, IMAGE_LENGTH, 1),
        (EXIF, PIXEL_X, 0),
        (EXIF, PIXEL_Y, 1),
        (INTEROP, _RELATED_WIDTH, 0),
        (INTEROP, _RELATED_LENGTH, 1),
    ):
        editor.replace(path, tag, LONG, size[side])
    if dpi and (add_dpi or editor.numbers(FIRST, X_RESOLUTION)):
        editor.put(X_RESOLUTION, RATIONAL, dpi[0])
        editor.put(Y_RESOLUTION, RATIONAL, dpi[1])
        editor.put(RESOLUTION_UNIT, SHORT, _INCH)
    return bytes(editor.block)


def as_srgb(block: bytes) -> bytes:
    """A block that no longer claims another colour space than sRGB; raises `DirectoryError`."""
    editor = ExifEditor(block)
    editor.replace(EXIF, COLOR_SPACE, SHORT, _SRGB)
    editor.drop(INTEROP, _INTEROP_INDEX)
    return bytes(editor.block)


def as_uncalibrated(block: bytes) -> bytes:
    """A block that leaves it to a profile to say what the colour space is; raises `DirectoryError`."""
    editor = ExifEditor(block)
    editor.replace(EXIF, COLOR_SPACE, SHORT, _UNCALIBRATED)
    editor.drop(INTEROP, _INTEROP_INDEX)
    return bytes(editor.block)


def without_location(block: bytes) -> bytes:
    """A block without GPS and without maker's notes, where some cameras write places; raises `DirectoryError`."""
    editor = ExifEditor(block)
    for entry in editor.entries(GPS):
        editor.drop(GPS, entry.tag)
    editor.drop(FIRST, GPS_POINTER)
    editor.drop(EXIF, MAKER_NOTE)
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
    return (x * factor, y * factor) if 0 < x < MAX_DPI and 0 < y < MAX_DPI else None


def _in_adobe_rgb(tree: Tree, layout: Layout) -> bool:
    """By the rule of DCF: uncalibrated, and the interoperability index says R03; some write 2 instead."""
    exif = tree.below.get(EXIF_POINTER, Tree(()))
    space = _number(exif, COLOR_SPACE, layout)
    index = exif.below.get(INTEROP_POINTER, Tree(())).get(_INTEROP_INDEX)
    return space == 2 or (space == _UNCALIBRATED and index is not None and index.data[:3] == b"R03")


def _scale_measures(editor: ExifEditor, size: tuple[int, int], orientation: int) -> None:
    """Measures in pixels: the density on the sensor and where the subject is."""
    old = [*editor.numbers(EXIF, PIXEL_X), *editor.numbers(EXIF, PIXEL_Y)]
    if len(old) != 2 or not all(old):
        return
    for tag in (_SUBJECT_AREA, _SUBJECT_LOCATION):
        _move_subject(editor, tag, (old[0], old[1]), size, orientation)
    density = [*editor.numbers(EXIF, _FOCAL_X), *editor.numbers(EXIF, _FOCAL_Y)]
    if len(density) != 2:
        return
    per_pixel = [density[0] / old[0], density[1] / old[1]]
    if swaps_sides(orientation):
        per_pixel.reverse()
    editor.replace(EXIF, _FOCAL_X, RATIONAL, per_pixel[0] * size[0])
    editor.replace(EXIF, _FOCAL_Y, RATIONAL, per_pixel[1] * size[1])


def _move_subject(
    editor: ExifEditor, tag: int, old: tuple[float, float], size: tuple[int, int], orientation: int
) -> None:
    """A subject is x and y, then perhaps a diameter or a width and a height."""
    x_y, extent = (values := editor.numbers(EXIF, tag))[:2], values[2:]
    if len(x_y) < 2:
        return
    x, y = upright_place(x_y[0] / old[0], x_y[1] / old[1], orientation)
    shares = [side / old[min(n, 1)] for n, side in enumerate(extent)]
    if swaps_sides(orientation):
        shares.reverse()
    places = [x * size[0], y * size[1], *(share * size[min(n, 1)] for n, share in enumerate(shares))]
    editor.replace(EXIF, tag, SHORT, *(min(max(place, 0), 0xFFFF) for place in places))
