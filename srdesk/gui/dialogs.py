"""Dialogs: which file, and what becomes of a result nobody has saved. None of them blocks the event loop."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from srdesk.imaging.formats import Format, readable_suffixes, writable_formats

Chosen = Callable[[Path], None]


def tr(text: str) -> str:
    return QCoreApplication.translate("dialogs", text)


def ask_sources(parent: QWidget, folder: Path | None, chosen: Callable[[list[Path]], None]) -> None:
    """Let photos be chosen."""
    dialog = _file_dialog(parent, tr("Open photos"))
    dialog.filesSelected.connect(lambda names: chosen([Path(name) for name in names]))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    _show_photos(dialog)
    _begin_in(folder, dialog)
    dialog.open()


def ask_source(parent: QWidget, title: str, folder: Path, chosen: Chosen) -> None:
    """Let one photo be chosen."""
    dialog = _file_dialog(parent, title)
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    _show_photos(dialog)
    _begin_in(folder, dialog)
    dialog.open()


def ask_folder(parent: QWidget, folder: Path | None, chosen: Chosen, *, title: str = "") -> None:
    """Let a folder be chosen, by default one of photos."""
    dialog = _file_dialog(parent, title or tr("Add a folder of photos"))
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    _begin_in(folder, dialog)
    dialog.open()


def ask_target(parent: QWidget, proposal: Path, chosen: Chosen) -> None:
    """Let a file to save in be chosen; the dialog itself asks before one is replaced."""
    dialog = _file_dialog(parent, tr("Save the result"))
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    formats = _own_format_first(writable_formats(), proposal.suffix)
    filters = {f"{form.title} ({' '.join(f'*{suffix}' for suffix in form.suffixes)})": form for form in formats}
    dialog.setNameFilters(list(filters))

    def follow_filter(name: str) -> None:
        dialog.setDefaultSuffix(filters[name].suffixes[0].removeprefix("."))

    dialog.filterSelected.connect(follow_filter)
    dialog.setDirectory(str(proposal.parent))
    dialog.selectFile(proposal.name)
    follow_filter(next(iter(filters)))
    dialog.open()


def ask_export_target(parent: QWidget, title: str, proposal: Path, chosen: Chosen) -> None:
    """Let a file to export into be chosen, of the proposal's kind; the dialog itself asks before one is replaced."""
    dialog = _file_dialog(parent, title)
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([f"{proposal.suffix.removeprefix('.').upper()} (*{proposal.suffix})"])
    dialog.setDefaultSuffix(proposal.suffix.removeprefix("."))
    dialog.setDirectory(str(proposal.parent))
    dialog.selectFile(proposal.name)
    dialog.open()


def ask_unsaved(parent: QWidget, name: str, *, save: Callable[[], None], discard: Callable[[], None]) -> None:
    """Ask what becomes of an unsaved result, and do that; nothing if the user thinks better of it."""
    box = _question(
        parent,
        tr("Unsaved result"),
        tr("The result of {0} is not saved.").format(name),
        tr("It will be lost if you go on without saving."),
    )
    button = QMessageBox.StandardButton
    box.setStandardButtons(button.Save | button.Discard | button.Cancel)
    box.setDefaultButton(button.Save)
    _open(box, {button.Save: save, button.Discard: discard})


def ask_stop(parent: QWidget, name: str, *, stop: Callable[[], None]) -> None:
    """Ask whether a restoration under way may be stopped for another photo."""
    box = _question(
        parent,
        tr("Restoring"),
        tr("{0} is still being restored.").format(name),
        tr("Opening another photo stops that."),
    )
    _ask_either(box, tr("Stop and open"), tr("Keep restoring"), stop)


def ask_leave_restoring(parent: QWidget, name: str, *, leave: Callable[[], None]) -> None:
    """Ask whether to close while a photo is restored."""
    box = _question(parent, tr("Restoring"), tr("{0} is still being restored.").format(name), tr("Closing stops that."))
    _ask_either(box, tr("Stop and close"), tr("Keep restoring"), leave)


