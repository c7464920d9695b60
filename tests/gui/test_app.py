"""The application: one window, an exit code, and what ends it."""

import gc
import os
import signal
import sys
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

from srdesk.errors import ExitCode
from srdesk.gui.app import Front, Interrupts, run
from srdesk.gui.main_window import MainWindow
from srdesk.gui.studio import Studio
from srdesk.gui.wording import Message
from srdesk.paths import settings_file
from srdesk.restore import Restorer
from srdesk.settings import Settings
from tests.fakes import RepeatSession, catalogue, opener
from tests.fresh import run_fresh
from tests.gui.conftest import OPTIONS
from tests.gui.fakes import GatedSession

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
    interrupts = Interrupts(window.close_at_once)
    os.kill(os.getpid(), number)
    qtbot.waitUntil(lambda: not window.isVisible())
    interrupts.stop()
    assert interrupts.came
    assert signal.getsignal(number) is before


@pytest.fixture
def stand_in_front(qtbot):
    """A front whose network is a session, with a photo open; its last window is closed at the end."""
    fronts = []

    def make(session, photo):
        restorer = Restorer(catalogue(), opener=opener(session))
        front = Front(Studio(restorer.specs, lambda: restorer, Settings(options=OPTIONS, preview=False)))
        fronts.append(front)
        qtbot.waitExposed(front.window)
        with qtbot.waitSignal(front.window.workbench.opened):
            front.window.open([photo])
        return front

    yield make
    for front in fronts:
        front.window.close_at_once()
        front.window.deleteLater()


def renewed(qtbot, front):
    """Renew the window, see that nothing of the former is left, and return the new one."""
    former = weakref.ref(front.window)
    front.renew()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert former() is None
    assert [type(widget) for widget in QApplication.topLevelWidgets() if widget.isVisible()] == [MainWindow]
    qtbot.waitExposed(front.window)
    return front.window


def test_a_new_window_shows_the_photo_as_it_was_looked_at(qtbot, stand_in_front, family):
    front = stand_in_front(RepeatSession(), family)
    window = front.window
    with qtbot.waitSignal(window.workbench.restored):
        window.restore()
    window.resize(800, 760)  # as far as it fits the screen of the platform without one
    window.view.zoom_to(16.0)
    window.view.pan(30, 40)
    window.view.divider.setValue(300)
    window.commands["panel"].trigger()
    window.show_message(Message("Read this."))
    qtbot.waitUntil(lambda: front.window.view.width() == front.window.width())
    viewport, result, size = window.view.viewport, window.workbench.document.result, window.size()
    del window
    new = renewed(qtbot, front)
    qtbot.waitUntil(lambda: new.view.viewport.view == viewport.view)
    assert new.view.viewport == viewport
    assert new.view.divider.value() == 300
    assert new.size() == size
    assert new.workbench.document.result is result
    assert new.view.divider.isVisible()
    assert not new.shell.side.isVisible()
    assert [message.text for message in new.shell.messages.messages] == ["Read this."]
    assert new.windowTitle() == "family.png[*] — srdesk"
    assert new.isWindowModified()


def test_a_new_window_goes_on_showing_a_restoration(qtbot, stand_in_front, family):
    session = GatedSession()
    front = stand_in_front(session, family)
    window = front.window
    window.restore()
    with qtbot.waitSignal(window.workbench.progressed, check_params_cb=lambda progress: progress.fraction > 0):
        session.gate.release()
    shown = window.view.accessibleDescription()
    del window
    new = renewed(qtbot, front)
    assert new.workbench.restoring
    assert new.view.accessibleDescription() == shown
    assert new.commands["cancel"].isEnabled()
    with qtbot.waitSignal(new.workbench.restored):
        session.gate.release(100)
    assert new.workbench.document.result.photo.size == (80, 60)
    assert new.isWindowModified()
    assert not new.commands["cancel"].isEnabled()


def test_what_a_former_window_had_rendered_troubles_nobody(qtbot, stand_in_front, family):
    front = stand_in_front(RepeatSession(), family)
    for _ in range(3):
        front.window.view.zoom_by(1)
        front.renew()
    qtbot.waitUntil(lambda: not front.window.studio.busy)


def test_a_restoration_can_be_cancelled_by_a_new_window(qtbot, stand_in_front, family):
    front = stand_in_front(GatedSession(), family)
    front.window.restore()
    new = renewed(qtbot, front)
    with qtbot.waitSignal(new.workbench.reverted):
        new.cancel()
    assert not new.view.divider.isVisible()
    assert new.commands["restore"].isEnabled()
