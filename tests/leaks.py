"""What a test must not leave behind: threads, and of Qt busy pools, running timers and windows."""

import gc
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

PATIENCE = 5.0
"""Seconds that work already told to end may take to do so."""


@contextmanager
def no_threads_left() -> Iterator[None]:
    """Fail if threads started within the block outlive it."""
    before = set(threading.enumerate())
    yield
    started = [thread for thread in threading.enumerate() if thread not in before and not _foreign(thread)]
    for thread in started:
        thread.join(PATIENCE)
    left = [thread.name for thread in started if thread.is_alive()]
    assert not left, f"threads left running: {left}"


def _foreign(thread: threading.Thread) -> bool:
    """Whether Python only met the thread: Qt's pools are looked at as pools."""
    return isinstance(thread, threading._DummyThread)


@contextmanager
def no_qt_left() -> Iterator[None]:
    """Fail if Qt windows, timers or work started within the block outlive it; costs nothing before Qt is loaded."""
    windows = set(_windows())
    timers = set(_running_timers())
    yield
    if "PySide6.QtWidgets" not in sys.modules:
        return
    _delete_later_is_now()
    left = [f"work in {pool}" for pool in _pools() if not pool.waitForDone(int(PATIENCE * 1000))]
    left += [f"running {timer}" for timer in _running_timers() if timer not in timers]
    left += [f"window {window}" for window in _windows() if window not in windows]
    assert not left, f"Qt objects left: {left}"


def _delete_later_is_now() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    if QCoreApplication.instance():
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _windows() -> list[Any]:
    """Top-level widgets that nobody owns; the rest goes with its owner. Qt keeps one label for all tool tips."""
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        return []
    widgets = [widget for widget in QApplication.topLevelWidgets() if widget.parent() is None]
    return [widget for widget in widgets if widget.metaObject().className() != "QTipLabel"]


def _running_timers() -> list[Any]:
    return [timer for timer in _living("QTimer") if timer.isActive()]


def _pools() -> list[Any]:
    from PySide6.QtCore import QThreadPool

    return [QThreadPool.globalInstance(), *_living("QThreadPool")]


def _living(name: str) -> list[Any]:
    """Every object of a QtCore class that Python knows and whose C++ half still lives."""
    if "PySide6.QtCore" not in sys.modules:
        return []
    import shiboken6
    from PySide6 import QtCore

    kind = getattr(QtCore, name)
    return [thing for thing in gc.get_objects() if issubclass(type(thing), kind) and shiboken6.isValid(thing)]
