"""Flatbuffers read by their offsets, never beyond their end."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from srdesk.errors import ModelError
from srdesk.texts import Text

TIMES = 32
"""How often the bytes of a file are read at most, on average, with all that leads there."""
DEPTH = 16
"""How deep tables lie in one another at most: a TensorFlow Lite model has half of it."""
HINT = "Download the file again, or export it again with a current TensorFlow."


def damaged(what: str) -> ModelError:
    """What is raised for a file that is not what it should be."""
    return ModelError(Text("The TensorFlow Lite file is damaged: {0}.", what), hint=HINT)


class File:
    """The bytes of a file, which are read within their bounds and not much more than once.

    Lists may share their place, so that a small file can pretend to hold a lot: what is read in all is limited.
    """

    def __init__(self, content: bytes) -> None:
        self.content = content
        self._left = TIMES * len(content)

    def number(self, form: str, place: int) -> float:
        """The number at a place, ``form`` as in `struct`."""
        return self.numbers(form, place, 1)[0]

    def place(self, form: str, place: int) -> int:
        """The whole number at a place."""
        return int(self.number(form, place))

    def numbers(self, form: str, place: int, count: int) -> tuple[float, ...]:
        """So many numbers one after the other."""
        self.check(place, count * struct.calcsize(form))
        return struct.unpack_from(f"<{count}{form}", self.content, place)

    def check(self, place: int, size: int) -> None:
        """Raise `ModelError` unless so many bytes from a place on are in the file and may still be read."""
        self._left -= size
        if place < 0 or place + size > len(self.content):
            raise damaged("it points beyond its end")
        if self._left < 0:
            raise damaged("its parts lie upon one another")


@dataclass(frozen=True)
class Table:
    """A table of a flatbuffer at a place; every access is checked and raises `ModelError` outside the file."""

    file: File
    place: int
    depth: int = 0

    @staticmethod
    def root(content: bytes) -> "Table":
        """The table that a file begins with."""
        file = File(content)
        return Table(file, file.place("I", 0))

    def number(self, slot: int, form: str, default: float = 0) -> float:
        """A scalar, ``form`` as in `struct`; the default if the file leaves it out."""
        place = self._field(slot)
        return default if place is None else self.file.number(form, place)

    def whole(self, slot: int, form: str, default: int = 0) -> int:
        """A scalar without fraction."""
        return int(self.number(slot, form, default))

    def table(self, slot: int) -> "Table | None":
        """A table inside this one."""
        place = self._followed(slot)
        return None if place is None else self._inner(place)

    def tables(self, slot: int) -> "Iterator[Table]":
        """A vector of tables."""
        begin, count = self._vector(slot)
        for index in range(count):
            place = begin + 4 * index
            yield self._inner(place + self.file.place("I", place))

    def numbers(self, slot: int, form: str) -> tuple[float, ...]:
        """A vector of scalars, empty if the file leaves it out."""
        begin, count = self._vector(slot)
        return self.file.numbers(form, begin, count)

    def blob(self, slot: int) -> bytes | None:
        """A vector of bytes."""
        if self._field(slot) is None:
            return None
        begin, count = self._vector(slot)
        self.file.check(begin, count)
        return self.file.content[begin : begin + count]

    def text(self, slot: int) -> str:
        """A string; bytes that are no UTF-8 are replaced."""
        return (self.blob(slot) or b"").decode("utf-8", "replace")

    def _inner(self, place: int) -> "Table":
        if self.depth >= DEPTH:
            raise damaged("its tables lie too deep in one another")
        return Table(self.file, place, self.depth + 1)

    def _vector(self, slot: int) -> tuple[int, int]:
        """Where a vector begins and how long it says it is."""
        place = self._followed(slot)
        return (0, 0) if place is None else (place + 4, self.file.place("I", place))

    def _followed(self, slot: int) -> int | None:
        place = self._field(slot)
        return None if place is None else place + self.file.place("I", place)

    def _field(self, slot: int) -> int | None:
        """Where a field is stored, ``None`` for one that the table does not have."""
        kept = self.place - self.file.place("i", self.place)
        index = 4 + 2 * slot
        if index + 2 > self.file.place("H", kept):
            return None
        offset = self.file.place("H", kept + index)
        return self.place + offset if offset else None
