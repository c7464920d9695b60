"""Blinking: a beat at which the sides of a comparison take turns."""

from PySide6.QtCore import QObject, QTimer, Signal


class Blink(QObject):
    """Alternates for as long as it runs."""

    turned = Signal()
    """It is the other side's turn."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._second = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_timer_timeout)

    @property
    def second(self) -> bool:
        """Whether it is the turn of the side that comes second; never while nothing runs."""
        return self._second

    @property
    def running(self) -> bool:
        return self._timer.isActive()

    def run(self, interval: int | None) -> None:
        """Alternate every so many milliseconds from now on, or stop with the side that comes first."""
        if interval is None:
            self._timer.stop()
            self._second = False
        elif not self.running or interval != self._timer.interval():
            self._timer.start(interval)

    def _on_timer_timeout(self) -> None:
        self._second = not self._second
        self.turned.emit()
