"""How photos of the queue are drawn."""

import pytest
from PySide6.QtGui import QFont, QFontMetrics

from srdesk.gui.queue.delegate import broken

REASON = "Is damaged, cut off or of an unusual kind, and cannot be read."


@pytest.mark.parametrize("width", [120, 160, 190])
def test_a_reason_goes_on_in_a_second_line_between_words(qapp, width):
    font = QFont()
    first, rest = broken(REASON, font, width)
    assert f"{first} {rest}" == REASON
    assert QFontMetrics(font).horizontalAdvance(first) <= width


def test_a_short_reason_needs_no_second_line(qapp):
    assert broken("Is empty.", QFont(), 190) == ("Is empty.", "")
