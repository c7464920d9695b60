"""What is dropped on the window: the photos in it, or why there are none."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData

from srdesk.gui.wording import Message, Severity


def tr(text: str) -> str:
    return QCoreApplication.translate("drops", text)


@dataclass(frozen=True)
class Drop:
    """The photo to open, if any, and what to say."""

    photo: Path | None
    message: Message | None = None


def may_drop(mime: QMimeData) -> bool:
    """Whether something held over the window is worth dropping: files, or addresses that can be explained."""
    return mime.hasUrls()


def dropped(mime: QMimeData) -> Drop:
    """The first file among what was dropped."""
    files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return first_of(files) if files else Drop(None, _remote())


def first_of(files: list[Path]) -> Drop:
    """The first of several files, saying so; one photo is open at a time."""
    if len(files) < 2:
        return Drop(files[0] if files else None)
    text = tr("{0} files were given; {1} was opened.").format(len(files), files[0].name)
    return Drop(files[0], Message(text, tr("One photo is open at a time. srdesk restore takes several at once.")))


def _remote() -> Message:
    return Message(
        tr("That is an address, not a file on this computer."),
        tr("srdesk never uses the network: save the picture first, then drop the file."),
        Severity.WARNING,
    )
