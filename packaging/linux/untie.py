"""Unties Python's own libraries from the computer they were made on, whose folders they would search on any other.

usage: python untie.py FILE...   (ELF files of 64 bits; others are left alone)

An entry of the dynamic section that names such a folder (RPATH or RUNPATH) is taken out; what is relative to the
library itself stays. Fails where both are in one entry.
"""

import struct
import sys
from collections.abc import Iterator
from pathlib import Path

LOADED, DYNAMIC = 1, 2
STRINGS, RPATH, RUNPATH = 5, 15, 29
HERE = "$ORIGIN"
_ENTRY = struct.Struct("<qQ")
_SEGMENT = struct.Struct("<IIQQQQQQ")


def main(files: list[Path]) -> None:
    """Change the files in place that have to be."""
    for file in files:
        content = bytearray(file.read_bytes())
        if untied(content):
            file.write_bytes(content)


def untied(content: bytearray) -> bool:
    """Take what ties a library to a computer out of its content; whether there was anything."""
    tied = [at for at, _, searched in searches(content) if not all(map(relative, searched))]
    for at, _, searched in searches(content):
        if at in tied and any(map(relative, searched)):
            sys.exit(f"A library searches folders of its own and of this computer: {':'.join(searched)}")
    for at in reversed(tied):
        remove(content, at)
    return bool(tied)


def relative(folder: str) -> bool:
    """Whether a folder that is searched is meant from where the library lies."""
    return folder.startswith((HERE, "${ORIGIN}"))


def searches(content: bytes | bytearray) -> list[tuple[int, int, list[str]]]:
    """Entries that name folders to search: where they are, their kind, the folders."""
    found = list(entries(content))
    strings = next((value for _, tag, value in found if tag == STRINGS), 0)
    named = [(at, tag, value) for at, tag, value in found if tag in (RPATH, RUNPATH)]
    return [(at, tag, text(content, placed(content, strings) + value).split(":")) for at, tag, value in named]


def entries(content: bytes | bytearray) -> Iterator[tuple[int, int, int]]:
    """Place, tag and value of each entry of the dynamic section, without the last, which is empty."""
    for kind, _, start, _, _, size, _, _ in segments(content):
        for at in range(start, start + size, _ENTRY.size) if kind == DYNAMIC else ():
            tag, value = _ENTRY.unpack_from(content, at)
            if tag == 0:
                return
            yield at, tag, value


def segments(content: bytes | bytearray) -> Iterator[tuple[int, ...]]:
    """The program headers; none of what is no little-endian ELF of 64 bits."""
    if content[:6] != b"\x7fELF\x02\x01":
        return
    (first,) = struct.unpack_from("<Q", content, 32)
    size, count = struct.unpack_from("<HH", content, 54)
    for number in range(count):
        yield _SEGMENT.unpack_from(content, first + number * size)


def placed(content: bytes | bytearray, address: int) -> int:
    """Where in the file an address is."""
    for kind, _, start, begin, _, size, _, _ in segments(content):
        if kind == LOADED and begin <= address < begin + size:
            return start + address - begin
    return 0


def text(content: bytes | bytearray, at: int) -> str:
    """The text that begins at a place."""
    return bytes(content[at : content.index(0, at)]).decode()


def remove(content: bytearray, at: int) -> None:
    """Take an entry out; those after it move up, and one more empty entry is at the end."""
    last = max(place for place, _, _ in entries(content)) + _ENTRY.size
    content[at:last] = content[at + _ENTRY.size : last] + bytes(_ENTRY.size)


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
