"""The application: one window, an exit code, and what ends it."""

import os
import signal
import sys

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from srdesk.errors import ExitCode
from srdesk.gui.app import Interrupts, run
from srdesk.gui.main_window import MainWindow
from srdesk.paths import settings_file
from tests.fresh import run_fresh

SHOWN = """
import sys
from PySide6.QtCore import QTimer
from srdesk.gui import app
from srdesk.gui.main_window import MainWindow

show = MainWindow.show
def show_and_leave(window):
    show(window)
    QTimer.singleShot(0, window.close)

MainWindow.show = show_and_leave
app.run([])
print(*sys.modules)
"""


def test_the_window_is_there_before_anything_heavy_is_loaded(tmp_path):
    ended = run_fresh(["-c", SHOWN], cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    loaded = set(ended.stdout.split())
    assert "srdesk.gui.compare.compare_view" in loaded
    assert not loaded & {"numpy", "PIL", "cv2", "onnxruntime", "onnx", "tifffile", "rich"}


@pytest.fixture
def main_windows(qtbot, monkeypatch):
    """Every window that `run` opens; what it sets for good is put back."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)

    def found():
        return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow)]

    yield found
    for window in found():
        window.deleteLater()


def run_until(condition, then, files=()):
    """Run the application, and once its window fulfils a condition do something with it."""
    timer = QTimer(interval=5)

    def look():
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, MainWindow) and widget.isVisible() and condition(widget):
                timer.stop()
                then(widget)

    timer.timeout.connect(look)
    timer.start()
    return run(files)


def test_it_ends_well_when_the_window_is_closed(main_windows):
    assert run_until(lambda _window: True, MainWindow.close) == ExitCode.OK
    assert settings_file().exists()


def test_it_opens_the_photo_it_is_given(main_windows, family):
    names = []

    def note(window):
        names.append(window.workbench.document.source)
        window.close()

    assert run_until(lambda window: window.workbench.document is not None, note, [family]) == ExitCode.OK
    assert names == [family]


def test_what_is_wrong_with_the_settings_is_said(main_windows):
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text("{ not json")
    said = []

    def note(window):
        said.extend(message.text for message in window.shell.messages.messages)
        window.close()

    run_until(lambda _window: True, note)
    assert "damaged" in said[0]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_closes_the_window_without_a_question(qtbot, open_window, number):
    window = open_window()
    before = signal.getsignal(number)
    interrupts = Interrupts(window)
    os.kill(os.getpid(), number)
    qtbot.waitUntil(lambda: not window.isVisible())
    interrupts.stop()
    assert interrupts.came
    assert signal.getsignal(number) is before
