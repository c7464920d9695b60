"""The queue's desk: takes one photo of the queue after the other and has it restored. Knows no widgets."""

import time
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from srdesk.errors import DiskFullError
from srdesk.gui.background import Background, Failure
from srdesk.gui.queue.model import QueueModel
from srdesk.gui.queue.press import Clock, Press
from srdesk.gui.wording import failure_message
from srdesk.jobs.pace import Pace, Run, RunProgress
from srdesk.jobs.queue import ACTIVE, ENDED, Made, Queue, QueueEntry, Reason, Recipe, State

# Everything heavy is imported by the first photo that is restored, on its thread.
if TYPE_CHECKING:
    from srdesk.gui.operations import MakeRestorer
    from srdesk.gui.queue.work import JobProgress
    from srdesk.jobs.job import JobOutcome

MOST_FAILURES = 10
"""So many photos that fail one after the other are no accident: the queue pauses."""

_WAY = (State.READING, State.LOADING, State.RUNNING, State.ENCODING)


class QueueDesk(QObject):
    """Does what waits in the queue, one photo at a time; says by signals how that goes."""

    changed = Signal()
    """`running`, `paused`, what is in the queue or what has become of it is another than before."""
    written = Signal(object)
    """Entries are new, or in another state than before: a tuple of `QueueEntry`."""
    taken_out = Signal(object)
    """Entries are gone: a tuple of `QueueEntry`."""
    arranged = Signal(object)
    """The entries are in another order: all their keys, a tuple."""
    progressed = Signal(object)
    """How far the run has come: a `RunProgress`."""
    halted = Signal(object)
    """The run has paused of itself: a `Reason`."""
    ended = Signal()
    """Nothing is left to be done."""

    def __init__(
        self,
        make_restorer: "MakeRestorer",
        *,
        inference: Background,
        clock: Clock = time.monotonic,
    ) -> None:
        """``make_restorer`` is called by the first photo, on its thread."""
        super().__init__()
        self.model = QueueModel(Queue(), self)
        self._press = Press(make_restorer, inference, clock)
        self._press.progressed.connect(self._on_progressed)
        self._press.succeeded.connect(self._on_succeeded)
        self._press.failed.connect(self._on_failed)
        self._press.stopped.connect(self._on_stopped)
        self._pace = Pace()
        self._run: Run | None = None
        self._rate = 0.0
        self._failures = 0
        self._paused = False
        self._aside = False

    @property
    def queue(self) -> Queue:
        return self.model.queue

    @property
    def running(self) -> bool:
        """Whether the queue has been started and is not through; it may be paused meanwhile."""
        return self._run is not None

    @property
    def paused(self) -> bool:
        return self._paused

    @property
    def aside(self) -> bool:
        """Whether the queue waits for the photo that is open."""
        return self._aside

    @property
    def progress(self) -> RunProgress | None:
        """How far the run has come, ``None`` if there is none."""
        return self._run.progress if self._run is not None else None

    @property
    def rate(self) -> float:
        """Source pixels per second in the photo that is being restored, 0 while unknown."""
        return self._rate

    def follow(self, recipe: Recipe) -> None:
        """Have photos that wait restored by another recipe, unless they have their own or a run has begun."""
        if not self.running:
            self.model.follow(recipe)

    def add(self, sources: Sequence[Path], recipe: Recipe, *, folder: Path | None = None) -> int:
        """Let photos wait, to be restored by a recipe; returns how many were not in the queue already."""
        self.follow(recipe)
        own = None if recipe == self.queue.recipe else recipe
        added = self.model.add(sources, recipe=own, folder=folder)
        self._tell(*added)
        self._go_on()
        return len(added)

    def bring_back(self, entries: Sequence[QueueEntry]) -> None:
        """Have the entries of an earlier queue again, behind those that are there."""
        if entries:
            self._tell(*self.model.bring_back(entries))

    def remove(self, keys: Collection[int]) -> None:
        """Take photos out of the queue, save the one that is being worked on."""
        self.taken_out.emit(self.model.remove(keys))
        self._go_on()
        self.changed.emit()

    def clear_ended(self) -> None:
        """Take out what is done or was cancelled."""
        self.remove([entry.key for entry in self.queue if entry.state in (State.DONE, State.CANCELLED)])

    def move(self, keys: Collection[int], before: int) -> None:
        """Put photos in front of the one in row ``before``."""
        self.model.move(keys, before)
        self.arranged.emit(self.queue.order)

    def give_recipe(self, keys: Collection[int], recipe: Recipe | None) -> None:
        """Give photos that are not being worked on a recipe of their own, or with ``None`` that of the queue."""
        idle = [key for key in keys if self.queue.entry(key).state not in ACTIVE]
        self._tell(*(self.model.give_recipe(key, recipe) for key in idle))

    def start(self, recipe: Recipe) -> None:
        """Do everything that waits, by this recipe where a photo has none of its own; go on after a pause."""
        if self.running:
            self.pause(pausing=False)
            return
        self.follow(recipe)
        self._run = Run(self.queue, self._pace)
        self._failures = 0
        self._go_on()
        self.changed.emit()

    def pause(self, *, pausing: bool) -> None:
        """Hold the queue up, the present photo too after its present tile; or go on."""
        self._paused = pausing and self.running
        self._failures = 0
        self._hold()
        self._go_on()
        self.changed.emit()

    def step_aside(self, *, aside: bool) -> None:
        """Let something more urgent have the processor, or go on."""
        if aside != self._aside:
            self._aside = aside
            self._hold()
            self._go_on()
            self.changed.emit()

    def cancel(self, keys: Collection[int]) -> None:
        """Do not restore these photos; the one that is being worked on stops soon."""
        waiting = [key for key in keys if self.queue.entry(key).state is State.QUEUED]
        self._tell(*self.model.change_all(waiting, State.CANCELLED))
        active = self.queue.active
        if active is not None and active.key in keys:
            self._press.stop(State.CANCELLED)
        self._go_on()

    def cancel_all(self) -> None:
        """Do nothing of what waits or is being worked on."""
        self.cancel(self.queue.order)

    def retry(self, keys: Collection[int]) -> None:
        """Let photos that failed, were cancelled or are done wait again."""
        ended = [key for key in keys if self.queue.entry(key).state in ENDED]
        self._tell(*self.model.change_all(ended, State.QUEUED))
        self._go_on()

    def settle(self, source: Path, made: Made) -> None:
        """The result of a photo that waits was made and saved elsewhere."""
        entry = self.queue.find(source)
        if entry is not None and entry.state not in ACTIVE:
            if entry.state in ENDED:
                self.model.change(entry.key, State.QUEUED)
            self._tell(self.model.change(entry.key, State.DONE, made=made))
            self._go_on()

    def unsettle(self, target: Path) -> None:
        """A result was taken back: its photo is not done, nor to be done again unasked."""
        for entry in tuple(self.queue):
            if entry.made is not None and entry.made.target == target:
                self.model.change(entry.key, State.QUEUED)
                self._tell(self.model.change(entry.key, State.CANCELLED))

    def put_back(self) -> None:
        """Stop; the photo that is being worked on waits again."""
        self._run = None
        self._paused = False
        self._press.stop(State.QUEUED)

    @property
    def _held(self) -> bool:
        return self._paused or self._aside

    def _hold(self) -> None:
        self._press.hold(holding=self._held)

    def _go_on(self) -> None:
        """Begin with the next photo, if one may be begun; end the run if there is none."""
        if not self.running or self._press.busy:
            return
        entry = self.queue.next
        if entry is None:
            self._end()
        elif not self._held:
            self._begin(entry)

    def _begin(self, entry: QueueEntry) -> None:
        self._rate = 0.0
        self._press.begin(entry, self.queue.recipe_for(entry))
        self._tell(self.model.change(entry.key, State.READING))

    def _reach(self, key: int, state: State) -> None:
        """Take the photo through the stages up to one; some pass too quickly to be told."""
        for stage in _WAY[: _WAY.index(state) + 1]:
            if _WAY.index(stage) > _WAY.index(self.queue.entry(key).state):
                self.model.change(key, stage)

    def _on_progressed(self, key: int, progress: "JobProgress") -> None:
        self._reach(key, State(progress.stage.value))
        if self.queue.entry(key).state is State.RUNNING:
            self.model.advance(key, progress.fraction)
            self._rate = progress.rate
        if self._run is not None:
            self.progressed.emit(self._run.progress)

    def _on_succeeded(self, key: int, outcome: "JobOutcome", seconds: float) -> None:
        self._failures = 0
        self._reach(key, State.ENCODING)
        self.model.measure([(key, outcome.source_size)])
        entry = self.queue.entry(key)
        self._pace.note(self.queue.recipe_for(entry), entry.pixels, seconds)
        made = Made(outcome.target, outcome.job.options, seconds, outcome.restoration.difference)
        self._after(self.model.change(key, State.DONE, made=made))

    def _on_failed(self, key: int, failure: Failure) -> None:
        self._failures += 1
        reason = _reason(failure)
        if isinstance(failure.error, DiskFullError):
            entry = self.model.change(key, State.QUEUED)
            self._halt(reason)
        else:
            entry = self.model.change(key, State.FAILED, reason=reason)
        if self._failures >= MOST_FAILURES:
            self._halt(reason)
        self._after(entry)

    def _on_stopped(self, key: int, ending: State, reason: Reason | None) -> None:
        self._after(self.model.change(key, ending, reason=reason))

    def _halt(self, reason: Reason) -> None:
        self.pause(pausing=True)
        self.halted.emit(reason)

    def _after(self, entry: QueueEntry) -> None:
        self._tell(entry)
        if self._run is not None:
            self.progressed.emit(self._run.progress)
        self._go_on()

    def _end(self) -> None:
        self._run = None
        self._paused = False
        self._hold()
        self.changed.emit()
        self.ended.emit()

    def _tell(self, *entries: QueueEntry) -> None:
        if entries:
            self.written.emit(entries)
            self.changed.emit()


def _reason(failure: Failure) -> Reason:
    message = failure_message(failure)
    return Reason(message.text, message.hint, message.details)
