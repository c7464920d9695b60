"""The application: Qt set up, one window, and an exit code."""

import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, Qt
from PySide6.QtWidgets import QApplication

from srdesk import __version__, settings
from srdesk.errors import ExitCode
from srdesk.gui import wording
from srdesk.gui.compare.colours import declare_colours
from srdesk.gui.icons import app_icon
from srdesk.gui.languages import ENGLISH, Interpreter, named, translated
from srdesk.gui.main_window import MainWindow
from srdesk.gui.notices import Notices
from srdesk.gui.single.application import Application
from srdesk.gui.single.arrivals import Arrivals
from srdesk.gui.single.door import Door
from srdesk.gui.single.seat import Seat
from srdesk.gui.studio import Studio
from srdesk.gui.tasks import TaskRunner, favour_gui_thread, stranded
from srdesk.gui.theme import Theme
from srdesk.gui.wording import Message, bug_message
from srdesk.models.catalogue import Catalogue, load_all

if TYPE_CHECKING:
    from srdesk.restore import Restorer


def run(files: Sequence[Path], seat: Seat | None = None) -> int:
    """Open the window, with photos if there are any; return the exit code once it is closed.

    Who has the ``seat`` opens what other srdesks are started with, too.

    Raises `ModelError` where the model catalogue is missing or damaged.
    """
    app = make_application()
    notices: list[str] = []
    catalogue = load_all(report=notices.append)
    studio = Studio(catalogue.specs, partial(_make_restorer, catalogue), settings.load(report=notices.append))
    show_bugs_in(studio.notices)
    front = Front(studio)
    for notice in notices:
        studio.notices.show(Message(translated(notice)))
    studio.queue.recall()
    studio.offers.recall()
    studio.workbench.saves.tidy()
    studio.measure()
    front.window.open(list(files))
    with _receiving(app, front, files, seat):
        code = _ended(app, front)
    studio.settle()
    if stranded():
        _leave_at_once(code)
    return code


@contextmanager
def _receiving(app: QApplication, front: "Front", files: Sequence[Path], seat: Seat | None) -> Iterator[None]:
    """Meanwhile, open what the system and other srdesks want opened."""
    arrivals = Arrivals(lambda: front.window, files)
    if isinstance(app, Application):
        app.file_opened.connect(arrivals.add_named)
    if seat is None:
        yield
    else:
        lane = TaskRunner()
        door = Door(seat, lane)
        door.came.connect(arrivals.receive)
        shut = partial(_shut, door, lane)
        front.window.studio.closing.connect(shut)
        yield
        shut()
        seat.close()
    arrivals.close()


def _shut(door: Door, lane: TaskRunner) -> None:
    """Take no more letters: what is opened while the window closes is for the one that comes after it."""
    door.refuse()
    lane.close()
    door.close()


def _leave_at_once(code: int) -> None:
    """End the process without waiting for threads that do not stop; everything that is to be kept is on disk."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


class Front(QObject):
    """Keeps one window in front of a studio."""

    def __init__(self, studio: Studio) -> None:
        super().__init__()
        self._studio = studio
        self._interpreter = Interpreter()
        self._speak()
        self._color()
        self.window = MainWindow(studio)
        self.window.show()
        # Asked for in a menu of the window: that has to be done with before the window goes.
        studio.appearance_changed.connect(self._on_appearance_changed, Qt.ConnectionType.QueuedConnection)

    def renew(self) -> None:
        """Have a new window take the place of the present one: nothing is lost, and nothing stops."""
        former = self.window
        self.window = MainWindow(self._studio, former.stance)
        self.window.show()
        former.dismiss()

    def close(self) -> None:
        """Close the window at once, and leave the application as it was."""
        self.window.close_at_once()
        self._interpreter.be_silent()

    def _on_appearance_changed(self) -> None:
        self._color()
        if named(self._studio.settings.appearance.language) is not self._interpreter.language:
            self._speak()
            self._studio.notices.say_again()
            self.renew()

    def _speak(self) -> None:
        """Speak the language of the settings, or say why not."""
        language = named(self._studio.settings.appearance.language)
        if not self._interpreter.speak(language):
            self._studio.notices.show(wording.no_font(language.english_name))
            self._studio.change(appearance=replace(self._studio.settings.appearance, language=ENGLISH.code))

    def _color(self) -> None:
        Theme.of_application().choose(self._studio.settings.appearance.scheme)


def _ended(app: QApplication, front: Front) -> int:
    """Run until the window is closed and say how that came about."""
    if os.name == "nt":
        app.exec()
        return int(ExitCode.OK)
    interrupts = Interrupts(front.close)
    app.exec()
    interrupts.stop()
    return int(ExitCode.CANCELLED if interrupts.came else ExitCode.OK)


def make_application() -> QApplication:
    """The Qt application with srdesk's name, icon and look."""
    declare_colours()
    app = QApplication.instance() or Application(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("srdesk")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("srdesk")
    app.setWindowIcon(app_icon())
    Theme.of_application()
    favour_gui_thread()
    return app


def _make_restorer(catalogue: Catalogue) -> "Restorer":
    from srdesk.restore.restorer import Restorer

    return Restorer(catalogue, guarded=True)


def show_bugs_in(notices: Notices) -> None:
    """Have exceptions that nobody expected among the notices, as well as printed."""

    showing = False

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        nonlocal showing
        sys.__excepthook__(kind, error, trace)
        if not showing:  # or what goes wrong with showing would be shown for ever
            showing = True
            notices.show(bug_message(error, "".join(traceback.format_exception(error))))
            showing = False

    sys.excepthook = hook


class Interrupts(QObject):
    """Has the window closed when the process is asked to end: by Ctrl-C in its terminal, or by the system.

    Python runs signal handlers only between its own instructions, of which there are none while Qt waits: the signal
    goes into a pipe that Qt watches. Windows has no such pipes, and no such signals.
    """

    def __init__(self, close: Callable[[], None]) -> None:
        super().__init__()
        self.came = False
        self._close = close
        self._pipe = os.pipe()
        for end in self._pipe:
            os.set_blocking(end, False)
        self._previous_fd = signal.set_wakeup_fd(self._pipe[1])
        self._previous = {
            number: signal.signal(number, lambda _number, _frame: None) for number in (signal.SIGINT, signal.SIGTERM)
        }
        self._notifier = QSocketNotifier(self._pipe[0], QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._on_activated)

    def stop(self) -> None:
        """Let signals do what they did before."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._previous_fd)
        for number, previous in self._previous.items():
            signal.signal(number, previous)
        for end in self._pipe:
            os.close(end)

    def _on_activated(self) -> None:
        os.read(self._pipe[0], 64)
        self.came = True
        self._close()
