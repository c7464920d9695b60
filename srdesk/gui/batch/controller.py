"""The batch in the main window: its command, its own window, and a sign in the status line while it runs."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMainWindow, QPushButton

from srdesk.gui import dialogs
from srdesk.gui.actions import Actions
from srdesk.gui.batch import words
from srdesk.gui.batch.desk import BatchDesk
from srdesk.gui.batch.draft import BatchDraft
from srdesk.gui.batch.photo_row import PhotoRow
from srdesk.gui.batch.stage import Page
from srdesk.gui.batch.standing import Sieve, Standing
from srdesk.gui.batch.window import BatchWindow
from srdesk.gui.notices import Notices
from srdesk.gui.notifying import Notifier
from srdesk.gui.queue.controller import Opener
from srdesk.gui.wording import Message
from srdesk.jobs.queue import Made
from srdesk.jobs.running.control import Cause
from srdesk.jobs.running.finish import Finish
from srdesk.models.spec import ModelSpec
from srdesk.settings import Settings


class BatchController(QObject):
    """Joins a main window with the batch."""

    def __init__(
        self,
        desk: BatchDesk,
        window: QMainWindow,
        commands: Actions,
        *,
        specs: Sequence[ModelSpec],
        settings: Callable[[], Settings],
        notices: Notices,
        open_photo: Opener,
    ) -> None:
        """``settings`` are those of the main window, with which a new batch begins; ``notices`` are its messages."""
        super().__init__(window)
        self._desk = desk
        self._specs = specs
        self._settings = settings
        self._notices = notices
        self._main = window
        self._open = open_photo
        self._notifier = Notifier(window)
        self._window: BatchWindow | None = None
        self.sign = QPushButton(flat=True)
        self.sign.setToolTip(self.tr("Show the batch"))
        self.sign.clicked.connect(lambda _checked=False: self.show())
        commands["batch"].triggered.connect(lambda _checked=False: self.show())
        self._connect()
        self._show_sign()
        if self._desk.in_view:
            self.show()

    @property
    def window(self) -> BatchWindow | None:
        """The window of the batch, while it is open."""
        return self._window

    def show(self) -> None:
        """Open the window of the batch, or bring it to the front."""
        self._desk.in_view = True
        if self._desk.untouched:
            self._desk.begin_anew(self._new_draft())
        if self._window is None:
            acts: dict[str, Callable[[], None]] = {
                "go_on": self._desk.go_on,
                "report": self._open_report,
                "folder": self._open_folder,
                "failed": self._show_failed,
                "retry": self._desk.retry_failed,
                "undo": self._ask_undo,
                "anew": lambda: self._desk.begin_anew(self._new_draft()),
            }
            self._window = BatchWindow(self._desk, self._specs, acts, folder=self._folder)
            self._window.run.table.opened.connect(self._on_photo_opened)
            self._window.closing.connect(self._on_closing)
        self._window.show()
        self._window.activateWindow()

    def may_leave(self, go_on: Callable[[], None]) -> bool:
        """Whether the main window may be closed; while the batch runs the user is asked, and then comes ``go_on``."""
        if not self._desk.running:
            return True
        dialogs.ask_leave_batch(self._main, leave=go_on)
        return False

    def dismiss(self) -> None:
        """Take the window of the batch away; whether it was open is remembered."""
        if self._window is not None:
            self._window.hide()
            self._window.deleteLater()
            self._window = None

    def _connect(self) -> None:
        desk = self._desk
        desk.changed.connect(self._show_sign)
        desk.progressed.connect(self._show_sign)
        desk.wanted.connect(self.show)
        desk.halted.connect(self._on_halted)
        desk.ended.connect(self._on_ended)
        desk.aftermath.found.connect(self._on_found)
        desk.aftermath.reported.connect(self._on_reported)
        desk.aftermath.counted.connect(self._on_counted)

    def _new_draft(self) -> BatchDraft:
        settings = self._settings()
        return BatchDraft(options=settings.options, encoding=settings.encoding)

    def _folder(self) -> Path | None:
        folder = self._settings().folder
        return Path(folder) if folder else None

    def _show_sign(self) -> None:
        """Say in the status line, and on the program's icon, what is left."""
        desk, progress = self._desk, self._desk.progress
        self.sign.setVisible(desk.running)
        app = QGuiApplication.instance()
        if not desk.running:
            return
        if progress is None:
            self.sign.setText(self.tr("Batch: {0}").format(self.tr("beginning …")))
            return
        rest = words.cause(max(desk.causes, key=list(Cause).index)) if desk.causes else words.pace_line(progress)
        line = " · ".join(filter(None, (words.run_line(progress), rest)))
        self.sign.setText(self.tr("Batch: {0}").format(line))
        if isinstance(app, QGuiApplication):
            app.setBadgeNumber(progress.photos - progress.done - progress.failed)

    def _on_closing(self, event: QCloseEvent) -> None:
        """Closing the window of a batch that runs is asked about; the batch itself may go on."""
        if self._desk.running and self._window is not None:
            event.ignore()
            dialogs.ask_close_batch(self._window, go_on=self._close, stop=self._stop_and_close)
            return
        self._close()

    def _close(self) -> None:
        self._desk.in_view = False
        self.dismiss()

    def _stop_and_close(self) -> None:
        self._desk.reins.stop_now()
        self._close()

    def _on_photo_opened(self, row: PhotoRow) -> None:
        """Show a photo in the main window, with its result if there is one."""
        planned = self._desk.planned
        if planned is None:
            return
        if row.standing in (Standing.DONE, Standing.DONE_BEFORE):
            self._desk.aftermath.find(planned.plan, row.index)
        else:
            self._on_found(row.source, None)

    def _on_found(self, source: Path, made: Made | None) -> None:
        self._open(source, made)
        self._main.activateWindow()

    def _open_report(self) -> None:
        if self._desk.output is not None:
            self._desk.aftermath.report(self._desk.output, self._desk.draft.max_ram)

    def _on_reported(self, report: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(report)))

    def _open_folder(self) -> None:
        if self._desk.output is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.output)))

    def _show_failed(self) -> None:
        self._desk.rows.sift(Sieve.FAILED)
        self._desk.turn(Page.RUN)

    def _ask_undo(self) -> None:
        if self._window is not None:
            done = self._desk.rows.number(Sieve.DONE)
            dialogs.ask_undo_batch(self._window, words.photos(done), undo=self._desk.undo)

    def _on_halted(self, why: Cause) -> None:
        self._notifier.notify(words.cause(why))

    def _on_ended(self) -> None:
        outcome = self._desk.outcome
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.setBadgeNumber(0)
        if outcome is None:
            return
        line = self.tr("The batch has ended: {0}").format(words.ended_line(outcome))
        if self._window is None:
            self._notices.show(Message(line, self.tr("File → Batch… shows more."), topic="batch"))
        if self._desk.draft.finish is Finish.NOTIFY:
            self._notifier.notify(line)

    def _on_counted(self, seconds: int) -> None:
        """Nobody is to be surprised by a computer that goes off."""
        if seconds and self._window is None:
            self.show()
