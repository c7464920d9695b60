"""Where a window stands and how it is looked at, from one window to the next and from one day to the next."""

from typing import NamedTuple

from PySide6.QtCore import QByteArray, QRect, QSettings, QSize
from PySide6.QtWidgets import QMainWindow

from srdesk.paths import settings_file

_FIRST_SIZE = QSize(1280, 820)
_TITLE_BAR = 40


class Stance(NamedTuple):
    """Where a window stands and how it is looked at: what another needs to take its place unnoticed."""

    geometry: QByteArray
    place: QRect
    panel_shown: bool

    def take_up(self, window: QMainWindow) -> None:
        """Be exactly there: how wide the frame is remains to be seen when the geometry is restored."""
        if not window.isMaximized() and not window.isFullScreen():
            window.setGeometry(self.place)


def fitting(size: QSize, available: QSize) -> QSize:
    """As much of a size as a screen has room for with a title bar: strongly scaled ones have little."""
    return size.boundedTo(available - QSize(0, _TITLE_BAR))


def place(window: QMainWindow, stance: Stance | None) -> None:
    """Put a window where another stood, or where the last one stood when it was closed."""
    geometry = stance.geometry if stance is not None else _memory().value("geometry")
    if geometry is None or not window.restoreGeometry(geometry):
        window.resize(fitting(_FIRST_SIZE, window.screen().availableSize()))


def remember(window: QMainWindow) -> None:
    """Have the next window stand where this one does."""
    _memory().setValue("geometry", window.saveGeometry())


def _memory() -> QSettings:
    """Where the window's geometry is kept; everything else is in `srdesk.settings`."""
    return QSettings(str(settings_file().with_name("window.ini")), QSettings.Format.IniFormat)
