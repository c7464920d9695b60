"""The first page: which photos, and where the results go."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from srdesk.gui import dialogs
from srdesk.gui.batch.desk import BatchDesk
from srdesk.gui.batch.draft import Lack
from srdesk.gui.panel.fields import Field
from srdesk.gui.styled import named, plain, words


class ChoosePage(QWidget):
    """Shows what a draft is about and lets it be changed."""

    def __init__(self, desk: BatchDesk, folder: Callable[[], Path | None]) -> None:
        """``folder`` is where the user looks for photos first."""
        super().__init__()
        self._desk = desk
        self._folder = folder
        self.inputs = _Inputs(self._take_out)
        self.output = named(QLineEdit(), "entry")
        self.output.setPlaceholderText(self.tr("A folder for the results"))
        self.include, self.exclude = named(QLineEdit(), "entry"), named(QLineEdit(), "entry")
        self.include.setPlaceholderText(self.tr("all, or for instance *.jpg; scans/*"))
        self.exclude.setPlaceholderText(self.tr("none, or for instance *_small*; old/*"))
        self.recursive = QCheckBox(self.tr("Folders inside too"))
        self.hidden = QCheckBox(self.tr("Hidden files too"))
        self.in_place = QCheckBox(self.tr("Replace the photos themselves; the originals are kept in a folder"))
        self.lack = words("", "caution", wrap=True)
        self._remove = QPushButton(self.tr("Take out"))
        self._find_output = QPushButton(self.tr("Choose…"))
        self._arrange()
        self._connect()
        desk.changed.connect(self.show_desk)
        self.show_desk()

    def take(self, paths: Sequence[Path]) -> None:
        """Add photos and folders; if there is no output yet, one beside the first is proposed."""
        draft = self._desk.draft
        inputs = tuple(dict.fromkeys((*draft.inputs, *(path.absolute() for path in paths))))
        output = draft.output if draft.output is not None or not inputs else self._proposal(inputs[0])
        self._desk.change(inputs=inputs, output=output)

    def show_desk(self) -> None:
        """Show what is asked for."""
        draft = self._desk.draft
        self.inputs.show_paths(draft.inputs)
        _show_text(self.output, "" if draft.output is None else str(draft.output))
        _show_text(self.include, "; ".join(draft.selection.include), parsed=_globs(self.include.text()))
        _show_text(self.exclude, "; ".join(draft.selection.exclude), parsed=_globs(self.exclude.text()))
        self.recursive.setChecked(draft.selection.recursive)
        self.hidden.setChecked(draft.selection.hidden)
        self.in_place.setChecked(draft.in_place)
        for widget in (self.output, self._find_output):
            widget.setEnabled(not draft.in_place)
        lack = draft.lack
        self.lack.setText("" if lack is None or lack is Lack.PHOTOS else self._lacks()[lack])
        self.setEnabled(not self._desk.running)

    def _lacks(self) -> dict[Lack, str]:
        return {
            Lack.PHOTOS: self.tr("Add a folder or photos, or drop them here."),
            Lack.OUTPUT: self.tr("Choose a folder for the results."),
            Lack.ONE_FOLDER: self.tr("Photos are replaced in one folder: let that stand alone above."),
        }

    def _proposal(self, first: Path) -> Path:
        if first.is_dir():
            return first.with_name(self.tr("{0} restored").format(first.name))
        return first.parent / self.tr("restored")

    def _connect(self) -> None:
        self.inputs.itemSelectionChanged.connect(lambda: self._remove.setEnabled(bool(self.inputs.selectedItems())))
        self._remove.clicked.connect(self._take_out)
        self._find_output.clicked.connect(self._ask_output)
        self.output.textEdited.connect(self._on_output_edited)
        self.include.textEdited.connect(lambda text: self._select(include=_globs(text)))
        self.exclude.textEdited.connect(lambda text: self._select(exclude=_globs(text)))
        self.recursive.clicked.connect(lambda checked: self._select(recursive=checked))
        self.hidden.clicked.connect(lambda checked: self._select(hidden=checked))
        self.in_place.clicked.connect(lambda checked: self._desk.change(in_place=checked))

    def _select(self, **changes: object) -> None:
        self._desk.change(selection=replace(self._desk.draft.selection, **changes))  # type: ignore[arg-type]

    def _on_output_edited(self, text: str) -> None:
        self._desk.change(output=Path(text).absolute() if text.strip() else None)

    def _take_out(self) -> None:
        chosen = {item.text() for item in self.inputs.selectedItems()}
        self._desk.change(inputs=tuple(path for path in self._desk.draft.inputs if str(path) not in chosen))

    def _ask_folder(self) -> None:
        dialogs.ask_folder(self.window(), self._folder(), lambda folder: self.take([folder]))

    def _ask_photos(self) -> None:
        dialogs.ask_sources(self.window(), self._folder(), self.take)

    def _ask_output(self) -> None:
        begin = self._desk.draft.output or self._folder()
        while begin is not None and not begin.is_dir() and begin != begin.parent:
            begin = begin.parent
        title = self.tr("Folder for the results")
        dialogs.ask_folder(self.window(), begin, lambda folder: self._desk.change(output=folder), title=title)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 12)
        column.setSpacing(12)
        column.addWidget(words(self.tr("Which photos?"), "heading"))
        column.addWidget(self.inputs, 1)
        column.addLayout(self._buttons())
        switches = QHBoxLayout()
        switches.setSpacing(24)
        switches.addWidget(self.recursive)
        switches.addWidget(self.hidden)
        switches.addStretch()
        column.addLayout(switches)
        names = QHBoxLayout()
        names.setSpacing(18)
        edits = ((self.tr("Only &names like"), self.include), (self.tr("But no&t names like"), self.exclude))
        for title, edit in edits:
            field = Field(title, edit)
            field.say(self.tr("Several with a semicolon between them; with a slash, paths within the folder."))
            names.addWidget(field, 1)
        column.addLayout(names)
        column.addLayout(self._output_row())
        column.addWidget(self.in_place)
        column.addWidget(self.lack)

    def _output_row(self) -> QGridLayout:
        title = words(self.tr("&Results go into"), "fieldTitle")
        title.setBuddy(self.output)
        self.output.setAccessibleName(plain(self.tr("&Results go into")))
        grid = QGridLayout()
        grid.setVerticalSpacing(5)
        grid.addWidget(title, 0, 0)
        grid.addWidget(self.output, 1, 0)
        grid.addWidget(self._find_output, 1, 1)
        return grid

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for text, act in ((self.tr("Add a folder…"), self._ask_folder), (self.tr("Add photos…"), self._ask_photos)):
            button = QPushButton(text)
            button.clicked.connect(lambda _checked=False, act=act: act())
            row.addWidget(button)
        self._remove.setEnabled(False)
        row.addWidget(self._remove)
        row.addStretch()
        return row


class _Inputs(QListWidget):
    """Photos and folders, one a line; an invitation while there are none."""

    def __init__(self, removed: Callable[[], None]) -> None:
        super().__init__()
        named(self, "batchInputs")
        self._removed = removed
        self._paths: tuple[Path, ...] = ()
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setUniformItemSizes(True)
        self.setMinimumHeight(90)
        self.setAccessibleName(self.tr("Photos and folders of the batch"))
        self._invitation = words(self.tr("Drop folders or photos here"), "promise", centred=True)
        self._invitation.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = QVBoxLayout(self)
        inside.addWidget(self._invitation)

    def show_paths(self, paths: tuple[Path, ...]) -> None:
        if paths != self._paths:
            self._paths = paths
            self.clear()
            self.addItems([str(path) for path in paths])
        self._invitation.setVisible(not paths)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._removed()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.ignore()  # the window takes what is dropped anywhere on it

    def dropEvent(self, event: QDropEvent) -> None:
        event.ignore()


def _globs(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (glob.strip() for glob in text.split(";"))))


def _show_text(edit: QLineEdit, text: str, *, parsed: tuple[str, ...] | None = None) -> None:
    """Show a text unless what is being typed comes to the same."""
    if edit.hasFocus() and (parsed is None or parsed == _globs(text)):
        return
    if edit.text() != text:
        edit.setText(text)
