"""The foot of the panel: what it says of a restoration."""

import pytest
from PySide6.QtWidgets import QLabel

from srdesk.gui.panel.run_bar import RunBar
from srdesk.progress import Progress


@pytest.fixture
def bar(qtbot):
    bar = RunBar()
    qtbot.addWidget(bar)
    return bar


def said(bar):
    return [label.text() for label in bar.findChildren(QLabel)]


def test_until_the_first_report_the_network_is_being_loaded(bar):
    bar.show_running()
    assert "Loading the network …" in said(bar)
    bar.show_progress(Progress(1, 4, seconds=10.0))
    assert "Loading the network …" not in said(bar)
    assert any("30" in text for text in said(bar)), "seconds that are left"


def test_what_is_being_stopped_says_nothing_else(bar):
    bar.show_running()
    bar.show_cancelling()
    bar.show_progress(Progress(1, 4, seconds=10.0))
    assert "Stopping …" in said(bar)
