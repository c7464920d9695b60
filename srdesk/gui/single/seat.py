"""The seat: which srdesk of a user has the window that all others hand their photos to."""

import hashlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from srdesk.errors import JournalError
from srdesk.jobs.lock import lock
from srdesk.paths import meeting_folder, settings_file


@dataclass(frozen=True)
class Place:
    """Where srdesks with the same settings on the same screen meet: files in a folder that nobody else can enter."""

    folder: Path
    name: str

    @property
    def door_file(self) -> Path:
        """Says how the window can be reached."""
        return self.folder / f"{self.name}.json"

    def address(self, key: str) -> str:
        """Where the window listens: a socket, on Windows a pipe that is named after a key."""
        return rf"\\.\pipe\srdesk-{key[:32]}" if sys.platform == "win32" else str(self.folder / f"{self.name}.sock")

    def take(self) -> "Seat | None":
        """The seat, ``None`` if another srdesk has it; raises `OSError` where nothing can be written."""
        file = (self.folder / f"{self.name}.lock").open("ab")
        try:
            lock(file, file.name)
        except JournalError:
            file.close()
            return None
        return Seat(self, file)


@dataclass(frozen=True)
class Seat:
    """Held until it is closed or the process ends, whatever that ends by."""

    place: Place
    _file: BinaryIO

    def close(self) -> None:
        """Leave the seat to the next."""
        self._file.close()


def here() -> Place:
    """The place of this user, these settings and this screen; raises `OSError` where there is none."""
    screen = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY") or ""
    mark = f"{settings_file().absolute()}\n{screen}".encode(errors="surrogateescape")
    return Place(meeting_folder(), hashlib.blake2s(mark, digest_size=8).hexdigest())
