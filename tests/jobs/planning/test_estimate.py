"""What a plan comes to, before the start."""

from pathlib import Path

import pytest

from srdesk.jobs.journal import open_journal
from srdesk.jobs.planning.estimate import FAILED_BEFORE, UNREADABLE, Trial, summarise, try_out
from srdesk.jobs.planning.spec import Conflict
from srdesk.jobs.planning.table import Verdict
from srdesk.jobs.running.run import run_batch
from srdesk.restore import Restorer
from tests.fakes import RepeatSession, catalogue, opener
from tests.jobs.trees import Tree, picture


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    tree = Tree(tmp_path).add(*(f"{number}.png" for number in range(7)), "x.jpg")
    (tree.inside / "liar.jpg").write_bytes(b"text")
    (tree.inside / "notes.txt").write_bytes(b"text")
    (tree.inside / ".hidden.png").write_bytes(b"")
    return tree


def test_a_summary_counts_names_and_measures(tree: Tree) -> None:
    picture(tree.out / "0_x2.png")
    summary = summarise(tree.plan())
    assert summary.counts[Verdict.TODO] == 8
    assert summary.formats == {"PNG": 6, "JPEG": 1, UNREADABLE: 1}
    assert summary.skipped == {"is no picture": 1, "is hidden": 1, "has a result of that name already": 1}
    assert summary.examples["is hidden"] == (str(tree.inside / ".hidden.png"),)
    assert len(summary.names) == 5
    assert summary.names[0] == (tree.inside / "1.png", tree.out / "1_x2.png")
    assert summary.pixels == 7 * 24 * 16
    assert summary.output_pixels == 4 * summary.pixels
    assert summary.bytes_free > summary.bytes_needed > 0
    assert summary.eta is None


def test_what_failed_before_is_counted_as_one_reason(tree: Tree) -> None:
    (tree.inside / "empty.jpg").write_bytes(b"")
    with open_journal(tree.out) as journal:
        run_batch(tree.plan(journal), Restorer(catalogue(), opener=opener(RepeatSession())), journal)
        plan = tree.plan(journal)
    assert summarise(plan).skipped[FAILED_BEFORE] == 2
    reasons = [row.reason for row in plan.rows if row.verdict is Verdict.FAILED]
    assert all(reason.startswith("failed before: ") for reason in reasons)


def test_the_time_is_that_of_a_photo_of_the_plan(tree: Tree) -> None:
    plan = tree.plan()
    trial = try_out(plan, Restorer(catalogue(), opener=opener(RepeatSession())))
    assert trial is not None
    assert trial.source.parent == tree.inside
    assert min(trial.reading, trial.restoring, trial.writing, trial.bytes_per_pixel) > 0
    summary = summarise(plan, trial, cores=2)
    assert summary.eta is not None
    assert 0 < summary.eta[0] < summary.eta[1]
    assert not tree.out.exists()


def test_more_cores_take_less_time(tree: Tree) -> None:
    trial = Trial(tree.inside / "0.png", 1e-6, 5e-6, 2e-6, 0.5)
    assert trial.seconds(1e6, cores=1) == pytest.approx(8.0)
    assert trial.seconds(1e6, cores=4) == pytest.approx(2.0)


def test_without_a_readable_photo_there_is_no_trial(tmp_path: Path) -> None:
    tree = Tree(tmp_path)
    tree.inside.mkdir()
    (tree.inside / "liar.jpg").write_bytes(b"text")
    plan = tree.plan(conflict=Conflict.UNIQUE)
    assert try_out(plan, Restorer(catalogue(), opener=opener(RepeatSession()))) is None
