"""What was begun into a folder: found again, or said not to be there with the caller's next step."""

import pytest

from srdesk.errors import JournalError
from srdesk.jobs.begun import journal_in, last_batch
from srdesk.jobs.journal import open_journal


def test_where_there_is_no_journal_the_hint_is_the_callers(tmp_path):
    with pytest.raises(JournalError, match="no journal in") as told:
        journal_in(tmp_path, hint="Look elsewhere.")
    assert told.value.hint == "Look elsewhere."


def test_a_journal_without_a_run_is_no_batch(tmp_path):
    open_journal(tmp_path).close()
    with journal_in(tmp_path, hint="") as journal, pytest.raises(JournalError, match="No batch was ever") as told:
        last_batch(journal, tmp_path, hint="Begin one.")
    assert told.value.hint == "Begin one."
