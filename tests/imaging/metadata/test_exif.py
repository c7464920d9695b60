"""EXIF blocks edited in place."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srdesk.imaging.metadata import exif
from srdesk.imaging.metadata.ifd import (
    DirectoryError,
    Layout,
    Tree,
    as_ratio,
    pages,
    read_entries,
    read_header,
    tree_bytes,
)
from tests.imaging.pictures import (
    DATE,
    EXIF_DIRECTORY,
    GPS_DIRECTORY,
    MAKE,
    MAKER_NOTE,
    ORIENTATION,
    PIXEL_X,
    PIXEL_Y,
    UNIT,
    X_RESOLUTION,
    exif_block,
    exif_of,
)

FOCAL_X, FOCAL_Y, FOCAL_UNIT, SUBJECT_AREA, COLOR_SPACE = 0xA20E, 0xA20F, 0xA210, 0x9214, 0xA001


def made_true(block: bytes | None, **changes: object) -> bytes:
    facts: dict[str, object] = {"size": (120, 80), "dpi": (600.0, 600.0)}
    made = exif.made_true(block, **(facts | changes))  # type: ignore[arg-type]
    assert made is not None
    return made


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_block_becomes_true_of_its_new_picture(order: str) -> None:
    source = exif_of(exif_block(orientation=3))
    source.endian = order
    block = source.tobytes().removeprefix(b"Exif\0\0")
    made = exif_of(made_true(block))
    assert made[ORIENTATION] == 1
    assert made[X_RESOLUTION] == 600
    assert made[UNIT] == 2
    directory = made.get_ifd(EXIF_DIRECTORY)
    assert (directory[PIXEL_X], directory[PIXEL_Y]) == (120, 80)
    assert directory[DATE] == "1999:12:31 23:59:59"
    assert made[MAKE] == "Maker"


def test_every_other_byte_stays_where_it_is() -> None:
    block = exif_block()
    made = made_true(block)
    note = bytes(range(64))
    assert len(made) == len(block)
    assert made.index(note) == block.index(note)
    assert sum(one != other for one, other in zip(block, made, strict=True)) < 16


def test_sizes_that_outgrow_their_field_get_a_wider_one() -> None:
    made = exif_of(made_true(exif_block(size=(60, 40)), size=(100_000, 70_000)))
    directory = made.get_ifd(EXIF_DIRECTORY)
    assert (directory[PIXEL_X], directory[PIXEL_Y]) == (100_000, 70_000)


def test_the_thumbnail_goes_for_good() -> None:
    thumbnail = b"\xff\xd8secret picture\xff\xd9"
    block = exif_block()
    layout, first = read_header(block)
    at = len(block)
    second = struct.pack(layout.order + "H", 2)
    second += struct.pack(layout.order + "HHII", 0x201, 4, 1, at + 2 + 24 + 4)
    second += struct.pack(layout.order + "HHII", 0x202, 4, 1, len(thumbnail)) + bytes(4)
    count = read_entries(block, layout, first)[0]
    link = first + 2 + 12 * len(count)
    linked = block[:link] + layout.offset(at) + block[link + 4 :] + second + thumbnail
    assert len(list(pages(linked, layout, first))) == 2
    made = made_true(linked)
    assert b"secret" not in made
    assert len(made) < len(linked)
    assert len(list(pages(made, layout, read_header(made)[1]))) == 1
    assert exif_of(made)[MAKE] == "Maker"


def test_measures_on_the_sensor_follow_the_pixels() -> None:
    source = exif_of(exif_block(orientation=6))
    source.get_ifd(EXIF_DIRECTORY).update(
        {FOCAL_X: 3000.0, FOCAL_Y: 4000.0, FOCAL_UNIT: 2, SUBJECT_AREA: (10, 30, 6, 4)}
    )
    block = source.tobytes().removeprefix(b"Exif\0\0")
    directory = exif_of(made_true(block, size=(80, 120), orientation=6)).get_ifd(EXIF_DIRECTORY)
    assert (directory[FOCAL_X], directory[FOCAL_Y]) == (8000, 6000)
    # Seen upright, 10 of 60 from the left is 10 of 60 from the top, and 30 of 40 from the top 10 of 40 from the left.
    assert directory[SUBJECT_AREA] == (20, 20, 8, 12)


def test_a_resolution_is_added_only_where_asked_for() -> None:
    bare = exif_of(exif_block())
    for tag in (X_RESOLUTION, X_RESOLUTION + 1, UNIT):
        del bare[tag]
    block = bare.tobytes().removeprefix(b"Exif\0\0")
    assert X_RESOLUTION not in exif_of(made_true(block))
    added = made_true(block, add_dpi=True)
    assert exif_of(added)[X_RESOLUTION] == 600
    note = bytes(range(64))
    assert added.index(note) == block.index(note)
    assert exif.made_true(None, size=(1, 1), dpi=(300.0, 300.0)) is None
    assert exif_of(made_true(None, add_dpi=True))[X_RESOLUTION] == 600


def test_centimetres_are_understood() -> None:
    source = exif_of(exif_block(dpi=100))
    source[UNIT] = 3
    assert exif.read_facts(source.tobytes().removeprefix(b"Exif\0\0")).dpi == (254.0, 254.0)


def test_the_location_goes_for_good() -> None:
    block = exif_block()
    assert GPS_DIRECTORY in exif_of(block)
    made = exif.without_location(block)
    assert not exif_of(made).get_ifd(GPS_DIRECTORY)
    assert bytes(range(64)) not in made, "makers' notes may name places"
    assert exif_of(made).get_ifd(EXIF_DIRECTORY)[DATE] == "1999:12:31 23:59:59"
    degrees = struct.pack(read_header(block)[0].order + "II", 48, 1)
    assert degrees in block
    assert degrees not in made


def test_only_the_makers_note_goes_where_there_is_little_room() -> None:
    made = exif.without_maker_note(exif_block())
    assert MAKER_NOTE not in exif_of(made).get_ifd(EXIF_DIRECTORY)
    assert exif_of(made).get_ifd(GPS_DIRECTORY)[1] == "N"


def test_fields_name_everything_once() -> None:
    names = exif.fields(exif_block())
    assert "exif:010f" in names
    assert "exif:8769:9003" in names
    assert "exif:8825:0002" in names
    assert len(names) == 11


def test_a_block_and_its_tree_say_the_same() -> None:
    tree, layout = exif.tree_of(exif_block())
    assert exif.fields(exif.block_of(tree, layout)) == exif.fields(exif_block())


def test_a_block_whose_values_lie_over_directories_is_written_anew() -> None:
    block = bytearray(exif_block())
    layout, first = read_header(bytes(block))
    entries, _ = read_entries(block, layout, first)
    make = next(entry for entry in entries if entry.tag == MAKE)
    block[make.at + 8 : make.at + 12] = layout.offset(first)
    made = exif.sound(bytes(block))
    assert made != bytes(block)
    assert exif.sound(made) == made
    assert exif.sound(exif_block()) == exif_block()


def test_what_cannot_be_in_a_block_is_forgotten_and_the_rest_stays_in_place() -> None:
    """Values, directories and thumbnails beyond the end would otherwise be taken for what is written there later."""
    block = bytearray(exif_block())
    layout, first = read_header(bytes(block))
    entries, _ = read_entries(block, layout, first)
    make = next(entry for entry in entries if entry.tag == MAKE)
    block[make.at + 8 : make.at + 12] = layout.offset(len(block) - 2)
    gps = next(entry for entry in entries if entry.tag == GPS_DIRECTORY)
    block[gps.at + 8 : gps.at + 12] = layout.offset(len(block) + 50)
    made = exif.sound(bytes(block))
    assert MAKE not in exif_of(made)
    assert not exif_of(made).get_ifd(GPS_DIRECTORY)
    assert made.index(bytes(range(64))) == block.index(bytes(range(64)))


@pytest.mark.parametrize(
    "block", [b"", b"MM", b"MM\0\x2b" + bytes(12), b"II\x2a\0\xff\0\0\0", b"MM\0\x2a\0\0\0\x02" + bytes(9)]
)
def test_damage_is_told(block: bytes) -> None:
    with pytest.raises(DirectoryError):
        exif.sound(block)


@given(st.data())
def test_no_damage_gets_past_sound(data: st.DataObject) -> None:
    """Whatever passes can be edited in every way, and what comes out passes again."""
    block = bytearray(exif_block(orientation=6))
    for _ in range(data.draw(st.integers(1, 8))):
        block[data.draw(st.integers(0, len(block) - 1))] = data.draw(st.integers(0, 255))
    try:
        sound = exif.sound(bytes(block))
    except DirectoryError:
        return
    exif.read_facts(sound)
    for orientation in (1, 6):
        made = made_true(sound, orientation=orientation, add_dpi=True)
        exif.sound(exif.without_location(exif.as_srgb(made)))
        exif.fields(made)


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_ratios_fit_32_bits(value: float) -> None:
    numerator, denominator = as_ratio(value)
    assert 0 <= numerator < 2**32
    assert 0 < denominator < 2**32
    if 0.01 < value < 10_000:
        assert numerator / denominator == pytest.approx(value, rel=1e-4)


@pytest.mark.parametrize("layout", [Layout("<"), Layout(">"), Layout("<", big=True), Layout(">", big=True)])
def test_directories_are_read_as_they_were_written(layout: Layout) -> None:
    tree, source = exif.tree_of(exif_block())
    reordered = Tree(tuple(one for one in tree.fields if one.kind == 2), {})
    body = layout.header(layout.header_size) + tree_bytes(reordered, layout, layout.header_size)
    entries, following = read_entries(body, layout, layout.header_size)
    assert [entry.field(body) for entry in entries] == list(reordered.fields)
    assert following == 0
    assert source.order in "<>"


def test_a_chain_of_pages_that_bites_its_tail_ends() -> None:
    layout = Layout("<")
    body = layout.header(8) + struct.pack("<H", 0) + layout.offset(8)
    assert list(pages(body, layout, 8)) == [8]
