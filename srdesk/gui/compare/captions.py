"""Captions: labels on a view that say which side is which."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QRect, Qt
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

    def adding(self, more: str, *, joint: str = ", ") -> "Caption":
        """The same with something more to say; an empty one stays empty."""
        return replace(self, detail=joint.join(filter(None, (self.detail, more)))) if self.title else self


class CaptionLabel(QLabel):
    """A caption in a corner of a part of its parent, in full if there is room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("caption")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_within(self, caption: Caption, part: QRect, *, right: bool, share: int = 1) -> None:
        """Stand in an upper corner of a part of the parent and take ``1 / share`` of its width at most."""
        room = part.width() // share - 2 * _MARGIN
        self.setText(caption.text)
        if self.sizeHint().width() > room:
            self.setText(caption.title)
        size = self.sizeHint()
        size.setWidth(min(size.width(), max(0, room)))
        x = part.right() + 1 - _MARGIN - size.width() if right else part.left() + _MARGIN
        self.setGeometry(x, part.top() + _MARGIN, size.width(), size.height())
        self.setVisible(bool(caption.title) and part.height() >= size.height() + 2 * _MARGIN)
