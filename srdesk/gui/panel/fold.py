"""Folds: parts of the panel that few need, one line high until they are wanted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from srdesk.gui.styled import named, words


class Fold(QWidget):
    """A title that shows and hides what belongs to it; folded, a line says what is set there."""

    toggled = Signal(bool)
    """Unfolded or folded, by the user."""

    def __init__(self, title: str, parts: list[QWidget]) -> None:
        super().__init__()
        self._button = named(QToolButton(), "fold")
        self._button.setText(title)
        self._button.setCheckable(True)
        self._button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._button.toggled.connect(self._show)
        self._button.clicked.connect(self.toggled)
        self._summary = words("", "sentence", wrap=True)
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 4, 0, 4)
        body.setSpacing(14)
        for part in parts:
            body.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self._button, self._summary, self._body):
            column.addWidget(widget)
        self._show(unfolded=False)

    @property
    def unfolded(self) -> bool:
        return self._button.isChecked()

    def unfold(self, *, unfolded: bool) -> None:
        """Show what belongs to the title, or hide it."""
        self._button.setChecked(unfolded)

    def sum_up(self, text: str) -> None:
        """Change the line that is there while folded."""
        self._summary.setText(text)
        self._button.setAccessibleDescription(text)

    def _show(self, unfolded: bool) -> None:
        self._button.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)
        self._body.setVisible(unfolded)
        self._summary.setVisible(not unfolded)
