"""The main window: the workbench with a face."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from srdesk.gui import dialogs, drops, wording
from srdesk.gui.actions import Actions
from srdesk.gui.announcing import announce
from srdesk.gui.appearance_menus import AppearanceMenus
from srdesk.gui.background import Failure
from srdesk.gui.batch.controller import BatchController
from srdesk.gui.bringing.controller import NewcomerController
from srdesk.gui.compare.commands import CompareCommands
from srdesk.gui.compare.compare_view import CompareView
from srdesk.gui.compare.strip import CompareStrip
from srdesk.gui.document import Document, Result
from srdesk.gui.drops import Drop
from srdesk.gui.focus import move_focus
from srdesk.gui.help.help_desk import HelpDesk
from srdesk.gui.keeper import Keeper
from srdesk.gui.naming import label_lists
from srdesk.gui.opening import Opening
from srdesk.gui.panel.settings_panel import SettingsPanel
from srdesk.gui.panel_controller import PanelController
from srdesk.gui.preview.presenter import Presenter
from srdesk.gui.queue import words as queue_words
from srdesk.gui.queue.controller import QueueController
from srdesk.gui.share.sharing import Sharing
from srdesk.gui.shell import SMALLEST, Shell
from srdesk.gui.stance import Stance, fitting, place, remember
from srdesk.gui.status import Status
from srdesk.gui.studio import Studio
from srdesk.gui.variants.commands import VariantCommands
from srdesk.gui.variants.strip import VariantStrip
from srdesk.gui.wording import Message
from srdesk.jobs.queue import Made
from srdesk.restore.options import RestoreOptions


class MainWindow(QMainWindow):
    """One photo at a time: open, restore, compare, save.

    A face of the studio, whatever is going on there; closing it ends the studio's work, `dismiss` does not.
    """

    def __init__(self, studio: Studio, stance: Stance | None = None) -> None:
        """A window in the place of one that had this ``stance``."""
        super().__init__()
        self.studio = studio
        self.workbench = studio.workbench
        self._asks = True
        self.view = CompareView(studio.display, studio.comparing)
        self.panel = SettingsPanel(studio.specs, studio.settings)
        studio.change(options=self.panel.options)
        self.shell = Shell(self.view, self.panel, studio.notices)
        self.commands = Actions(self)
        self._settings = PanelController(studio, self.panel, self.commands)
        AppearanceMenus(self.commands.menu_of("panel"), studio)
        HelpDesk(self.commands, studio, self)
        self.shell.run.follow(self.commands["restore"], self.commands["cancel"])
        CompareCommands(self.commands.__getitem__, self.view)
        VariantCommands(self.commands.__getitem__, studio, self)
        self.shell.put_above_view(VariantStrip(self.commands.__getitem__, studio))
        self.shell.put_above_view(CompareStrip(self.commands.__getitem__, studio.comparing))
        self._keeper = Keeper(
            self.workbench,
            self,
            folder=lambda: studio.settings.folder,
            say=studio.notices.show,
            set_encoding=self.panel.take_encoding,
        )
        self._sharing = Sharing(
            studio,
            self,
            view=self.view,
            commands=self.commands,
            look_at=self.look_at,
            set_options=self.panel.take,
        )
        self._presenter = Presenter(self.view, studio.workbench, studio.previewer, studio.lab, studio.inventions)
        self._status = Status(
            studio,
            self,
            commands=self.commands,
            shell=self.shell,
            view=self.view,
            panel=self.panel,
            presenter=self._presenter,
            show_plan=self._settings.show_plan,
        )
        self._opening = Opening(studio, self, self._keeper)
        self._arrange(stance)
        self._connect_actions()
        self._queue = QueueController(studio.queue, self, self.commands, studio.specs, self.look_at)
        self._newcomers = NewcomerController(studio, self.panel, self.commands, self)
        self.shell.add_queue(self._queue.strip)
        self.batch = BatchController(
            studio.batch,
            self,
            self.commands,
            specs=studio.specs,
            settings=lambda: studio.settings,
            notices=studio.notices,
            open_photo=self.look_at,
        )
        self.statusBar().addPermanentWidget(self.batch.sign)
        self._connect_work()
        self._connect_widgets()
        self._show_what_is_there()
        self._status.show()
        if stance is not None:
            stance.take_up(self)
            self.commands["panel"].setChecked(stance.panel_shown)
        label_lists(self)

    @property
    def stance(self) -> Stance:
        return Stance(self.saveGeometry(), self.geometry(), self.commands["panel"].isChecked())

    def dismiss(self) -> None:
        """Go, and leave everything as it is to another window."""
        self.view.stop()
        self.batch.dismiss()
        self.hide()
        self.deleteLater()

    def open(self, files: list[Path]) -> None:
        """Open a photo, or with several begin a queue."""
        self._newcomers.sift(Drop(tuple(files)), lambda drop: self._queue.take_files(list(drop.paths)))

    def show_message(self, message: Message) -> None:
        """Show a message in the window."""
        self.studio.notices.show(message)

    def close_at_once(self) -> None:
        """Close without a question, whatever is lost."""
        self._asks = False
        self.close()

    def _arrange(self, stance: Stance | None) -> None:
        self.setCentralWidget(self.shell)
        self.setMinimumSize(fitting(SMALLEST, self.screen().availableSize()))
        self.setAcceptDrops(True)
        self.statusBar().setSizeGripEnabled(False)
        place(self, stance)

    def _connect_actions(self) -> None:
        view = self.view
        slots: dict[str, Callable[[], None]] = {
            "open": self._ask_source,
            "sample": self._opening.open_sample,
            "save": self._keeper.save,
            "save_as": self._keeper.save_as,
            "quit": self._quit,
            "restore": self.restore,
            "cancel": self.cancel,
            "zoom_in": partial(view.zoom_by, 1),
            "zoom_out": partial(view.zoom_by, -1),
            "actual_size": partial(view.zoom_to, 1.0),
            "double_size": partial(view.zoom_to, 2.0),
            "fit": view.fit,
        }
        for name, slot in (slots | self._sharing.slots).items():
            self.commands[name].triggered.connect(lambda _checked=False, slot=slot: slot())
        self.commands["preview"].setChecked(self.studio.previewer.enabled)
        self.commands["preview"].triggered.connect(self.studio.enable_previews)
        self.commands["panel"].toggled.connect(lambda shown: self.shell.show_side(shown=shown))

    def _connect_work(self) -> None:
        work = self.workbench
        work.opened.connect(self._on_opened)
        work.started.connect(self.shell.run.show_running)
        work.restored.connect(self._on_restored)
        work.failed.connect(self._on_failed)
        self.studio.queue.desk.ended.connect(self._on_queue_ended)
        self.studio.lab.changed.connect(self._on_lab_changed)
        self.studio.previewer.failed.connect(self._on_failed)

    def _connect_widgets(self) -> None:
        self.shell.crowded.connect(self._on_shell_crowded)
        self.panel.options_changed.connect(self._on_options_changed)
        self.shell.run.restore_clicked.connect(self.restore)
        self.shell.run.cancel_clicked.connect(self.cancel)
        self.shell.welcome.open_clicked.connect(self._ask_source)
        self.shell.welcome.sample_clicked.connect(self._opening.open_sample)
        self.view.render_failed.connect(self._on_failed)

    def look_at(self, path: Path, made: Made | None = None) -> None:
        """See `Opening.look_at`."""
        self._opening.look_at(path, made)

    def _ask_source(self) -> None:
        self._opening.ask(self._queue.take_files)

    def restore(self) -> None:
        """Restore the open photo with the settings of the panel, beginning where the user looks."""
        if self.workbench.document is not None and not self.workbench.restoring:
            self.workbench.restore(self.panel.options)

    def cancel(self) -> None:
        """Stop restoring, soon."""
        self.workbench.cancel()
        if self.workbench.cancelling:
            self.shell.run.show_cancelling()

    def _quit(self) -> None:
        self.close()

    def _show_what_is_there(self) -> None:
        """Show what was going on before this window was made."""
        work = self.workbench
        if work.document is None:
            return
        self._presenter.show()
        if work.restoring:
            self.shell.run.show_running()
            self.shell.run.show_progress(work.progress)
        if work.cancelling:
            self.shell.run.show_cancelling()
        self.shell.show_view()
        self.view.setFocus()

    def _on_opened(self, document: Document) -> None:
        if not document.homeless:
            self.studio.change(folder=str(document.source.absolute().parent))
        if document.photo.notices:
            self.show_message(wording.remarks(document.source.name, document.photo.notices))
        self._presenter.show()
        self.shell.show_view()
        self.view.setFocus()

    def _on_options_changed(self, options: RestoreOptions) -> None:
        self.studio.change(options=options)
        self.studio.queue.desk.follow(self.studio.queue.recipe)
        self.studio.lab.change(options)

    def _on_lab_changed(self) -> None:
        self.panel.show_options(self.studio.lab.variants.current)
        if not self.studio.lab.visiting:
            self.studio.change(options=self.panel.options)
        self.shell.show_side(shown=self.commands["panel"].isChecked() and self.studio.lab.trial is None)
        self._status.show()

    def _on_restored(self, result: Result) -> None:
        report = result.report
        for text in report.warnings[len(report.plan.warnings) :]:
            self.show_message(wording.warning(text))
        announce(self, self.tr("Restored in {0}").format(wording.duration(report.seconds)))

    def _on_failed(self, failure: Failure) -> None:
        self.show_message(wording.failure_message(failure))

    def _on_shell_crowded(self, shown: QWidget) -> None:
        """Let the settings make room for the queue, or the queue for the settings."""
        self.commands["queue" if shown is self.shell.side else "panel"].setChecked(False)

    def _on_queue_ended(self) -> None:
        announce(self, queue_words.ended_line(self.studio.queue.desk.queue))

    def _stop_and_close(self) -> None:
        self.workbench.cancel()
        self.close()

    def _may_close(self) -> bool:
        """Whether nothing would be lost or stopped by that without a word."""
        work = self.workbench
        if work.restoring and not work.cancelling and work.document is not None:
            dialogs.ask_leave_restoring(self, work.document.source.name, leave=self._stop_and_close)
            return False
        if not self._keeper.may_leave(self._quit):
            return False
        return self.batch.may_leave(self.close_at_once) and self._queue.may_leave(self.close_at_once)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        return move_focus(self, forwards=forwards)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if drops.may_drop(event.mimeData()):
            event.acceptProposedAction()
            self.shell.invite(inviting=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.shell.invite(inviting=False)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        self.shell.invite(inviting=False)
        event.acceptProposedAction()
        self._newcomers.sift(drops.dropped(event.mimeData()), self._queue.take)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._asks and not self._may_close():
            event.ignore()
            return
        self.batch.dismiss()
        self.hide()
        remember(self)
        self.studio.close()
        super().closeEvent(event)
