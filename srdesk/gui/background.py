"""What the window expects of whoever works for it in the background; see `srdesk.gui.tasks` for who does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import SignalInstance

from srdesk.progress import CancelToken, ProgressSink

Work = Callable[[CancelToken, ProgressSink], object]
"""Something to be done: returns what it made, raises, or stops with `Cancelled` once its token is cancelled."""


@dataclass(frozen=True)
class Failure:
    """Why work ended without a result: the exception, and the traceback as text."""

    error: Exception
    traceback: str


class Task(Protocol):
    """Work under way. Signals arrive in the GUI thread, in this order:

    ``progressed(Progress)`` any number of times, then one of ``succeeded(object)``, ``failed(Failure)`` and
    ``cancelled()``, then ``finished()``. After that only `cancel` may be called, to no effect.
    """

    progressed: SignalInstance
    succeeded: SignalInstance
    failed: SignalInstance
    cancelled: SignalInstance
    finished: SignalInstance

    def cancel(self) -> None:
        """Ask the work to stop; it may still succeed if it was about to."""


class Background(Protocol):
    """Takes work off the GUI thread."""

    def submit(self, work: Work) -> Task:
        """Do something as soon as there is a thread for it, in the order of submission."""
