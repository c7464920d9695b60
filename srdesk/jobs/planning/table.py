"""PlanTable: a million planned photos in columns, each made into a frozen row when it is asked for."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import overload

from srdesk.texts import Text

NO_DATE = -(2**62)
_UNKNOWN_NUMBER = 0


class Verdict(IntEnum):
    """What will become of a photo: ``FAILED`` has failed before and is not tried again, ``CLASH`` forbids the start."""

    TODO = 0
    DONE = 1
    SKIPPED = 2
    FAILED = 3
    CLASH = 4


def failed_before(why: str) -> Text:
    """The reason of a photo that is not tried again."""
    return Text("failed before: {0}", why)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A photo of a plan.

    ``kind`` is Pillow's name of its format, empty for what does not look readable; ``size`` is that of the upright
    picture if known; ``reason`` continues a sentence that begins with its name.
    """

    index: int
    source: Path
    target: Path
    kind: str
    size_bytes: int
    size: tuple[int, int] | None
    verdict: Verdict
    reason: str
    number: int


class Interned:
    """Few different texts, by number."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        known = self._numbers.get(text)
        if known is None:
            known = self._numbers[text] = len(self.texts)
            self.texts.append(text)
        return known


class PlanTable:
    """Columns of equal length: what a file is, and what becomes of it.

    Names share one buffer; folders, formats, suffixes and reasons are numbers. ``targets`` holds the few names that are
    not what the template makes of the other columns.
    """

    def __init__(self) -> None:
        self._names = bytearray()
        self._ends = array("Q")
        self.folder = array("I")
        self.size_bytes = array("Q")
        self.mtime_ns = array("q")
        self.width = array("I")
        self.height = array("I")
        self.date = array("q")
        self.kind = array("B")
        self.suffix = array("B")
        self.verdict = array("B")
        self.reason = array("I")
        self.number = array("I")
        self.folders: list[tuple[str, str]] = []
        self.kinds, self.suffixes, self.reasons = Interned(), Interned(), Interned()
        self.targets: dict[int, str] = {}
        self.reasons.number("")

    def __len__(self) -> int:
        return len(self.folder)

    def add(self, name: str, folder: int, *, size_bytes: int, mtime_ns: int) -> int:
        """A new photo in the folder of that number; returns its own number. The other columns can be set then."""
        self._names += name.encode("utf-8", "surrogatepass")
        self._ends.append(len(self._names))
        for column, value in (
            (self.folder, folder),
            (self.size_bytes, size_bytes),
            (self.mtime_ns, mtime_ns),
            (self.width, 0),
            (self.height, 0),
            (self.date, NO_DATE),
            (self.kind, self.kinds.number("")),
            (self.suffix, self.suffixes.number("")),
            (self.verdict, Verdict.TODO),
            (self.reason, 0),
            (self.number, _UNKNOWN_NUMBER),
        ):
            column.append(value)
        return len(self.folder) - 1

    def name(self, index: int) -> str:
        """The file's name."""
        begin = self._ends[index - 1] if index else 0
        return self._names[begin : self._ends[index]].decode("utf-8", "surrogatepass")

    def judge(self, index: int, verdict: Verdict, reason: str) -> None:
        """Decide what becomes of a photo."""
        self.verdict[index] = verdict
        self.reason[index] = self.reasons.number(reason)

    def size(self, index: int) -> tuple[int, int] | None:
        """Width and height if known."""
        width = self.width[index]
        return (width, self.height[index]) if width else None

    def having(self, verdict: Verdict) -> Iterator[int]:
        """The numbers of the photos with this verdict."""
        return (index for index, found in enumerate(self.verdict) if found == verdict)


class Rows(Sequence[PlanRow]):
    """A table as a sequence of rows, each made when it is asked for."""

    def __init__(self, table: PlanTable, row: Callable[[int], PlanRow]) -> None:
        self._table, self._row = table, row

    def __len__(self) -> int:
        return len(self._table)

    @overload
    def __getitem__(self, index: int) -> PlanRow: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[PlanRow]: ...
    def __getitem__(self, index: int | slice) -> PlanRow | Sequence[PlanRow]:
        if isinstance(index, slice):
            return tuple(self._row(at) for at in range(*index.indices(len(self))))
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        return self._row(index % len(self))
