"""What a killed run left: whole results get their names, and nothing else ever does."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from srdesk.jobs.journal import open_journal
from srdesk.jobs.planning.spec import Conflict
from srdesk.jobs.planning.table import Verdict
from srdesk.jobs.queue import State
from srdesk.jobs.records import DoneRecord
from srdesk.jobs.running.events import BatchEvent, BatchOutcome, Noticed, PhotoChanged, PhotoDone, RunStarted
from srdesk.jobs.running.leftovers import settle_leftovers
from srdesk.jobs.running.run import run_batch
from srdesk.restore import Restorer
from tests.fakes import RepeatSession, catalogue, opener
from tests.jobs.trees import FAKE, Tree, picture


def run(tree: Tree, events: list[BatchEvent] | None = None, **changes: object) -> BatchOutcome:
    with open_journal(tree.out) as journal:
        restorer = Restorer(catalogue(), opener=opener(RepeatSession()))
        sink = (events if events is not None else []).append
        return run_batch(tree.plan(journal, **changes), restorer, journal, sink=sink)


def lines(tree: Tree) -> int:
    """How often a photo was restored."""
    with open_journal(tree.out) as journal:
        return sum(isinstance(record, DoneRecord) for record in journal.records())


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """Killed before the last of two results had its name: it is still `part` of the output."""
    tree = Tree(tmp_path).add("a.png", "b.png")
    run(tree)
    (tree.out / "b_x2.png").rename(part(tree))
    return tree


def part(tree: Tree) -> Path:
    with open_journal(tree.out) as journal:
        return tree.out / f".srdesk-{journal.mark}1234.part"


def parts(tree: Tree) -> list[Path]:
    return list(tree.out.rglob("*.part"))


def test_a_finished_result_gets_its_name_and_is_not_made_again(tree: Tree) -> None:
    left, events = part(tree), list[BatchEvent]()
    file = left.stat().st_ino
    outcome = run(tree, events)
    assert (tree.out / "b_x2.png").stat().st_ino == file
    assert (outcome.done, outcome.remaining, outcome.exit_code, lines(tree)) == (0, 0, 0, 2)
    assert [event.photos for event in events if isinstance(event, RunStarted)] == [0]
    assert PhotoChanged(1, State.DONE, 1.0) in events
    (notice,) = (event.text for event in events if isinstance(event, Noticed))
    assert notice == "Finished results of an earlier run that have their names now: 1."
    assert not any(isinstance(event, PhotoDone) for event in events)
    assert not parts(tree)
    run(tree)
    assert lines(tree) == 2


def test_what_is_still_to_be_done_is_counted_without_it(tree: Tree) -> None:
    picture(tree.inside / "c.png", 5)
    events = list[BatchEvent]()
    assert run(tree, events).done == 1
    assert [event.photos for event in events if isinstance(event, RunStarted)] == [1]


@pytest.mark.parametrize(
    "change", ["cut off", "other content", "longer", "source", "no source", "settings", "gone", "empty", "folder"]
)
def test_what_does_not_fit_is_done_again(tree: Tree, change: str) -> None:
    left, changes = part(tree), dict[str, object]()
    content = left.read_bytes()
    if change == "source":
        picture(tree.inside / "b.png", 77)
    elif change == "no source":
        (tree.inside / "b.png").unlink()
    elif change == "settings":
        changes["options"] = replace(FAKE, grain=0.5)
    elif change == "gone":
        left.unlink()
    elif change == "folder":
        left.unlink()
        left.mkdir()
    else:
        spoilt = {"cut off": content[:-1], "other content": content[:-1] + b"?", "longer": content + b"?", "empty": b""}
        left.write_bytes(spoilt[change])
    before = lines(tree)
    with open_journal(tree.out) as journal:
        plan = tree.plan(journal, **changes)
        assert settle_leftovers(plan, journal) == []
        assert not (tree.out / "b_x2.png").exists()
    run(tree, **changes)
    assert (tree.out / "b_x2.png").exists() == (change != "no source")
    assert lines(tree) > before or change == "no source"
    assert not [left for left in parts(tree) if left.is_file()]


def test_a_name_that_somebody_took_stays_theirs(tree: Tree) -> None:
    """Between the plan and the run."""
    with open_journal(tree.out) as journal:
        plan = tree.plan(journal)
        (tree.out / "b_x2.png").write_bytes(b"theirs")
        assert settle_leftovers(plan, journal) == []
    assert (tree.out / "b_x2.png").read_bytes() == b"theirs"
    assert not parts(tree)


def test_a_name_that_may_be_replaced_is(tree: Tree) -> None:
    content = part(tree).read_bytes()
    (tree.out / "b_x2.png").write_bytes(b"theirs")
    run(tree, conflict=Conflict.OVERWRITE)
    assert (tree.out / "b_x2.png").read_bytes() == content
    assert lines(tree) == 2


def test_equal_photos_have_a_result_each(tmp_path: Path) -> None:
    tree = Tree(tmp_path).add("a.png")
    shutil.copy2(tree.inside / "a.png", tree.inside / "b.png")
    run(tree)
    (tree.out / "a_x2.png").rename(part(tree))
    (tree.out / "b_x2.png").rename(part(tree).with_stem(part(tree).stem + "5"))
    with open_journal(tree.out) as journal:
        plan = tree.plan(journal)
        assert sorted(settle_leftovers(plan, journal)) == [0, 1]
        assert plan.counts[Verdict.DONE] == 2
    assert list(tree.results()) == ["a_x2.png", "b_x2.png"]
