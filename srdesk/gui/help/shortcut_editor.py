"""The editor of keys: every command, the keys for it, and a place to press others."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QKeySequenceEdit,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from srdesk.gui.actions import menus
from srdesk.gui.keymap import Keymap, is_fixed, native
from srdesk.gui.styled import named, plain, words

_NAME = Qt.ItemDataRole.UserRole
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_SIZE = (620, 620)


class ShortcutEditor(QDialog):
    """Changes a `Keymap`; `chosen` tells which is wanted in the end."""

    chosen = Signal(object)

    def __init__(self, keymap: Keymap, titles: Mapping[str, str], parent: QWidget) -> None:
        """``titles`` are what the commands are called."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Change keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.keymap = keymap
        self._titles = {name: plain(title) for name, title in titles.items()}
        self._search = QLineEdit(placeholderText=self.tr("Search"), clearButtonEnabled=True)
        self._search.setAccessibleName(self.tr("Search commands"))
        self.tree = named(QTreeWidget(columnCount=2), "roomy")
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setHeaderLabels([self.tr("Command"), self.tr("Keys")])
        self.tree.setAccessibleName(self.tr("Commands and their keys"))
        self.edit = QKeySequenceEdit(maximumSequenceLength=1, clearButtonEnabled=True)
        for part in (self.edit, *self.edit.findChildren(QLineEdit)):
            part.setAccessibleName(self.tr("New key: press it"))
        self.note = words("", "caution", wrap=True)
        self.buttons = {
            "set": QPushButton(self.tr("&Use this key")),
            "add": QPushButton(self.tr("&Add this key")),
            "remove": QPushButton(self.tr("&No key")),
            "reset": QPushButton(self.tr("&Built-in keys")),
        }
        self._menus: list[QTreeWidgetItem] = []
        self._items = dict(self._fill())
        self._arrange()
        self._connect()
        self._show_keys()
        self.tree.setCurrentItem(next(iter(self._items.values())))

    @property
    def command(self) -> str | None:
        """The command that is selected."""
        item = self.tree.currentItem()
        return item.data(0, _NAME) if item is not None else None

    def select(self, name: str) -> None:
        """Select a command by its name."""
        self.tree.setCurrentItem(self._items[name])

    def accept(self) -> None:
        self.chosen.emit(self.keymap)
        super().accept()

    def _fill(self) -> list[tuple[str, QTreeWidgetItem]]:
        """One line for every command, under the menu that it is in."""
        found = []
        for title, names in menus().items():
            menu = QTreeWidgetItem(self.tree, [plain(title)])
            self._menus.append(menu)
            menu.setFlags(Qt.ItemFlag.ItemIsEnabled)
            menu.setFirstColumnSpanned(True)
            menu.setData(1, _SPOKEN, plain(title))
            menu.setFont(0, _bold(menu.font(0)))
            for name in filter(None, names):
                item = QTreeWidgetItem(menu, [self._titles[name]])
                item.setData(0, _NAME, name)
                found.append((name, item))
        self.tree.expandAll()
        return found

    def _arrange(self) -> None:
        self.resize(*_SIZE)
        self.tree.setColumnWidth(0, _SIZE[0] * 3 // 5)
        press = QHBoxLayout()
        press.addWidget(self.edit, 1)
        for button in self.buttons.values():
            button.setAutoDefault(False)
            press.addWidget(button)
        standard = QDialogButtonBox.StandardButton
        self.box = QDialogButtonBox(standard.Ok | standard.Cancel | standard.RestoreDefaults)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        for widget in (self._search, self.tree):
            column.addWidget(widget)
        column.addWidget(words(self.tr("Select a command, then press a key for it here:"), "fieldTitle"))
        column.addLayout(press)
        column.addWidget(self.note)
        column.addWidget(self.box)

    def _connect(self) -> None:
        self._search.textChanged.connect(self._filter)
        self.tree.currentItemChanged.connect(lambda _item, _former: self._show_possible())
        self.edit.keySequenceChanged.connect(lambda _key: self._show_possible())
        self.buttons["set"].clicked.connect(lambda: self._assign(self._pressed))
        self.buttons["add"].clicked.connect(lambda: self._assign(*self._present, self._pressed))
        self.buttons["remove"].clicked.connect(lambda: self._assign())
        self.buttons["reset"].clicked.connect(self._reset)
        self.box.accepted.connect(self.accept)
        self.box.rejected.connect(self.reject)
        restore = self.box.button(QDialogButtonBox.StandardButton.RestoreDefaults)
        restore.setText(self.tr("All built-in keys"))
        restore.clicked.connect(lambda: self._take(Keymap(self.keymap.built_in)))

    @property
    def _pressed(self) -> str:
        return self.edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText)

    @property
    def _present(self) -> tuple[str, ...]:
        return self.keymap.keys(self.command) if self.command else ()

    def _assign(self, *keys: str) -> None:
        if self.command:
            self._take(self.keymap.assigned(self.command, keys))
            self.edit.clear()

    def _reset(self) -> None:
        if self.command:
            self._take(self.keymap.reset(self.command))

    def _take(self, keymap: Keymap) -> None:
        self.keymap = keymap
        self._show_keys()

    def _show_keys(self) -> None:
        for name, item in self._items.items():
            item.setText(1, native(self.keymap.keys(name)))
            item.setData(1, _SPOKEN, item.text(1) or self.tr("No key"))
            item.setFont(1, _bold(item.font(1), bold=self.keymap.keys(name) != self.keymap.built_in[name]))
        self._show_possible()

    def _show_possible(self) -> None:
        """Say whose the pressed key is, and let only what makes sense be done."""
        usable = bool(self._pressed) and not is_fixed(self._pressed)
        for name, possible in {"set": usable, "add": usable, "remove": True, "reset": True}.items():
            self.buttons[name].setEnabled(possible and self.command is not None)
        self.note.setText(self._conflict())

    def _conflict(self) -> str:
        if not self._pressed:
            return ""
        key = native([self._pressed])
        if is_fixed(self._pressed):
            return self.tr("{0} is needed to compare photos and to move about, and cannot be changed.").format(key)
        owner = self.keymap.owner(self._pressed)
        if owner is None or owner == self.command:
            return ""
        return self.tr("{0} is the key for “{1}”, which would lose it.").format(key, self._titles[owner])

    def _filter(self, text: str) -> None:
        """Show the commands whose words or keys have a text in them."""
        for item in self._items.values():
            found = text.casefold() in f"{item.text(0)} {item.text(1)}".casefold()
            item.setHidden(not found)
        for menu in self._menus:
            menu.setHidden(all(item.isHidden() for item in self._items.values() if item.parent() is menu))


def _bold(font: QFont, *, bold: bool = True) -> QFont:
    font = QFont(font)
    font.setBold(bold)
    return font
