"""The dialog about a model that was dropped: what was found out, and the little that was not."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from srdesk.convert.claims import Claims, Order, Range
from srdesk.convert.importing.words import sentences
from srdesk.gui.languages import translated
from srdesk.gui.newcomers import Candidate
from srdesk.gui.styled import words

_WIDTH = 460

Agreed = Callable[[str, Claims], None]


class NewcomerDialog(QDialog):
    """Says what a model is and asks for its name; ``agreed`` is called with that and with what is claimed."""

    def __init__(self, candidate: Candidate, agreed: Agreed, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Add a model"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._agreed = agreed
        self._findings = candidate.examined.findings
        self.name = QLineEdit(candidate.name)
        self.order = QComboBox()
        self.order.addItem(self.tr("Red, green, blue (most are)"), Order.RGB)
        self.order.addItem(self.tr("Blue, green, red (as OpenCV has it)"), Order.BGR)
        self.range = QComboBox()
        for values in Range:
            self.range.addItem(str(values).replace("..", " … "), values)
        self.range.setCurrentIndex(self.range.findData(self._findings.source))
        self.box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.box.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("Add"))
        self._arrange(candidate.file.name)
        self.name.selectAll()

    def _arrange(self, file: str) -> None:
        form = QFormLayout()
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("&Order of colours"), self.order)
        form.addRow(self.tr("Black … &white"), self.range)
        form.setRowVisible(self.order, not self._findings.ordered)
        form.setRowVisible(self.range, not self._findings.ranged)
        self.box.accepted.connect(self.accept)
        self.box.rejected.connect(self.reject)
        self.name.textChanged.connect(self._on_name_changed)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(words(file, "heading"))
        for sentence in sentences(self._findings):
            column.addWidget(words(translated(sentence), wrap=True))
        column.addLayout(form)
        column.addWidget(self.box)
        self.setMinimumWidth(_WIDTH)

    def _on_name_changed(self, text: str) -> None:
        self.box.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(text.strip()))

    def accept(self) -> None:
        order = None if self._findings.ordered else Order(self.order.currentData())
        values = None if self._findings.ranged else Range(self.range.currentData())
        self._agreed(self.name.text().strip(), Claims(order, values))
        super().accept()
