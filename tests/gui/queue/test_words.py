"""What the rows of the queue say."""

from pathlib import Path

import pytest

from srdesk.gui.queue import words
from srdesk.jobs.queue import QueueEntry, Reason, State

SOURCE = Path("/photos/cut.png")


@pytest.mark.parametrize(
    ("reason", "line"),
    [
        ("cut.png is damaged.", "Is damaged."),
        ("cut.png: no space is left.", "No space is left."),
        (f"{SOURCE} is empty.", "Is empty."),
        ("The disk is full.", "The disk is full."),
        ("The copy of cut.png is gone.", "The copy of cut.png is gone."),
        ("", ""),
    ],
)
def test_a_reason_does_not_begin_with_the_name_that_stands_above(reason, line):
    entry = QueueEntry(1, SOURCE, state=State.FAILED, reason=Reason(reason))
    assert words.state_line(entry) == line
