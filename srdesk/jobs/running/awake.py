"""Keep the computer from falling asleep while a batch runs, where the system lets itself be asked."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

REFUSES_WITHIN = 0.2
"""Seconds in which a guard that cannot do its work ends."""
_CONTINUOUS, _SYSTEM_REQUIRED = 0x80000000, 0x00000001


@contextmanager
def awake() -> Iterator[bool]:
    """Stay awake while the block lasts; gives whether that could be asked for. Ends with the process, however it ends.

    Screens may go dark.
    """
    if sys.platform == "win32":
        kernel = ctypes.windll.kernel32
        asked = bool(kernel.SetThreadExecutionState(_CONTINUOUS | _SYSTEM_REQUIRED))
        try:
            yield asked
        finally:
            kernel.SetThreadExecutionState(_CONTINUOUS)
        return
    guard = _guard(keeper_command(os.getpid()))
    try:
        yield guard is not None
    finally:
        if guard is not None:
            guard.terminate()
            guard.wait()


def keeper_command(process: int) -> list[str]:
    """A command that keeps the computer awake until a process ends; empty where there is none."""
    if sys.platform == "darwin":
        return ["caffeinate", "-i", "-w", str(process)]
    if shutil.which("systemd-inhibit") is None:
        return []
    reason = ["--what=sleep:idle", "--who=srdesk", "--why=Photos are being restored", "--mode=block"]
    return ["systemd-inhibit", *reason, "tail", f"--pid={process}", "-f", "/dev/null"]


def _guard(command: list[str]) -> "subprocess.Popen[bytes] | None":
    if not command:
        return None
    nowhere = subprocess.DEVNULL
    try:
        guard = subprocess.Popen(command, stdin=nowhere, stdout=nowhere, stderr=nowhere)
    except OSError:
        return None
    try:
        guard.wait(REFUSES_WITHIN)
    except subprocess.TimeoutExpired:
        return guard
    return None  # it refused and ended at once
