"""The diagnostics dialog: shows what a report contains before it is saved."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from srdesk.gui.help.diagnostics import Sheet
from srdesk.gui.styled import named, words

NAME = "srdesk-diagnostics.zip"

_SIZE = (820, 560)
_LIST_WIDTH = 180


class DiagnosticsDialog(QDialog):
    """Lists the sheets of a report and lets each be read; ``save`` is called with where to save them."""

    def __init__(self, report: tuple[Sheet, ...], save: Callable[[Path], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Save diagnostics"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._report = report
        self._save = save
        self.list = named(QListWidget(), "roomy")
        self.list.setAccessibleName(self.tr("Contents"))
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.addItems([sheet.name for sheet in report])
        self.text = QPlainTextEdit(readOnly=True, lineWrapMode=QPlainTextEdit.LineWrapMode.NoWrap)
        self.list.currentRowChanged.connect(self._on_row_changed)
        self._arrange()
        self.list.setCurrentRow(0)

    def _arrange(self) -> None:
        promise = self.tr(
            "These files go into one archive, which stays on this computer until you send it to somebody. No photo is"
            " in it; your home folder and your name are left out. Names of files may be in the messages."
        )
        row = QHBoxLayout()
        row.addWidget(self.list)
        row.addWidget(self.text, 1)
        self.box = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.box.accepted.connect(self._on_accepted)
        self.box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(words(promise, wrap=True))
        column.addLayout(row, 1)
        column.addWidget(self.box)
        self.resize(*_SIZE)

    def _on_row_changed(self, row: int) -> None:
        self.text.setPlainText(self._report[row].text)
        self.text.setAccessibleName(self._report[row].name)

    def _on_accepted(self) -> None:
        dialog = QFileDialog(self, self.windowTitle(), str(Path.home()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Archives (*.zip)")])
        dialog.setDefaultSuffix("zip")
        dialog.selectFile(NAME)
        dialog.fileSelected.connect(partial(self._on_file_selected))
        dialog.open()

    def _on_file_selected(self, name: str) -> None:
        self._save(Path(name))
        self.accept()
