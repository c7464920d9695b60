"""The fourth page: the photos, how far they are, and the reins."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from srdesk.gui.batch import words
from srdesk.gui.batch.desk import BatchDesk
from srdesk.gui.batch.manners import Manners
from srdesk.gui.batch.photo_table import PhotoTable
from srdesk.gui.batch.standing import Sieve
from srdesk.gui.styled import named
from srdesk.gui.styled import words as label
from srdesk.jobs.running.control import Cause

if TYPE_CHECKING:
    from srdesk.gui.batch.photo_row import PhotoRow
    from srdesk.jobs.running.events import BatchProgress

_STEPS = 1000
_MANNERS_WIDTH = 250


class RunPage(QWidget):
    """Shows a run and holds its reins."""

    def __init__(self, desk: BatchDesk) -> None:
        super().__init__()
        self._desk = desk
        self.table = PhotoTable(desk.rows)
        self.line = label("", "heading")
        self.pace = label("", "value")
        self.why = label("", "caution", wrap=True)
        self.told = label("", "value", wrap=True)
        self.bar = QProgressBar(maximum=_STEPS, textVisible=False)
        self.bar.setAccessibleName(self.tr("Progress of the batch"))
        self.pause = self._button(self.tr("&Pause"), desk.reins.pause)
        self.resume = named(self._button(self.tr("&Go on"), desk.reins.resume), "primary")
        self.stop_after = self._button(self.tr("Stop after &this photo"), desk.reins.stop_after_photo)
        self.stop_now = self._button(self.tr("&Stop now"), desk.reins.stop_now)
        self.manners = Manners(desk)
        self.sieves: dict[Sieve, QPushButton] = {}
        self._arrange()
        self.told.hide()
        self.table.chosen.connect(self._on_chosen)
        desk.rows.modelReset.connect(self.show_desk)
        desk.changed.connect(self.show_desk)
        desk.progressed.connect(self.show_desk)
        self.show_desk()

    def show_desk(self) -> None:
        """Show how it goes."""
        desk, progress = self._desk, self._desk.progress
        running, causes = desk.running, desk.causes
        self.line.setText(words.run_line(progress) if progress is not None else self.tr("Beginning …"))
        self.bar.setValue(round(progress.fraction * _STEPS) if progress is not None else 0)
        self.pace.setText(self._pace(progress) if progress is not None and running and not causes else "")
        stopping = self.tr("Stopping …") if desk.stopping else ""
        self.why.setText(" ".join(filter(None, (stopping, words.causes(causes)))))
        self.why.setVisible(bool(self.why.text()))
        waits = bool(causes - {Cause.WINDOW})
        self.pause.setVisible(running and not waits)
        self.resume.setVisible(running and waits)
        for button in (self.pause, self.stop_after):
            button.setEnabled(not desk.stopping and not self._through)
        self.stop_now.setEnabled(not desk.press.control.token.cancelled)
        for button in (self.stop_after, self.stop_now):
            button.setVisible(running)
        titles = words.sieves()
        for sieve, button in self.sieves.items():
            button.setText(self.tr("{0}  {1}").format(titles[sieve], words.number(desk.rows.number(sieve))))
            button.setChecked(sieve is desk.rows.sieve)

    def _on_chosen(self, row: "PhotoRow | None") -> None:
        """Say in full what has no room in a line."""
        self.told.setText(words.told(row) if row is not None else "")
        self.told.setVisible(row is not None)

    def _pace(self, progress: "BatchProgress") -> str:
        return self.tr("Writing the report …") if self._through else words.pace_line(progress)

    @property
    def _through(self) -> bool:
        """Whether nothing is left to be held up."""
        progress = self._desk.progress
        return progress is not None and progress.done + progress.failed == progress.photos

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda _checked=False: act())
        return button

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.line)
        head.addSpacing(14)
        head.addWidget(self.pace)
        head.addStretch()
        for button in (self.pause, self.resume, self.stop_after, self.stop_now):
            head.addWidget(button)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addLayout(self._sieve_row())
        left.addWidget(self.table, 1)
        left.addWidget(self.told)
        self.manners.setFixedWidth(_MANNERS_WIDTH)
        right = QVBoxLayout()
        right.addWidget(self.manners)
        right.addStretch()
        below = QHBoxLayout()
        below.setSpacing(22)
        below.addLayout(left, 1)
        below.addLayout(right)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self.why)
        column.addLayout(below, 1)

    def _sieve_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        group = QButtonGroup(self)
        for sieve in Sieve:
            button = named(QPushButton(), "switch")
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, sieve=sieve: self._desk.rows.sift(sieve))
            group.addButton(button)
            self.sieves[sieve] = button
            row.addWidget(button)
        row.addStretch()
        return row
