"""Notifying: telling those who look elsewhere that something has happened in a window."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from srdesk.gui.icons import app_icon

_SHOWN_MS = 10_000


class Notifier(QObject):
    """Has the desktop show a text when a window is not in front."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._tray: QSystemTrayIcon | None = None

    def notify(self, text: str) -> None:
        """Tell of something, unless somebody looks at the window."""
        if self._window.isActiveWindow():
            return
        QApplication.alert(self._window)
        if QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages():
            self._tray = self._tray or self._new_tray()
            self._tray.show()
            self._tray.showMessage("srdesk", text, app_icon(), _SHOWN_MS)

    def _new_tray(self) -> QSystemTrayIcon:
        """An icon for as long as there is something to be read: it goes when it, or the message, is clicked."""
        tray = QSystemTrayIcon(app_icon(), self)
        tray.activated.connect(self._come_forward)
        tray.messageClicked.connect(self._come_forward)
        return tray

    def _come_forward(self) -> None:
        if self._tray is not None:
            self._tray.hide()
        self._window.showNormal() if self._window.isMinimized() else self._window.show()
        self._window.raise_()
        self._window.activateWindow()
