"""The watchdog: notices that a photo has shown no sign of life for too long."""

from PySide6.QtCore import QObject, QTimer, Signal

PATIENCE_MS = 15 * 60_000
"""Reading or writing the largest photos takes minutes, and a tile of the slowest model less than one."""


class Watchdog(QObject):
    """Barks unless it is patted now and then."""

    barked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._timer.timeout.connect(self.barked)

    def pat(self) -> None:
        """There was a sign of life; wait for the next."""
        self._timer.start()

    def rest(self) -> None:
        """Nothing is to be watched."""
        self._timer.stop()
