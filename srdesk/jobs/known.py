"""Known batches: output folders of batches begun by this user, and which of them are not through."""

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from srdesk.errors import JournalError
from srdesk.jobs.lock import lock, turn
from srdesk.jobs.places import journal_of
from srdesk.jobs.records import DoneRecord, EndRecord, FailedRecord, Record, RunRecord, record_of
from srdesk.paths import settings_file, write_whole

MOST = 20
"""Outputs that are remembered, the latest first."""

# The last record of a journal is within so many bytes of its end.
_TAIL = 1 << 18


def places_file() -> Path:
    """Where the command line and the window remember outputs, and learn of those of the other."""
    return settings_file().with_name("batches.json")


def known(file: Path) -> tuple[Path, ...]:
    """The outputs in a file of them, the latest first; none where it is missing or damaged."""
    try:
        names = json.loads(file.read_text(encoding="utf-8"))["outputs"]
        return tuple(Path(name) for name in names if isinstance(name, str))
    except (OSError, ValueError, LookupError, TypeError):
        return ()


def remember(output: Path, file: Path) -> None:
    """Put an output first; where the file cannot be written it stays as it was."""
    with turn(file):
        _write(file, (output, *_without(output, file)))


def forget(output: Path, file: Path) -> None:
    """Take an output out; where the file cannot be written it stays as it was."""
    with turn(file):
        _write(file, _without(output, file))


def is_unfinished(output: Path) -> bool:
    """Whether a batch into a folder was begun, is not through and is not under way in another srdesk.

    Only the end of its journal is read; what cannot be read is none.
    """
    try:
        with journal_of(output).open("rb+") as file:
            lock(file, str(output))
            size = file.seek(0, os.SEEK_END)
            begin = file.seek(max(0, size - _TAIL))
            lines = file.read().split(b"\n")
    except (OSError, JournalError):
        return False
    # The first may begin, and the last end, in the middle.
    whole = lines[1 if begin else 0 : -1]
    return _waits(next((record for record in map(_record, reversed(whole)) if record is not None), None))


def _waits(last: Record | None) -> bool:
    if isinstance(last, EndRecord):
        return last.stopped
    return isinstance(last, RunRecord | DoneRecord | FailedRecord)


def _record(line: bytes) -> Record | None:
    try:
        return record_of(line)
    except ValueError:
        return None


def _without(output: Path, file: Path) -> tuple[Path, ...]:
    return tuple(other for other in known(file) if other != output)


def _write(file: Path, outputs: Iterable[Path]) -> None:
    table = {"version": 1, "outputs": [str(output) for output in outputs][:MOST]}
    with suppress(OSError):
        write_whole(file, [json.dumps(table, indent=2)])
