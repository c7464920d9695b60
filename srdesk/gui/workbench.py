"""The workbench: the open document, and what is being done to it in the background. Knows no widgets."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from srdesk.gui.background import Background, Failure, Task
from srdesk.gui.document import Document, Result
from srdesk.gui.saves import Saves
from srdesk.imaging.options import EncodeOptions
from srdesk.progress import CancelToken, Progress, ProgressSink
from srdesk.restore.options import RestoreOptions

# Everything heavy is imported by the first photo that is opened, on its thread: the window is there long before.
if TYPE_CHECKING:
    from srdesk.gui.compare.pictures import Original
    from srdesk.gui.exposures.exposure import Exposure, Exposures
    from srdesk.gui.operations import MakeRestorer, Opened
    from srdesk.jobs.queue import Made
    from srdesk.jobs.saves import Saved
    from srdesk.restore import RestorePlan, Restorer


class Workbench(QObject):
    """Opens, restores and saves one photo at a time; says by signals what became of it."""

    opened = Signal(object, object)
    """A `Document` is open, and this is its `Original`."""
    started = Signal(object)
    """A result begins to grow: its `Exposure`."""
    grown = Signal(object, object)
    """Parts of a growing result have come: its `Exposure`, and a list of `Rect`."""
    progressed = Signal(object)
    restored = Signal(object)
    """A `Result` is finished."""
    reverted = Signal()
    """There will be no result of what was begun, or there is none any more."""
    saved = Signal(object)
    """The result is in a file: a `Saved`."""
    failed = Signal(object)
    """A photo could not be opened or restored: a `Failure`."""
    changed = Signal()
    """`document`, `opening`, `restoring` or `saving` is another than before."""

    def __init__(self, make_restorer: "MakeRestorer", *, inference: Background, files: Background) -> None:
        """``make_restorer`` is called once the first photo is open."""
        super().__init__()
        self.encoding = EncodeOptions()
        """How results are written."""
        self.screen: bytes | None = None
        """The profile of the screen that photos opened from now on are shown on, if it has one."""
        self._make_restorer = make_restorer
        self._restorer: Restorer | None = None
        self._inference = inference
        self._files = files
        self._document: Document | None = None
        self._exposures: Exposures | None = None
        self._options = RestoreOptions()
        self._growing: Exposure | None = None
        self._opening: Task | None = None
        self._opening_path: Path | None = None
        self._restoring: Task | None = None
        self._progress = Progress(0, 1)
        self._cancelling = False
        self.saves = Saves(files)
        self.saves.changed.connect(self.changed)
        self.saves.written.connect(self._on_saved)
        self.saves.undone.connect(self._on_undone)

    @property
    def document(self) -> Document | None:
        return self._document

    @property
    def original(self) -> "Original | None":
        """The document's photo as it is shown."""
        return self._exposures.original if self._exposures is not None else None

    @property
    def exposures(self) -> "Exposures | None":
        """What is shown of the document, by options."""
        return self._exposures

    @property
    def restorer(self) -> "Restorer | None":
        """Who restores, once a photo has been opened."""
        return self._restorer

    @property
    def options(self) -> RestoreOptions:
        """What is being restored with, or was last."""
        return self._options

    @property
    def opening(self) -> Path | None:
        """The file that is being read."""
        return self._opening_path

    @property
    def restoring(self) -> bool:
        return self._restoring is not None

    @property
    def growing(self) -> "Exposure | None":
        """The result in the making, ``None`` unless restoring."""
        return self._growing

    @property
    def progress(self) -> Progress:
        """How far restoring has come, or came last."""
        return self._progress

    @property
    def cancelling(self) -> bool:
        """Whether restoring has been told to stop and has not yet."""
        return self.restoring and self._cancelling

    @property
    def saving(self) -> bool:
        return self.saves.writing

    def plan(self, options: RestoreOptions) -> "RestorePlan":
        """What restoring the open photo would do; raises `ModelError`."""
        assert self._document is not None and self._restorer is not None
        return self._restorer.plan_of(self._document.photo, options)

    def close(self) -> None:
        """Let go of what saves have replaced."""
        self.saves.close()

    def open(self, path: Path, made: "Made | None" = None) -> None:
        """Read a photo, which takes the place of the present one once it has been read.

        With what was ``made`` of it, the result is read too.
        """
        if self._opening is not None:
            self._opening.cancel()

        make_restorer, screen = self._make_restorer, self.screen

        def work(token: CancelToken, _progress: ProgressSink) -> "Opened":
            from srdesk.gui.operations import open_photo

            return open_photo(path, token, made=made, make_restorer=make_restorer, screen=screen)

        task = self._opening = self._files.submit(work)
        self._opening_path = path
        task.succeeded.connect(partial(self._on_opened, task))
        task.failed.connect(partial(self._on_opening_failed, task))
        self.changed.emit()

    def consider(self, options: RestoreOptions) -> None:
        """Look at other options: the document's result is the one that was made with those."""
        if self._document is not None and self._document.options != options:
            self._document = self._document.with_options(options)
            self.changed.emit()

    def exposure(self, options: RestoreOptions) -> "Exposure":
        """What is shown of the open photo by some options; raises `ModelError`."""
        assert self._exposures is not None
        return self._exposures.of(options, self.plan(options).spec.scale)

    def restore(self, options: RestoreOptions) -> None:
        """Restore the open photo, what is looked at first; earlier results stay until then. Raises `ModelError`."""
        from srdesk.gui.operations import restore_photo

        restorer, exposures = self._restorer, self._exposures
        assert restorer is not None and exposures is not None and self._restoring is None
        self.consider(options)
        growing = self._growing = self.exposure(options)

        def work(token: CancelToken, progress: ProgressSink) -> Result:
            return restore_photo(restorer, exposures, growing, options, progress=progress, token=token)

        self._options, self._progress, self._cancelling = options, Progress(0, 1), False
        task = self._restoring = self._inference.submit(work)
        task.progressed.connect(partial(self._on_progressed, task))
        task.succeeded.connect(partial(self._on_restored, task))
        task.cancelled.connect(partial(self._on_restoring_cancelled, task))
        task.failed.connect(partial(self._on_restoring_failed, task))
        self.started.emit(growing)
        self.changed.emit()

    def cancel(self) -> None:
        """Stop restoring, soon."""
        if self._restoring is not None:
            self._cancelling = True
            self._restoring.cancel()

    def save(self, target: Path, *, overwrite: bool, beside: bool = False, result: Result | None = None) -> None:
        """Write a result, by default that of the document's options, into a file.

        It goes ``beside`` the photo only if that is still what was opened.
        """
        document = self._document
        assert document is not None
        result = result or document.result
        assert result is not None
        self.saves.write(document, result, target, replace(self.encoding, overwrite=overwrite), beside=beside)
        self.changed.emit()

    def take(self, result: Result) -> None:
        """Have one more result of the open photo, which its exposure shows already."""
        assert self._document is not None
        self._document = self._document.with_result(result)
        self.restored.emit(result)
        self.changed.emit()

    def discard(self) -> None:
        """Let go of every result."""
        if self._document is not None:
            with self._letting_go():
                self._document = self._document.without_results()
                self.reverted.emit()
                self.changed.emit()

    def _on_opened(self, task: Task, opened: "Opened") -> None:
        if task is not self._opening:
            return
        self._restorer = self._restorer or self._make_restorer()
        with self._letting_go():
            self._drop_restoring()
            self._opening = self._opening_path = None
            self._document, self._exposures = opened.document, opened.exposures
            self.opened.emit(opened.document, opened.exposures.original)
            self.changed.emit()

    def _on_opening_failed(self, task: Task, failure: Failure) -> None:
        if task is not self._opening:
            return
        self._opening = self._opening_path = None
        self.failed.emit(failure)
        self.changed.emit()

    def _drop_restoring(self) -> None:
        """Stop restoring and never mind what becomes of it."""
        self.cancel()
        self._restoring = self._growing = None

    @contextmanager
    def _letting_go(self) -> Iterator[None]:
        """Have whatever the block replaces dropped on another thread: giving back so much memory takes a while."""
        held: list[object] = [self._document, self._exposures, self._growing]
        yield
        self._files.submit(lambda _token, _progress: held.clear())

    def _on_progressed(self, task: Task, progress: Progress) -> None:
        if task is self._restoring:
            self._take_grown()
            self._progress = progress
            self.progressed.emit(progress)

    def _take_grown(self) -> None:
        if self._growing is not None:
            areas = self._growing.take()
            if areas:
                self.grown.emit(self._growing, areas)

    def _on_restored(self, task: Task, result: Result) -> None:
        if task is not self._restoring:
            return
        assert self._document is not None
        self._take_grown()
        with self._letting_go():
            self._restoring = self._growing = None
            self._document = self._document.with_result(result)
            self.restored.emit(result)
            self.changed.emit()

    def _on_restoring_cancelled(self, task: Task) -> None:
        if task is self._restoring:
            self._revert()

    def _on_restoring_failed(self, task: Task, failure: Failure) -> None:
        if task is self._restoring:
            self._revert()
            self.failed.emit(failure)

    def _revert(self) -> None:
        with self._letting_go():
            self._drop_restoring()
            self.reverted.emit()
            self.changed.emit()

    def _on_saved(self, result: Result, saved: "Saved") -> None:
        if self._document is not None:
            self._document = self._document.with_saved(result, saved.path)
        self.saved.emit(saved)

    def _on_undone(self, saved: "Saved") -> None:
        if self._document is not None:
            self._document = self._document.with_undone(saved.path)
