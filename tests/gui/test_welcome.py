"""The start page: nothing on it is cut off where there is little room."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from srdesk.gui.welcome import Welcome


@pytest.mark.parametrize("width", [1200, 700, 426])
def test_nothing_is_cut_off(qtbot, width):
    page = Welcome()
    qtbot.addWidget(page)
    page.resize(width, 700)
    page.show()
    page.layout().activate()
    for button in page.findChildren(QPushButton):
        assert button.width() >= button.sizeHint().width()
    for label in (label for label in page.findChildren(QLabel) if label.text()):
        lines = label.height() // label.fontMetrics().lineSpacing()
        assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width() * max(1, lines)
        assert label.wordWrap() or lines == 1
