"""A batch in the window, with a computer that does nothing in earnest."""

from contextlib import nullcontext
from dataclasses import dataclass, field

import pytest

from srdesk.gui.batch.aftermath import Computer
from srdesk.gui.batch.desk import BatchDesk
from srdesk.gui.tasks import TaskRunner
from srdesk.restore import Restorer
from tests.fakes import RepeatSession, catalogue, opener
from tests.jobs.trees import FAKE, Tree


@dataclass
class Room:
    """A desk, and what stands around it."""

    desk: BatchDesk
    tree: Tree
    busy: list[bool] = field(default_factory=lambda: [False])
    finished: list[object] = field(default_factory=list)


@pytest.fixture
def tree(tmp_path):
    (tmp_path / "in").mkdir()
    return Tree(tmp_path)


@pytest.fixture
def room(qtbot, tree, tmp_path):
    """Make a desk whose network is a session; what it works with is closed in the end."""
    runners, desks = [], []

    def make(session=None):
        restorer = Restorer(catalogue(), opener=opener(session or RepeatSession()))
        lane, files = TaskRunner(), TaskRunner(threads=2)
        runners.extend((lane, files))
        busy, finished = [False], []

        def finish(what, said, *, control, countdown):
            finished.append(what)
            countdown(60)
            control.sleep(60)
            return True

        desk = BatchDesk(
            lambda: restorer,
            restorer.specs,
            lane=lane,
            files=files,
            window_busy=lambda: busy[0],
            places=tmp_path / "batches.json",
            computer=Computer(awake=nullcontext, finish=finish),
        )
        desks.append(desk)
        desk.change(inputs=(tree.inside,), output=tree.out, options=FAKE)
        return Room(desk, tree, busy, finished)

    yield make
    for desk in desks:
        desk.close()
    for runner in runners:
        runner.close()


@pytest.fixture
def planned(qtbot):
    """Have a desk plan, and wait until it has."""

    def plan(desk, **changes):
        with qtbot.waitSignal(desk.planning.planned):
            desk.plan(**changes)
        return desk.planned

    return plan


@pytest.fixture
def done(qtbot, planned):
    """Have a desk do its batch to the end."""

    def do(desk):
        planned(desk)
        with qtbot.waitSignal(desk.ended):
            desk.start()
        return desk.outcome

    return do
