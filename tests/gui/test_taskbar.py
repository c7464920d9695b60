"""Progress on the button in the taskbar, with a system of its own."""

import ctypes
import sys

import pytest
from PySide6.QtWidgets import QWidget

from srdesk.gui.taskbar import ComButton, TaskbarProgress, system_button


class FakeButton:
    """Remembers what it is told."""

    def __init__(self):
        self.told = []

    def set_value(self, window, done, whole):
        self.told.append((window, done / whole))

    def set_state(self, window, state):
        self.told.append((window, "on" if state else "off"))


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_progress_comes_and_goes(window):
    button = FakeButton()
    progress = TaskbarProgress(window, button)
    for fraction in (None, 0.0, 0.5, 0.50001, 1.0, None, None):
        progress.show(fraction)
    assert [what for _window, what in button.told] == ["on", 0.0, 0.5, 1.0, "off"]
    assert {number for number, _what in button.told} == {window.winId()}


def test_a_system_without_one_is_left_alone(window):
    TaskbarProgress(window, None).show(0.5)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has one")
def test_only_windows_has_one():
    assert system_button() is None


def test_methods_are_found_where_the_interface_has_them():
    """An object like that of the system: its first word is where the table of its methods is."""
    called = []
    signature = ctypes.CFUNCTYPE(ctypes.c_long, *[ctypes.c_void_p] * 2, *[ctypes.c_ulonglong] * 2)

    @signature
    def set_value(_this, window, done, whole):
        called.append((window, done, whole))
        return 0

    @ctypes.CFUNCTYPE(ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
    def set_state(_this, window, state):
        called.append((window, state))
        return 0

    table = (ctypes.c_void_p * 11)()
    table[9], table[10] = (ctypes.cast(method, ctypes.c_void_p) for method in (set_value, set_state))
    there = ctypes.c_void_p(ctypes.addressof(table))
    button = ComButton(ctypes.addressof(there))
    button.set_state(77, 2)
    button.set_value(77, 5, 2**40)
    assert called == [(77, 2), (77, 5, 2**40)]
