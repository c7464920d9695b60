"""One window: real processes on a real screen, started one after the other as file managers start them."""

import os
import shutil
import signal
import subprocess
import sys

import pytest

from srdesk.errors import ExitCode
from srdesk.paths import meeting_folder

PATIENCE = 60
MISSING = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]

pytestmark = [
    pytest.mark.end2end,
    pytest.mark.skipif(bool(MISSING), reason=f"needs {' and '.join(MISSING)} for a screen"),
]


@pytest.fixture
def desk(display, tmp_path, sample):
    """Starts the windowed program in a folder of photos; whatever is left of it ends with the test."""
    started = []
    environment = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "SRDESK_HOME": str(tmp_path / "home")}
    photos = tmp_path / "photos"
    photos.mkdir()
    for name in ("one two.jpg", "-50%41 照片.jpg"):
        shutil.copy(sample, photos / name)

    def start(*arguments):
        program = "import sys; from srdesk.__main__ import gui; sys.exit(gui())"
        started.append(subprocess.Popen([sys.executable, "-c", program, *arguments], env=environment, cwd=photos))
        return started[-1]

    def see(title):
        search = ["xdotool", "search", "--sync", "--onlyvisible", "--name", title]
        subprocess.run(search, env=environment, check=True, timeout=PATIENCE, stdout=subprocess.DEVNULL)

    yield start, see
    for process in started:
        process.kill()
        process.wait(PATIENCE)


def test_a_second_start_hands_over_and_a_crash_is_forgotten(desk):
    start, see = desk
    window = start()
    see("^srdesk$")
    assert start("-50%41 照片.jpg").wait(PATIENCE) == ExitCode.OK
    see("^-50%41 照片.jpg — srdesk$")
    assert window.poll() is None
    window.kill()
    window.wait(PATIENCE)
    assert list(meeting_folder().glob("*.sock")), "a crash leaves things behind"
    another = start("one two.jpg")
    see("^one two.jpg — srdesk$")
    beside = start("--new-window", "-50%41 照片.jpg")
    see("^-50%41 照片.jpg — srdesk$")
    assert another.poll() is None
    for process in (another, beside):
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == ExitCode.CANCELLED
    assert not list(meeting_folder().glob("*.sock"))
