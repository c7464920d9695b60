"""Facts in words: no more precise than they can be known."""

import pytest

from srdesk.gui.panel.facts import Facts, about, paper, significant


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.2, "under a second"),
        (1.23, "about 1.2 s"),
        (42.4, "about 42 s"),
        (89, "about 89 s"),
        (200, "about 3.3 min"),
        (3_000, "about 50 min"),
        (9_000, "about 2.5 h"),
        (900_000, "about 250 h"),
    ],
)
def test_times_to_come(seconds, words):
    assert about(seconds) == words


@pytest.mark.parametrize(
    ("value", "text"), [(0.0123, "0.012"), (0.5, "0.5"), (1.0, "1.0"), (9.96, "10.0"), (12.6, "13"), (456, "460")]
)
def test_two_digits(value, text):
    assert significant(value) == text


def test_paper_is_in_centimetres():
    assert paper((3543, 2362), (300.0, 300.0)) == "30.0 × 20.0 cm at 300 DPI"


def test_what_nobody_knows_is_not_said():
    assert Facts().duration == ""
