"""The delivery: has the photo that is open show what the queue has made of it."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from srdesk.errors import SrdeskError
from srdesk.gui.background import Background
from srdesk.gui.document import Document, Result
from srdesk.gui.queue.desk import QueueDesk
from srdesk.gui.workbench import Workbench
from srdesk.jobs.queue import Made, QueueEntry
from srdesk.progress import CancelToken, ProgressSink

if TYPE_CHECKING:
    from srdesk.imaging.photo import Photo


class Delivery(QObject):
    """Brings results from their files to the workbench: nothing is computed again."""

    def __init__(self, desk: QueueDesk, workbench: Workbench, files: Background) -> None:
        super().__init__()
        self._desk = desk
        self._workbench = workbench
        self._files = files
        desk.written.connect(self._on_written)
        workbench.opened.connect(self._on_opened)

    def _on_written(self, entries: Sequence[QueueEntry]) -> None:
        document = self._workbench.document
        for entry in entries:
            if document is not None and entry.made is not None and entry.source == document.source:
                self._bring(document, entry.made)

    def _on_opened(self, document: Document) -> None:
        """The queue may have been through with the photo while it was being opened."""
        entry = self._desk.queue.find(document.source)
        if entry is not None and entry.made is not None:
            self._bring(document, entry.made)

    def _bring(self, document: Document, made: Made) -> None:
        """Read a result, unless the document has what the same options made."""
        restorer = self._workbench.restorer
        if restorer is None or _has(document, made):
            return
        try:
            exposure = self._workbench.exposure(made.options)
        except SrdeskError:  # of a network that is no more
            return

        def work(_token: CancelToken, _progress: ProgressSink) -> Result | None:
            from srdesk.gui.operations import hang_result

            return hang_result(document, exposure, made, restorer)

        task = self._files.submit(work)
        task.succeeded.connect(partial(self._on_read, document.photo, made))

    def _on_read(self, photo: "Photo", made: Made, result: Result | None) -> None:
        document = self._workbench.document
        if document is not None and document.photo is photo and result is not None and not _has(document, made):
            self._workbench.take(result)


def _has(document: Document, made: Made) -> bool:
    return any(result.made_with(made.options) for result in document.results)
