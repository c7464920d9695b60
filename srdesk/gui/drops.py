"""What is dropped on the window or pasted into it: files, a picture without a file, or why there is nothing."""

import base64
import binascii
import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData
from PySide6.QtGui import QImage

from srdesk.gui.wording import Message, Severity

_PNG = "image/png"
_INLINE = re.compile(r"data:image/[\w.+-]+;base64,([A-Za-z0-9+/=\s%]+)", re.IGNORECASE)


def tr(text: str) -> str:
    return QCoreApplication.translate("drops", text)


@dataclass(frozen=True)
class Drop:
    """Files and folders, or else a picture (decoded, or the bytes of a file), and what to say."""

    paths: tuple[Path, ...] = ()
    picture: QImage | bytes | None = None
    message: Message | None = None


def may_drop(mime: QMimeData) -> bool:
    """Whether something held over the window is worth dropping: files, pictures, or addresses that can be explained."""
    return mime.hasUrls() or mime.hasImage() or mime.hasFormat(_PNG)


def dropped(mime: QMimeData) -> Drop:
    """What was dropped or pasted. Files come first; browsers give pictures along with their addresses."""
    files = tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    if files:
        return Drop(files)
    picture = _picture(mime)
    if picture is not None:
        return Drop(picture=picture)
    return Drop(message=_remote() if mime.hasUrls() else _nothing())


def _picture(mime: QMimeData) -> QImage | bytes | None:
    """A picture in the data itself: as a PNG if there is one, which is the picture to the last bit."""
    if mime.hasFormat(_PNG):
        return bytes(mime.data(_PNG).data())
    if mime.hasImage():
        image = mime.imageData()
        if isinstance(image, QImage) and not image.isNull():
            return image
    inline = _INLINE.search(" ".join([*(url.toString() for url in mime.urls()), mime.html()]))
    if inline is None:
        return None
    try:
        return base64.b64decode(inline[1], validate=False)
    except binascii.Error:
        return None


def _remote() -> Message:
    return Message(
        tr("That is an address, not a file on this computer."),
        tr("srdesk never uses the network: save the picture first, then drop the file."),
        Severity.WARNING,
    )


def _nothing() -> Message:
    return Message(
        tr("There is no photo on the clipboard."),
        tr("Copy a picture or a photo's file first, then paste."),
        Severity.WARNING,
    )
