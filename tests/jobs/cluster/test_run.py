"""A run by workers, with workers that are objects: what it writes down, what it waits for, when it ends."""

import itertools
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from srdesk.errors import DiskFullError, ExitCode
from srdesk.jobs.cluster.bench import Bench, Seat, fulfil
from srdesk.jobs.cluster.link import Answer, LinkLost, Work
from srdesk.jobs.cluster.orders import Demand, Fit, Spoilt, Unfit
from srdesk.jobs.cluster.run import ClusterRun
from srdesk.jobs.journal import open_journal
from srdesk.jobs.places import ORIGINALS
from srdesk.jobs.planning.planner import plan_batch
from srdesk.jobs.running import patience
from srdesk.jobs.running.control import Cause, RunControl
from srdesk.jobs.running.events import BatchEvent, BatchOutcome, Noticed, PhotoDone, PhotoFailed, RunPaused
from srdesk.jobs.running.policy import RunPolicy
from srdesk.restore import Restorer
from tests.fakes import RepeatSession, catalogue_of, opener
from tests.jobs.trees import Tree


class FakeLink:
    """Workers that do one piece of work whenever answers are asked for; ``meddle`` may change an answer."""

    def __init__(self, restorer: Restorer, *workers: str) -> None:
        self.there = dict.fromkeys(workers or ("w",), 1)
        self.bench = Bench(lambda _demand: restorer)
        self.meddle: Callable[[Answer], Answer | None] = lambda answer: answer
        self.lost = 0
        self.most = 0
        self._tickets = itertools.count()
        self._asked: dict[int, tuple[Work, object]] = {}

    def workers(self) -> dict[str, int]:
        self._check()
        return dict(self.there)

    def submit(self, worker: str, work: Work, argument: object) -> int:
        self._check()
        assert worker in self.there
        ticket = next(self._tickets)
        self._asked[ticket] = (work, argument)
        self.most = max(self.most, len(self._asked))
        return ticket

    def answers(self, within: float) -> list[Answer]:
        self._check()
        if not self._asked:
            return []
        ticket = next(iter(self._asked))
        work, argument = self._asked.pop(ticket)
        call = self.bench.fulfil if work is fulfil else lambda demand, _seat: self.bench.inspect(demand)
        answer = self.meddle(Answer(ticket, call(argument, Seat())))
        return [] if answer is None else [answer]

    def withdraw(self, tickets: Iterable[int]) -> None:
        for ticket in tickets:
            self._asked.pop(ticket, None)

    def renew(self) -> bool:
        self._asked.clear()
        self.lost -= 1
        return self.lost <= 0

    def close(self) -> None:
        self._asked.clear()

    def _check(self) -> None:
        if self.lost > 0:
            raise LinkLost


class Scene:
    """A tree, a link to two workers and a clock that goes on by a second whenever it is looked at."""

    def __init__(self, folder: Path) -> None:
        self.tree = Tree(folder)
        weights = folder / "fake.onnx"
        weights.write_bytes(b"weights")
        self.networks = catalogue_of(weights)
        self.restorer = Restorer(self.networks, opener=opener(RepeatSession()))
        self.link = FakeLink(self.restorer, "one", "two")
        self.control = RunControl()
        self.events: list[BatchEvent] = []
        self.act: Callable[[BatchEvent], None] = lambda _event: None

    def heard(self, event: BatchEvent) -> None:
        self.events.append(event)
        self.act(event)

    def of(self, kind: type) -> list:
        return [event for event in self.events if isinstance(event, kind)]

    def run(self, *, unattended: bool = True, **changes: object) -> BatchOutcome:
        spec, seconds = self.tree.spec(**changes), itertools.count()
        with open_journal(spec.output) as journal:
            plan = plan_batch(spec, self.networks.specs, journal=journal)
            return ClusterRun(
                plan,
                self.restorer,
                journal,
                self.link,
                control=self.control,
                sink=self.heard,
                policy=RunPolicy(unattended=unattended),
                clock=lambda: float(next(seconds)),
            ).run()


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def test_every_photo_gets_its_result(scene: Scene) -> None:
    outcome = scene.tree.add("a.png", "b/c.jpg") and scene.run()
    assert list(scene.tree.results()) == ["a_x2.png", "b/c_x2.jpg"]
    assert (outcome.done, outcome.failed, outcome.exit_code) == (2, 0, ExitCode.OK)
    assert len(scene.of(PhotoDone)) == 2


