"""What a journal holds: one frozen value a line, and how it is written."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar

from srdesk.texts import put_together, taken_apart

FORMAT = "srdesk-batch"
VERSION = 1


@dataclass(frozen=True, slots=True)
class FileMark:
    """By what a file is known again: size in bytes, time of its last change in nanoseconds, SHA-256 in hex."""

    size: int
    mtime_ns: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Header:
    """The first line; ``id`` is in the names of files that are being written for this journal."""

    event: ClassVar[str] = "journal"
    format: str
    version: int
    id: str
    created: str
    srdesk: str


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A run began; ``batch`` is what it was asked to do, as plain values.

    ``precision`` is what became of ``auto``, which the first versions did not write down.
    """

    event: ClassVar[str] = "run"
    time: str
    settings: str
    batch: Mapping[str, Any]
    precision: str = "auto"


@dataclass(frozen=True, slots=True)
class DoneRecord:
    """A photo is restored; the line is on disk just before the result takes its name.

    ``source`` is absolute, ``target`` relative to the output with slashes; ``number`` is the photo's ``{counter}``.
    Sizes are those of upright pictures; ``difference`` is how far the reduced result is from the source (root
    mean square, 0..1). ``notices`` that are a `Text` are so again when they are read.
    """

    event: ClassVar[str] = "done"
    time: str
    source: str
    source_mark: FileMark
    source_size: tuple[int, int]
    target: str
    target_mark: FileMark
    target_size: tuple[int, int]
    settings: str
    number: int
    format: str
    model: str
    scale: int
    precision: str
    engine: str
    seconds: float
    engine_seconds: float
    difference: float
    metadata_kept: int
    metadata_total: int
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FailedRecord:
    """A photo could not be restored. ``size`` and ``mtime_ns`` are those of its file at that time, -1 if it was gone.

    ``code`` is the exit code of its kind of failure; ``details`` is only there for bugs. ``message`` and ``hint`` that
    are a `Text` are so again when they are read.
    """

    event: ClassVar[str] = "failed"
    time: str
    source: str
    size: int
    mtime_ns: int
    settings: str
    number: int
    code: int
    message: str
    hint: str
    details: str = ""


@dataclass(frozen=True, slots=True)
class UndoneRecord:
    """A photo's result was moved to the recycle bin."""

    event: ClassVar[str] = "undone"
    time: str
    source: str
    target: str
    settings: str


@dataclass(frozen=True, slots=True)
class EndRecord:
    """A run came to its end: how many photos it did, how many failed, and whether it was stopped."""

    event: ClassVar[str] = "end"
    time: str
    done: int
    failed: int
    stopped: bool
    seconds: float


PhotoRecord = DoneRecord | FailedRecord | UndoneRecord
Record = Header | RunRecord | DoneRecord | FailedRecord | UndoneRecord | EndRecord

_KINDS: dict[str, type[Record]] = {
    kind.event: kind for kind in (Header, RunRecord, DoneRecord, FailedRecord, UndoneRecord, EndRecord)
}

_SENTENCES: dict[type[Record], tuple[str, ...]] = {FailedRecord: ("message", "hint"), DoneRecord: ("notices",)}
_TEXTS = "texts"


def line_of(record: Record) -> bytes:
    """The line of a record, its end included: ASCII, so that any name survives."""
    return json.dumps({"event": record.event, **asdict(record), **_texts(record)}).encode("ascii") + b"\n"


def record_of(line: bytes) -> Record:
    """The record of a line; fields that are not known are left out. Raises `ValueError` for anything else."""
    try:
        table = json.loads(line)
        kind = _KINDS[table["event"]]
        values = {field.name: _value(field.name, table[field.name]) for field in fields(kind) if field.name in table}
        values |= _put_together(kind, values, table.get(_TEXTS))
        return kind(**values)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"no record: {line[:60]!r}") from error


def _texts(record: Record) -> dict[str, Any]:
    """What the sentences of a record are made of, for other languages."""
    parts = {name: _apart(getattr(record, name)) for name in _SENTENCES.get(type(record), ())}
    found = {name: made for name, made in parts.items() if made is not None}
    return {_TEXTS: found} if found else {}


def _put_together(kind: type[Record], values: Mapping[str, Any], texts: object) -> dict[str, Any]:
    if not isinstance(texts, dict):
        return {}
    return {name: _together(texts[name], values[name]) for name in _SENTENCES.get(kind, ()) if name in texts}


def _apart(said: str | tuple[str, ...]) -> list[Any] | None:
    """A sentence as `taken_apart`, or several; ``None`` if none of them is a text."""
    if isinstance(said, str):
        return taken_apart(said)
    parts = [taken_apart(one) for one in said]
    return parts if any(parts) else None


def _together(parts: object, said: str | tuple[str, ...]) -> str | tuple[str, ...]:
    if isinstance(said, str):
        return put_together(parts, said)
    if not isinstance(parts, list) or len(parts) != len(said):
        return said
    return tuple(map(put_together, parts, said))


def _value(name: str, value: Any) -> Any:
    if name.endswith("_mark"):
        return FileMark(**value)
    return tuple(value) if isinstance(value, list) else value
