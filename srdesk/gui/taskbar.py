"""The button in the taskbar of Windows, which shows how far work has come; other systems have no such button here."""

import ctypes
import sys
import uuid
from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QWidget

_WHOLE = 1000
_NO_PROGRESS, _NORMAL = 0, 2
_SET_VALUE, _SET_STATE = 9, 10
"""Places of the two methods in the table of ITaskbarList3."""

_CLASS = uuid.UUID("56fdf344-fd6d-11d0-958a-006097c9a090")
_INTERFACE = uuid.UUID("ea1afb91-9e28-4b86-90e9-9e9f8a5eefaf")
_IN_THIS_PROCESS = 1


class Button(Protocol):
    """What the system offers for the button of a window by its number."""

    def set_value(self, window: int, done: int, whole: int) -> None:
        """Show so much of the whole."""

    def set_state(self, window: int, state: int) -> None:
        """Show progress as usual, or none."""


class TaskbarProgress:
    """Shows on a window's button how much is done."""

    def __init__(self, window: QWidget, button: Button | None) -> None:
        self._window = window
        self._button = button
        self._shown: int | None = None

    def show(self, fraction: float | None) -> None:
        """0..1, or ``None`` when there is nothing to wait for."""
        now = None if fraction is None else round(fraction * _WHOLE)
        if self._button is None or now == self._shown:
            return
        number = int(self._window.winId())
        if now is None or self._shown is None:
            self._button.set_state(number, _NO_PROGRESS if now is None else _NORMAL)
        if now is not None:
            self._button.set_value(number, now, _WHOLE)
        self._shown = now


class ComButton:
    """ITaskbarList3, by the address of the object.

    Its methods are called as C functions are: where srdesk runs, on 64 bits, that is one convention.
    """

    def __init__(self, address: int) -> None:
        self._address = address
        table = ctypes.cast(address, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p)))[0]
        numbers = ctypes.c_ulonglong, ctypes.c_ulonglong
        self._set_value = _method(table[_SET_VALUE], ctypes.c_void_p, *numbers)
        self._set_state = _method(table[_SET_STATE], ctypes.c_void_p, ctypes.c_int)

    def set_value(self, window: int, done: int, whole: int) -> None:
        self._set_value(self._address, window, done, whole)

    def set_state(self, window: int, state: int) -> None:
        self._set_state(self._address, window, state)


def system_button() -> Button | None:
    """What this system offers, ``None`` where that is nothing."""
    if sys.platform == "win32":
        address = ctypes.c_void_p()
        kind, interface = (ctypes.create_string_buffer(one.bytes_le, 16) for one in (_CLASS, _INTERFACE))
        failed = ctypes.windll.ole32.CoCreateInstance(kind, None, _IN_THIS_PROCESS, interface, ctypes.byref(address))
        return None if failed or address.value is None else ComButton(address.value)
    return None


def _method(address: int | None, *kinds: type) -> Callable[..., int]:
    return ctypes.CFUNCTYPE(ctypes.c_long, ctypes.c_void_p, *kinds)(address or 0)
