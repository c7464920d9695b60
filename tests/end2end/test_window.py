"""The window as a process on a screen of its own, with a keyboard and a mouse."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from srdesk.errors import ExitCode

PROGRAMS = ("Xvfb", "xdotool")
MISSING = [name for name in PROGRAMS if shutil.which(name) is None]
PATIENCE = 60

pytestmark = [
    pytest.mark.end2end,
    pytest.mark.skipif(bool(MISSING), reason=f"needs {' and '.join(MISSING)} for a screen with a keyboard"),
]


class Program:
    """The running program, and the hands on its keyboard."""

    def __init__(self, display, home, *arguments):
        self._environment = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "SRDESK_HOME": str(home)}
        command = [sys.executable, "-m", "srdesk", "gui", *map(str, arguments)]
        self.process = subprocess.Popen(command, env=self._environment, stderr=subprocess.PIPE, text=True)

    def wait_for_title(self, pattern):
        """Wait until the window's title is like this, and give it the keyboard."""
        self._do("search", "--sync", "--onlyvisible", "--name", pattern, "windowfocus", "--sync")

    def press(self, *keys):
        self._do("key", "--clearmodifiers", *keys)

    def drag(self, start, end):
        (x, y), (to_x, to_y) = start, end
        self._do("mousemove", x, y, "mousedown", 1, "mousemove", to_x, to_y, "mouseup", 1)

    def children(self):
        """Processes that it has started and that are alive."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [int(number) for task in tasks for number in task.read_text().split()]

    def wait(self):
        _, errors = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, errors

    def _do(self, *arguments):
        subprocess.run(
            ["xdotool", *map(str, arguments)],
            env=self._environment,
            check=True,
            timeout=PATIENCE,
            stdout=subprocess.DEVNULL,
        )


@pytest.fixture
def start(display, tmp_path):
    """Start the program; it is gone after the test, however that ends."""
    programs = []

    def run(*arguments, **options):
        home = tmp_path / "home"
        (home / "config").mkdir(parents=True, exist_ok=True)
        (home / "config" / "settings.json").write_text(json.dumps({"version": 1, "options": options}))
        programs.append(Program(display, home, *arguments))
        return programs[-1]

    yield run
    for program in programs:
        program.process.kill()
        program.process.communicate()


def photo(folder, side):
    path = folder / "family.png"
    y, x = np.mgrid[0:side, 0:side]
    pixels = np.stack([x % 256, y % 256, (x + y) % 256], axis=-1).astype(np.uint8)
    Image.fromarray(pixels).save(path)
    return path


def test_open_restore_compare_save_and_close(start, tmp_path):
    source = photo(tmp_path, 120)
    program = start(source, model="fsrcnn")
    program.wait_for_title("^family.png — srdesk$")
    program.press("ctrl+r")
    program.wait_for_title(r"^family.png\* — srdesk$")
    program.drag((475, 400), (300, 400))
    program.press("z", "plus", "f")
    program.press("ctrl+s")
    program.wait_for_title("^family.png — srdesk$")
    program.press("ctrl+q")
    assert program.wait() == (ExitCode.OK, "")
    with Image.open(tmp_path / "family_x2.png") as result:
        assert result.size == (240, 240)
        reduced = np.asarray(result.resize((120, 120), Image.Resampling.BOX)).astype(int)
    with Image.open(source) as original:
        assert np.abs(reduced - np.asarray(original))[8:112, 8:112].mean() < 8


def test_closing_while_it_restores(start, tmp_path):
    source = photo(tmp_path, 900)
    program = start(source, model="edsr", tile=96)
    program.wait_for_title("^family.png — srdesk$")
    program.press("ctrl+r")
    program.wait_for_title("^[1-9][0-9]?% · family.png — srdesk$")
    program.press("ctrl+q")
    program.wait_for_title("Restoring")
    program.press("Tab")
    program.press("space")
    assert program.wait() == (ExitCode.OK, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["family.png", "home"]


def test_it_is_asked_about_an_unsaved_result(start, tmp_path):
    source = photo(tmp_path, 60)
    program = start(source, model="espcn")
    program.wait_for_title("^family.png — srdesk$")
    program.press("ctrl+r")
    program.wait_for_title(r"^family.png\* — srdesk$")
    program.press("ctrl+q")
    program.wait_for_title("Unsaved result")
    program.press("Return")
    assert program.wait() == (ExitCode.OK, "")
    assert (tmp_path / "family_x2.png").exists()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs a system that tells who started what")
def test_a_crash_of_the_engine_stops_nothing(start, tmp_path):
    source = photo(tmp_path, 300)
    program = start(source, model="edsr", tile=64)
    program.wait_for_title("^family.png — srdesk$")
    program.press("ctrl+r")
    program.wait_for_title("^[1-9][0-9]?% · family.png — srdesk$")
    engines = program.children()
    for engine in engines:
        os.kill(engine, signal.SIGSEGV)
    program.wait_for_title(r"^family.png\* — srdesk$")
    program.press("ctrl+s")
    program.wait_for_title("^family.png — srdesk$")
    engines += program.children()
    program.press("ctrl+q")
    code, errors = program.wait()
    assert code == ExitCode.OK
    assert "Segmentation fault" in errors
    assert len(set(engines)) > 1, "another took its place"
    assert not [engine for engine in engines if Path(f"/proc/{engine}").exists()]
