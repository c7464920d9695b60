"""What a terminal shows."""

import io
from pathlib import Path

import pytest

from srdesk.cli import console
from srdesk.cli.console import Console
from srdesk.progress import Progress


@pytest.mark.parametrize(
    ("progress", "text"),
    [
        (Progress(0, 100), ""),
        (Progress(3e6, 12e6, 20), "0.15 MP/s, 1:00 left"),
        (Progress(12e6, 12e6, 20), "0.60 MP/s, 0:00 left"),
    ],
)
def test_the_pace_is_told_in_megapixels_and_time_left(progress, text):
    assert console._pace(progress) == text


def test_a_terminal_gets_a_bar_that_goes_away(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    terminal = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stderr", terminal)
    with Console().progress(Path("[bold]photo.jpg")) as sink:
        sink(Progress(3e6, 12e6, 20))
    assert "[bold]photo.jpg" in terminal.getvalue()
    assert "0.15 MP/s" in terminal.getvalue()
    assert terminal.getvalue().endswith("\x1b[2K")
