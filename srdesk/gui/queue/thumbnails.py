"""Thumbnails: small images of photos, made in the background when somebody looks, a bounded number of them kept."""

from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from srdesk.gui.background import Background
from srdesk.progress import CancelToken, ProgressSink

SIDE = 128
"""Pixels of the longer side."""
MOST_KEPT = 400
"""Images kept: at 64 KB each about 25 MB at most."""
MOST_WANTED = 60
"""Requests that wait; when there are more, the oldest were scrolled past long ago."""


class Thumbnails(QObject):
    """Images by the path of the photo. One is made at a time, the last that was asked for first."""

    made = Signal(object)
    """There is an image of a photo now: its path."""

    def __init__(self, files: Background) -> None:
        super().__init__()
        self._files = files
        self._images: OrderedDict[Path, QImage] = OrderedDict()
        self._wanted: OrderedDict[Path, None] = OrderedDict()
        self._under_way: Path | None = None

    def get(self, photo: Path) -> QImage | None:
        """The image of a photo: a null image if none can be made, ``None`` if it is still to be made."""
        image = self._images.get(photo)
        if image is not None:
            self._images.move_to_end(photo)
            return image
        if photo != self._under_way:
            self._want(photo)
        return None

    def forget(self, photo: Path) -> None:
        """Nobody will ask for this photo; if somebody does, it may look different by then."""
        self._images.pop(photo, None)
        self._wanted.pop(photo, None)

    def _want(self, photo: Path) -> None:
        self._wanted[photo] = None
        self._wanted.move_to_end(photo)
        if len(self._wanted) > MOST_WANTED:
            self._wanted.popitem(last=False)
        self._start()

    def _start(self) -> None:
        if self._under_way is not None or not self._wanted:
            return
        photo, _ = self._wanted.popitem()
        self._under_way = photo

        def work(_token: CancelToken, _progress: ProgressSink) -> QImage:
            from srdesk.gui.queue.work import small_image

            return small_image(photo, SIDE)

        task = self._files.submit(work)
        task.succeeded.connect(lambda image: self._keep(photo, image))
        task.failed.connect(lambda _failure: self._keep(photo, QImage()))
        task.cancelled.connect(self._wanted.clear)
        task.finished.connect(self._on_finished)

    def _keep(self, photo: Path, image: QImage) -> None:
        self._images[photo] = image
        if len(self._images) > MOST_KEPT:
            self._images.popitem(last=False)
        self.made.emit(photo)

    def _on_finished(self) -> None:
        self._under_way = None
        self._start()
