"""The saves of this session, each of which can be taken back. Knows no widgets."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from srdesk.gui.background import Background, Failure, Task
from srdesk.gui.document import Document, Result
from srdesk.imaging.options import EncodeOptions
from srdesk.jobs.asides import Asides, clear_left_behind
from srdesk.progress import CancelToken, ProgressSink

if TYPE_CHECKING:
    from srdesk.jobs.saves import Saved


class Saves(QObject):
    """What was saved, the latest last; what was replaced is kept until `close`."""

    changed = Signal()
    """There is more or less to take back than before."""
    undone = Signal(object)
    """The file is in the recycle bin, what it replaced is back: a `Saved`."""
    failed = Signal(object)
    """A save could not be taken back: a `Failure`."""
    written = Signal(object, object)
    """A result is in a file: the `Result` and its `Saved`."""
    refused = Signal(object)
    """A result could not be written: a `Failure`."""
    elsewhere = Signal()
    """What could not be written is wanted in another place."""
    tidied = Signal(int)
    """So many files that were replaced in a session that ended badly are in the recycle bin now."""

    def __init__(self, files: Background) -> None:
        super().__init__()
        self._files = files
        self._saves: list[Saved] = []
        self.asides = Asides()
        self._writing: Task | None = None
        self._undoing: Task | None = None

    @property
    def writing(self) -> bool:
        """Whether a result is being written."""
        return self._writing is not None

    @property
    def possible(self) -> bool:
        """Whether there is a save to be taken back now."""
        return bool(self._saves) and self._undoing is None

    def add(self, saved: "Saved") -> None:
        """Remember a save."""
        self._saves.append(saved)
        self.changed.emit()

    def write(self, document: Document, result: Result, target: Path, encoding: EncodeOptions, *, beside: bool) -> None:
        """Write a result of a document; ``beside`` its photo only if that is still what was opened."""
        asides = self.asides

        def work(token: CancelToken, _progress: ProgressSink) -> "Saved":
            from srdesk.gui.operations import check_beside, save_photo

            if beside:
                check_beside(document)
            return save_photo(result.photo, target, encoding, asides=asides, token=token)

        task = self._writing = self._files.submit(work)
        task.succeeded.connect(partial(self._on_written, result))
        task.failed.connect(self._on_refused)
        task.cancelled.connect(self._on_cancelled)

    def undo_last(self) -> None:
        """Take back the latest save."""
        if self._saves:
            self.undo(self._saves[-1])

    def undo(self, saved: "Saved") -> None:
        """Take back a save, unless that was done or is being done; a later one of the same file comes first."""
        if saved not in self._saves or self._undoing is not None:
            return
        saved = next(other for other in reversed(self._saves) if other.place == saved.place)

        def work(_token: CancelToken, _progress: ProgressSink) -> None:
            from srdesk.jobs.saves import take_back

            take_back(saved)

        task = self._undoing = self._files.submit(work)
        task.succeeded.connect(partial(self._on_undone, saved))
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._end)
        self.changed.emit()

    def tidy(self) -> None:
        """Throw away what was replaced in sessions that ended without giving it up."""

        def throw(aside: Path) -> None:
            from srdesk.jobs.saves import discard

            discard(aside)

        def work(_token: CancelToken, _progress: ProgressSink) -> int:
            return clear_left_behind(throw)

        task = self._files.submit(work)
        task.succeeded.connect(lambda count: self.tidied.emit(count) if count else None)
        task.failed.connect(self.failed)

    def close(self) -> None:
        """Give up everything that was replaced."""
        if self._saves:
            from srdesk.jobs.saves import forget

            for saved in self._saves:
                forget(saved)
        self._saves.clear()
        self.asides.close()

    def _on_written(self, result: Result, saved: "Saved") -> None:
        self._writing = None
        self.written.emit(result, saved)
        self.add(saved)

    def _on_refused(self, failure: Failure) -> None:
        self._writing = None
        self.refused.emit(failure)
        self.changed.emit()

    def _on_cancelled(self) -> None:
        self._writing = None
        self.changed.emit()

    def _on_undone(self, saved: "Saved", _nothing: object) -> None:
        self._saves.remove(saved)
        self.undone.emit(saved)
        self._end()

    def _on_failed(self, failure: Failure) -> None:
        self.failed.emit(failure)
        self._end()

    def _end(self) -> None:
        self._undoing = None
        self.changed.emit()
