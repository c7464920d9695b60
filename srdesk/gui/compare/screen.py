"""The colour profile of a screen, where the window system leaves it to programs to heed it: X11 and Windows."""

import ctypes
from contextlib import suppress
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

_LARGEST = 2**24
_ANY_TYPE, _KEEP, _ONLY_IF_THERE = 0, 0, 1
_NEAREST_MONITOR = 2


def screen_profile(window: QWidget) -> bytes | None:
    """The ICC profile of the screen that a window is on; ``None`` where there is none, or the system converts itself.

    Nothing is known of whether it is sound.
    """
    platform = QGuiApplication.platformName()
    with suppress(OSError):
        if platform == "xcb":
            return _of_x11(window.screen())
        if platform == "windows":
            return _of_windows(int(window.winId()))
    return None


def _of_x11(screen: QScreen) -> bytes | None:
    """By the convention of "ICC Profiles in X": a property of the root for each monitor, the first unnumbered."""
    number = QGuiApplication.screens().index(screen)
    return _x11_property(f"_ICC_PROFILE_{number}" if number else "_ICC_PROFILE")


def _x11_property(name: str) -> bytes | None:
    """Bytes that the root window has by a name."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = x11.XDefaultRootWindow.restype = x11.XInternAtom.restype = ctypes.c_void_p
    display = ctypes.c_void_p(x11.XOpenDisplay(None))
    if not display:
        return None
    try:
        atom = ctypes.c_void_p(x11.XInternAtom(display, name.encode("ascii"), _ONLY_IF_THERE))
        return _x11_bytes(x11, display, atom) if atom else None
    finally:
        x11.XCloseDisplay(display)


def _x11_bytes(x11: ctypes.CDLL, display: ctypes.c_void_p, atom: ctypes.c_void_p) -> bytes | None:
    root = ctypes.c_void_p(x11.XDefaultRootWindow(display))
    kind, count, left = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_ulong()
    bits, data = ctypes.c_int(), ctypes.POINTER(ctypes.c_ubyte)()
    asked = (ctypes.c_long(0), ctypes.c_long(_LARGEST // 4), _KEEP, ctypes.c_ulong(_ANY_TYPE))
    told = (ctypes.byref(value) for value in (kind, bits, count, left, data))
    failed = x11.XGetWindowProperty(display, root, atom, *asked, *told)
    if failed or not data:
        return None
    try:
        return bytes(data[: count.value]) if bits.value == 8 and not left.value else None
    finally:
        x11.XFree(data)


class _Rectangle(ctypes.Structure):
    _fields_ = tuple((side, ctypes.c_long) for side in ("left", "top", "right", "bottom"))


class _Monitor(ctypes.Structure):
    """What ``GetMonitorInfoW`` of Windows fills in."""

    _fields_ = (
        ("size", ctypes.c_uint32),
        ("monitor", _Rectangle),
        ("work", _Rectangle),
        ("flags", ctypes.c_uint32),
        ("device", ctypes.c_wchar * 32),
    )


def _of_windows(handle: int) -> bytes | None:
    """The file that Windows names for the monitor that most of a window is on."""
    libraries = getattr(ctypes, "windll", None)
    if libraries is None:
        return None
    user, graphics = libraries.user32, libraries.gdi32
    user.MonitorFromWindow.restype = graphics.CreateDCW.restype = ctypes.c_void_p
    monitor = _Monitor(size=ctypes.sizeof(_Monitor))
    found = ctypes.c_void_p(user.MonitorFromWindow(ctypes.c_void_p(handle), _NEAREST_MONITOR))
    if not user.GetMonitorInfoW(found, ctypes.byref(monitor)):
        return None
    context = ctypes.c_void_p(graphics.CreateDCW("DISPLAY", monitor.device, None, None))
    if not context:
        return None
    try:
        path, length = ctypes.create_unicode_buffer(1024), ctypes.c_uint32(1024)
        told = graphics.GetICMProfileW(context, ctypes.byref(length), path)
    finally:
        graphics.DeleteDC(context)
    file = Path(path.value)
    return file.read_bytes() if told and file.is_file() and file.stat().st_size <= _LARGEST else None
