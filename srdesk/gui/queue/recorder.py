"""The recorder: writes down what happens to the queue as it happens, and brings it back after srdesk has ended."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from PySide6.QtCore import QObject, Signal

from srdesk.errors import JournalError, OutputError
from srdesk.gui.background import Background, Failure
from srdesk.gui.queue.desk import QueueDesk
from srdesk.gui.workbench import Workbench
from srdesk.jobs import queue_file
from srdesk.jobs.lock import lock
from srdesk.jobs.queue import QueueEntry, State
from srdesk.jobs.queue_file import Change, Kept, Unsaved
from srdesk.progress import CancelToken, ProgressSink

MOST_CHANGES = 20_000
"""After so many changes the file is written anew, shorter."""

Note = Change | tuple[QueueEntry, ...]


class Recorder(QObject):
    """Keeps a desk, and the result on a workbench that is not saved, in a file; writes in the background, in order.

    Of several srdesks at a time, the first has the file; the others keep nothing.
    """

    recalled = Signal(object)
    """What was there when srdesk ended last: a `Kept`."""
    failed = Signal(object)
    """The queue cannot be kept: a `Failure`. Told once, until it can be kept again."""

    def __init__(self, desk: QueueDesk, workbench: Workbench, files: Background, file: Path) -> None:
        super().__init__()
        self._desk = desk
        self._workbench = workbench
        self._files = files
        self._file = file
        self._lock: BinaryIO | None = None
        self._notes: list[Note] = []
        self._written = 0
        self._busy = False
        self._whole = True
        self._said = False
        self._unsaved: Unsaved | None = None

    def begin(self) -> None:
        """Read what was kept, and from then on keep what happens."""
        self._lock = self._locked()
        if self._lock is None:
            return
        file = self._file
        task = self._files.submit(lambda _token, _progress: queue_file.read(file))
        task.succeeded.connect(self._on_read)

    def close(self) -> None:
        """Keep what is still to be done for the next time; srdesk ends as it should.

        Where that is impossible, what was written last is what comes back.
        """
        if self._lock is None:
            return
        left = [entry for entry in self._desk.queue if entry.state in (State.QUEUED, State.FAILED)]
        with suppress(OutputError):
            queue_file.rewrite(self._file, left, closed=True)
        self._lock.close()
        self._lock = None

    def _locked(self) -> BinaryIO | None:
        """A file that is locked for as long as it is open, ``None`` if another srdesk has it or it cannot be made."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            file = self._file.with_suffix(".lock").open("ab")
        except OSError:
            return None
        try:
            lock(file, str(self._file))
        except JournalError:
            file.close()
            return None
        return file

    def _on_read(self, kept: Kept) -> None:
        self._desk.bring_back(kept.entries)
        self._desk.written.connect(self._note)
        self._desk.taken_out.connect(lambda entries: self._note(queue_file.gone([entry.key for entry in entries])))
        self._desk.arranged.connect(lambda keys: self._note(queue_file.order(keys)))
        self._workbench.changed.connect(self._on_workbench_changed)
        self._unsaved = _unsaved_on(self._workbench)
        self._write()
        self.recalled.emit(kept)

    def _on_workbench_changed(self) -> None:
        """Note what would be lost now, if it is something else than before."""
        now = _unsaved_on(self._workbench)
        if now != self._unsaved:
            self._unsaved = now
            self._note(queue_file.unsaved(now))

    def _note(self, note: Note) -> None:
        self._notes.append(note)
        if not self._busy:
            self._write()

    def _write(self) -> None:
        """Write what has come since; everything, if that was never written or grew too long."""
        self._busy = True
        notes, self._notes = self._notes, []
        self._written += len(notes)
        self._whole = self._whole or self._written > MOST_CHANGES
        file, unsaved = self._file, queue_file.unsaved(self._unsaved)
        entries = tuple(self._desk.queue) if self._whole else None

        def work(_token: CancelToken, _progress: ProgressSink) -> None:
            if entries is not None:
                queue_file.rewrite(file, entries)
            queue_file.append(file, [unsaved] if entries is not None else _changes(notes))

        task = self._files.submit(work)
        task.succeeded.connect(self._on_succeeded)
        task.failed.connect(self._on_failed)
        task.finished.connect(self._on_finished)

    def _on_succeeded(self) -> None:
        if self._whole:
            self._written = 0
        self._whole = self._said = False

    def _on_failed(self, failure: Failure) -> None:
        self._whole = True  # what could not be written is written with everything else, next time
        if not self._said:
            self._said = True
            self.failed.emit(failure)

    def _on_finished(self) -> None:
        self._busy = False
        if self._notes:
            self._write()


def _unsaved_on(workbench: Workbench) -> Unsaved | None:
    """The result that would be lost if srdesk ended now, also one in the making."""
    document = workbench.document
    if document is None:
        return None
    if workbench.restoring:
        return Unsaved(document.source, workbench.options)
    return None if document.at_stake is None else Unsaved(document.source, document.at_stake.options)


def _changes(notes: Sequence[Note]) -> Iterator[Change]:
    for note in notes:
        yield from queue_file.puts(note) if isinstance(note, tuple) else (note,)
