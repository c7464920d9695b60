"""What a test must not leave behind: threads, and of Qt busy pools, running timers and windows."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QWidget

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
    """Fail if Qt windows, timers or work started within the block outlive it."""
    windows = set(_windows())
    timers = set(_running(_living(QTimer)))
    yield
    if QCoreApplication.instance():
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    living = _living(QTimer, QThreadPool)
    pools = [QThreadPool.globalInstance(), *(thing for thing in living if isinstance(thing, QThreadPool))]
    left: list[object] = [pool for pool in pools if not pool.waitForDone(int(PATIENCE * 1000))]
    left += [timer for timer in _running(living) if timer not in timers]
    left += [window for window in _windows() if window not in windows]
    assert not left, f"Qt objects left: {left}"


def _windows() -> list[QWidget]:
    """Top-level widgets that nobody owns; the rest goes with its owner. Qt keeps one label for all tool tips."""
    if QApplication.instance() is None:
        return []
    widgets = [widget for widget in QApplication.topLevelWidgets() if widget.parent() is None]
    return [widget for widget in widgets if widget.metaObject().className() != "QTipLabel"]


def _living(*kinds: type) -> list[object]:
    """Every object of these classes that Python knows and whose C++ half still lives."""
    return [thing for thing in gc.get_objects() if issubclass(type(thing), kinds) and shiboken6.isValid(thing)]


def _running(things: list[object]) -> list[QTimer]:
    return [thing for thing in things if isinstance(thing, QTimer) and thing.isActive()]
