"""Announcing: having a screen reader say what others see appear."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QMainWindow

_MILLISECONDS = 15_000


def announce(window: QMainWindow, text: str) -> None:
    """Show a text in the status line for a while, and have it said."""
    window.statusBar().showMessage(text, _MILLISECONDS)
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(window.statusBar(), text))