def ask_leave_queue(parent: QWidget, left: int, *, leave: Callable[[], None]) -> None:
    """Ask whether to close while the queue is running."""
    box = _question(
        parent,
        tr("The queue is running"),
        tr("{0} photos of the queue are still to be restored.").format(left),
        tr("They will wait for you in the queue the next time you start srdesk."),
    )
    _ask_either(box, tr("Stop and close"), tr("Keep running"), leave)


def _question(parent: QWidget, title: str, text: str, consequence: str) -> QMessageBox:
    box = QMessageBox(QMessageBox.Icon.Question, title, text, parent=parent)
    box.setInformativeText(consequence)
    return box


def _ask_either(box: QMessageBox, do_it: str, leave_it: str, do: Callable[[], None]) -> None:
    """Have something done or left as it is, which is what comes of a key hit by chance."""
    button = QMessageBox.StandardButton
    box.setStandardButtons(button.Discard | button.Cancel)
    box.button(button.Discard).setText(do_it)
    box.button(button.Cancel).setText(leave_it)
    box.setDefaultButton(button.Cancel)
    _open(box, {button.Discard: do})


def ask_leave_batch(parent: QWidget, *, leave: Callable[[], None]) -> None:
    """Ask whether to close while a batch is running."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(tr("The batch is running"))
    box.setText(tr("The batch is not finished."))
    box.setInformativeText(tr("Its journal is kept: srdesk offers to go on with it the next time you start it."))
    button = QMessageBox.StandardButton
    box.setStandardButtons(button.Discard | button.Cancel)
    box.button(button.Discard).setText(tr("Stop and close"))
    box.button(button.Cancel).setText(tr("Keep running"))
    box.setDefaultButton(button.Cancel)
    _open(box, {button.Discard: leave})


def ask_close_batch(parent: QWidget, *, go_on: Callable[[], None], stop: Callable[[], None]) -> None:
    """Ask what becomes of a batch whose window is closed while it runs."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(tr("The batch is running"))
    box.setText(tr("Is the batch to go on without this window?"))
    box.setInformativeText(tr("The main window shows how far it is. Stopped, it can be gone on with by its journal."))
    button = QMessageBox.StandardButton
    box.setStandardButtons(button.Ok | button.Discard | button.Cancel)
    box.button(button.Ok).setText(tr("Go on in the background"))
    box.button(button.Discard).setText(tr("Stop it"))
    box.setDefaultButton(button.Ok)
    _open(box, {button.Ok: go_on, button.Discard: stop})


def ask_undo_batch(parent: QWidget, photos: str, *, undo: Callable[[], None]) -> None:
    """Ask whether the results of a batch are to go."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(tr("Undo the batch"))
    box.setText(tr("Are the results of {0} to be moved to the recycle bin?").format(photos))
    box.setInformativeText(tr("What was changed since is left alone; originals that were replaced come back."))
    button = QMessageBox.StandardButton
    box.setStandardButtons(button.Discard | button.Cancel)
    box.button(button.Discard).setText(tr("Undo the batch"))
    box.setDefaultButton(button.Cancel)
    _open(box, {button.Discard: undo})


def _open(box: QMessageBox, answers: dict[QMessageBox.StandardButton, Callable[[], None]]) -> None:
    box.setWindowModality(Qt.WindowModality.WindowModal)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.finished.connect(lambda result: answers.get(QMessageBox.StandardButton(result), lambda: None)())
    box.open()


def _file_dialog(parent: QWidget, title: str) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


def _show_photos(dialog: QFileDialog) -> None:
    patterns = " ".join(f"*{suffix}" for suffix in sorted(readable_suffixes()))
    dialog.setNameFilters([tr("Photos ({0})").format(patterns), tr("All files (*)")])


def _begin_in(folder: Path | None, dialog: QFileDialog) -> None:
    if folder is not None and folder.is_dir():
        dialog.setDirectory(str(folder))


def _own_format_first(formats: Sequence[Format], suffix: str) -> list[Format]:
    return sorted(formats, key=lambda form: suffix.lower() not in form.suffixes)
