"""Messages inside the window: readable, copyable, never in the way."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from srdesk.gui.icons import Sign, icon
from srdesk.gui.notices import Notices
from srdesk.gui.styled import words
from srdesk.gui.wording import Message, Offer

_DETAILS_HEIGHT = 140
_SIGN = 20
_GAP = 10
_ROOM_FOR_WORDS = 320


class MessageBar(QWidget):
    """The notices, the newest first. Takes no room while there are none."""

    def __init__(self, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notices = notices
        self._items: list[MessageItem] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._show_notices()
        notices.changed.connect(self._show_notices)
        notices.added.connect(self._announce)

    @property
    def messages(self) -> tuple[Message, ...]:
        """What is shown, the newest first."""
        return tuple(item.message for item in self._items)

    def _show_notices(self) -> None:
        """Have one item for every message, in their order; those that stay keep what was opened in them."""
        messages = self.notices.messages
        for outdated in [item for item in self._items if item.message not in messages]:
            self._remove(outdated)
        present = {item.message: item for item in self._items}
        self._items = [present.get(message) or self._item(message) for message in messages]
        for place, item in enumerate(self._items):
            self._column.insertWidget(place, item)
        self.setVisible(bool(self._items))

    def _item(self, message: Message) -> "MessageItem":
        item = MessageItem(message)
        item.closed.connect(lambda: self.notices.dismiss(message))
        return item

    def _announce(self, message: Message) -> None:
        """Have screen readers say what has come."""
        item = next(item for item in self._items if item.message == message)
        QAccessible.updateAccessibility(QAccessibleEvent(item, QAccessible.Event.Alert))

    def _remove(self, item: "MessageItem") -> None:
        self._items.remove(item)
        self._column.removeWidget(item)
        item.hide()
        item.deleteLater()


class MessageItem(QFrame):
    """One message, with buttons for what it offers, and to see its details, copy and dismiss it."""

    closed = Signal()

    def __init__(self, message: Message) -> None:
        super().__init__()
        self.message = message
        self.setObjectName("message")
        self.setProperty("severity", message.severity.value)
        self.setAccessibleName(message.text)
        self.setAccessibleDescription(message.hint)
        self._sign = Sign(message.severity.value, _SIGN)
        self._details = QPlainTextEdit(message.details)
        self._details.setReadOnly(True)
        self._details.hide()
        self._details.setFixedHeight(_DETAILS_HEIGHT)
        self._details.setAccessibleName(self.tr("Details"))
        self._buttons = {
            name: self._button(name, text)
            for name, text in (
                ("details", self.tr("Details")),
                ("copy", self.tr("Copy")),
                ("close", self.tr("Dismiss")),
            )
        }
        self._buttons["close"].setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._buttons["details"].setCheckable(True)
        self._buttons["details"].setVisible(bool(message.details))
        self._buttons["details"].toggled.connect(self._details.setVisible)
        self._buttons["copy"].clicked.connect(self.copy)
        self._buttons["close"].clicked.connect(self.closed)
        self._offers = [self._offer(offer) for offer in message.offers]
        self._movable = (*self._offers, self._buttons["details"], self._buttons["copy"])
        self._line, self._below = QHBoxLayout(), QHBoxLayout()
        self._arrange()

    def copy(self) -> None:
        """Put everything the message says on the clipboard."""
        parts = (self.message.text, self.message.hint, self.message.details)
        QGuiApplication.clipboard().setText("\n".join(filter(None, parts)))

    def _button(self, name: str, text: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name))
        button.setText(text)
        button.setToolTip(text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button

    def _offer(self, offer: Offer) -> QPushButton:
        """A button that does what is offered; with that the message has done its work."""
        button = QPushButton(offer.text)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(self.closed)
        button.clicked.connect(offer.do)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_buttons()

    def _place_buttons(self) -> None:
        """Have the buttons beside the words, or below them where they would leave too little room."""
        taken = sum(button.sizeHint().width() + _GAP for button in self._movable if not button.isHidden())
        row = self._line if self.width() - taken >= _ROOM_FOR_WORDS else self._below
        if row.indexOf(self._movable[0]) >= 0:
            return
        for place, button in enumerate(self._movable, 2 if row is self._line else 1):
            row.insertWidget(place, button, alignment=Qt.AlignmentFlag.AlignTop)

    def _arrange(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(_paragraph(self.message.text, "text"))
        if self.message.hint:
            texts.addWidget(_paragraph(self.message.hint, "hint"))
        self._line.setSpacing(_GAP)
        self._line.addWidget(self._sign, alignment=Qt.AlignmentFlag.AlignTop)
        self._line.addLayout(texts, 1)
        self._line.addWidget(self._buttons["close"], alignment=Qt.AlignmentFlag.AlignTop)
        self._below.setSpacing(_GAP)
        self._below.addStretch(1)
        self._place_buttons()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 9, 10, 9)
        column.addLayout(self._line)
        column.addLayout(self._below)
        column.addWidget(self._details)


def _paragraph(text: str, name: str) -> QLabel:
    label = words(text, name, wrap=True)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return label
