"""The help desk: what the Help menu asks for."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from srdesk.gui.actions import Actions
from srdesk.gui.background import Failure
from srdesk.gui.help import diagnostics
from srdesk.gui.help.diagnostics import Sheet
from srdesk.gui.keymap import Keymap
from srdesk.gui.studio import Studio
from srdesk.gui.wording import Message, failure_message
from srdesk.progress import CancelToken, ProgressSink


class HelpDesk(QObject):
    """Opens the dialogs of help over a window, and keeps the user's keys."""

    def __init__(self, actions: Actions, studio: Studio, window: QWidget) -> None:
        super().__init__(window)
        self._actions = actions
        self._studio = studio
        self._window = window
        self._use(studio.settings.shortcuts)
        slots = {
            "pages": self.show_pages,
            "shortcuts": self.show_shortcuts,
            "edit_shortcuts": self.edit_shortcuts,
            "diagnostics": self.gather_diagnostics,
            "about": self.show_about,
        }
        for name, slot in slots.items():
            actions[name].triggered.connect(lambda _checked=False, slot=slot: slot())

    def show_pages(self, page: str = "first-steps") -> None:
        from srdesk.gui.help.pages import HelpPages

        present = self._window.findChild(HelpPages)
        pages = present or HelpPages(self._window)
        pages.show_page(page)
        pages.show()
        pages.activateWindow()

    def show_shortcuts(self) -> None:
        from srdesk.gui.help.shortcut_sheet import ShortcutSheet

        sheet = ShortcutSheet(self._actions.keymap, self._actions.titles, self._window)
        sheet.edit_wanted.connect(self.edit_shortcuts)
        sheet.open()

    def edit_shortcuts(self) -> None:
        from srdesk.gui.help.shortcut_editor import ShortcutEditor

        editor = ShortcutEditor(self._actions.keymap, self._actions.titles, self._window)
        editor.chosen.connect(self._on_keys_chosen)
        editor.open()

    def show_about(self) -> None:
        from srdesk.gui.help.about import AboutDialog

        dialog = AboutDialog(self._window)
        dialog.licences_wanted.connect(lambda: self.show_pages("licences"))
        dialog.open()

    def gather_diagnostics(self) -> None:
        """Find out what there is to tell, and show it before anything is saved."""

        def work(_token: CancelToken, _progress: ProgressSink) -> list[str]:
            from srdesk.selftest import inventory

            return list(inventory())

        task = self._studio.files.submit(work)
        task.succeeded.connect(self._on_inventory_taken)
        task.failed.connect(self._on_failed)

    def _on_inventory_taken(self, inventory: list[str]) -> None:
        from srdesk.gui.help.diagnostics_dialog import DiagnosticsDialog

        report = diagnostics.sheets(self._studio.settings, self._studio.notices.history, inventory)
        DiagnosticsDialog(report, lambda target: self._save(report, target), self._window).open()

    def _save(self, report: tuple[Sheet, ...], target: Path) -> None:
        def work(_token: CancelToken, _progress: ProgressSink) -> Path:
            from srdesk.imaging.files import replacing

            with replacing(target, overwrite=True) as (file, _part):
                file.write(diagnostics.packed(report))
            return target

        task = self._studio.files.submit(work)
        task.succeeded.connect(self._on_saved)
        task.failed.connect(self._on_failed)

    def _on_saved(self, target: Path) -> None:
        self._studio.notices.show(Message(self.tr("The diagnostics are saved in {0}.").format(target)))

    def _on_failed(self, failure: Failure) -> None:
        self._studio.notices.show(failure_message(failure))

    def _on_keys_chosen(self, keymap: Keymap) -> None:
        self._use(keymap.changes)
        self._studio.change(shortcuts=keymap.changes)

    def _use(self, changes: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
        self._actions.use_keys(Keymap.of(self._actions.keymap.built_in, changes))
