"""The dialog that asks how a comparison is to be exported."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from srdesk.gui.styled import words
from srdesk.imaging.comparison.request import LONGEST, ComparisonFile, Kind

SIZES = (1000, 2000, 4000)
"""Sides, in pixels, that are offered beside the largest."""

_INDENT = 26
_WIDTH = 440


class ExportDialog(QDialog):
    """Asks what to export, and in which form; passes on a `ComparisonFile` if the user goes on."""

    def __init__(
        self,
        parent: QWidget,
        choice: ComparisonFile,
        *,
        visible: ComparisonFile,
        size: tuple[int, int],
        chosen: Callable[[ComparisonFile], None],
    ) -> None:
        """``choice`` is what was chosen last; ``visible`` has the part in view, of a result of ``size`` pixels."""
        super().__init__(parent)
        self._visible = visible
        self._size = size
        self._chosen = chosen
        self.setWindowTitle(self.tr("Export the comparison"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self._kinds = _Radios(
            {
                Kind.HTML: (
                    self.tr("&Web page with a divider"),
                    self.tr("One file for any browser, phone or computer. It needs no network and loads nothing."),
                ),
                Kind.PNG: (
                    self.tr("&Picture of both sides"),
                    self.tr("A PNG with before and after next to each other."),
                ),
                Kind.GIF: (
                    self.tr("&Animation that blinks"),
                    self.tr("A GIF of at most 1280 pixels and 8 MB, in 256 colours."),
                ),
            }
        )
        self._parts = _Radios(
            {
                True: (self.tr("What is &visible now"), ""),
                False: (self.tr("The w&hole photo"), ""),
            }
        )
        self._sizes = QComboBox()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._arrange()
        self._show_choice(choice)
        self._connect()

    @property
    def choice(self) -> ComparisonFile:
        """What is chosen."""
        part = self._visible if self._parts.value else ComparisonFile(method=self._visible.method)
        return replace(part, kind=self._kinds.value, longest=self._sizes.currentData())

    def _show_choice(self, choice: ComparisonFile) -> None:
        partial = self._visible.crop is not None
        self._kinds.choose(choice.kind)
        self._parts.enable_first(possible=partial)
        self._parts.choose(partial)
        self._offer_sizes(choice.longest)

    def _offer_sizes(self, longest: int) -> None:
        """Offer the sizes that make a difference, and choose one of them or the largest."""
        whole = max(self._part_size)
        texts = {side: self.tr("At most {0} pixels a side").format(side) for side in SIZES if side < whole}
        exact = whole <= LONGEST
        every = self.tr("Every pixel ({0} × {1})").format(*self._part_size)
        texts[LONGEST] = every if exact else self.tr("At most {0} pixels a side").format(LONGEST)
        self._sizes.clear()
        for side, text in texts.items():
            self._sizes.addItem(text, side)
        index = self._sizes.findData(longest)
        self._sizes.setCurrentIndex(index if index >= 0 else self._sizes.count() - 1)

    @property
    def _part_size(self) -> tuple[int, int]:
        crop = self._visible.crop if self._parts.value else None
        return self._size if crop is None else (crop.width, crop.height)

    def _connect(self) -> None:
        self._parts.group.buttonToggled.connect(lambda: self._offer_sizes(self._sizes.currentData() or LONGEST))
        self._buttons.rejected.connect(self.reject)
        self._buttons.accepted.connect(self._accept)

    def _accept(self) -> None:
        self.accept()
        self._chosen(self.choice)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(8)
        for title, radios in ((self.tr("Form"), self._kinds), (self.tr("Part"), self._parts)):
            column.addWidget(words(title, "fieldTitle"))
            column.addWidget(radios)
            column.addSpacing(6)
        name = words(self.tr("&Size of each side"), "fieldTitle")
        name.setBuddy(self._sizes)
        self._sizes.setAccessibleName(self.tr("Size of each side"))
        column.addWidget(name)
        column.addWidget(self._sizes)
        column.addSpacing(12)
        button = self._buttons.addButton(self.tr("&Export…"), QDialogButtonBox.ButtonRole.AcceptRole)
        button.setDefault(True)
        column.addWidget(self._buttons)


class _Radios(QWidget):
    """One of several values, each with a title and perhaps a sentence under it."""

    def __init__(self, texts: dict[Any, tuple[str, str]]) -> None:
        super().__init__()
        self._values = list(texts)
        self.group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        for number, (title, sentence) in enumerate(texts.values()):
            button = QRadioButton(title)
            button.setAccessibleDescription(sentence)
            self.group.addButton(button, number)
            column.addWidget(button)
            if sentence:
                below = words(sentence, "sentence", wrap=True)
                below.setContentsMargins(_INDENT, 0, 0, 3)
                column.addWidget(below)

    @property
    def value(self) -> Any:
        return self._values[self.group.checkedId()]

    def choose(self, value: Any) -> None:
        self.group.button(self._values.index(value)).setChecked(True)

    def enable_first(self, *, possible: bool) -> None:
        """Allow or forbid the first value."""
        self.group.button(0).setEnabled(possible)
