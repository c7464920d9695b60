"""What comes in by the door, by the system and by many starts at once, as the window opens it."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QDialog

from srdesk.gui.app import run
from srdesk.gui.main_window import MainWindow
from srdesk.gui.single.application import Application
from srdesk.gui.single.arrivals import Arrivals
from srdesk.gui.single.door import Door
from srdesk.gui.single.letter import Letter
from srdesk.gui.single.meeting import Meeting, meet
from srdesk.gui.single.seat import here
from srdesk.gui.tasks import TaskRunner
from srdesk.paths import meeting_folder
from tests.gui.fakes import photo_file


@pytest.fixture
def arrivals(qtbot, open_window):
    """What arrives for a window that lies in wait, minimised."""
    made = []

    def make(opened=(), **times):
        window = open_window()
        made.append(Arrivals(lambda: window, opened, **{"settle": 0, "linger": 60_000} | times))
        return window, made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def photos(tmp_path):
    return [photo_file(tmp_path, f"{name}.png") for name in ("a", "b %41", "-c 照片")]


def queued(window):
    return [entry.source for entry in window.studio.queue.desk.queue]


def test_one_photo_is_opened_and_the_window_comes_back(qtbot, arrivals, photos):
    window, arrived = arrivals()
    window.showMinimized()
    with qtbot.waitSignal(window.workbench.opened):
        arrived.receive(Letter((photos[1],)))
        assert not window.isMinimized()
    assert window.workbench.document.source == photos[1]
    assert queued(window) == []


def test_a_start_without_photos_only_shows_the_window(qtbot, arrivals):
    window, arrived = arrivals()
    window.showMinimized()
    arrived.receive(Letter())
    assert not window.isMinimized()
    assert window.workbench.opening is None


def test_several_make_a_queue(qtbot, arrivals, photos):
    window, arrived = arrivals()
    with qtbot.waitSignal(window.workbench.opened):
        arrived.receive(Letter(tuple(photos)))
    assert queued(window) == photos


def test_starts_one_by_one_make_a_queue_too(qtbot, arrivals, photos):
    window, arrived = arrivals(settle=50)
    with qtbot.waitSignal(window.workbench.opened):
        for photo in photos:
            arrived.receive(Letter((photo,)))
    assert sorted(queued(window)) == sorted(photos)


def test_what_the_window_was_started_with_belongs_to_it(qtbot, arrivals, photos):
    window, arrived = arrivals(photos[:1])
    window.open(photos[:1])
    with qtbot.waitSignal(window.studio.queue.arrived):
        arrived.receive(Letter((photos[1],)))
    assert sorted(queued(window)) == sorted(photos[:2])
    qtbot.waitUntil(lambda: not window.studio.busy)


def test_later_a_photo_is_one_alone(qtbot, arrivals, photos):
    window, arrived = arrivals(photos[:1], linger=0)
    with qtbot.waitSignal(arrived._lingering.timeout):
        pass
    with qtbot.waitSignal(window.workbench.opened):
        arrived.receive(Letter((photos[1],)))
    assert window.workbench.document.source == photos[1]
    assert queued(window) == []


def test_an_open_question_is_answered_first(qtbot, arrivals, photos):
    window, arrived = arrivals()
    question = QDialog(window)
    question.setModal(True)
    question.show()
    with qtbot.waitSignal(arrived._settling.timeout):
        arrived.receive(Letter((photos[0],)))
    assert window.workbench.opening is None
    with qtbot.waitSignal(window.workbench.opened):
        question.close()
    question.deleteLater()


def test_the_system_may_name_files_by_an_event(qtbot, arrivals, photos):
    window, arrived = arrivals()
    app = QApplication.instance()
    assert isinstance(app, Application)
    app.file_opened.connect(arrived.add_named)
    with qtbot.waitSignal(window.workbench.opened):
        app.sendEvent(app, QFileOpenEvent(QUrl.fromLocalFile(str(photos[1]))))
    assert window.workbench.document.source == photos[1]


class Starts:
    """Second starts, which wait for their answer where the window does not."""

    def __init__(self, *files):
        self.meetings = []
        self._thread = threading.Thread(target=lambda: self.meetings.append(meet(files)))
        self._thread.start()

    def end(self):
        self._thread.join()
        return self.meetings


def test_a_letter_is_answered_once_it_is_told(qtbot):
    lane, seat = TaskRunner(), meet([]).seat
    door = Door(seat, lane)
    for name in ("/a.jpg", "/b.jpg"):
        with qtbot.waitSignal(door.came) as came:
            start = Starts(Path(name))
        assert came.args[0].files == (Path(name),)
        assert start.end() == [Meeting(handed=True)]
    door.refuse()
    lane.close()
    door.close()
    seat.close()


def test_a_window_that_closes_answers_nobody(qtbot):
    lane, seat = TaskRunner(), meet([]).seat
    door = Door(seat, lane)
    told = []
    door.came.connect(told.append)
    door.refuse()
    start = Starts(Path("/a.jpg"))
    qtbot.waitUntil(lambda: not lane.busy)
    door.close()
    seat.close()
    (meeting,) = start.end()
    assert meeting.seat is not None, "the next has the window"
    assert told == []
    meeting.seat.close()
    lane.close()


def test_a_door_that_cannot_be_made_gives_the_seat_away(qtbot, monkeypatch):
    def fails(_place):
        raise OSError("no room")

    monkeypatch.setattr("srdesk.gui.single.porch.Porch", fails)
    lane = TaskRunner()
    door = Door(meet([]).seat, lane)
    qtbot.waitUntil(lambda: not lane.busy)
    meeting = meet([])
    assert meeting.seat is not None
    meeting.seat.close()
    door.close()
    lane.close()


def test_the_application_opens_what_others_are_started_with(qtbot, photos, monkeypatch):
    monkeypatch.setattr("sys.excepthook", lambda *_: None)
    seen, starts = [], []

    class Visitor(MainWindow):
        def showEvent(self, event):
            super().showEvent(event)
            if not starts:
                starts.append(Starts(photos[1]))
                self.workbench.opened.connect(self._note)

        def _note(self, document):
            seen.append(document.source)
            self.close()

        def closeEvent(self, event):
            super().closeEvent(event)
            seen.append("closed")
            assert not list(meeting_folder().glob("*.sock")), "who comes now is not let down"
            assert here().take() is None, "and waits until this one has ended"

    monkeypatch.setattr("srdesk.gui.app.MainWindow", Visitor)
    assert run([], meet([]).seat) == 0
    assert starts[0].end() == [Meeting(handed=True)]
    assert seen == [photos[1], "closed"]
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, Visitor):
            widget.deleteLater()
    meeting = meet([])
    assert meeting.seat is not None
    meeting.seat.close()
