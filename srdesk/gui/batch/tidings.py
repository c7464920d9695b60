"""Tidings: what the events of a run come to, a handful of them at a time."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from srdesk.gui.batch.rows import BatchRows
from srdesk.jobs.queue import State

if TYPE_CHECKING:
    from srdesk.gui.batch.work import Planned
    from srdesk.jobs.records import FailedRecord
    from srdesk.jobs.running.control import Cause
    from srdesk.jobs.running.events import BatchProgress


class Tidings:
    """Takes events, brings the rows up to date, and remembers how far the run is and why it rests."""

    def __init__(self, rows: BatchRows) -> None:
        self._rows = rows
        self.progress: BatchProgress | None = None
        self.causes: frozenset[Cause] = frozenset()
        self.planned: Planned | None = None
        """The plan that was made anew since `begin`."""

    def begin(self) -> None:
        """Another run."""
        self.progress, self.causes, self.planned = None, frozenset(), None

    def take(self, events: Iterable[object]) -> None:
        """Take what has come; of what happened to a photo only the last counts."""
        from srdesk.gui.batch.work import Planned
        from srdesk.jobs.running.events import PhotoChanged, PhotoFailed, RunAdvanced, RunPaused

        changes: dict[int, tuple[State, float]] = {}
        failures: dict[int, FailedRecord] = {}
        for event in events:
            if isinstance(event, PhotoChanged):
                changes[event.index] = event.state, event.fraction
            elif isinstance(event, PhotoFailed):
                failures[event.index] = event.record
            elif isinstance(event, RunAdvanced):
                self.progress = event.progress
            elif isinstance(event, RunPaused):
                self.causes = event.causes
            elif isinstance(event, Planned):
                self.planned = event
                self._rows.show_plan(event.plan)
        self._rows.change(((index, *change) for index, change in changes.items()), failures)
