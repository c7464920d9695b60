"""What the window says: no more precise than can be known, and always with a next step."""

import pytest

from srdesk.errors import InputError, SrdeskError
from srdesk.gui import wording
from srdesk.gui.background import Failure
from srdesk.gui.wording import Severity
from srdesk.progress import Progress


@pytest.mark.parametrize(
    ("done", "seconds", "text"),
    [
        (0, 0, "Starting …"),
        (50, 10, "About 10 s left"),
        (98, 10, "Almost done"),
        (10, 20, "About 3.0 min left"),
        (1, 20, "About 33.0 min left"),
        (1, 200, "About 5.5 h left"),
        (100, 10, "Finishing …"),
    ],
)
def test_time_left(done, seconds, text):
    assert wording.time_left(Progress(done, 100, seconds)) == text


@pytest.mark.parametrize(("zoom", "text"), [(1.0, "100%"), (1 / 3, "33%"), (32.0, "3200%"), (1 / 64, "1.6%")])
def test_percent(zoom, text):
    assert wording.percent(zoom) == text


@pytest.mark.parametrize(("count", "text"), [(67, "1 KB"), (999, "1 KB"), (52_300, "52 KB"), (12_345_678, "12.3 MB")])
def test_file_size(count, text):
    assert wording.file_size(count) == text


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.02, "less than 0.1 s"), (0.84, "0.8 s"), (59.94, "59.9 s"), (61, "1 min 1 s")]
)
def test_duration(seconds, text):
    assert wording.duration(seconds) == text


def test_rate_and_sizes():
    assert wording.rate(Progress(3e6, 9e6, 2.0)) == "1.50 MP/s"
    assert wording.sizes((512, 384), (1024, 768)) == "512 × 384 → 1024 × 768 px"


def test_an_error_says_what_to_do_next_and_has_no_traceback():
    message = wording.failure_message(Failure(InputError("It is cut off.", hint="Fetch it again."), "Traceback ..."))
    assert (message.text, message.hint) == ("It is cut off.", "Fetch it again.")
    assert message.severity is Severity.ERROR
    assert not message.details


def test_a_bug_is_called_one_and_comes_with_its_traceback():
    message = wording.failure_message(Failure(KeyError("x"), "Traceback: line 3"))
    assert "KeyError" in message.text
    assert "bug" in message.hint
    assert message.details == "Traceback: line 3"


def test_no_memory_is_no_bug():
    message = wording.failure_message(Failure(MemoryError(), "Traceback"))
    assert "memory" in message.text
    assert message.hint
    assert not message.details


def test_errors_of_every_kind_have_a_text():
    assert wording.failure_message(Failure(SrdeskError("plain"), "")).text == "plain"


def test_captions_say_which_side_is_which_and_how_it_was_made():
    assert wording.before_caption(2).text == "Before · original, 2×"
    assert wording.after_caption("EDSR", 3).text == "After · EDSR 3×"
    assert wording.after_caption("EDSR", 3, fraction=0.456).text == "After · EDSR 3×, 46%"


def test_a_zoom_is_told_of_both_sides():
    assert wording.zooms(1.0, 4) == "Result at 100%, original at 400%"
