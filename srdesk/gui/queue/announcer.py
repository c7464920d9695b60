"""The announcer: tells what the queue is doing to those who look elsewhere."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from srdesk.gui.notifying import Notifier
from srdesk.gui.queue import words
from srdesk.gui.queue.desk import QueueDesk
from srdesk.jobs.queue import ACTIVE, State


class Announcer(QObject):
    """Counts what is left on the program's icon, and notifies the desktop when the window is not in front."""

    def __init__(self, desk: QueueDesk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._notifier = Notifier(window)
        desk.changed.connect(self._on_changed)
        desk.ended.connect(self._on_ended)
        desk.halted.connect(self._on_halted)

    def _on_changed(self) -> None:
        """Have the number of photos that are left stand on the icon, where the desktop shows one."""
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.setBadgeNumber(self._desk.queue.number(State.QUEUED, *ACTIVE) if self._desk.running else 0)

    def _on_ended(self) -> None:
        self._notifier.notify(words.ended_line(self._desk.queue))

    def _on_halted(self, reason: object) -> None:
        self._notifier.notify(words.halted_message(reason).text)  # type: ignore[arg-type]
