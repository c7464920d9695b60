"""Nothing that is done in the background outlives the window."""

from pathlib import Path

import pytest

from tests.fresh import run_fresh
from tests.test_telemetry import private

pytestmark = pytest.mark.end2end

# Asks for work when everything has been stopped already, as a last event may; it takes as long as it is allowed to.
LATE = """
import sys, threading
from PySide6.QtCore import QTimer
from srdesk.__main__ import open_window
from srdesk.gui.main_window import MainWindow

begun = threading.Event()

def work(token, progress):
    begun.set()
    while not token.cancelled:
        threading.Event().wait(0.01)
    threading.Event().wait(0.3)

close, show = MainWindow.closeEvent, MainWindow.show

def close_and_ask(window, event):
    close(window, event)
    window.studio.display.submit(work)
    begun.wait(30)

def show_and_close(window):
    show(window)
    QTimer.singleShot(0, window.close_at_once)

MainWindow.closeEvent, MainWindow.show = close_and_ask, show_and_close
sys.exit(open_window([]))
"""


def test_work_that_was_asked_for_while_closing_is_stopped_and_waited_for(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    ended = run_fresh(["-c", LATE], cwd=tmp_path, environment={**private(home), "QT_QPA_PLATFORM": "offscreen"})
    assert (ended.returncode, ended.stderr.replace("This plugin does not support propagateSizeHints()\n", "")) == (
        0,
        "",
    )
