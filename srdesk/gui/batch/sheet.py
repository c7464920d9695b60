"""Facts as a sheet: titles with texts beside them."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QSizePolicy, QWidget

from srdesk.gui.styled import words

Fact = tuple[str, str]
"""A title and a text, perhaps of several lines."""


class Sheet(QWidget):
    """Facts that can be read, selected and copied."""

    def __init__(self) -> None:
        super().__init__()
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(18)
        self._form.setVerticalSpacing(9)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._facts: tuple[Fact, ...] = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What stands there."""
        return self._facts

    def fill(self, facts: Iterable[Fact]) -> None:
        """Show other facts; those without a text are left out."""
        facts = tuple((title, text) for title, text in facts if text)
        if facts == self._facts:
            return
        self._facts = facts
        while self._form.rowCount():
            self._form.removeRow(0)
        for title, text in facts:
            self._form.addRow(words(title, "fieldTitle"), _paragraph(text))


def _paragraph(text: str) -> QLabel:
    label = words(text, wrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return label
