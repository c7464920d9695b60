"""What runs that ended in the middle left: results that never got their names, and files only begun."""

from collections import defaultdict
from pathlib import Path

from srdesk.errors import InputError, OutputError
from srdesk.imaging.files import discard, part_name, put_in_place
from srdesk.jobs.journal import BatchJournal
from srdesk.jobs.marks import mark_of, unchanged
from srdesk.jobs.places import remove_empty
from srdesk.jobs.planning.plan import BatchPlan
from srdesk.jobs.planning.table import Verdict
from srdesk.jobs.records import DoneRecord

Owed = dict[tuple[int, str], list[int]]
"""Photos by size and SHA-256 of the results that are wanting."""


def settle_leftovers(plan: BatchPlan, journal: BatchJournal) -> list[int]:
    """Give results their names that a crash kept from them, remove everything else unfinished; returns whose they were.

    Such a result is a file as long, and with the checksum, as the journal says of a photo that is to be done, and whose
    source and target are still those of then: nothing half is ever taken, and no photo done again for want of a name.
    The photos are done in the plan from then on.
    """
    parts = [part for folder in plan.target_folders() for part in folder.glob(part_name(journal.mark))]
    owed = _owed(plan, journal) if parts else {}
    settled = [index for part in parts for index in _taken_over(part, owed, plan)]
    remove_leftovers(plan, journal)
    return settled


def remove_leftovers(plan: BatchPlan, journal: BatchJournal) -> None:
    """Remove unfinished files of this journal, and folders without any others."""
    for folder in plan.target_folders():
        for part in folder.glob(part_name(journal.mark)):
            discard(part)
        remove_empty(folder, plan.spec.output)


def _owed(plan: BatchPlan, journal: BatchJournal) -> Owed:
    """The photos to be done of which the journal says that they are; the plan has noted their targets."""
    owed: Owed = defaultdict(list)
    for index in plan.table.targets:
        record = journal.latest(str(plan.source(index)), plan.settings)
        if (
            plan.table.verdict[index] == Verdict.TODO
            and isinstance(record, DoneRecord)
            and record.target == plan.relative_target(index)
            and unchanged(plan.source(index), record.source_mark)
        ):
            owed[record.target_mark.size, record.target_mark.sha256].append(index)
    return owed


def _taken_over(part: Path, owed: Owed, plan: BatchPlan) -> list[int]:
    """The photo whose result an unfinished file is, none if it is nobody's or its name is taken."""
    try:
        if part.stat().st_size not in {size for size, _ in owed}:
            return []
        mark = mark_of(part)
        waiting = owed.get((mark.size, mark.sha256), [])
        if not waiting:
            return []
        put_in_place(part, plan.target(waiting[0]), overwrite=plan.job(waiting[0]).encoding.overwrite)
    except (OSError, InputError, OutputError):
        return []
    index = waiting.pop(0)
    plan.table.verdict[index] = Verdict.DONE
    return [index]
