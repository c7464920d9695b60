"""Batches that were begun into a folder before."""

from pathlib import Path

from srdesk.errors import JournalError
from srdesk.jobs.journal import BatchJournal, read_journal
from srdesk.jobs.planning.spec import BatchSpec
from srdesk.texts import Text


def journal_in(output: Path, *, hint: str) -> BatchJournal:
    """The journal of an output, to be read and closed; raises `JournalError`, with the hint where there is none."""
    journal = read_journal(output)
    if journal is None:
        raise JournalError(Text("There is no journal in {0}.", output), hint=hint)
    return journal


def last_batch(journal: BatchJournal, output: Path, *, hint: str) -> BatchSpec:
    """The batch that was begun into an output last; raises `JournalError`, with the hint where there never was one."""
    run = journal.last_run
    if run is None:
        raise JournalError(Text("No batch was ever begun in {0}.", output), hint=hint)
    return BatchSpec.from_table(run.batch, output.absolute())
