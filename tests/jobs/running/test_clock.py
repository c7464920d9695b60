"""Clocks that are set, and file systems that see hours shift: nothing is done twice."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from srdesk.jobs import journal as journal_module
from srdesk.jobs.journal import open_journal, read_journal
from srdesk.jobs.records import DoneRecord, RunRecord
from srdesk.jobs.running.control import RunControl
from srdesk.jobs.running.events import BatchEvent, PhotoDone
from srdesk.jobs.running.run import run_batch
from srdesk.restore import Restorer
from tests.fakes import RepeatSession, catalogue, opener
from tests.jobs.trees import Tree

NAMES = tuple(f"{letter}.png" for letter in "abcdefghijkl")
HOUR = 3600


class Past(datetime):
    """A clock that was set to a year long gone."""

    @classmethod
    def now(cls, tz: object = None) -> datetime:
        return datetime(1980, 1, 1, tzinfo=UTC)


def run(tree: Tree, *, photos: int = len(NAMES)) -> int:
    """Run until so many photos are done; returns how many the network saw."""
    control, session, seen = RunControl(), RepeatSession(), []

    def heard(event: BatchEvent) -> None:
        if isinstance(event, PhotoDone):
            seen.append(event.index)
            if len(seen) == photos:
                control.stop_after_photo()

    with open_journal(tree.out) as journal:
        restorer = Restorer(catalogue(), opener=opener(session))
        run_batch(tree.plan(journal), restorer, journal, control=control, sink=heard)
    return len(seen)


@pytest.mark.parametrize("shift", [-HOUR, HOUR, -40 * 365 * 24 * HOUR])
def test_files_whose_times_shift_are_known_again(tmp_path: Path, shift: int) -> None:
    """As with summer time on FAT, or a share whose clock was set."""
    tree = Tree(tmp_path).add(*NAMES)
    run(tree)
    for path in (*tree.inside.rglob("*.png"), *tree.out.rglob("*.png")):
        before = path.stat().st_mtime
        os.utime(path, (before, before + shift))
    assert run(tree) == 0


def test_a_clock_set_back_in_the_middle_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = Tree(tmp_path).add(*NAMES)
    first = run(tree, photos=2)
    monkeypatch.setattr(journal_module, "datetime", Past)
    assert first + run(tree) == len(NAMES)
    assert run(tree) == 0
    journal = read_journal(tree.out)
    assert journal is not None
    with journal:
        records = list(journal.records())
        assert journal.last_run == [record for record in records if isinstance(record, RunRecord)][-1]
    done = [record for record in records if isinstance(record, DoneRecord)]
    assert sorted(record.source for record in done) == sorted(str(tree.inside / name) for name in NAMES)
    assert any(record.time.startswith("1980") for record in done)
