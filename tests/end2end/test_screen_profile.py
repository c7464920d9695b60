"""The profile of a screen, read from a real X server as programs that load profiles leave it there."""

import shutil
import sys

import pytest

from tests.fresh import run_fresh
from tests.imaging.profiles import SPACES

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="X11 is Linux's"),
    pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb for a screen"),
]

SHOWN = """
import ctypes, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QWidget
from srdesk.gui.compare.screen import screen_profile
name, profile = sys.argv[1].encode(), Path(sys.argv[2]).read_bytes()
x11 = ctypes.CDLL("libX11.so.6")
x11.XOpenDisplay.restype = x11.XDefaultRootWindow.restype = x11.XInternAtom.restype = ctypes.c_void_p
display = ctypes.c_void_p(x11.XOpenDisplay(None))
root = ctypes.c_void_p(x11.XDefaultRootWindow(display))
atom, cardinal = (ctypes.c_void_p(x11.XInternAtom(display, one, False)) for one in (name, b"CARDINAL"))
x11.XChangeProperty(display, root, atom, cardinal, 8, 0, profile, len(profile))
x11.XSync(display, False)
application = QApplication([])
found = screen_profile(QWidget())
print("none" if found is None else "same" if found == profile else "other")
"""


@pytest.mark.parametrize(("name", "found"), [("_ICC_PROFILE_1", "none"), ("_ICC_PROFILE", "same")])
def test_x11_tells_of_each_monitor(name, found, display, tmp_path):
    file = tmp_path / "screen.icc"
    file.write_bytes(SPACES["Display P3"])
    screen = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    told = run_fresh(["-c", SHOWN, name, file], cwd=tmp_path, environment=screen)
    assert told.stdout.strip() == found, told.stderr
