"""An EXIF block edited in place: single fields change, every other byte stays where it is.

Makers' notes refer to places inside the block and would be lost if it were written anew.
"""

from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise

from srdesk.imaging.metadata.ifd import (
    EXIF_POINTER,
    GPS_POINTER,
    INTEROP_POINTER,
    POINTERS,
    SHORT,
    DirectoryError,
    Entry,
    Field,
    claimed_entries,
    directory_bytes,
    directory_end,
    read_entries,
    read_header,
)
from srdesk.texts import Text

# Directories, by the pointers that lead to them from the first.
FIRST: tuple[int, ...] = ()
EXIF, GPS, INTEROP = (EXIF_POINTER,), (GPS_POINTER,), (EXIF_POINTER, INTEROP_POINTER)
_THUMBNAIL_START, _THUMBNAIL_SIZE = 0x201, 0x202


class ExifEditor:
    """Changes single fields of a block and leaves every other byte where it is.

    Directories are named by the pointers that lead to them, ``()`` being the first.
    """

    def __init__(self, block: bytes) -> None:
        self.block = bytearray(block)
        self._layout, self._first = read_header(block)
        read_entries(self.block, self._layout, self._first)

    def trim(self) -> None:
        """Forget fields, directories and thumbnails that say they are where there is nothing.

        Were they left, they would be taken for what is written there later.
        """
        for path in (FIRST, EXIF, GPS, INTEROP):
            with suppress(DirectoryError):
                place = self._place(path)
                self._leave_out(place, {entry.at for entry in self._claimed(place) if not self._is_there(entry)})
        second = self._second()
        if second and not self._is_sound_thumbnail(second):
            self._blank(directory_end(self.block, self._layout, self._first), 4)

    @property
    def disjoint(self) -> bool:
        """Whether no directory of a trimmed block lies over another or the header, and no value over a directory."""
        tables = sorted([(0, self._layout.header_size), *self._tables()])
        apart = all(one[1] <= other[0] for one, other in pairwise(tables))
        return apart and not any(
            start < table[1] and end > table[0] for start, end in self._values() for table in tables
        )

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
        if self._find(FIRST, tag):
            self.replace(FIRST, tag, kind, value)
        else:
            self._add(Field.of(self._layout, tag, kind, value))

    def drop(self, path: tuple[int, ...], tag: int) -> None:
        """Remove a field and blank its value."""
        entry = self._find(path, tag)
        if entry:
            self._blank(entry.start, entry.size)
            self._leave_out(self._place(path), {entry.at})

    def drop_thumbnail(self) -> None:
        """Forget the second directory, blank it and its picture, and cut the block if that was its end."""
        second = self._second()
        if not second:
            return
        start, size = self._thumbnail()
        self._blank(directory_end(self.block, self._layout, self._first), 4)
        with suppress(DirectoryError):
            self._blank(second, 2 + 12 * len(read_entries(self.block, self._layout, second)[0]))
        self._blank(start, size)
        if start > second and start + size >= len(self.block) - 4:
            del self.block[start:]

    def _is_there(self, entry: Entry) -> bool:
        """Whether the value of an entry, and the directory it may point to, are in the block."""
        if entry.start + entry.size > len(self.block):
            return False
        return entry.tag not in POINTERS or self._is_directory(entry.field(self.block).whole(self._layout))

    def _is_directory(self, place: int) -> bool:
        try:
            self._claimed(place)
        except DirectoryError:
            return False
        return True

    def _is_sound_thumbnail(self, second: int) -> bool:
        if not self._is_directory(second) or not all(self._is_there(entry) for entry in self._claimed(second)):
            return False
        start, size = self._thumbnail()
        return start + size <= len(self.block)

    def _claimed(self, place: int) -> tuple[Entry, ...]:
        return tuple(claimed_entries(self.block, self._layout, place))

    def _leave_out(self, place: int, positions: set[int]) -> None:
        """Close the gaps in a directory where entries were, keeping its length and the link to the next."""
        end = directory_end(self.block, self._layout, place)
        self.block += bytes(max(end + 4 - len(self.block), 0))
        kept = [bytes(self.block[at : at + 12]) for at in range(place + 2, end, 12) if at not in positions]
        whole = Field.of(self._layout, 0, SHORT, len(kept)).data + b"".join(kept) + self.block[end : end + 4]
        self.block[place : end + 4] = whole.ljust(end + 4 - place, b"\0")

    def _second(self) -> int:
        return read_entries(self.block, self._layout, self._first)[1]

    def _thumbnail(self) -> tuple[int, int]:
        """Where the picture of the second directory begins and how long it is; nothing if there is none."""
        numbers: dict[int, int] = {}
        with suppress(DirectoryError):
            for entry in read_entries(self.block, self._layout, self._second())[0]:
                numbers[entry.tag] = entry.field(self.block).whole(self._layout)
        return numbers.get(_THUMBNAIL_START, 0), numbers.get(_THUMBNAIL_SIZE, 0)

    def _tables(self) -> Iterator[tuple[int, int]]:
        """From where to where each directory is."""
        for at in self._places():
            yield at, directory_end(self.block, self._layout, at) + 4

    def _values(self) -> Iterator[tuple[int, int]]:
        """From where to where each value is that is not in its entry, and the thumbnail."""
        for at in self._places():
            for entry in self._claimed(at):
                if entry.size > self._layout.slot_size:
                    yield entry.start, entry.start + entry.size
        start, size = self._thumbnail()
        yield start, start + size

    def _places(self) -> Iterator[int]:
        """Where the directories are."""
        for path in (FIRST, EXIF, GPS, INTEROP):
            with suppress(DirectoryError):
                yield self._place(path)
        if self._second():
            yield self._second()

    def _place(self, path: tuple[int, ...]) -> int:
        at = self._first
        for tag in path:
            entries, _ = read_entries(self.block, self._layout, at)
            pointer = next((entry for entry in entries if entry.tag == tag), None)
            if pointer is None:
                raise DirectoryError(Text("There is no directory {0}.", tag))
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
