"""Crew: fewer photos at a time than there are lanes, from the next tile on."""

import threading

import pytest

from srdesk.jobs.journal import open_journal
from srdesk.jobs.running.crew import Crew
from srdesk.jobs.running.lanes import Lanes
from srdesk.jobs.running.run import BatchRun, RunPolicy
from srdesk.progress import Cancelled, CancelToken
from srdesk.restore import Restorer
from tests.fakes import RepeatSession, catalogue, opener
from tests.jobs.trees import Tree


def waiting(crew: Crew, index: int, token: CancelToken) -> tuple[threading.Thread, list[str]]:
    """A thread that waits for its turn, and what became of it."""
    ends: list[str] = []

    def wait() -> None:
        try:
            crew.wait(index, token)
            ends.append("turn")
        except Cancelled:
            ends.append("cancelled")

    thread = threading.Thread(target=wait)
    thread.start()
    return thread, ends


def test_who_is_one_too_many_goes_on_when_another_is_through() -> None:
    crew, token = Crew(2), CancelToken()
    crew.limit(1)
    with crew.member(8):
        with crew.member(7):
            crew.wait(8, token)
            thread, ends = waiting(crew, 7, token)
            crew.limit(5)
            thread.join(5)
            assert ends == ["turn"]
        crew.limit(1)
        crew.wait(8, token)


def test_who_waits_can_be_stopped() -> None:
    crew, token = Crew(2), CancelToken()
    crew.limit(1)
    with crew.member(1), crew.member(2):
        thread, ends = waiting(crew, 2, token)
        token.cancel()
        thread.join(5)
    assert ends == ["cancelled"]


@pytest.mark.parametrize(("asked", "allowed"), [(0, 1), (1, 1), (2, 2), (9, 3)])
def test_there_is_always_somebody_at_work_and_never_more_than_lanes(asked: int, allowed: int) -> None:
    assert Crew(3).limit(asked) == allowed


def test_threads_are_shared_by_the_photos_under_way(tmp_path) -> None:
    tree = Tree(tmp_path).add("a.png", "b.png")
    restorer = Restorer(catalogue(), opener=opener(RepeatSession()))
    with open_journal(tree.out) as journal:
        run = BatchRun(tree.plan(journal), restorer, journal, policy=RunPolicy(lanes=Lanes(engine=2, threads=1)))
        for asked, each in ((1, 1), (2, 1)):
            run.use_threads(asked)
            assert restorer.threads == each
        assert run.run().done == 2
