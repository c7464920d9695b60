"""The window of a batch: its pages, with their names beside them."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from srdesk.gui import dialogs, drops
from srdesk.gui.batch.choose_page import ChoosePage
from srdesk.gui.batch.desk import BatchDesk
from srdesk.gui.batch.options_page import OptionsPage
from srdesk.gui.batch.plan_page import PlanPage
from srdesk.gui.batch.report_page import Acts, ReportPage
from srdesk.gui.batch.run_page import RunPage
from srdesk.gui.batch.stage import Page, Stage
from srdesk.gui.message_bar import MessageBar
from srdesk.gui.styled import named
from srdesk.jobs.planning.table import Verdict
from srdesk.models.spec import ModelSpec

_SIZE = (1120, 740)
_STEPS_WIDTH = 150


class BatchWindow(QWidget):
    """A face of the batch's desk; the main window stays as usable as ever."""

    closing = Signal(object)
    """The user wants it closed: the `QCloseEvent`, which may be ignored."""

    def __init__(
        self, desk: BatchDesk, specs: Sequence[ModelSpec], acts: Acts, *, folder: Callable[[], Path | None]
    ) -> None:
        """``acts`` are those of `ReportPage`; ``folder`` is where the user looks for photos first."""
        super().__init__()
        self._desk = desk
        self._folder = folder
        self.setWindowTitle(self.tr("Batch"))
        self.setAcceptDrops(True)
        self.choose = ChoosePage(desk, folder)
        self.options = OptionsPage(desk, specs)
        self.plan, self.run = PlanPage(desk), RunPage(desk)
        self.report = ReportPage(desk, acts)
        self.steps = named(QListWidget(), "steps")
        self._pages = QStackedWidget()
        self._open = QPushButton(self.tr("&Open the batch of a folder…"))
        self._back, self._cancel = QPushButton(self.tr("&Back")), QPushButton(self.tr("Cance&l"))
        self.forward = named(QPushButton(), "primary")
        self._arrange()
        self._connect()
        self.show_desk()
        self.resize(*_SIZE)

    def show_desk(self) -> None:
        """Show the page that is looked at, and what leads on from it."""
        desk, page = self._desk, self._desk.page
        self._pages.setCurrentIndex(page)
        for step in Page:
            self.steps.item(step).setFlags(_flags(possible=self._possible(step)))
        self.steps.setCurrentRow(page)
        planning = desk.stage is Stage.PLANNING
        self._open.setVisible(page is Page.CHOOSE)
        self._open.setEnabled(not desk.running)
        self._back.setVisible(page in (Page.OPTIONS, Page.PLAN) and not desk.running and not planning)
        self._cancel.setVisible(page is Page.PLAN and planning)
        self.forward.setVisible(page < Page.RUN and not desk.running)
        self.forward.setText(self._forward_text(page))
        self.forward.setEnabled(self._may_go_on(page))
        progress = desk.progress
        done = f"{progress.fraction:.0%} · " if desk.running and progress is not None else ""
        self.setWindowTitle(done + self.tr("Batch"))

    def _possible(self, page: Page) -> bool:
        """Whether there is anything on a page."""
        desk = self._desk
        if page is Page.PLAN:
            return desk.planned is not None or desk.stage is Stage.PLANNING
        if page is Page.RUN:
            return desk.planned is not None
        return page is not Page.REPORT or (desk.planned is not None and not desk.running)

    def _forward_text(self, page: Page) -> str:
        if page is Page.CHOOSE:
            return self.tr("&Next")
        return self.tr("&Plan") if page is Page.OPTIONS else self.tr("&Start")

    def _may_go_on(self, page: Page) -> bool:
        desk = self._desk
        if page < Page.PLAN:
            return desk.draft.lack is None and not desk.aftermath.undoing
        planned = desk.planned
        if planned is None or desk.aftermath.undoing:
            return False
        return bool(planned.todo) and not planned.summary.counts[Verdict.CLASH]

    def _go_on(self) -> None:
        page = self._desk.page
        if page is Page.CHOOSE:
            self._desk.turn(Page.OPTIONS)
        elif page is Page.OPTIONS:
            self._desk.plan()
        else:
            self._desk.start()

    def _connect(self) -> None:
        desk = self._desk
        for signal in (desk.changed, desk.turned, desk.progressed):
            signal.connect(self.show_desk)
        self.steps.currentRowChanged.connect(lambda row: desk.turn(Page(row)) if row >= 0 else None)
        self.forward.clicked.connect(self._go_on)
        self._back.clicked.connect(lambda _checked=False: desk.turn(Page(max(0, desk.page - 1))))
        self._cancel.clicked.connect(lambda _checked=False: desk.cancel_plan())
        self._open.clicked.connect(self._ask_batch)

    def _ask_batch(self) -> None:
        title = self.tr("Open the batch of a folder")
        dialogs.ask_folder(self, self._desk.draft.output or self._folder(), self._desk.open, title=title)

    def _arrange(self) -> None:
        for title in (
            *(self.tr("1  Photos"), self.tr("2  Options"), self.tr("3  Plan"), self.tr("4  Run")),
            self.tr("5  Report"),
        ):
            QListWidgetItem(title, self.steps)
        self.steps.setFixedWidth(_STEPS_WIDTH)
        self.steps.setAccessibleName(self.tr("Pages of the batch"))
        for page in (self.choose, self.options, self.plan, self.run, self.report):
            self._pages.addWidget(page)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 8, 24, 16)
        foot.setSpacing(10)
        foot.addWidget(self._open)
        foot.addStretch()
        for button in (self._cancel, self._back, self.forward):
            foot.addWidget(button)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(MessageBar(self._desk.notices))
        right.addWidget(self._pages, 1)
        right.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.steps)
        row.addLayout(right, 1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and not self._desk.running:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        drop = drops.dropped(event.mimeData())
        if drop.message is not None:
            self._desk.notices.show(drop.message)
        if drop.paths:
            self.choose.take(drop.paths)
            self._desk.turn(Page.CHOOSE)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit(event)


def _flags(*, possible: bool) -> Qt.ItemFlag:
    flag = Qt.ItemFlag
    return flag.ItemIsEnabled | flag.ItemIsSelectable if possible else flag.NoItemFlags
