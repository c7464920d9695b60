"""Watching: finished files only, each once, whatever happens in between."""

from pathlib import Path

import pytest

from srdesk.errors import InputError
from srdesk.jobs.journal import open_journal
from srdesk.jobs.planning.selection import Reason
from srdesk.jobs.planning.walk import Found, Passed
from srdesk.jobs.running.control import RunControl
from srdesk.jobs.running.events import BatchEvent, PhotoDone, RunEnded
from srdesk.jobs.watch import Doorkeeper, watch
from srdesk.restore import Restorer
from tests.fakes import RepeatSession, catalogue, opener
from tests.jobs.trees import Tree, picture


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def found(name: str, size: int, mtime_ns: int = 0) -> Found:
    return Found(0, "/in", "", name, size, mtime_ns, (1, 1))


def names(files: list[Found]) -> list[str]:
    return [file.name for file in files]


def test_a_file_is_let_in_once_it_has_stopped_growing() -> None:
    clock = Clock()
    keeper = Doorkeeper(4.0, clock=clock)
    for now, size in ((0, 10), (2, 20), (4, 30), (6, 30)):
        clock.now = now
        assert keeper.let_in(iter([found("a.jpg", size)])) == []
    clock.now = 8
    assert names(keeper.let_in(iter([found("a.jpg", 30)]))) == ["a.jpg"]
    clock.now = 100
    assert keeper.let_in(iter([found("a.jpg", 30)])) == []
    assert keeper.waiting == 0


def test_a_file_that_changes_is_let_in_again() -> None:
    clock = Clock()
    keeper = Doorkeeper(4.0, clock=clock)
    keeper.let_in(iter([found("a.jpg", 1)]))
    clock.now = 5
    assert names(keeper.let_in(iter([found("a.jpg", 1)]))) == ["a.jpg"]
    assert keeper.let_in(iter([found("a.jpg", 1, mtime_ns=7)])) == []
    clock.now = 10
    assert names(keeper.let_in(iter([found("a.jpg", 1, mtime_ns=7)]))) == ["a.jpg"]


def test_what_is_gone_is_forgotten_and_what_is_passed_over_never_known() -> None:
    keeper = Doorkeeper(4.0, clock=Clock())
    keeper.let_in(iter([found("a.jpg", 1), Passed("/in/.b", Reason.HIDDEN)]))
    assert keeper.waiting == 1
    keeper.let_in(iter([]))
    assert keeper.waiting == 0


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path).add("a.png")


def watched(tree: Tree, control: RunControl, session: RepeatSession, sink=lambda _event: None, **options: object):
    with open_journal(tree.out) as journal:
        restorer = Restorer(catalogue(), opener=opener(session))
        return watch(tree.spec(), restorer, journal, control=control, sink=sink, interval=0.001, settle=0.0, **options)


def test_what_comes_is_restored_until_it_is_stopped(tree: Tree) -> None:
    control = RunControl()

    def come(event: BatchEvent) -> None:
        if isinstance(event, PhotoDone):
            if event.outcome.target.name == "a_x2.png":
                picture(tree.inside / "later" / "b.png", 3)
            else:
                control.stop_after_photo()

    outcomes = watched(tree, control, RepeatSession(), come)
    assert sum(outcome.done for outcome in outcomes) == 2
    assert sorted(tree.results()) == ["a_x2.png", "later/b_x2.png"]


def test_what_is_done_is_not_done_again_after_a_restart(tree: Tree) -> None:
    assert sum(outcome.done for outcome in watched(tree, RunControl(), RepeatSession(), once=True)) == 1
    session = RepeatSession()
    assert watched(tree, RunControl(), session, once=True) == ()
    assert session.runs == 0


def test_what_failed_is_tried_again_only_when_it_changes(tree: Tree) -> None:
    (tree.inside / "half.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (outcome,) = watched(tree, RunControl(), RepeatSession(), once=True)
    assert (outcome.done, outcome.failed) == (1, 1)
    assert watched(tree, RunControl(), RepeatSession(), once=True) == ()
    picture(tree.inside / "half.png", 5)
    (outcome,) = watched(tree, RunControl(), RepeatSession(), once=True)
    assert (outcome.done, outcome.failed) == (1, 0)


def test_a_folder_that_is_missing_is_refused(tree: Tree) -> None:
    tree.inside.rename(tree.folder / "elsewhere")
    with pytest.raises(InputError):
        watched(tree, RunControl(), RepeatSession())


def test_a_drive_that_is_taken_out_later_is_waited_for(tree: Tree) -> None:
    control, away = RunControl(), tree.folder / "away"
    waits = []

    def come(event: BatchEvent) -> None:
        if isinstance(event, PhotoDone) and event.outcome.target.name == "b_x2.png":
            control.stop_after_photo()
        elif isinstance(event, RunEnded) and not away.exists() and event.outcome.done:
            tree.inside.rename(away)

    def sleep(_seconds: float) -> None:
        waits.append(tree.inside.exists())
        if not waits[-1] and waits.count(False) == 3:
            picture(away / "b.png", 4)
            away.rename(tree.inside)

    control.sleep = sleep  # type: ignore[method-assign]
    outcomes = watched(tree, control, RepeatSession(), come)
    assert [outcome.done for outcome in outcomes] == [1, 1]
