"""Undoing a batch: what it made goes to the recycle bin, what it did not make stays."""

from pathlib import Path

import pytest

from srdesk.errors import OutputError
from srdesk.jobs.journal import open_journal
from srdesk.jobs.places import ORIGINALS
from srdesk.jobs.running.run import run_batch
from srdesk.jobs.undo import Undone, undo_batch
from srdesk.progress import CancelToken
from srdesk.restore import Restorer
from tests.fakes import RepeatSession, catalogue, opener
from tests.jobs.trees import Tree


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path).add("a.png", "sub/b.png")


def run(tree: Tree, **changes: object) -> int:
    spec = tree.spec(**changes)
    with open_journal(spec.output) as journal:
        restorer = Restorer(catalogue(), opener=opener(RepeatSession()))
        return run_batch(tree.plan(journal, **changes), restorer, journal).done


def undo(output: Path, *, refuse: str = "") -> tuple[Undone, list[str]]:
    """Undo with a recycle bin that may refuse a name; also returns what is in the bin."""
    thrown: list[str] = []

    def throw(path: Path) -> None:
        if path.name == refuse:
            raise OutputError("The bin is full.")
        thrown.append(path.name)
        path.unlink()

    with open_journal(output) as journal:
        return undo_batch(output, journal, throw=throw), thrown


def test_results_go_and_everything_can_be_done_again(tree: Tree) -> None:
    run(tree)
    undone, thrown = undo(tree.out)
    assert undone == Undone(2, 0, (), ())
    assert sorted(thrown) == ["a_x2.png", "b_x2.png"]
    assert not (tree.out / "sub").exists()
    assert run(tree) == 2
    assert undo(tree.out)[0].moved == 2


def test_what_was_changed_since_is_left_alone(tree: Tree) -> None:
    run(tree)
    (tree.out / "a_x2.png").write_bytes(b"edited")
    undone, _ = undo(tree.out)
    assert undone == Undone(1, 0, (tree.out / "a_x2.png",), ())
    assert (tree.out / "a_x2.png").read_bytes() == b"edited"


def test_what_is_gone_already_is_no_trouble(tree: Tree) -> None:
    run(tree)
    (tree.out / "a_x2.png").unlink()
    assert undo(tree.out)[0] == Undone(1, 1, (), ())


def test_what_the_bin_refuses_stays_and_is_said(tree: Tree) -> None:
    run(tree)
    undone, _ = undo(tree.out, refuse="a_x2.png")
    assert undone == Undone(1, 0, (), ("The bin is full.",))
    assert (tree.out / "a_x2.png").exists()
    assert undo(tree.out)[0].moved == 1


def test_originals_come_back(tree: Tree) -> None:
    before = {path: path.read_bytes() for path in tree.inside.rglob("*.png")}
    run(tree, output=tree.inside, in_place=True)
    undone, _ = undo(tree.inside)
    assert undone.moved == 2
    assert {path: path.read_bytes() for path in tree.inside.rglob("*.png")} == before
    assert not (tree.inside / ORIGINALS).exists()


def test_undoing_can_be_stopped_between_two_results_and_gone_on_with(tree: Tree) -> None:
    run(tree)
    token, seen = CancelToken(), []

    def throw(path: Path) -> None:
        path.unlink()
        token.cancel()

    with open_journal(tree.out) as journal:
        assert undo_batch(tree.out, journal, throw=throw, progress=seen.append, token=token) == Undone(1, 0, (), (), 1)
    assert [(progress.done, progress.total) for progress in seen] == [(0, 2), (1, 2)]
    assert len(list(tree.out.rglob("*_x2.png"))) == 1
    assert undo(tree.out)[0] == Undone(1, 0, (), ())
    assert not list(tree.out.rglob("*_x2.png"))
