"""RunControl: pause, go on, stop after this photo, stop now; from any thread and from signals."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from srdesk.progress import Cancelled, CancelToken


class Cause(StrEnum):
    """Why a run rests, as it continues "paused: "."""

    USER = "as you asked"
    BATTERY = "the computer runs on its battery"
    ACTIVITY = "the computer is being used"
    WINDOW = "a photo is being restored in the window"
    MEMORY = "memory is short"
    DISK_FULL = "the disk is full; free some space and it goes on by itself"
    DRIVE_GONE = "a folder of this batch cannot be reached; it goes on when that is back"
    FAILURES = "too many photos failed one after the other"
    SCHEDULER_GONE = "the scheduler does not answer; it goes on when that is back"
    NO_WORKERS = "no worker can take a photo; it goes on when one comes that can"


POLITE = frozenset({Cause.BATTERY, Cause.ACTIVITY, Cause.MEMORY})
"""Causes that come and go by themselves."""

TROUBLE = frozenset({Cause.DISK_FULL, Cause.DRIVE_GONE, Cause.FAILURES, Cause.SCHEDULER_GONE, Cause.NO_WORKERS})
"""Causes that somebody has to do something about."""


@dataclass(frozen=True)
class Politeness:
    """What a run pauses for: ``battery``, somebody at the computer (``active``; where that can be known), and less than
    ``least_memory`` free bytes (it goes on with twice that); and whether other programs go first all the while
    (``low_priority``; see `step_behind` for what that is).
    """

    battery: bool = False
    active: bool = False
    least_memory: int = 0
    low_priority: bool = False

    @property
    def causes(self) -> frozenset[Cause]:
        """What it may pause for."""
        asked = {Cause.BATTERY: self.battery, Cause.ACTIVITY: self.active, Cause.MEMORY: self.least_memory > 0}
        return frozenset(cause for cause, wanted in asked.items() if wanted)


class RunControl:
    """The reins of a run.

    It rests while there is any cause for it. (How many processor threads there are is up to `Restorer.threads`.)
    """

    def __init__(self, changed: Callable[[frozenset[Cause]], None] = lambda _causes: None) -> None:
        """``changed`` is told the causes whenever they are others, by the thread that changed them."""
        self.token = CancelToken()
        self.changed = changed
        self._politeness = Politeness()
        self._turn = threading.Condition()
        self._causes: frozenset[Cause] = frozenset()
        self._last_photo = False
        self._reason = ""

    @property
    def causes(self) -> frozenset[Cause]:
        """Why it rests, empty if it does not."""
        return self._causes

    @property
    def politeness(self) -> Politeness:
        """What it pauses for by itself, and whether others go first."""
        return self._politeness

    def be_polite(self, politeness: Politeness) -> None:
        """Pause for this by itself from now on; what it paused for until now and should not any more is over."""
        self._politeness = politeness
        over = (self._causes & POLITE) - politeness.causes
        if over:
            self.resume(*over)

    @property
    def stopping(self) -> bool:
        """Whether no other photo is to be begun."""
        return self._last_photo or self.token.cancelled

    @property
    def stop_reason(self) -> str:
        """Why it was stopped, empty for the user's own wish."""
        return self._reason

    def pause(self, cause: Cause = Cause.USER) -> None:
        """Rest, at the next tile at the latest."""
        self._change(self._causes | {cause})

    def resume(self, *causes: Cause) -> None:
        """Drop these causes; without any, drop all."""
        self._change(self._causes - set(causes) if causes else frozenset())

    def stop_after_photo(self) -> None:
        """Finish the photos that have been begun, then end."""
        with self._turn:
            self._last_photo = True
            self._turn.notify_all()
        self.resume(Cause.USER, *POLITE)

    def stop_now(self, reason: str = "") -> None:
        """End inside a tile; what is not finished is as if it had not been begun."""
        self._reason = self._reason or reason
        self.token.cancel()
        with self._turn:
            self._turn.notify_all()

    def wait(self) -> None:
        """Rest as long as there is a cause; raises `Cancelled` once stopped, and when stopping with trouble left."""
        with self._turn:
            while self._causes and not self.token.cancelled and not self._hopeless:
                self._turn.wait()
        self.token.check()
        if self._hopeless:
            raise Cancelled

    def sleep(self, seconds: float) -> None:
        """Let so much time pass; raises `Cancelled` at once when stopped."""
        with self._turn:
            self._turn.wait_for(lambda: self.token.cancelled or self._hopeless, seconds)
        self.token.check()
        if self._hopeless:
            raise Cancelled

    @property
    def _hopeless(self) -> bool:
        """Whether it waits for somebody who has asked for the end."""
        return self._last_photo and bool(self._causes & TROUBLE)

    def _change(self, causes: frozenset[Cause]) -> None:
        with self._turn:
            if causes == self._causes:
                return
            self._causes = causes
            self._turn.notify_all()
        self.changed(causes)
