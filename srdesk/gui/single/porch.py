"""The porch: where a window receives letters, one at a time, from processes of the same user; knows no Qt."""

import json
import os
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path

from srdesk.gui.single.letter import LONGEST, TAKEN, Letter, opened
from srdesk.gui.single.seat import Place
from srdesk.paths import write_whole
from srdesk.progress import CancelToken

_SECONDS = 2
"""What a sender may take to say something."""

_WAITING = 64


@dataclass(frozen=True)
class Caller:
    """Somebody who has brought a letter and waits for the answer."""

    letter: Letter
    _line: "Connection"

    def answer(self) -> bool:
        """Say that the letter is taken; whether the sender was still there to hear it."""
        try:
            self._line.send_bytes(TAKEN)
        except OSError:
            return False
        finally:
            self.turn_away()
        return True

    def turn_away(self) -> None:
        """Leave the sender without an answer, to open a window of its own."""
        self._line.close()


class Porch:
    """Listens at a place; whoever has its seat may make one. What a crash has left there goes."""

    def __init__(self, place: Place) -> None:
        """Raises `OSError` where that is impossible."""
        self._place = place
        self._key = os.urandom(32).hex()
        self._address = place.address(self._key)
        if sys.platform != "win32":
            Path(self._address).unlink(missing_ok=True)
        self._listener = Listener(self._address, backlog=_WAITING)
        door = {"address": self._address, "key": self._key, "process": os.getpid()}
        write_whole(place.door_file, [json.dumps(door)])

    def next_caller(self, token: CancelToken) -> Caller:
        """Wait for a letter; whoever brings something else is turned away. Raises `Cancelled` and `OSError`."""
        with token.interrupting(self._wake):
            while True:
                line = self._listener.accept()
                token.check()
                letter = self._letter(line)
                if letter is not None:
                    return Caller(letter, line)
                line.close()

    def close(self) -> None:
        """Be reached by nobody any more."""
        with suppress(OSError):
            self._place.door_file.unlink(missing_ok=True)
        with suppress(OSError):
            self._listener.close()

    def _letter(self, line: "Connection") -> Letter | None:
        try:
            with _impatience(line):
                return opened(line.recv_bytes(LONGEST), self._key) if line.poll(_SECONDS) else None
        except (OSError, EOFError, ValueError):
            return None

    def _wake(self) -> None:
        """Have the one who waits look at its token."""
        with suppress(OSError):
            Client(self._address).close()


@contextmanager
def _impatience(line: "Connection") -> Iterator[None]:
    """Meanwhile, have what is read come to an end if the sender falls silent in the middle; not on Windows."""
    if sys.platform != "win32":
        import socket

        with socket.fromfd(line.fileno(), socket.AF_UNIX, socket.SOCK_STREAM) as same:
            same.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", _SECONDS, 0))
    yield
