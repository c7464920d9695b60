"""The reins: a run that is under way, what has come of it, and what holds it up."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from srdesk.gui.batch.draft import BatchDraft
from srdesk.gui.batch.press import BatchPress
from srdesk.gui.batch.rows import BatchRows
from srdesk.gui.batch.tidings import Tidings
from srdesk.jobs.running.control import TROUBLE, Cause

if TYPE_CHECKING:
    from srdesk.gui.batch.work import Planned
    from srdesk.jobs.running.events import BatchProgress


class Reins(QObject):
    """Starts a run on a press, holds it up, lets it go on, ends it."""

    changed = Signal()
    """`causes` or `stopping` is another than before."""
    progressed = Signal()
    """`progress` is further."""
    halted = Signal(object)
    """The run rests until somebody does something: the `Cause`."""

    planned_anew = Signal(object)
    """The run does not do what was planned but this: a `Planned`."""

    def __init__(
        self, press: BatchPress, rows: BatchRows, *, places: Path, awake: Callable[[], AbstractContextManager[object]]
    ) -> None:
        """``places`` is the file of outputs that are known, ``awake`` keeps the computer from falling asleep."""
        super().__init__()
        self._places = places
        self._awake = awake
        self._press = press
        self._tidings = Tidings(rows)
        press.told.connect(self._on_told)

    @property
    def progress(self) -> "BatchProgress | None":
        """How far the run has come, or came last."""
        return self._tidings.progress

    @property
    def causes(self) -> frozenset[Cause]:
        """Why the run rests, empty if it does not."""
        return self._press.control.causes

    @property
    def stopping(self) -> bool:
        """Whether the run has been told to end."""
        return self._press.control.stopping

    def begin(self, planned: "Planned", draft: BatchDraft) -> None:
        """Carry a plan out as its draft would have a run behave."""
        from srdesk.gui.batch.work import Order
        from srdesk.jobs.running.policy import RunPolicy

        self._tidings.begin()
        policy = RunPolicy(fail_fast=draft.fail_fast, max_ram=draft.max_ram, politeness=draft.politeness)
        self._press.begin(planned, Order(policy, self._awake if draft.awake else None, self._places))

    def pause(self) -> None:
        """Rest until somebody says otherwise."""
        self._press.control.pause()
        self.changed.emit()

    def resume(self) -> None:
        """Go on, whatever it rests for that is not the window."""
        self._press.control.resume(*(set(Cause) - {Cause.WINDOW}))
        self.changed.emit()

    def stop_after_photo(self) -> None:
        """Finish the photos that have been begun, then end."""
        self._press.control.stop_after_photo()
        self.changed.emit()

    def stop_now(self) -> None:
        """End at once; what is not finished is as if it had not been begun."""
        self._press.control.stop_now()
        self.changed.emit()

    def _on_told(self, events: list[object]) -> None:
        before, planned = self._tidings.causes, self._tidings.planned
        self._tidings.take(events)
        if self._tidings.planned is not planned:
            self.planned_anew.emit(self._tidings.planned)
        causes = self._tidings.causes
        for cause in (causes - before) & TROUBLE:
            self.halted.emit(cause)
        if causes != before:
            self.changed.emit()
        self.progressed.emit()