def test_a_bad_photo_fails_alone(scene: Scene) -> None:
    scene.tree.add("a.png")
    (scene.tree.inside / "bad.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert scene.run().exit_code == ExitCode.PARTIAL
    assert list(scene.tree.results()) == ["a_x2.png"]
    assert len(scene.of(PhotoFailed)) == 1


def test_few_photos_are_out_at_a_time(scene: Scene) -> None:
    scene.tree.add(*(f"{number}.png" for number in range(30)))
    assert scene.run().done == 30
    assert scene.link.most <= 2 * (1 + 1) + 2


def test_originals_are_kept_in_place(scene: Scene) -> None:
    scene.tree.add("a.png")
    before = (scene.tree.inside / "a.png").read_bytes()
    assert scene.run(output=scene.tree.inside, in_place=True).done == 1
    assert (scene.tree.inside / ORIGINALS / "a.png").read_bytes() == before
    assert (scene.tree.inside / "a.png").read_bytes() != before


def test_a_target_that_somebody_else_made_meanwhile_stays(scene: Scene) -> None:
    scene.tree.add("a.png")

    def meddle(answer: Answer) -> Answer:
        if hasattr(answer.reply, "part"):
            (scene.tree.out / "a_x2.png").write_bytes(b"somebody else's")
        return answer

    scene.link.meddle = meddle
    assert scene.run().failed == 1
    assert scene.tree.results() == {"a_x2.png": b"somebody else's"}


def test_a_full_disk_is_waited_for(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "_LOOK_AGAIN", 0.0)
    full = iter([True])

    def meddle(answer: Answer) -> Answer:
        if hasattr(answer.reply, "part") and next(full, False):
            answer.reply.part.unlink()
            return Answer(answer.ticket, Spoilt(DiskFullError("The disk is full.")))
        return answer

    scene.link.meddle = meddle
    scene.tree.add("a.png", "b.png")
    outcome = scene.run(unattended=False)
    assert (outcome.done, outcome.failed) == (2, 0)
    assert RunPaused(frozenset({Cause.DISK_FULL})) in scene.events


def test_a_lost_scheduler_is_waited_for(scene: Scene) -> None:
    def act(event: BatchEvent) -> None:
        if isinstance(event, PhotoDone) and len(scene.of(PhotoDone)) == 2:
            scene.link.lost = 5

    scene.act = act
    scene.tree.add(*(f"{number}.png" for number in range(6)))
    assert scene.run().done == 6
    assert [event.causes for event in scene.of(RunPaused)][:2] == [{Cause.SCHEDULER_GONE}, frozenset()]


def test_without_a_worker_that_is_fit_it_ends_and_says_so(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    scene.tree.add("a.png")
    monkeypatch.setattr("srdesk.__version__", "0.0.1")
    inspect = scene.link.bench.inspect

    def elsewhere(demand: Demand) -> Fit | Unfit:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("srdesk.__version__", "0.0.2")
            return inspect(demand)

    monkeypatch.setattr(scene.link.bench, "inspect", elsewhere)
    outcome = scene.run()
    assert (outcome.done, outcome.remaining) == (0, 1)
    assert outcome.stopped == "no worker came that can take a photo"
    notices = [event.text for event in scene.of(Noticed)]
    assert len(notices) == 2
    assert notices[0].startswith("The worker one is left out: it has srdesk 0.0.2, this is 0.0.1.")


def test_stop_after_the_photo_finishes_what_workers_have(scene: Scene) -> None:
    def act(event: BatchEvent) -> None:
        if isinstance(event, PhotoDone):
            scene.control.stop_after_photo()

    scene.act = act
    scene.tree.add(*(f"{number}.png" for number in range(20)))
    outcome = scene.run()
    assert 0 < outcome.done <= 4
    assert outcome.exit_code == ExitCode.CANCELLED
    assert not list(scene.tree.out.rglob("*.part"))


def test_what_dead_workers_left_is_cleared_away(scene: Scene) -> None:
    """One finishes a file, and is gone before anybody hears of it."""
    lost = iter([True])

    def meddle(answer: Answer) -> Answer | None:
        if hasattr(answer.reply, "part") and next(lost, False):
            scene.link.there.pop("one")
            return None
        return answer

    scene.link.meddle = meddle
    scene.tree.add(*(f"{number}.png" for number in range(6)))
    assert scene.run().done == 6
    assert len(scene.tree.results()) == 6
    assert any("The worker one is gone" in event.text for event in scene.of(Noticed))


def test_a_worker_cut_off_while_it_is_checked_is_checked_anew_as_soon_as_it_is_back(scene: Scene) -> None:
    """Its late answer counts for nothing, neither while it is away nor afterwards."""
    scene.tree.add("a.png")
    link, late, looks = scene.link, list[Answer](), itertools.count()
    link.there = {"one": 1}
    workers, answers = link.workers, link.answers

    def cut_off(answer: Answer) -> None:
        late.append(answer)
        link.there.clear()
        link.meddle = lambda answer: answer

    def look() -> dict[str, int]:
        if late and next(looks) == 3:
            link.there["one"] = 1
        return workers()

    link.meddle, link.workers = cut_off, look  # type: ignore[method-assign]
    link.answers = lambda within: [*answers(within), *late]  # type: ignore[method-assign]
    assert scene.run().done == 1
    assert next(looks) < 9
