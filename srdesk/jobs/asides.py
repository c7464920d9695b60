"""Asides: files that a process has set aside, on a list for a later one to find if this one does not end well."""

import os
import secrets
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from srdesk.errors import JournalError, OutputError
from srdesk.jobs.lock import lock
from srdesk.paths import cache_folder

MARK = "earlier-"
"""Part of the name of a file that was replaced, for as long as it can come back."""

_SUFFIX = ".list"


class Asides:
    """The files set aside by this process. May be used from any thread."""

    def __init__(self, folder: Path | None = None) -> None:
        """``folder`` is where the lists of all processes are, the user's cache by default."""
        self._folder = folder or _lists()
        self._guard = threading.Lock()
        self._file: BinaryIO | None = None
        self._path = self._folder / f"{secrets.token_hex(6)}{_SUFFIX}"

    def note(self, aside: Path) -> None:
        """Put a file on the list. Where no list can be kept, nothing comes of that: the file is there all the same."""
        with self._guard, suppress(OSError, JournalError):
            if self._file is None:
                self._folder.mkdir(parents=True, exist_ok=True)
                self._file = self._path.open("xb")
                lock(self._file, "The list of files set aside")
            self._file.write(os.fsencode(aside) + b"\0")
            self._file.flush()
            os.fsync(self._file.fileno())

    def close(self) -> None:
        """All is well: there is no need of a list any more."""
        with self._guard:
            if self._file is not None:
                self._file.close()
                self._file = None
                with suppress(OSError):
                    self._path.unlink()


def clear_left_behind(throw: Callable[[Path], None], folder: Path | None = None) -> int:
    """Throw away the files set aside by processes that are gone without having taken care of them; how many?

    What ``throw`` raises comes on at the end, after all has been tried. Lists are dropped when their files are.
    """
    count, refused = 0, []
    for path in (folder or _lists()).glob(f"*{_SUFFIX}"):
        with suppress(OSError, JournalError):
            for aside in _listed(path):
                try:
                    throw(aside)
                    count += 1
                except OutputError as error:
                    refused.append(error)
            path.unlink()
    if refused:
        raise refused[0]
    return count


def _listed(path: Path) -> list[Path]:
    """The files on a list that are still there; raises `JournalError` while the process that keeps it lives."""
    with path.open("r+b") as file:
        lock(file, "The list of files set aside")
        names = [Path(os.fsdecode(name)) for name in file.read().split(b"\0") if name]
    return [name for name in names if name.name.startswith(f".srdesk-{MARK}") and name.is_file()]


def _lists() -> Path:
    return cache_folder() / "asides"
