"""What the computer says of itself (battery, somebody at it), and what it takes back."""

import ctypes
import ctypes.util
import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

_SUPPLIES = Path("/sys/class/power_supply")
_TIMEOUT = 5.0


def give_memory_back() -> None:
    """Give memory that is free within this process back to the system, where that does not happen by itself.

    Glibc keeps what photos of changing sizes leave behind in the heaps of its threads; a few milliseconds return it.
    """
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)


def on_battery() -> bool | None:
    """Whether the computer runs on its battery, ``None`` where it does not say."""
    if sys.platform == "win32":
        return _windows_battery()
    if sys.platform == "darwin":
        text = _output("pmset", "-g", "batt")
        return None if text is None else "'Battery Power'" in text
    return _linux_battery(_SUPPLIES)


def idle_seconds() -> float | None:
    """Seconds since somebody last touched a key or the mouse, ``None`` where that cannot be known."""
    if sys.platform == "win32":
        return _windows_idle()
    if sys.platform == "darwin":
        found = re.search(r'"HIDIdleTime" = (\d+)', _output("ioreg", "-c", "IOHIDSystem") or "")
        return int(found[1]) / 1e9 if found else None
    return _x11_idle()


def _linux_battery(supplies: Path) -> bool | None:
    """On battery if a battery gives power and no other supply does."""
    kinds: dict[str, list[str]] = {}
    with suppress(OSError):
        for supply in supplies.iterdir():
            kind = _word(supply / "type")
            if _word(supply / "scope") != "Device":  # that of a mouse or a phone
                kinds.setdefault(kind, []).append(_word(supply / ("status" if kind == "Battery" else "online")))
    batteries = kinds.pop("Battery", [])
    if not batteries:
        return None
    return "Discharging" in batteries and not any("1" in states for states in kinds.values())


def _word(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""


def _output(*command: str) -> str | None:
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=_TIMEOUT, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return None


class _ScreenSaverState(ctypes.Structure):
    """What ``XScreenSaverQueryInfo`` fills in; ``idle`` in milliseconds."""

    _fields_ = (
        ("window", ctypes.c_ulong),
        ("state", ctypes.c_int),
        ("kind", ctypes.c_int),
        ("til_or_since", ctypes.c_ulong),
        ("idle", ctypes.c_ulong),
        ("event_mask", ctypes.c_ulong),
    )


def _x11_idle() -> float | None:
    """By the screen saver extension of X, if there is an X and the libraries for it."""
    names = [ctypes.util.find_library(name) for name in ("X11", "Xss")]
    if not os.environ.get("DISPLAY") or None in names:
        return None
    x11, saver = (ctypes.CDLL(name) for name in names)
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    display = x11.XOpenDisplay(None)
    if not display:
        return None
    handle, state = ctypes.c_void_p(display), _ScreenSaverState()
    try:
        root = ctypes.c_ulong(x11.XDefaultRootWindow(handle))
        return state.idle / 1000 if saver.XScreenSaverQueryInfo(handle, root, ctypes.byref(state)) else None
    finally:
        x11.XCloseDisplay(handle)


class _PowerStatus(ctypes.Structure):
    """What ``GetSystemPowerStatus`` of Windows fills in."""

    _fields_ = (
        ("on_line", ctypes.c_ubyte),
        ("battery", ctypes.c_ubyte),
        ("percent", ctypes.c_ubyte),
        ("saver", ctypes.c_ubyte),
        ("left", ctypes.c_uint32),
        ("full", ctypes.c_uint32),
    )


class _LastInput(ctypes.Structure):
    """What ``GetLastInputInfo`` of Windows fills in."""

    _fields_ = (("size", ctypes.c_uint32), ("time", ctypes.c_uint32))


def _windows_battery() -> bool | None:
    kernel = getattr(getattr(ctypes, "windll", None), "kernel32", None)
    status = _PowerStatus()
    if kernel is None or not kernel.GetSystemPowerStatus(ctypes.byref(status)) or status.on_line > 1:
        return None
    return not status.on_line


def _windows_idle() -> float | None:
    libraries = getattr(ctypes, "windll", None)
    last = _LastInput(size=ctypes.sizeof(_LastInput))
    if libraries is None or not libraries.user32.GetLastInputInfo(ctypes.byref(last)):
        return None
    return float((libraries.kernel32.GetTickCount() - last.time) % 2**32) / 1000
