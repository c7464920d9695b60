"""Messages inside the window: readable, copyable, never in the way."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from srdesk.gui.icons import Sign, icon
from srdesk.gui.styled import words
from srdesk.gui.wording import Message

MOST = 3
"""Messages shown at once; older ones make room."""

_DETAILS_HEIGHT = 140
_SIGN = 20


class MessageBar(QWidget):
    """Messages, the newest first. Takes no room while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[MessageItem] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    @property
    def messages(self) -> tuple[Message, ...]:
        """What is shown, the newest first."""
        return tuple(item.message for item in self._items)

    def show_message(self, message: Message) -> None:
        """Show a message; one that is already shown comes to the top."""
        for outdated in [*(item for item in self._items if item.message == message), *self._items[MOST - 1 :]]:
            self._remove(outdated)
        item = MessageItem(message)
        item.closed.connect(lambda: self._remove(item))
        self._items.insert(0, item)
        self._column.insertWidget(0, item)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(item, QAccessible.Event.Alert))

    def clear(self) -> None:
        for item in tuple(self._items):
            self._remove(item)

    def _remove(self, item: "MessageItem") -> None:
        if item in self._items:
            self._items.remove(item)
            self._column.removeWidget(item)
            item.hide()
            item.deleteLater()
            self.setVisible(bool(self._items))


class MessageItem(QFrame):
    """One message, with buttons to see its details, copy and dismiss it."""

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

    def _arrange(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(_paragraph(self.message.text, "text"))
        if self.message.hint:
            texts.addWidget(_paragraph(self.message.hint, "hint"))
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self._sign, alignment=Qt.AlignmentFlag.AlignTop)
        line.addLayout(texts, 1)
        for button in self._buttons.values():
            line.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 9, 10, 9)
        column.addLayout(line)
        column.addWidget(self._details)


def _paragraph(text: str, name: str) -> QLabel:
    label = words(text, name, wrap=True)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return label
