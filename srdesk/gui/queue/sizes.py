"""Sizes: how large the photos of a queue are, found out in the background so that progress can be told in pixels."""

from collections import deque
from collections.abc import Iterable
from itertools import islice

from PySide6.QtCore import QObject

from srdesk.gui.background import Background
from srdesk.gui.queue.desk import QueueDesk
from srdesk.jobs.queue import QueueEntry, State
from srdesk.progress import CancelToken, ProgressSink

AT_ONCE = 64
"""Photos looked at before others may have the thread."""


class Sizes(QObject):
    """Measures every photo that is new on a desk, some at a time, first come, first served."""

    def __init__(self, desk: QueueDesk, files: Background) -> None:
        super().__init__()
        self._desk = desk
        self._files = files
        self._unknown: deque[QueueEntry] = deque()
        self._busy = False
        desk.written.connect(self._on_written)

    def _on_written(self, entries: Iterable[QueueEntry]) -> None:
        self._unknown.extend(entry for entry in entries if entry.size is None and entry.state is State.QUEUED)
        self._start()

    def _start(self) -> None:
        if self._busy or not self._unknown:
            return
        self._busy = True
        photos = [(entry.key, entry.source) for entry in islice(self._unknown, AT_ONCE)]
        for _ in photos:
            self._unknown.popleft()

        def work(token: CancelToken, _progress: ProgressSink) -> object:
            from srdesk.gui.queue.work import sizes_of

            return sizes_of(photos, token)

        task = self._files.submit(work)
        task.succeeded.connect(self._desk.model.measure)
        task.cancelled.connect(self._unknown.clear)
        task.finished.connect(self._on_finished)

    def _on_finished(self) -> None:
        self._busy = False
        self._start()
