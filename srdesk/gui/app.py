"""The application: Qt set up, one window, and an exit code."""

import signal
import socket
import sys
import traceback
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication

from srdesk import __version__, settings
from srdesk.errors import ExitCode
from srdesk.gui.icons import app_icon
from srdesk.gui.main_window import MainWindow
from srdesk.gui.tasks import favour_gui_thread
from srdesk.gui.theme import follow_system
from srdesk.gui.wording import Message, bug_message
from srdesk.models.catalogue import Catalogue, load

if TYPE_CHECKING:
    from srdesk.restore import Restorer


def run(files: Sequence[Path]) -> int:
    """Open the window, with the first of some photos if there are any; return the exit code once it is closed.

    Raises `ModelError` where the model catalogue is missing or damaged.
    """
    app = make_application()
    notices: list[str] = []
    catalogue = load()
    window = MainWindow(catalogue.specs, partial(_make_restorer, catalogue), settings.load(report=notices.append))
    for notice in notices:
        window.show_message(Message(notice))
    show_bugs_in(window)
    window.show()
    window.open(list(files))
    interrupts = Interrupts(window)
    app.exec()
    interrupts.stop()
    return int(ExitCode.CANCELLED if interrupts.came else ExitCode.OK)


def make_application() -> QApplication:
    """The Qt application with srdesk's name, icon and look."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("srdesk")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("srdesk")
    app.setWindowIcon(app_icon())
    follow_system(app)
    favour_gui_thread()
    return app


def _make_restorer(catalogue: Catalogue) -> "Restorer":
    from srdesk.restore.restorer import Restorer

    return Restorer(catalogue)


def show_bugs_in(window: MainWindow) -> None:
    """Have exceptions that nobody expected shown in the window, as well as printed."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        window.show_message(bug_message(error, "".join(traceback.format_exception(error))))

    sys.excepthook = hook


class Interrupts(QObject):
    """Closes a window when the process is asked to end: by Ctrl-C in its terminal, or by the system.

    Python runs signal handlers only between its own instructions, of which there are none while Qt waits: the signal
    is written to a socket that Qt watches.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.came = False
        self._window = window
        self._read, self._write = socket.socketpair()
        self._write.settimeout(0)
        self._previous_fd = signal.set_wakeup_fd(self._write.fileno())
        self._previous = {
            number: signal.signal(number, lambda _number, _frame: None) for number in (signal.SIGINT, signal.SIGTERM)
        }
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._on_activated)

    def stop(self) -> None:
        """Let signals do what they did before."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._previous_fd)
        for number, previous in self._previous.items():
            signal.signal(number, previous)
        self._read.close()
        self._write.close()

    def _on_activated(self) -> None:
        self._read.recv(64)
        self.came = True
        self._window.close_at_once()
