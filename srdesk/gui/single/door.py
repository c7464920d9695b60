"""The door: lets other srdesks of the user hand over what they were started with, while the window is there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from srdesk.gui.background import Background
from srdesk.gui.single.seat import Seat
from srdesk.progress import CancelToken, ProgressSink

if TYPE_CHECKING:
    from srdesk.gui.single.porch import Caller, Porch


class Door(QObject):
    """Waits in the background for letters, on a lane of its own: each is answered and told.

    Where it cannot listen it gives the seat away, and the window is as if there were no other.
    """

    came = Signal(object)
    """Another srdesk was started: its `Letter`."""

    def __init__(self, seat: Seat, lane: Background) -> None:
        super().__init__()
        self._seat = seat
        self._lane = lane
        self._porch: Porch | None = None
        self._refusing = False
        self._listen()

    def refuse(self) -> None:
        """Answer nobody any more. To be called before the lane is closed, and `close` after that."""
        self._refusing = True

    def close(self) -> None:
        """Be no longer there; who comes now waits for the seat."""
        if self._porch is not None:
            self._porch.close()
            self._porch = None

    def _listen(self) -> None:
        task = self._lane.submit(self._next_caller)
        task.succeeded.connect(self._on_succeeded)
        task.failed.connect(self._on_failed)

    def _next_caller(self, token: CancelToken, _progress: ProgressSink) -> "Caller":
        from srdesk.gui.single.porch import Porch

        if self._porch is None:
            self._porch = Porch(self._seat.place)
        return self._porch.next_caller(token)

    def _on_failed(self) -> None:
        self.close()
        self._seat.close()

    def _on_succeeded(self, caller: "Caller") -> None:
        """Answer here, where photos are opened: a window that hangs or closes gives no answer."""
        if self._refusing:
            caller.turn_away()
            return
        self._listen()
        if caller.answer():
            self.came.emit(caller.letter)
