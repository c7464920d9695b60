"""The window never touches the network, and works just as well where there is none."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.fresh import run_fresh
from tests.test_telemetry import SOCKETS, foreign_files, private, skip_unless_traceable

pytestmark = pytest.mark.end2end

# Opens two photos, restores them in the queue, saves what that made of the open one, and closes.
USED = """
import sys
from pathlib import Path
from srdesk.__main__ import open_window
from srdesk.gui.main_window import MainWindow

class Visitor:
    def __init__(self, window):
        self.window, self.queue, self.missing = window, window.studio.queue, {"the queue's end", "the result"}
        window.workbench.opened.connect(lambda *_: window.commands["start_queue"].trigger())
        window.workbench.restored.connect(lambda *_: self.save_once_there_is("the result"))
        window.workbench.saved.connect(lambda *_: window.close_at_once())
        self.queue.desk.ended.connect(lambda: self.save_once_there_is("the queue's end"))

    def save_once_there_is(self, what):
        self.missing.discard(what)
        if not self.missing:
            self.window.workbench.save(Path(sys.argv[-1]), overwrite=False)

show = MainWindow.show
def show_and_use(window):
    show(window)
    window.visitor = Visitor(window)

MainWindow.show = show_and_use
sys.exit(open_window([Path(name) for name in sys.argv[1:-1]]))
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def photos(sample: Path, tmp_path: Path) -> list[Path]:
    return [Path(shutil.copy(sample, tmp_path / f"{name}.jpg")) for name in "ab"]


def use(photos: list[Path], home: Path, *, before: list[str]) -> None:
    target = photos[0].with_name("saved.jpg")
    environment = {**private(home), "QT_QPA_PLATFORM": "offscreen"}
    ended = run_fresh(["-c", USED, *photos, target], cwd=photos[0].parent, environment=environment, before=before)
    assert ended.returncode == 0, ended.stderr
    assert target.exists()
    assert all(photo.with_name(f"{photo.stem}_x2.jpg").exists() for photo in photos)


def test_the_window_opens_no_connection(photos: list[Path], home: Path, tmp_path: Path) -> None:
    skip_unless_traceable()
    trace = tmp_path / "trace"
    use(photos, home, before=[*SOCKETS, str(trace)])
    assert "AF_INET" not in trace.read_text()
    assert 'AF_UNIX, sun_path="' in trace.read_text(), "it did open its door to other srdesks"
    assert foreign_files(home) == []


def test_the_window_works_with_the_network_unplugged(photos: list[Path], home: Path) -> None:
    """In a network of its own in which there is nothing, not even this computer."""
    alone = ["unshare", "--net"]
    if shutil.which("unshare") is None or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        pytest.skip("needs the right to be without a network (unshare)")
    use(photos, home, before=alone)
