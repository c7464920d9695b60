"""The queue on disk: every change a line, so that a crash or a power cut loses none of them."""

import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from srdesk.errors import OutputError, UsageError
from srdesk.imaging.options import EncodeOptions
from srdesk.jobs.queue import ACTIVE, Made, QueueEntry, Reason, Recipe, State
from srdesk.paths import write_whole
from srdesk.restore.options import RestoreOptions
from srdesk.tables import Oddity, table_of, value_of
from srdesk.texts import Text, refusal

VERSION = 1

_AT_ONCE = 100

INTERRUPTED = Reason(
    Text("srdesk ended unexpectedly while this photo was worked on."),
    Text("If it happens again, this photo may be the cause: try another model, or leave it out."),
)

Change = Mapping[str, Any]
"""What happened to the queue, as it is written down."""


@dataclass(frozen=True)
class Unsaved:
    """A photo whose result is nowhere but in memory, and what it is made with."""

    source: Path
    options: RestoreOptions


@dataclass(frozen=True)
class Kept:
    """What a queue file holds.

    The entries, the result that was not saved if there was one, whether srdesk ended as it should, and how many lines
    and values made no sense.
    """

    entries: tuple[QueueEntry, ...] = ()
    unsaved: Unsaved | None = None
    closed: bool = True
    damaged: int = 0


def put(entries: Iterable[QueueEntry]) -> Change:
    """Entries that are new, or other than they were."""
    return {"put": [_table(entry) for entry in entries]}


def puts(entries: Sequence[QueueEntry]) -> Iterator[Change]:
    """The same as several changes: writing very many as one would keep everybody else waiting."""
    return (put(entries[start : start + _AT_ONCE]) for start in range(0, len(entries), _AT_ONCE))


def gone(keys: Collection[int]) -> Change:
    """Entries that are no longer in the queue."""
    return {"gone": sorted(keys)}


def order(keys: Sequence[int]) -> Change:
    """All entries in another order."""
    return {"order": list(keys)}


def unsaved(result: Unsaved | None) -> Change:
    """There is a result that nobody has saved, or there is none any more."""
    table = None if result is None else {"source": str(result.source), "options": _unusual(result.options)}
    return {"unsaved": table}


def append(file: Path, changes: Iterable[Change]) -> None:
    """Write down what happened; it is on disk when this returns. Raises `OutputError`."""
    try:
        with file.open("a", encoding="utf-8") as lines:
            lines.writelines(json.dumps(change) + "\n" for change in changes)
            lines.flush()
            os.fsync(lines.fileno())
    except OSError as error:
        raise _unwritable(file, error) from error


def rewrite(file: Path, entries: Sequence[QueueEntry], *, closed: bool = False) -> None:
    """Begin the file anew with what is in the queue now; it changes at once or not at all. Raises `OutputError`."""
    head, foot = {"srdesk": "queue", "version": VERSION}, [{"closed": True}] if closed else []
    try:
        write_whole(file, map(json.dumps, (head, *puts(entries), *foot)), durable=True)
    except OSError as error:
        raise _unwritable(file, error) from error


def read(file: Path) -> Kept:
    """What was in the queue when srdesk ended.

    A photo that was being worked on in a crash comes back as failed, not to bring the crash back with it. Nothing here
    raises: lines that make no sense, as the last one may after a power cut, are counted and left out.
    """
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return Kept()
    replay = _Replay()
    for line in lines:
        replay.take(line)
    entries = (_after_a_crash(entry) for entry in replay.entries())
    return Kept(tuple(entries), replay.unsaved, replay.closed, replay.damaged)


class _Replay:
    """Does again what the lines of a file say."""

    def __init__(self) -> None:
        self.unsaved: Unsaved | None = None
        self.closed = False
        self.damaged = 0
        self._entries: dict[int, QueueEntry] = {}
        self._order: list[int] = []

    def take(self, line: str) -> None:
        """One line."""
        try:
            table = json.loads(line)
            if "put" in table:
                for entry in table["put"]:
                    self._put(self._entry(entry))
            if "unsaved" in table:
                self.unsaved = self._unsaved(table["unsaved"])
            for key in table.get("gone", ()):
                self._entries.pop(key, None)
            self._order = table.get("order", self._order)
            self.closed = table.get("closed", False) is True
        except (ValueError, TypeError, KeyError, AttributeError, LookupError, UsageError, RecursionError):
            self.damaged += 1

    def entries(self) -> list[QueueEntry]:
        """What is left, in order; each source once."""
        place = {key: row for row, key in enumerate(self._order)}
        ordered = sorted(self._entries.values(), key=lambda entry: place.get(entry.key, len(place) + entry.key))
        return list({entry.source: entry for entry in ordered}.values())

    def _unsaved(self, table: Mapping[str, Any] | None) -> Unsaved | None:
        return None if table is None else Unsaved(Path(table["source"]), self._options(table["options"]))

    def _entry(self, table: Mapping[str, Any]) -> QueueEntry:
        names = ("options", "folder", "size", "made", "reason")
        options, folder, size, made, reason = (table.get(name) for name in names)
        state = State(table["state"])
        return QueueEntry(
            key=int(table["key"]),
            source=Path(table["source"]),
            recipe=None if options is None else Recipe(self._options(options), self._encoding(table)),
            folder=None if folder is None else Path(folder),
            state=state,
            size=None if size is None else (int(size[0]), int(size[1])),
            fraction=float(state is State.DONE),
            made=None if made is None else Made(Path(made[0]), self._options(made[1]), float(made[2]), float(made[3])),
            reason=None if reason is None else Reason(*map(str, reason[:3])),
        )

    def _options(self, table: Mapping[str, Any]) -> RestoreOptions:
        """Options of which those that make no sense are left at their defaults."""
        return value_of(RestoreOptions, table, self._note)

    def _encoding(self, table: Mapping[str, Any]) -> EncodeOptions:
        return value_of(EncodeOptions, table.get("encoding", {}), self._note)

    def _note(self, _oddity: Oddity) -> None:
        self.damaged += 1

    def _put(self, entry: QueueEntry) -> None:
        self._entries[entry.key] = entry


def _after_a_crash(entry: QueueEntry) -> QueueEntry:
    return entry.going_to(State.FAILED, reason=INTERRUPTED) if entry.state in ACTIVE else entry


def _table(entry: QueueEntry) -> dict[str, Any]:
    """An entry as JSON has it, without what is not set."""
    table: dict[str, Any] = {"key": entry.key, "source": str(entry.source), "state": str(entry.state)}
    if entry.recipe is not None:
        table["options"] = _unusual(entry.recipe.options)
        table["encoding"] = _unusual(entry.recipe.encoding)
    if entry.folder is not None:
        table["folder"] = str(entry.folder)
    if entry.size is not None:
        table["size"] = list(entry.size)
    if entry.made is not None:
        made = entry.made
        table["made"] = [str(made.target), _unusual(made.options), made.seconds, made.difference]
    if entry.reason is not None:
        table["reason"] = [entry.reason.text, entry.reason.hint, entry.reason.details]
    return table


def _unusual(options: RestoreOptions | EncodeOptions) -> dict[str, Any]:
    """The options that are not as they would be anyway."""
    plain = table_of(type(options)())
    return {name: value for name, value in table_of(options).items() if value != plain[name]}


def _unwritable(file: Path, error: OSError) -> OutputError:
    return OutputError(
        Text("The queue cannot be kept in {0}: {1}.", file, refusal(error)),
        hint="Free disk space or check the folder's permissions; until then a crash would lose the queue.",
    )
