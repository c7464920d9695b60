"""BatchJournal: what became of every photo, safe on disk line by line, beside the results."""

import contextlib
import os
import secrets
from array import array
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from srdesk import __version__
from srdesk.errors import DiskFullError, JournalError, OutputError
from srdesk.imaging.files import FULL_DISK, sync_folder
from srdesk.jobs.keys import KeyIndex, key_of
from srdesk.jobs.lock import lock
from srdesk.jobs.places import journal_of
from srdesk.jobs.records import (
    FORMAT,
    VERSION,
    DoneRecord,
    FailedRecord,
    Header,
    PhotoRecord,
    Record,
    RunRecord,
    UndoneRecord,
    line_of,
    record_of,
)
from srdesk.texts import Text, refusal

_FOREIGN_HINT = "Choose another output folder, or move that file away."


def now() -> str:
    """The time for a record, UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class BatchJournal:
    """The journal of the batches into one folder, for reading or, locked for this process alone, for writing.

    The last word on a photo is found by source and settings. Memory: some forty bytes a line.
    """

    def __init__(self, file: BinaryIO, path: Path, *, writable: bool) -> None:
        """Use `read_journal` and `open_journal`. Raises `JournalError` for what is no journal of this srdesk."""
        self._file, self._path = file, path
        self._photos, self._targets = KeyIndex(), KeyIndex()
        self._numbers = array("L")
        self.last_run: RunRecord | None = None
        self.damaged = 0
        """How many lines in the middle could not be read."""
        if writable:
            self._repair()
        self.header = self._checked_header()
        for offset, record in self._lines():
            self._note(record, offset)

    def __enter__(self) -> "BatchJournal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        """How many words on photos there are."""
        return len(self._photos)

    @property
    def mark(self) -> str:
        """What is in the names of files that are being written for this journal."""
        return f"{self.header.id}-"

    @property
    def numbers(self) -> Sequence[int]:
        """Every ``{counter}`` that was given to a photo."""
        return self._numbers

    def latest(self, source: str, settings: str) -> PhotoRecord | None:
        """The last word on a photo under these settings."""
        record = self._record_at(self._photos.find(key_of(source, settings)))
        if isinstance(record, DoneRecord | FailedRecord | UndoneRecord):
            return record if (record.source, record.settings) == (source, settings) else None
        return None

    def result_at(self, target: str) -> DoneRecord | None:
        """How the last result came to be that was written to a path relative to the output, with slashes."""
        record = self._record_at(self._targets.find(key_of(target)))
        return record if isinstance(record, DoneRecord) and record.target == target else None

    def records(self) -> Iterator[Record]:
        """Every record from the beginning, read as it is asked for."""
        for _, record in self._lines():
            yield record

    def last_words(self) -> Iterator[PhotoRecord]:
        """The last word on each photo, in the order in which they were said."""
        for offset, record in self._lines():
            if isinstance(record, DoneRecord | FailedRecord | UndoneRecord) and offset == self._photos.find(
                key_of(record.source, record.settings)
            ):
                yield record

    def append(self, record: Record) -> None:
        """Write a record and have it on disk on return; raises `OutputError`, and then the journal is as before."""
        begin = self._file.seek(0, os.SEEK_END)
        try:
            self._file.write(line_of(record))
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            with contextlib.suppress(OSError):
                self._file.truncate(begin)
            kind = DiskFullError if error.errno in FULL_DISK else OutputError
            raise kind(
                Text("The journal {0} cannot be written: {1}.", self._path, refusal(error)),
                hint="Free disk space; nothing is lost.",
            ) from error
        self._note(record, begin)

    def close(self) -> None:
        """Close the file and give up the lock."""
        self._file.close()

    def _record_at(self, offset: int | None) -> Record | None:
        if offset is None:
            return None
        self._file.seek(offset)
        return record_of(self._file.readline())

    def _note(self, record: Record, offset: int) -> None:
        if isinstance(record, RunRecord):
            self.last_run = record
        elif isinstance(record, DoneRecord | FailedRecord | UndoneRecord):
            self._photos.add(key_of(record.source, record.settings), offset)
            if isinstance(record, DoneRecord):
                self._targets.add(key_of(record.target), offset)
            if not isinstance(record, UndoneRecord):
                self._numbers.append(record.number)

    def _lines(self) -> Iterator[tuple[int, Record]]:
        """Offsets and records of all whole lines after the first; those that cannot be read are counted."""
        offset, self.damaged = 0, 0
        while True:
            self._file.seek(offset)
            line = self._file.readline()
            if not line.endswith(b"\n"):
                return
            if offset:
                try:
                    yield offset, record_of(line)
                except ValueError:
                    self.damaged += 1
            offset += len(line)

    def _checked_header(self) -> Header:
        self._file.seek(0)
        try:
            header = record_of(self._file.readline())
        except ValueError:
            header = None
        if not isinstance(header, Header) or header.format != FORMAT:
            raise JournalError(Text("{0} is not a journal of srdesk.", self._path), hint=_FOREIGN_HINT)
        if header.version > VERSION:
            raise JournalError(
                Text("{0} was written by a newer srdesk ({1}).", self._path, header.srdesk),
                hint="Use that version, or choose another output folder.",
            )
        return header

    def _repair(self) -> None:
        """Take off a last line that was never finished, and write the first one where there is none yet."""
        size = self._file.seek(0, os.SEEK_END)
        whole = _end_of_last_line(self._file, size)
        if whole == 0 and size:
            self._file.seek(0)
            begin = self._file.read(size)
            if begin.strip(b"\0") and not line_of(_new_header()).startswith(begin[:_HEADER_SURE]):
                raise JournalError(Text("{0} is not a journal of srdesk.", self._path), hint=_FOREIGN_HINT)
        try:
            if whole < size:
                self._file.truncate(whole)
            if whole == 0:
                self._file.seek(0)
                self._file.write(line_of(_new_header()))
            self._file.flush()
            os.fsync(self._file.fileno())
            sync_folder(self._path.parent)
        except OSError as error:
            kind = DiskFullError if error.errno in FULL_DISK else OutputError
            text = Text("{0} cannot be written: {1}.", self._path, refusal(error))
            raise kind(text, hint="Free disk space first.") from error


# As much of the first line as is the same in all journals.
_HEADER_SURE = len(b'{"event": "journal", "format": "srdesk-batch"')
_BLOCK = 2**16
_LONGEST_HEADER = 2**12


def read_journal(output: Path) -> BatchJournal | None:
    """The journal of an output, for reading, ``None`` if there is none yet; raises `JournalError`.

    Others may be writing it meanwhile: what was written until now is seen.
    """
    path = journal_of(output)
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise JournalError(Text("{0} cannot be read: {1}.", path, refusal(error)), hint=_FOREIGN_HINT) from error
    if not file.peek(1):
        file.close()
        return None
    return _loaded(file, path, writable=False)


def journal_id(output: Path) -> str | None:
    """The ``id`` of an output's journal, by which it is known whether two computers see the same one.

    ``None`` if there is none, or none that can be read.
    """
    try:
        with journal_of(output).open("rb") as file:
            header = record_of(file.readline(_LONGEST_HEADER))
    except (OSError, ValueError):
        return None
    return header.id if isinstance(header, Header) else None


def open_journal(output: Path) -> BatchJournal:
    """The journal of an output, made if absent, for this process alone; the folder is made as well.

    Raises `JournalError` if another run has it, or if it is foreign or of a newer srdesk; `OutputError` where nothing
    can be written.
    """
    path = journal_of(output)
    try:
        output.mkdir(parents=True, exist_ok=True)
        file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666), "r+b")
    except OSError as error:
        raise OutputError(
            Text("Nothing can be written in {0}: {1}.", output, refusal(error)), hint="Choose a folder of your own."
        ) from error
    try:
        lock(file, Text("The output folder {0}", output))
    except JournalError:
        file.close()
        raise
    return _loaded(file, path, writable=True)


def _loaded(file: BinaryIO, path: Path, *, writable: bool) -> BatchJournal:
    try:
        return BatchJournal(file, path, writable=writable)
    except BaseException:
        file.close()
        raise


def _new_header() -> Header:
    return Header(FORMAT, VERSION, secrets.token_hex(4), now(), __version__)


def _end_of_last_line(file: BinaryIO, size: int) -> int:
    """The offset behind the last line that ends as lines do and is not mere zeros, as a power cut may leave them."""
    end = size
    while end > 0:
        begin = max(0, end - _BLOCK)
        file.seek(begin)
        found = file.read(end - begin).rfind(b"\n")
        if found >= 0:
            return begin + found + 1
        end = begin
    return 0
