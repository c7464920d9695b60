"""Holding a key: one press and one release, however often the system repeats them."""

from PySide6.QtCore import QObject, QTimer, Signal

GRACE_MS = 40
"""A release that is followed by a press within this time was none: some systems repeat keys so, and do not say it."""


class Hold(QObject):
    """Whether a key is being held."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._held = False
        self._grace = QTimer(self)
        self._grace.setSingleShot(True)
        self._grace.setInterval(GRACE_MS)
        self._grace.timeout.connect(self.end)

    @property
    def held(self) -> bool:
        return self._held

    def press(self) -> None:
        """The key went down, or was repeated."""
        self._grace.stop()
        self._set(held=True)

    def release(self) -> None:
        """The key went up, perhaps only to be repeated."""
        if self._held:
            self._grace.start()

    def end(self) -> None:
        """Hold no longer, at once."""
        self._grace.stop()
        self._set(held=False)

    def _set(self, *, held: bool) -> None:
        if held != self._held:
            self._held = held
            self.changed.emit()
