"""Captions: labels on a view that say which side is which."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

_MARGIN = 12


@dataclass(frozen=True)
class Caption:
    """What a side is called, in a word or two, and in more."""

    title: str
    detail: str = ""

    @property
    def text(self) -> str:
        return f"{self.title} · {self.detail}" if self.detail else self.title


class CaptionLabel(QLabel):
    """A caption in an upper corner of a part of its parent, in full if there is room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("caption")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_within(self, caption: Caption, left: int, width: int, *, right: bool) -> None:
        """Stand in the upper left or right corner of the columns from ``left`` on."""
        room = width - 2 * _MARGIN
        self.setText(caption.text)
        if self.sizeHint().width() > room:
            self.setText(caption.title)
        size = self.sizeHint()
        size.setWidth(min(size.width(), max(0, room)))
        x = left + width - _MARGIN - size.width() if right else left + _MARGIN
        self.setGeometry(x, _MARGIN, size.width(), size.height())
        self.setVisible(bool(caption.title))
