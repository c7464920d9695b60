"""The window as a screen reader meets it, on a real accessibility bus."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

READER = Path(__file__).with_name("screen_reader.py")
PYTHON = "/usr/bin/python3"
BUS = Path("/usr/libexec/at-spi-bus-launcher")
# A bus of its own, on which nothing else is; all of it ends with the reader.
SESSION = '"$1" --launch-immediately & bus=$!; "$2" -m srdesk gui "$3" & program=$!; "$4" "$5" "$6" "$7"; code=$?; \
kill $program; wait $program; kill $bus; exit $code'
CONTROLS = {"push button", "toggle button", "check box", "radio button", "combo box", "slider", "spin button"}


def _readable():
    programs = shutil.which("dbus-run-session") and shutil.which("Xvfb") and BUS.exists() and Path(PYTHON).exists()
    return bool(programs) and not subprocess.run([PYTHON, "-c", "import pyatspi"], capture_output=True).returncode


pytestmark = [
    pytest.mark.end2end,
    pytest.mark.skipif(not _readable(), reason="needs Xvfb, dbus-run-session, at-spi2-core and python3-pyatspi"),
]


@pytest.fixture(scope="module")
def things(tmp_path_factory, display):
    """Everything that is in the window with a photo, as the bus tells it."""
    home = tmp_path_factory.mktemp("reader")
    photo = Path(__file__).parents[2] / "resources" / "sample" / "astronaut.jpg"
    environment = os.environ | {
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "SRDESK_HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "LC_ALL": "C.UTF-8",
    }
    home.chmod(0o700)
    words = (BUS, sys.executable, photo, PYTHON, READER, f"{photo.name} — srdesk", home / "told.json")
    shell = ["sh", "-c", SESSION, "session", *map(str, words)]
    ended = subprocess.run(
        ["dbus-run-session", "--", *shell],
        env=environment,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return json.loads((home / "told.json").read_text())


def shown(things, *roles):
    return [thing for thing in things if "showing" in thing["states"] and (not roles or thing["role"] in roles)]


def test_every_control_has_a_name(things):
    controls = shown(things, *CONTROLS)
    assert len(controls) > 25
    assert not [thing for thing in controls if not (thing["name"] or thing["labels"])]


def test_a_list_to_choose_from_says_what_for(things):
    """Its name is what is chosen in it."""
    lists = [thing for thing in things if thing["role"] == "combo box"]
    assert len(lists) > 8
    assert not [thing for thing in lists if not thing["labels"]]
    assert ["Model"] in [thing["labels"] for thing in lists]


def test_sliders_tell_their_values(things):
    values = {thing["name"]: thing["value"] for thing in shown(things, "slider")}
    assert values["Strength"] == [0, 100, 100]
    assert values["Grain"] == [0, 0, 100]


def test_the_photo_says_what_is_seen(things):
    (view,) = [thing for thing in things if thing["name"] == "Comparison of before and after"]
    assert "focusable" in view["states"]
    assert view["description"].startswith("Before · original, 2×")


def test_what_is_switched_on_says_so(things):
    checked = {thing["name"]: "checked" in thing["states"] for thing in shown(things) if "checkable" in thing["states"]}
    assert checked["Split"]
    assert checked["2×"]
    assert not checked["Blink"]
