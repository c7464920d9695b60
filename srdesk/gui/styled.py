"""Widgets by the names that the style sheet knows them by."""

import re
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

W = TypeVar("W", bound=QWidget)

_MNEMONIC_APART = re.compile(r"\s*\(&.\)")


def named(widget: W, name: str) -> W:
    """The widget, looking as the style sheet has it for that name."""
    widget.setObjectName(name)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return widget


def plain(text: str) -> str:
    """A text of a menu or a button without its mnemonic and dots, as in "Open" for "&Open…"."""
    return _MNEMONIC_APART.sub("", text).replace("&", "").rstrip("….")


def words(text: str, name: str = "", *, wrap: bool = False, centred: bool = False) -> QLabel:
    """A label of plain text."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if centred:
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setObjectName(name)
    return label
