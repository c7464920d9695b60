"""The announcer: tells what the queue is doing to those who look elsewhere."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from srdesk.gui.icons import app_icon
from srdesk.gui.queue import words
from srdesk.gui.queue.desk import QueueDesk
from srdesk.jobs.queue import ACTIVE, State

_SHOWN_MS = 10_000


class Announcer(QObject):
    """Counts what is left on the program's icon, and notifies the desktop when the window is not in front."""

    def __init__(self, desk: QueueDesk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._tray: QSystemTrayIcon | None = None
        desk.changed.connect(self._on_changed)
        desk.ended.connect(self._on_ended)
        desk.halted.connect(self._on_halted)

    def _on_changed(self) -> None:
        """Have the number of photos that are left stand on the icon, where the desktop shows one."""
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.setBadgeNumber(self._desk.queue.number(State.QUEUED, *ACTIVE) if self._desk.running else 0)

    def _on_ended(self) -> None:
        self._notify(words.ended_line(self._desk.queue))

    def _on_halted(self, reason: object) -> None:
        self._notify(words.halted_message(reason).text)  # type: ignore[arg-type]

    def _notify(self, text: str) -> None:
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
