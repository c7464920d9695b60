"""What arrives for the window from outside: photos that are opened together, and a wish to see it."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from srdesk.gui.main_window import MainWindow
from srdesk.gui.single.letter import Letter

SETTLE = 300
"""Milliseconds; photos that arrive closer together are opened as one lot. File managers may start srdesk for each."""

LINGER = 1000
"""Milliseconds after which what arrives has nothing to do any more with what was opened before."""


class Arrivals(QObject):
    """Opens in the window of the moment what arrives, once no question is open there."""

    def __init__(
        self,
        window: Callable[[], MainWindow],
        opened: Sequence[Path] = (),
        *,
        settle: int = SETTLE,
        linger: int = LINGER,
    ) -> None:
        """``opened`` is what the window was just opened with."""
        super().__init__()
        self._window = window
        self._latest = [file.absolute() for file in opened]
        self._waiting: list[Path] = []
        self._settling = QTimer(self, singleShot=True, interval=settle)
        self._settling.timeout.connect(self._on_settled)
        self._lingering = QTimer(self, singleShot=True, interval=linger)
        self._lingering.timeout.connect(self._latest.clear)
        self._lingering.start()

    def receive(self, letter: Letter) -> None:
        """Show the window, and open what the letter says."""
        self._come_forward(letter.activation)
        self.add(letter.files)

    def add(self, files: Sequence[Path]) -> None:
        """Open files soon, with others that come with them."""
        if files:
            self._waiting += files
            self._lingering.stop()
            self._settling.start()

    def add_named(self, name: str) -> None:
        """Open a file soon that the system names."""
        self.add([Path(name)])

    def close(self) -> None:
        """Open nothing any more."""
        self._settling.stop()
        self._lingering.stop()

    def _on_settled(self) -> None:
        if QApplication.activeModalWidget() is not None:
            self._settling.start()
            return
        self._latest += self._waiting
        self._waiting.clear()
        self._window().open(list(dict.fromkeys(self._latest)))
        self._lingering.start()

    def _come_forward(self, activation: str) -> None:
        window = self._window()
        if activation:
            os.environ["XDG_ACTIVATION_TOKEN"] = activation  # where Qt looks for it
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
