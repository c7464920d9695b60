"""The profile of a screen; how X11 tells it is tried in `tests/end2end/test_screen_profile.py`."""

from PySide6.QtWidgets import QWidget

from srdesk.gui.compare.screen import screen_profile


def test_without_a_window_system_that_tells_there_is_none(qapp):
    assert screen_profile(QWidget()) is None
