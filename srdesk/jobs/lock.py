"""A lock on an open file that ends with its process, whatever that ends by."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from srdesk.errors import JournalError
from srdesk.texts import Text, refusal

# Far beyond the end of any journal: on Windows a locked byte cannot be read by others.
_FAR = 2**40
# Seconds from one look to the next whether a lock is free.
_LOOK = 0.005


def lock(file: BinaryIO, what: str) -> None:
    """Lock a file, open for writing, for this process alone until it is closed; raises `JournalError` at once if that
    is impossible. ``what`` begins the sentence that says so.
    """
    try:
        _lock(file)
    except BlockingIOError as error:
        raise JournalError(
            Text("{0} is in use by another run of srdesk.", what),
            hint="Wait for it, stop it, or choose another output folder.",
        ) from error
    except OSError as error:
        raise JournalError(
            Text("{0} cannot be locked: {1}.", what, refusal(error)),
            hint="Its drive has no locks, so that two runs could not know of each other. Choose another output folder.",
        ) from error


@contextmanager
def turn(file: Path, *, patience: float = 2.0) -> Iterator[None]:
    """Be the only one that changes a small file while the block lasts, whichever threads and processes want to.

    For what takes no time: one that is not through after ``patience`` seconds is not waited for any longer, and drives
    without locks are done without.
    """
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
    try:
        key = file.with_name(f".{file.name}.lock").open("ab")
    except OSError:
        yield
        return
    with key:
        _wait_for(key, until=time.monotonic() + patience)
        yield


def _wait_for(key: BinaryIO, *, until: float) -> None:
    with suppress(OSError):
        while time.monotonic() < until:
            try:
                _lock(key)
                return
            except BlockingIOError:
                time.sleep(_LOOK)


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        position = file.tell()
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError(error.errno, os.strerror(error.errno or 0)) from error
        finally:
            file.seek(position)

else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
