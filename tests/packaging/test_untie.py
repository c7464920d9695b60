"""Libraries are untied from the computer they were made on, and nothing else of them changes."""

import struct
from pathlib import Path

import pytest

from tests.packaging.recipes import recipe

untie = recipe("linux/untie.py")
BASE = 0x40_0000
SONAME = 14


def library(*searched: tuple[int, str], needed: str = "libc.so.6") -> bytearray:
    """A library of nothing but a dynamic section: what it needs, where it searches, its name."""
    names = [needed, *(folders for _, folders in searched), "lib.so"]
    places = [1 + sum(len(name) + 1 for name in names[:number]) for number in range(len(names))]
    strings = b"\0" + b"".join(name.encode() + b"\0" for name in names)
    tags = [1, *(tag for tag, _ in searched), SONAME]
    dynamic_at = 64 + 2 * 56
    dynamic_size = 16 * (len(tags) + 2)
    strings_at = dynamic_at + dynamic_size
    dynamic = struct.pack("<qQ", untie.STRINGS, BASE + strings_at)
    dynamic += b"".join(struct.pack("<qQ", tag, place) for tag, place in zip(tags, places, strict=True)) + bytes(16)
    whole = strings_at + len(strings)
    header = (
        b"\x7fELF\x02\x01\x01" + bytes(9) + struct.pack("<HHIQQQIHHHHHH", 3, 62, 1, 0, 64, 0, 0, 64, 56, 2, 0, 0, 0)
    )
    loaded = struct.pack("<IIQQQQQQ", 1, 5, 0, BASE, BASE, whole, whole, 4096)
    section = struct.pack("<IIQQQQQQ", 2, 6, dynamic_at, BASE + dynamic_at, 0, dynamic_size, dynamic_size, 8)
    return bytearray(header + loaded + section + dynamic + strings)


@pytest.mark.parametrize("kind", [untie.RPATH, untie.RUNPATH])
def test_a_folder_of_another_computer_is_searched_no_more(kind: int) -> None:
    content = library((kind, "/opt/python/lib"))
    length = len(content)
    assert untie.untied(content)
    assert untie.searches(content) == []
    assert [tag for _, tag, _ in untie.entries(content)] == [untie.STRINGS, 1, SONAME]
    assert len(content) == length
    assert not untie.untied(content)


def test_what_is_relative_to_the_library_stays(tmp_path: Path) -> None:
    file = tmp_path / "lib.so"
    file.write_bytes(library((untie.RUNPATH, "$ORIGIN/../lib:${ORIGIN}")))
    before = file.read_bytes()
    untie.main([file])
    assert file.read_bytes() == before
    assert [folders for _, _, folders in untie.searches(before)] == [["$ORIGIN/../lib", "${ORIGIN}"]]


def test_what_cannot_be_parted_is_not_packed() -> None:
    with pytest.raises(SystemExit, match=r"\$ORIGIN:/opt"):
        untie.untied(library((untie.RUNPATH, "$ORIGIN:/opt/lib")))


@pytest.mark.parametrize("content", [b"", b"\x7fELF\x01\x01" + bytes(60), b"no library"])
def test_what_is_no_library_is_left_alone(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)
    untie.main([file])
    assert file.read_bytes() == content
