"""The sheet that asks how a file that was chosen is to be written."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QSizePolicy, QVBoxLayout, QWidget

from srdesk.gui.panel.writing import Writing
from srdesk.gui.styled import words
from srdesk.imaging.formats import Format
from srdesk.imaging.options import EncodeOptions

_WIDTH = 420


class SaveSheet(QDialog):
    """Shows what is set for saving, lets it be changed, and passes it on if the user goes on."""

    def __init__(
        self,
        parent: QWidget,
        target: Path,
        form: Format,
        encoding: EncodeOptions,
        *,
        chosen: Callable[[EncodeOptions], None],
    ) -> None:
        """``form`` is the format that the target's name asks for: that is settled."""
        super().__init__(parent)
        self._encoding = encoding
        self._chosen = chosen
        self.setWindowTitle(self.tr("Save as {0}").format(form.title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self.writing = Writing(settled=True)
        self.writing.offer(replace(encoding, format=form.name))
        self.writing.chosen.connect(self._on_chosen)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(14)
        name = words(target.name, "fieldTitle", wrap=True)
        name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column.addWidget(name)
        column.addWidget(self.writing)
        column.addSpacing(4)
        column.addWidget(buttons)

    def _on_chosen(self, encoding: EncodeOptions) -> None:
        """What is set for any photo stays: the name has settled the format of this one only."""
        self._encoding = replace(encoding, format=self._encoding.format)

    def _accept(self) -> None:
        self.accept()
        self._chosen(self._encoding)
