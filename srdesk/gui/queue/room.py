"""The queue's room: the desk, the thumbnails and how photos get there, for as long as the program runs; no widgets."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from srdesk.gui.background import Background, Failure
from srdesk.gui.document import Document
from srdesk.gui.notices import Notices
from srdesk.gui.places import is_homeless, own_folder
from srdesk.gui.queue import words
from srdesk.gui.queue.delivery import Delivery
from srdesk.gui.queue.desk import QueueDesk
from srdesk.gui.queue.recorder import Recorder
from srdesk.gui.queue.sizes import Sizes
from srdesk.gui.queue.thumbnails import Thumbnails
from srdesk.gui.wording import failure_message
from srdesk.gui.workbench import Workbench
from srdesk.jobs.queue import Made, QueueEntry, Reason, Recipe, State
from srdesk.jobs.queue_file import Kept, Unsaved
from srdesk.paths import pasted_folder, settings_file
from srdesk.progress import CancelToken, ProgressSink
from srdesk.settings import Settings

if TYPE_CHECKING:
    from srdesk.gui.operations import MakeRestorer
    from srdesk.gui.queue.work import Again, Gathered
    from srdesk.jobs.saves import Saved

AT_ONCE = 2000
"""Photos put into the queue before the window may do something else."""


class QueueRoom(QObject):
    """Everything about the queue that no window may take away with it."""

    arrived = Signal(object, object)
    """Photos were given and have been looked for: those found, and of these the ones that are new in the queue."""
    remarked = Signal(str)
    """Something that is good to know now and needs no answer."""
    pasted = Signal(object)
    """A picture without a file has one now: its path."""

    def __init__(
        self,
        make_restorer: "MakeRestorer",
        workbench: Workbench,
        notices: Notices,
        *,
        inference: Background,
        files: Background,
        settings: Callable[[], Settings],
    ) -> None:
        super().__init__()
        self.workbench = workbench
        self.notices = notices
        self._files = files
        self._read_settings = settings
        self.desk = QueueDesk(make_restorer, inference=inference)
        self.thumbnails = Thumbnails(files)
        self._sizes = Sizes(self.desk, files)
        self._redoing: Unsaved | None = None
        self._delivery = Delivery(self.desk, workbench, files)
        self._recorder = Recorder(self.desk, workbench, files, settings_file().with_name("queue.jsonl"))
        self._recorder.recalled.connect(self._on_recalled)
        self._recorder.failed.connect(self._on_failed)
        self.desk.taken_out.connect(self._on_taken_out)
        self.desk.halted.connect(self._on_halted)
        workbench.opened.connect(self._on_opened)
        workbench.changed.connect(self._on_workbench_changed)
        workbench.saved.connect(self._on_saved)
        workbench.saves.undone.connect(self._on_save_undone)

    @property
    def recipe(self) -> Recipe:
        """What the settings say now."""
        settings = self.settings
        return Recipe(settings.options, settings.encoding)

    @property
    def settings(self) -> Settings:
        """What is remembered, as it is now."""
        return self._read_settings()

    def recall(self) -> None:
        """Have back what was in the queue when srdesk ended last, and keep from now on what is in it."""
        self._recorder.begin()

    def close(self) -> None:
        """Keep what is still to be done; pictures that were pasted and are done with go."""
        self._recorder.close()
        waiting = {entry.source for entry in self.desk.queue if entry.state is not State.DONE}
        for picture in pasted_folder().glob("*.png"):
            if picture not in waiting:
                with suppress(OSError):
                    picture.unlink()

    def gather(self, paths: Sequence[Path]) -> None:
        """Put photos and the photos in folders into the queue, once they have been looked for."""

        def work(token: CancelToken, _progress: ProgressSink) -> "Gathered":
            from srdesk.gui.queue.work import gather

            return gather(paths, token)

        task = self._files.submit(work)
        task.succeeded.connect(self._on_gathered)
        task.failed.connect(self._on_failed)

    def paste(self, picture: QImage | bytes) -> None:
        """Give a picture a file of its own, in the cache."""
        name = self.tr("Pasted {0}").format(f"{datetime.now():%Y-%m-%d %H.%M.%S}")

        def work(_token: CancelToken, _progress: ProgressSink) -> Path:
            from srdesk.gui.queue.work import keep_pasted

            return keep_pasted(picture, pasted_folder(), name)

        task = self._files.submit(work)
        task.succeeded.connect(self.pasted.emit)
        task.failed.connect(self._on_failed)

    def add(self, photos: Sequence[Path]) -> list[Path]:
        """Put photos into the queue; returns those that were not there before.

        The results of photos that nothing should be written beside go where the user keeps photos.
        """
        fresh = self.desk.queue.fresh(photos)
        homes = {folder: not is_homeless(folder) for folder in {photo.parent for photo in fresh}}
        for at_home in (True, False):
            folder = None if at_home else own_folder(self.settings.folder)
            group = [photo for photo in fresh if homes[photo.parent] is at_home]
            if group:
                self.desk.add(group, self.recipe, folder=folder)
        return fresh

    def _on_gathered(self, gathered: "Gathered") -> None:
        photos, results = gathered.photos, gathered.results
        if photos:
            self._arrive(photos, 0, [])
        if results:
            add = partial(self._arrive, results, 0, [])
            message = words.results_left_out(len(results), add=add, redo=partial(self._redo_all, results))
            self.notices.show(message)
        elif not photos:
            self.notices.show(words.nothing_found())

    def _redo_all(self, results: tuple[Path, ...]) -> None:
        """Put the originals of results into the queue, each to be restored as for its result."""

        def work(token: CancelToken, _progress: ProgressSink) -> "tuple[Again, ...]":
            from srdesk.gui.queue.work import ways_back

            return ways_back(results, token)

        task = self._files.submit(work)
        task.succeeded.connect(partial(self._on_ways_found, len(results)))
        task.failed.connect(self._on_failed)

    def _on_ways_found(self, number: int, ways: "tuple[Again, ...]") -> None:
        self.add([way.original for way in ways])
        for way in ways:
            entry = self.desk.queue.find(way.original)
            if entry is not None and entry.state is State.QUEUED:
                self.desk.give_recipe([entry.key], Recipe(way.options, self.settings.encoding))
        self.notices.show(words.redone(len(ways), number))

    def _arrive(self, photos: tuple[Path, ...], start: int, fresh: list[Path]) -> None:
        """Add photos, some at a time; a folder may have very many."""
        fresh += self.add(photos[start : start + AT_ONCE])
        if start == 0:
            self.arrived.emit(photos, tuple(fresh))
        if start + AT_ONCE < len(photos):
            QTimer.singleShot(0, lambda: self._arrive(photos, start + AT_ONCE, fresh))
        elif len(fresh) < len(photos):
            self.remarked.emit(words.known_already(len(photos) - len(fresh)))

    def _on_workbench_changed(self) -> None:
        self.desk.step_aside(aside=self.workbench.restoring)

    def _on_saved(self, saved: "Saved") -> None:
        document = self.workbench.document
        if document is not None and document.result is not None and document.result.saved == saved.path:
            made = document.result.report
            self.desk.settle(document.source, Made(saved.path, document.result.options, made.seconds, made.difference))

    def _on_recalled(self, kept: Kept) -> None:
        """Say what has come back and what has not."""
        if kept.entries:
            self.notices.show(words.recalled(self.desk.queue, ended_well=kept.closed))
        if kept.unsaved is not None and not kept.closed:
            self.notices.show(words.lost(kept.unsaved, partial(self._redo, kept.unsaved)))
        if kept.damaged:
            self.notices.show(words.partly_recalled(kept.damaged))

    def _redo(self, lost: Unsaved) -> None:
        """Open a photo and restore it as it was restored before."""
        self._redoing = lost
        self.workbench.open(lost.source)

    def _on_opened(self, document: Document) -> None:
        lost, self._redoing = self._redoing, None
        if lost is not None and document.source == lost.source:
            self.workbench.restore(lost.options)

    def _on_save_undone(self, saved: "Saved") -> None:
        self.desk.unsettle(saved.path)

    def _on_taken_out(self, entries: tuple[QueueEntry, ...]) -> None:
        for entry in entries:
            self.thumbnails.forget(entry.source)

    def _on_halted(self, reason: Reason) -> None:
        self.notices.show(words.halted_message(reason))

    def _on_failed(self, failure: Failure) -> None:
        self.notices.show(failure_message(failure))
