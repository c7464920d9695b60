"""The queue: photos that wait, are worked on or are done with, as values. Knows no threads, no files and no window."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from srdesk.imaging.options import EncodeOptions
from srdesk.restore.options import RestoreOptions


class State(StrEnum):
    """How far a photo of the queue has come."""

    QUEUED = "queued"
    READING = "reading"
    LOADING = "loading"
    RUNNING = "running"
    ENCODING = "encoding"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


ACTIVE = frozenset({State.READING, State.LOADING, State.RUNNING, State.ENCODING})
"""States of a photo that is being worked on."""
ENDED = frozenset({State.DONE, State.FAILED, State.CANCELLED})
"""States of a photo that nothing will be done to unless it is asked for again."""

_FOLLOWING = {
    State.QUEUED: {State.READING, State.CANCELLED, State.DONE},
    State.READING: {State.LOADING, State.RUNNING, State.FAILED, State.CANCELLED, State.QUEUED},
    State.LOADING: {State.RUNNING, State.FAILED, State.CANCELLED, State.QUEUED},
    State.RUNNING: {State.ENCODING, State.FAILED, State.CANCELLED, State.QUEUED},
    State.ENCODING: {State.DONE, State.FAILED, State.CANCELLED, State.QUEUED},
    State.DONE: {State.QUEUED},
    State.FAILED: {State.QUEUED},
    State.CANCELLED: {State.QUEUED},
}


@dataclass(frozen=True)
class Recipe:
    """How a photo is restored and its result written; no recipe lets anything be overwritten."""

    options: RestoreOptions = RestoreOptions()
    encoding: EncodeOptions = EncodeOptions()


@dataclass(frozen=True)
class Reason:
    """Why a photo failed, what to do next, and details for a report."""

    text: str
    hint: str = ""
    details: str = ""


@dataclass(frozen=True)
class Made:
    """What came of a photo: the file, the options it was made with, how long it took, and how far it is from its source
    when reduced to its size.
    """

    target: Path
    options: RestoreOptions
    seconds: float = 0.0
    difference: float = 0.0


@dataclass(frozen=True)
class QueueEntry:
    """A photo in the queue.

    ``recipe`` is its own, ``None`` if it goes with that of the queue; ``folder`` is where its result goes if not
    beside the source; ``size`` is in pixels, ``None`` while unknown; ``fraction`` is how much of it has been restored.
    """

    key: int
    source: Path
    recipe: Recipe | None = None
    folder: Path | None = None
    state: State = State.QUEUED
    size: tuple[int, int] | None = None
    fraction: float = 0.0
    made: Made | None = None
    reason: Reason | None = None

    @property
    def pixels(self) -> int:
        """Source pixels, 0 while unknown."""
        return self.size[0] * self.size[1] if self.size else 0

    def going_to(self, state: State, **changes: object) -> "QueueEntry":
        """The entry in another state; raises `ValueError` for one that cannot follow."""
        if state not in _FOLLOWING[self.state]:
            raise ValueError(f"{self.source.name} cannot go from {self.state} to {state}")
        restored = float(state in (State.ENCODING, State.DONE))
        fresh: dict[str, Any] = {"state": state, "fraction": restored, "made": None, "reason": None}
        return replace(self, **fresh | changes)


@dataclass
class Tally:
    """Some entries counted: how many there are, how many of them are measured, and the pixels of those."""

    number: int = 0
    measured: int = 0
    pixels: int = 0

    def count(self, entry: QueueEntry, sign: int) -> None:
        """Count one more, or with -1 one less."""
        self.number += sign
        self.measured += sign * (entry.size is not None)
        self.pixels += sign * entry.pixels

    def estimate(self, average: float) -> float:
        """The pixels of all, where the average stands for those that are not measured."""
        return self.pixels + (self.number - self.measured) * average


class Queue:
    """Entries in order, each source at most once; every change is told as the entries that are new or other now."""

    def __init__(self, recipe: Recipe = Recipe(), entries: Iterable[QueueEntry] = ()) -> None:
        """``recipe`` is for entries without their own."""
        self.recipe = recipe
        self._entries: dict[int, QueueEntry] = {}
        self._order: list[int] = []
        self._rows: dict[int, int] = {}
        self._sources: dict[Path, int] = {}
        self._tallies = {state: Tally() for state in State}
        self._waiting: defaultdict[Recipe | None, Tally] = defaultdict(Tally)
        self._active: set[int] = set()
        self._next_key = 1
        for entry in entries:
            self._append(entry)

    def __len__(self) -> int:
        return len(self._order)

    def __iter__(self) -> Iterator[QueueEntry]:
        return (self._entries[key] for key in self._order)

    def __getitem__(self, row: int) -> QueueEntry:
        return self._entries[self._order[row]]

    def __contains__(self, key: int) -> bool:
        return key in self._entries

    @property
    def order(self) -> tuple[int, ...]:
        """The keys of all entries, first to last."""
        return tuple(self._order)

    def entry(self, key: int) -> QueueEntry:
        """The entry of a key; raises `KeyError`."""
        return self._entries[key]

    def row(self, key: int) -> int:
        """Where the entry of a key stands, from 0; raises `KeyError`."""
        if len(self._rows) != len(self._order):
            self._rows = {key: row for row, key in enumerate(self._order)}
        return self._rows[key]

    def find(self, source: Path) -> QueueEntry | None:
        """The entry of a source."""
        key = self._sources.get(source)
        return None if key is None else self._entries[key]

    def number(self, *states: State) -> int:
        """How many entries are in any of these states."""
        return sum(self._tallies[state].number for state in states)

    def pixels(self, *states: State) -> float:
        """Source pixels of the entries in these states.

        Those not measured yet count as the average of the others, or all as the same while none is.
        """
        return sum(self._tallies[state].estimate(self._average) for state in states)

    def waiting(self) -> dict[Recipe, float]:
        """Source pixels that wait, by their recipes."""
        found: defaultdict[Recipe, float] = defaultdict(float)
        for recipe, tally in self._waiting.items():
            found[recipe or self.recipe] += tally.estimate(self._average)
        return {recipe: pixels for recipe, pixels in found.items() if pixels}

    @property
    def next(self) -> QueueEntry | None:
        """The first that waits."""
        if not self.number(State.QUEUED):
            return None
        return next(entry for entry in self if entry.state is State.QUEUED)

    @property
    def active(self) -> QueueEntry | None:
        """The one that is being worked on."""
        return self._entries[next(iter(self._active))] if self._active else None

    def recipe_for(self, entry: QueueEntry) -> Recipe:
        """What an entry is to be restored by."""
        return entry.recipe or self.recipe

    def fresh(self, sources: Sequence[Path]) -> list[Path]:
        """Those of the sources that are not in the queue, each once."""
        return [source for source in dict.fromkeys(sources) if source not in self._sources]

    def add(
        self, sources: Sequence[Path], *, recipe: Recipe | None = None, folder: Path | None = None
    ) -> tuple[QueueEntry, ...]:
        """Let photos wait behind all others; those that are in the queue already stay as they are."""
        return tuple(self._append(QueueEntry(self._next_key, source, recipe, folder)) for source in self.fresh(sources))

    def bring_back(self, entries: Iterable[QueueEntry]) -> tuple[QueueEntry, ...]:
        """Have entries of an earlier queue behind all others, as they were; those that are there already stay."""
        absent = [entry for entry in entries if entry.source not in self._sources]
        return tuple(self._append(replace(entry, key=self._next_key)) for entry in absent)

    def remove(self, keys: Collection[int]) -> tuple[QueueEntry, ...]:
        """Take entries out, save those being worked on; returns those taken."""
        gone = [key for key in keys if key in self and self._entries[key].state not in ACTIVE]
        entries = tuple(self._entries.pop(key) for key in gone)
        for entry in entries:
            del self._sources[entry.source]
            self._count(entry, -1)
        self._order = [key for key in self._order if key in self._entries]
        self._rows = {}
        return entries

    def move(self, keys: Collection[int], before: int) -> None:
        """Put entries, in the order they have, in front of the one that now stands in row ``before``."""
        moved = [key for key in self._order if key in keys]
        ahead = [key for key in self._order[:before] if key not in keys]
        behind = [key for key in self._order[before:] if key not in keys]
        self.arrange([*ahead, *moved, *behind])

    def arrange(self, order: Sequence[int]) -> None:
        """Give the entries an order; it must name each of them once."""
        assert sorted(order) == sorted(self._order)
        self._order, self._rows = list(order), {}

    def change(self, key: int, state: State, **changes: object) -> QueueEntry:
        """Take an entry to a state that can follow; raises `ValueError`."""
        return self._replace(self._entries[key].going_to(state, **changes))

    def advance(self, key: int, fraction: float) -> QueueEntry:
        """Note how much of an entry has been restored, 0..1."""
        return self._replace(replace(self._entries[key], fraction=fraction))

    def measure(self, key: int, size: tuple[int, int]) -> QueueEntry:
        """Note the size of an entry's photo."""
        return self._replace(replace(self._entries[key], size=size))

    def give_recipe(self, key: int, recipe: Recipe | None) -> QueueEntry:
        """Give an entry a recipe of its own, or with ``None`` that of the queue again."""
        return self._replace(replace(self._entries[key], recipe=recipe))

    def _append(self, entry: QueueEntry) -> QueueEntry:
        assert entry.key not in self._entries and entry.source not in self._sources
        self._entries[entry.key] = entry
        self._order.append(entry.key)
        self._sources[entry.source] = entry.key
        self._next_key = max(self._next_key, entry.key + 1)
        self._count(entry, 1)
        return entry

    def _replace(self, entry: QueueEntry) -> QueueEntry:
        self._count(self._entries[entry.key], -1)
        self._entries[entry.key] = entry
        self._count(entry, 1)
        return entry

    def _count(self, entry: QueueEntry, sign: int) -> None:
        if entry.state in ACTIVE:
            (self._active.add if sign > 0 else self._active.discard)(entry.key)
        self._tallies[entry.state].count(entry, sign)
        if entry.state is State.QUEUED:
            self._waiting[entry.recipe].count(entry, sign)

    @property
    def _average(self) -> float:
        measured = sum(tally.measured for tally in self._tallies.values())
        return sum(tally.pixels for tally in self._tallies.values()) / measured if measured else 1.0
