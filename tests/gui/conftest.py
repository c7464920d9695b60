"""A window with a network that is easy to follow."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from srdesk.gui.app import make_application
from srdesk.gui.main_window import MainWindow
from srdesk.gui.studio import Studio
from srdesk.restore import RestoreOptions, Restorer
from srdesk.settings import Settings
from tests.fakes import RepeatSession, catalogue, opener
from tests.gui.fakes import photo_file

PATIENCE = 30_000  # milliseconds
OPTIONS = RestoreOptions(model="fake", tile=16)


def pytest_collection_modifyitems(items):
    """The platform without a screen complains about every dialog that it cannot keep from being resized, or raise."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(r"does not support (propagateSizeHints|raise)\(\)"))


@pytest.fixture(scope="session")
def qapp_cls():
    """The application under test looks as it does for its users."""
    return type(make_application())


@pytest.fixture
def qtbot(qtbot, monkeypatch):
    """Waits that are long enough for a busy machine; they end as soon as what they wait for happens."""
    for name in ("waitSignal", "waitSignals", "waitUntil"):
        monkeypatch.setattr(qtbot, name, partial(getattr(qtbot, name), timeout=PATIENCE))
    return qtbot


def let_go():
    """Have no key held: after a click on one with a modifier, Qt believes that one is, and chooses rows accordingly."""
    if QApplication.instance() and QApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyRelease(QWidget(), Qt.Key.Key_Control)


@pytest.fixture(autouse=True)
def no_keys_held():
    """Begin with no key held, whatever the test before did."""
    let_go()


@pytest.fixture
def open_window(qtbot):
    """Make a window whose network is a session, without previews unless wanted; it is closed in the end."""
    windows = []

    def make(session=None, *, options=OPTIONS, restorer=None, **settings):
        restorer = restorer or Restorer(catalogue(), opener=opener(session or RepeatSession()))
        settings = Settings(options=options, **{"preview": False} | settings)
        window = MainWindow(Studio(restorer.specs, lambda: restorer, settings))
        windows.append(window)
        qtbot.addWidget(window, before_close_func=MainWindow.close_at_once)
        window.show()
        qtbot.waitExposed(window)
        return window

    return make


@pytest.fixture
def family(tmp_path) -> Path:
    """A photo of 40 x 30 pixels in a folder of its own."""
    folder = tmp_path / "photos"
    folder.mkdir()
    return photo_file(folder)
