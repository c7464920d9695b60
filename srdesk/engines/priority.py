"""Priority: work that lets other programs go first, and the processes that do it."""

import ctypes
import os
import sys
import threading
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

_NICEST = 19
_BELOW_NORMAL, _NORMAL = 0x4000, 0x0020
_MAY_SET_CLASS, _MAY_SET_THREAD, _LIFTED = 0x0200, 0x0020, 2
_UTILITY, _DEFAULT = 0x11, 0x15

# Windows has classes for whole programs; elsewhere each thread stands for itself.
_standing: SimpleNamespace | threading.local = SimpleNamespace() if sys.platform == "win32" else threading.local()


def stands_behind() -> bool:
    """Whether work of this thread lets other programs go first."""
    return getattr(_standing, "behind", False)


def step_behind(*, behind: bool = True) -> None:
    """Let other programs go before what this thread does from now on, or no longer; cheap where nothing changes.

    Linux: by niceness, which threads and processes that are started later inherit. Without privileges there is no way
    back, so that a thread stays there until it ends. macOS: by the thread's quality of service. Windows: by the class
    of the program, whose main thread stays where it was, and with it the window.
    """
    if behind == stands_behind():
        return
    if behind:
        _standing.before = niceness()
    _standing.behind = behind
    if sys.platform == "win32":
        _set_class(os.getpid(), behind=behind)
        _lift(threading.main_thread().native_id or 0, lifted=behind)
    elif sys.platform == "darwin":
        ctypes.CDLL(None).pthread_set_qos_class_self_np(_UTILITY if behind else _DEFAULT, 0)
    else:
        _renice(threading.get_native_id(), _NICEST if behind else _standing.before)


def place(process: int) -> None:
    """Have a process of this user, with all its threads, stand where this thread stands, as far as that goes."""
    behind = stands_behind()
    if sys.platform == "win32":
        _set_class(process, behind=behind)
    elif sys.platform == "darwin":
        _renice(process, _NICEST if behind else niceness())
    else:
        with suppress(OSError):
            for thread in Path(f"/proc/{process}/task").iterdir():
                _renice(int(thread.name), niceness())


def niceness(thread: int = 0) -> int:
    """The niceness of a thread by its native number, or of this one; 0 on Windows, which has none."""
    return 0 if sys.platform == "win32" else os.getpriority(os.PRIO_PROCESS, thread)


def _renice(thread: int, nice: int) -> None:
    """Move a thread, on macOS a process."""
    if sys.platform != "win32":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, thread, nice)


def _set_class(process: int, *, behind: bool) -> None:
    if sys.platform == "win32":
        kernel = ctypes.WinDLL("kernel32")
        kernel.OpenProcess.restype = ctypes.c_void_p
        handle = ctypes.c_void_p(kernel.OpenProcess(_MAY_SET_CLASS, 0, process))
        kernel.SetPriorityClass(handle, _BELOW_NORMAL if behind else _NORMAL)
        kernel.CloseHandle(handle)


def _lift(thread: int, *, lifted: bool) -> None:
    """Make up for the class of the program in one of its threads."""
    if sys.platform == "win32":
        kernel = ctypes.WinDLL("kernel32")
        kernel.OpenThread.restype = ctypes.c_void_p
        handle = ctypes.c_void_p(kernel.OpenThread(_MAY_SET_THREAD, 0, thread))
        kernel.SetThreadPriority(handle, _LIFTED if lifted else 0)
        kernel.CloseHandle(handle)
