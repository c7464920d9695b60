"""Patience with disks and shares: what may pass by itself is waited for and does not cost thousands of photos."""

import errno
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from srdesk.errors import DiskFullError, SrdeskError
from srdesk.jobs.running.control import Cause, RunControl

T = TypeVar("T")

_HICCUPS = frozenset(
    number
    for name in ("EIO", "ESTALE", "ETIMEDOUT", "EHOSTDOWN", "EHOSTUNREACH", "ENETDOWN", "ENETUNREACH", "ECONNRESET")
    if (number := getattr(errno, name, None)) is not None
)
_WINDOWS_HICCUPS = frozenset({53, 54, 59, 64, 121, 1231})  # network path, busy, error, name gone, time-out, unreachable
HICCUP_WAITS = (1.0, 4.0, 15.0)
"""Seconds to wait after a hiccup before work is done again, one after the other."""
_LOOK_AGAIN = 5.0
# Room to have before a run goes on that had stopped for want of it.
_ROOM = 64 * 2**20


class Patience:
    """Does work again after what passes: a full disk, a drive that is gone, a hiccup of a share.

    Where nobody is there to help (``unattended``), a full disk or a missing drive stops the run instead, once waiting
    for the drive was in vain.
    """

    def __init__(self, control: RunControl, folders: Iterable[Path], output: Path, *, unattended: bool) -> None:
        self._control, self._folders, self._output = control, tuple(folders), output
        self._unattended = unattended

    def persist(self, work: Callable[[], T]) -> T:
        """Do work until it is done or fails for good; raises what it raises, and `Cancelled` when stopped meanwhile."""
        waits = iter(HICCUP_WAITS)
        while True:
            try:
                return work()
            except SrdeskError as error:
                if self.outlast(error):
                    continue
                wait = next(waits, None)
                if wait is None or not is_hiccup(error):
                    raise
                self._control.sleep(wait)

    def outlast(self, error: SrdeskError) -> bool:
        """Wait until what made work fail is over, if it is a full disk or a missing drive; ``False`` if it is not.

        Raises `Cancelled` when stopped meanwhile.
        """
        if isinstance(error, DiskFullError):
            self._until(Cause.DISK_FULL, self._has_room)
        elif self._missing():
            self._until(Cause.DRIVE_GONE, lambda: not self._missing())
        else:
            return False
        return True

    def _until(self, cause: Cause, over: Callable[[], bool]) -> None:
        """Rest until the cause is over."""
        if self._unattended:
            self._control.stop_now(str(cause).partition(";")[0])
        self._control.pause(cause)
        while cause in self._control.causes:
            self._control.sleep(_LOOK_AGAIN)
            if over():
                self._control.resume(cause)

    def _has_room(self) -> bool:
        try:
            return shutil.disk_usage(self._output).free > _ROOM
        except OSError:
            return False

    def _missing(self) -> bool:
        return not all(os.path.lexists(folder) for folder in (*self._folders, self._output))


def is_hiccup(error: BaseException) -> bool:
    """Whether it is of the kind that a share has now and then, and that passes."""
    cause = error.__cause__
    if not isinstance(cause, OSError):
        return False
    return cause.errno in _HICCUPS or getattr(cause, "winerror", None) in _WINDOWS_HICCUPS
