"""What a start does about others: with real sockets, and with what a crash or a stranger leaves."""

import json
import os
import socket
import struct
import sys
import threading
from pathlib import Path

import pytest

from srdesk.gui.single.meeting import Meeting, meet
from srdesk.gui.single.porch import Porch
from srdesk.gui.single.seat import here
from srdesk.paths import meeting_folder
from srdesk.progress import Cancelled, CancelToken
from tests.fresh import run_fresh

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="looks at sockets, where Windows has pipes")


class Window:
    """Somebody who has the seat and listens, in a thread."""

    def __init__(self, *, answers=True):
        self.seat = meet([]).seat
        self.porch = Porch(self.seat.place)
        self.letters = []
        self._answers = answers
        self._token = CancelToken()
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self):
        kept = []
        try:
            while True:
                caller = self.porch.next_caller(self._token)
                self.letters.append(caller.letter)
                kept.append(caller)
                if self._answers:
                    caller.answer()
        except Cancelled:
            for caller in kept:
                caller.turn_away()

    def end(self):
        self._token.cancel()
        self._thread.join()
        self.porch.close()
        self.seat.close()


@pytest.fixture
def window():
    windows = []

    def make(**how):
        windows.append(Window(**how))
        return windows[-1]

    yield make
    for one in windows:
        one.end()


def rude(content=b"", *, said=None):
    """Connect as no srdesk would, and return the open line."""
    line = socket.socket(socket.AF_UNIX)
    line.connect(here().address(""))
    if said is not None:
        line.sendall(struct.pack("!i", said) + content)
    return line


def test_the_first_has_the_seat_and_the_second_hands_over(window, tmp_path, monkeypatch):
    first = window()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "token-1")
    names = ["family.jpg", "zwei Fotos %41 照片.png", "-dash.jpg"]
    assert meet([Path(name) for name in names]) == Meeting(handed=True)
    assert meet([]) == Meeting(handed=True)
    assert [letter.files for letter in first.letters] == [tuple(tmp_path / name for name in names), ()]
    assert first.letters[0].activation == "token-1"


def test_the_seat_is_free_again_afterwards(window):
    window().end()
    assert list(meeting_folder().glob("*.json")) == list(meeting_folder().glob("*.sock")) == []
    meeting = meet([])
    assert meeting.seat is not None
    meeting.seat.close()


def test_what_a_crash_leaves_hinders_nobody(window):
    place = here()
    dead = socket.socket(socket.AF_UNIX)
    dead.bind(place.address(""))
    dead.close()
    place.door_file.write_text(json.dumps({"address": place.address(""), "key": "old", "process": 1}))
    first = window()
    assert meet([Path("/a.jpg")]).handed
    assert len(first.letters) == 1


def test_other_settings_and_another_screen_have_windows_of_their_own(window, monkeypatch, tmp_path):
    window()
    for name, value in (("DISPLAY", ":77"), ("SRDESK_HOME", str(tmp_path))):
        monkeypatch.setenv(name, value)
        meeting = meet([])
        assert meeting.seat is not None
        meeting.seat.close()


def test_a_window_that_hangs_does_not_keep_others_from_opening(window):
    window(answers=False)
    assert meet([Path("/a.jpg")], answer=0.05) == Meeting()


def test_a_window_that_never_appears_does_not_either():
    seat = meet([]).seat
    assert meet([Path("/a.jpg")], patience=0.01) == Meeting()
    seat.close()


@pytest.mark.parametrize("door", ["", "{", "[]", '{"address": 3}', '{"address": "/no", "key": "k", "process": "x"}'])
def test_a_damaged_door_is_none(door):
    seat = meet([]).seat
    seat.place.door_file.write_text(door)
    assert meet([], patience=0.01) == Meeting()
    seat.close()


def test_strangers_on_the_line_are_turned_away_and_the_next_is_heard(window):
    first = window()
    content = b"cos\nsystem\n(S'true'\ntR."
    lines = [rude(), rude(content, said=len(content)), rude(said=2**31 - 1), rude(said=-5), rude(b"[]", said=2)]
    lines[0].close()
    assert meet([Path("/a.jpg")]).handed
    assert [letter.files for letter in first.letters] == [(Path("/a.jpg"),)]
    for line in lines:
        line.close()


def test_who_falls_silent_in_the_middle_is_not_waited_for(window, monkeypatch):
    monkeypatch.setattr("srdesk.gui.single.porch._SECONDS", 1)
    first = window()
    silent = rude(b"{", said=100)
    assert meet([]).handed
    assert len(first.letters) == 1
    silent.close()


def test_the_command_line_talks_to_no_window(window, tmp_path):
    first = window()
    command = "import sys; from srdesk.__main__ import main; main(); print(*sys.modules)"
    ended = run_fresh(["-c", command, "show", "absent.jpg"], cwd=tmp_path, environment={"QT_QPA_PLATFORM": None})
    assert "srdesk.cli" in ended.stdout.split()
    assert not [name for name in ended.stdout.split() if name.startswith(("srdesk.gui", "PySide6"))]
    assert first.letters == []


def test_the_folder_is_the_user_s_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert meeting_folder().stat().st_mode & 0o777 == 0o700
    meeting_folder().chmod(0o755)
    assert meet([]) == Meeting()
    meeting_folder_of_another = tmp_path / "srdesk"
    meeting_folder_of_another.rmdir()
    target = tmp_path / "elsewhere"
    target.mkdir(mode=0o700)
    meeting_folder_of_another.symlink_to(target)
    assert meet([]) == Meeting()


def test_without_a_runtime_folder_there_is_one_among_temporary_files(tmp_path, monkeypatch):
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert meeting_folder() == tmp_path / f"srdesk-{os.getuid()}"
