"""The door: lets other srdesks of the user hand over what they were started with, while the window is there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from srdesk.gui.background import Background
from srdesk.gui.single.seat import Seat
from srdesk.progress import CancelToken, ProgressSink

if TYPE_CHECKING:
    from srdesk.gui.single.porch import Caller, Porch


class Door(QObject):
    """Has a seat and waits in the background, on a lane of its own, for letters: each is answered and told.

    Where it cannot listen it gives the seat away, and the window is as if there were no other.
    """

    came = Signal(object)
    """Another srdesk was started: its `Letter`."""

    def __init__(self, seat: Seat, lane: Background) -> None:
        super().__init__()
        self._seat = seat
        self._lane = lane
        self._porch: Porch | None = None
        self._closed = False
        self._listen()

    def close(self) -> None:
        """Take no more letters. To be called before the lane is closed, and `leave` after that."""
        self._closed = True

    def leave(self) -> None:
        """Give the seat away; nobody listens any more."""
        if self._porch is not None:
            self._porch.close()
            self._porch = None
        self._seat.close()

    def _listen(self) -> None:
        task = self._lane.submit(self._next_caller)
        task.succeeded.connect(self._on_succeeded)
        task.failed.connect(self.leave)

    def _next_caller(self, token: CancelToken, _progress: ProgressSink) -> "Caller":
        from srdesk.gui.single.porch import Porch

        if self._porch is None:
            self._porch = Porch(self._seat.place)
        return self._porch.next_caller(token)

    def _on_succeeded(self, caller: "Caller") -> None:
        """Answer here, where photos are opened: a window that hangs or closes gives no answer."""
        if self._closed:
            caller.turn_away()
            return
        self._listen()
        if caller.answer():
            self.came.emit(caller.letter)
