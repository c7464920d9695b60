"""The sheet of keys: what the keyboard and the mouse do at present."""

from collections.abc import Iterable, Iterator, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from srdesk.gui.actions import menus, mouse_and_keys
from srdesk.gui.keymap import Keymap, native
from srdesk.gui.styled import named, plain, words

_SHOWN = 2
"""Keys of one command that are shown."""

_COLUMNS = 3
_SIZE = (1000, 690)

Row = tuple[str, str]


class ShortcutSheet(QDialog):
    """Every command that has a key, by menu, and what is done with the mouse."""

    edit_wanted = Signal()

    def __init__(self, keymap: Keymap, titles: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard and mouse"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sections = [*_sections(keymap, titles), (self.tr("Mouse and view"), list(mouse_and_keys()))]
        area = QScrollArea(widgetResizable=True)
        area.setAccessibleName(self.tr("Keys and what they do"))
        area.setWidget(_page(sections))
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        change = box.addButton(self.tr("C&hange keys…"), QDialogButtonBox.ButtonRole.ActionRole)
        change.clicked.connect(self._on_change_clicked)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(area, 1)
        column.addWidget(box)
        self.resize(*_SIZE)

    def _on_change_clicked(self) -> None:
        self.accept()
        self.edit_wanted.emit()


def _sections(keymap: Keymap, titles: Mapping[str, str]) -> Iterator[tuple[str, list[Row]]]:
    for title, names in menus().items():
        keyed = [name for name in names if name and keymap.keys(name)]
        rows = [(native(keymap.keys(name)[:_SHOWN]), plain(titles[name])) for name in keyed]
        if rows:
            yield plain(title), rows


def _page(sections: list[tuple[str, list[Row]]]) -> QWidget:
    """The sections in columns of about the same height."""
    page = named(QWidget(), "panelContents")
    columns = QHBoxLayout(page)
    columns.setContentsMargins(24, 20, 24, 16)
    columns.setSpacing(36)
    heights = [0] * _COLUMNS
    stacks = [QVBoxLayout() for _ in heights]
    for stack in stacks:
        stack.setSpacing(6)
        columns.addLayout(stack, 1)
    for title, rows in sections:
        lowest = heights.index(min(heights))
        heights[lowest] += len(rows) + 2
        heading = words(title, "sheetTitle")
        heading.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        stacks[lowest].addWidget(heading)
        stacks[lowest].addLayout(_table(rows))
        stacks[lowest].addSpacing(16)
    for stack in stacks:
        stack.addStretch()
    return page


def _table(rows: Iterable[Row]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for number, (keys, text) in enumerate(rows):
        grid.addWidget(words(keys, "fieldTitle"), number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words(text, wrap=True), number, 1)
    return grid
