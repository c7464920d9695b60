"""What a start does about others: be the window, hand over to the one there is, or open one more; knows no Qt."""

import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from srdesk.gui.single.letter import TAKEN, Letter, sealed, to_open
from srdesk.gui.single.seat import Place, Seat, here

PATIENCE = 20.0
"""Seconds that a window may take to appear, when two srdesks are started at once."""

ANSWER = 5.0
"""Seconds that a window may take to answer, before it is taken to hang."""

_GLANCE = 0.05


class Meeting(NamedTuple):
    """What came of it: ``handed`` if a window has taken the files, else the seat if it was free."""

    handed: bool = False
    seat: Seat | None = None


def meet(files: Sequence[Path], *, patience: float = PATIENCE, answer: float = ANSWER) -> Meeting:
    """Take the seat, or hand files to the window that has it. One that hangs does not keep others from opening."""
    letter = to_open(files, os.environ.get("XDG_ACTIVATION_TOKEN", ""))
    try:
        place = here()
        deadline = time.monotonic() + patience
        while True:
            seat = place.take()
            if seat is not None:
                return Meeting(seat=seat)
            if _handed(place, letter, answer):
                return Meeting(handed=True)
            if time.monotonic() > deadline:
                return Meeting()
            time.sleep(_GLANCE)
    except (OSError, TimeoutError):
        return Meeting()


def _handed(place: Place, letter: Letter, answer: float) -> bool:
    """Whether a window has taken a letter; raises `TimeoutError` if it is there and does not answer."""
    from multiprocessing.connection import Client

    try:
        door = json.loads(place.door_file.read_text(encoding="utf-8"))
        address, key, process = str(door["address"]), str(door["key"]), int(door["process"])
        with Client(address) as line:
            _let_come_forward(process)
            line.send_bytes(sealed(letter, key))
            if line.poll(answer):
                return line.recv_bytes(len(TAKEN)) == TAKEN
    except (OSError, EOFError, ValueError, KeyError, TypeError):
        return False
    raise TimeoutError


def _let_come_forward(process: int) -> None:
    """Let a process show a window in front of others, which Windows allows only to whoever the user deals with."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(process)
