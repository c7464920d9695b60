"""The ground under the tests holds: each guard trips over what it is there for."""

import socket
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QRunnable, QThreadPool, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests import leaks
from tests.fresh import run_fresh
from tests.offline import offline


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_an_internet_socket_is_refused(family: socket.AddressFamily) -> None:
    with pytest.raises(offline.NetworkRefused):
        socket.socket(family)
    assert offline.attempts
    offline.attempts.clear()


def test_a_name_is_not_looked_up() -> None:
    with pytest.raises(offline.NetworkRefused):
        socket.getaddrinfo("example.org", 443)
    offline.attempts.clear()


def test_local_sockets_are_allowed() -> None:
    left, right = socket.socketpair()
    with left, right:
        left.sendall(b"x")
        assert right.recv(1) == b"x"


def test_the_network_is_refused_in_started_processes_too(tmp_path: Path) -> None:
    ended = run_fresh(["-c", "import socket; socket.create_connection(('127.0.0.1', 9))"], cwd=tmp_path)
    assert "NetworkRefused" in ended.stderr


def test_a_thread_left_behind_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaks, "PATIENCE", 0.01)
    gate = threading.Event()
    thread = threading.Thread(target=gate.wait, name="straggler")
    with pytest.raises(AssertionError, match="straggler"), leaks.no_threads_left():
        thread.start()
    gate.set()
    thread.join()


def test_a_timer_left_running_is_found(qtbot: QtBot) -> None:
    timer = QTimer()
    with pytest.raises(AssertionError, match="QTimer"), leaks.no_qt_left():
        timer.start(60_000)
    timer.stop()


def test_a_window_left_open_is_found(qtbot: QtBot) -> None:
    windows = []
    with pytest.raises(AssertionError, match="QWidget"), leaks.no_qt_left():
        windows.append(QWidget())
    qtbot.addWidget(windows.pop())


def test_work_left_in_a_pool_is_found(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaks, "PATIENCE", 0.01)
    gate = threading.Event()
    pool = QThreadPool()
    with pytest.raises(AssertionError, match="QThreadPool"), leaks.no_qt_left():
        pool.start(QRunnable.create(gate.wait))
    gate.set()
    assert pool.waitForDone(5000)
