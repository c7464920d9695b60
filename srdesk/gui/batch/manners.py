"""How a run behaves towards who uses the computer; may be changed while it runs."""

import os
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from srdesk.gui.batch import words
from srdesk.gui.batch.desk import BatchDesk
from srdesk.gui.panel.fields import AutoNumber, Choice, Field
from srdesk.gui.styled import words as label
from srdesk.jobs.running.finish import Finish

LEAST_MEMORY = 10**9
"""Bytes; with less than that free, a run that is to be polite about memory rests."""
MOST_MEMORY = 512
_GIGABYTE = 2**30


class Manners(QWidget):
    """Shows what a draft says of it and lets it be changed."""

    def __init__(self, desk: BatchDesk) -> None:
        super().__init__()
        self._desk = desk
        self.threads = AutoNumber(1, os.cpu_count() or 1, step=1)
        self.memory_limit = AutoNumber(1, MOST_MEMORY, step=1, unit=self.tr(" GB"))
        self.low_priority = QCheckBox(self.tr("Let other programs go first"))
        self.fail_fast = QCheckBox(self.tr("End at the first photo that fails"))
        self.battery = QCheckBox(self.tr("On battery"))
        self.active = QCheckBox(self.tr("While somebody uses the computer"))
        self.memory = QCheckBox(self.tr("With less than 1 GB of memory free"))
        self.awake = QCheckBox(self.tr("Keep the computer awake meanwhile"))
        self.finish = Choice()
        self._threads_field = Field(self.tr("Processor &threads"), self.threads)
        self._limit_field = Field(self.tr("Memor&y for photos under way"), self.memory_limit)
        self._finish_field = Field(self.tr("&When it is finished"), self.finish)
        self._connect()
        self._arrange()
        desk.changed.connect(self.show_desk)
        self.show_desk()

    def show_desk(self) -> None:
        """Show what is asked for."""
        draft, cores = self._desk.draft, os.cpu_count() or 1
        self.threads.show_number(draft.options.threads or None, automatic=self.tr("All {0}").format(cores))
        self._threads_field.say(self.tr("Fewer leave more of the computer to you. Takes effect at once."))
        limit = draft.max_ram and round(draft.max_ram / _GIGABYTE)
        self.memory_limit.show_number(limit, automatic=self.tr("Half of what is free"))
        self.low_priority.setChecked(draft.politeness.low_priority)
        self.fail_fast.setChecked(draft.fail_fast)
        self.battery.setChecked(draft.politeness.battery)
        self.active.setChecked(draft.politeness.active)
        self.memory.setChecked(bool(draft.politeness.least_memory))
        self.awake.setChecked(draft.awake)
        for settled in (self.memory_limit, self.fail_fast, self.awake):
            settled.setEnabled(not self._desk.running)
        self.finish.offer(words.finishes(), draft.finish)
        waits = self.tr("A minute is left in which you can call it off.") if draft.finish.waits else ""
        self._finish_field.say(waits)

    def _connect(self) -> None:
        desk = self._desk
        self.threads.chosen.connect(self._on_threads_chosen)
        self.memory_limit.chosen.connect(lambda limit: desk.change(max_ram=limit and limit * _GIGABYTE))
        self.low_priority.clicked.connect(lambda checked: self._be_polite(low_priority=checked))
        self.fail_fast.clicked.connect(lambda checked: desk.change(fail_fast=checked))
        self.battery.clicked.connect(lambda checked: self._be_polite(battery=checked))
        self.active.clicked.connect(lambda checked: self._be_polite(active=checked))
        self.memory.clicked.connect(lambda checked: self._be_polite(least_memory=LEAST_MEMORY if checked else 0))
        self.awake.clicked.connect(lambda checked: desk.change(awake=checked))
        self.finish.chosen.connect(lambda name: desk.change(finish=Finish(name)))

    def _on_threads_chosen(self, number: int | None) -> None:
        self._desk.change(options=replace(self._desk.draft.options, threads=number or 0))

    def _be_polite(self, **changes: object) -> None:
        self._desk.change(politeness=replace(self._desk.draft.politeness, **changes))  # type: ignore[arg-type]

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._threads_field)
        column.addWidget(self.low_priority)
        column.addSpacing(4)
        column.addWidget(self._limit_field)
        column.addSpacing(4)
        column.addWidget(label(self.tr("Pause"), "fieldTitle"))
        for box in (self.battery, self.active, self.memory):
            column.addWidget(box)
        column.addSpacing(4)
        column.addWidget(self.fail_fast)
        column.addSpacing(4)
        column.addWidget(self._finish_field)
        column.addWidget(self.awake)
