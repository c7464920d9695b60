"""A real scheduler and real workers on this computer: killed, restarted, of other versions; nothing lost or twice."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from srdesk.errors import ExitCode
from srdesk.jobs.journal import open_journal, read_journal
from srdesk.jobs.planning.planner import plan_batch
from srdesk.jobs.records import DoneRecord
from srdesk.jobs.running.run import run_batch
from srdesk.restore import Restorer
from tests.fakes import RepeatSession, catalogue_of, opener
from tests.jobs.trees import Tree, picture

pytest.importorskip("distributed", reason="needs the extra srdesk[cluster]")
pytestmark = [
    pytest.mark.end2end,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork"),
]

NAMES = ("a.png", "b/c.jpg", "b/d.png", "e/f.png", "g.png", "h.png")
ROOT = Path(__file__).parents[3]


class Troupe:
    """Processes of a cluster, what they tell, and the patience to wait for it."""

    def __init__(self, process: "subprocess.Popen[str]", weights: Path) -> None:
        self._process, self.weights = process, weights
        self._told: list[dict[str, Any]] = []
        self._living: set[int] = set()

    def enter(self, role: str, **details: object) -> int:
        """Start one; returns its process id."""
        if role in ("worker", "batch"):
            details = {"weights": str(self.weights), **details}
        assert self._process.stdin
        self._process.stdin.write(json.dumps({"role": role, **details}) + "\n")
        self._process.stdin.flush()
        pid = int(self.wait("started")["pid"])
        self._living.add(pid)
        return pid

    def wait(self, what: str, **details: object) -> dict[str, Any]:
        """The next thing of that kind that is told, or that was and has not been asked for."""
        wanted = {"what": what, **details}
        while True:
            for number, told in enumerate(self._told):
                if wanted.items() <= told.items():
                    return self._told.pop(number)
            assert self._process.stdout
            self._told.append(json.loads(self._process.stdout.readline()))

    def told(self, what: str) -> list[dict[str, Any]]:
        """Everything of that kind that was told so far and not asked for."""
        return [told for told in self._told if told["what"] == what]

    def scheduler(self, port: int = 0) -> tuple[int, str]:
        """Its process id and address."""
        pid = self.enter("scheduler", port=port)
        return pid, self.wait("serves", pid=pid)["address"]

    def worker(self, address: str, **fate: object) -> int:
        pid = self.enter("worker", address=address, **fate)
        self.wait("joined", pid=pid)
        return pid

    def batch(self, tree: Tree, address: str, **details: object) -> int:
        return self.enter("batch", folder=str(tree.folder), address=address, **details)

    def kill(self, pid: int) -> None:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        self._living.discard(pid)

    def clear(self) -> None:
        """Nobody is left."""
        for pid in tuple(self._living):
            self.kill(pid)
        self._told.clear()


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Troupe]:
    weights = tmp_path_factory.mktemp("weights") / "fake.onnx"
    weights.write_bytes(b"weights")
    own = {
        "SRDESK_TESTS_LOOPBACK": "1",
        "DASK_CONFIG": str(weights.parent),
        "DASK_TEMPORARY_DIRECTORY": str(weights.parent),
        "DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "error",
    }
    command = [sys.executable, "-m", "tests.jobs.cluster.troupe"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=os.environ | own
    ) as process:
        yield Troupe(process, weights)
        assert process.stdin
        process.stdin.close()
        process.wait(30)


@pytest.fixture
def troupe(company: Troupe) -> Iterator[Troupe]:
    yield company
    company.clear()


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path).add(*NAMES)


@pytest.fixture(scope="module")
def undisturbed(company: Troupe, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What this computer alone makes of the photos."""
    tree = Tree(tmp_path_factory.mktemp("undisturbed")).add(*NAMES)
    networks = catalogue_of(company.weights)
    with open_journal(tree.out) as journal:
        plan = plan_batch(tree.spec(), networks.specs, journal=journal)
        run_batch(plan, Restorer(networks, opener=opener(RepeatSession())), journal)
    return tree.results()


def times_done(tree: Tree) -> list[str]:
    """The targets of all records of photos done, with repetitions."""
    journal = read_journal(tree.out)
    assert journal is not None
    with journal:
        return sorted(record.target for record in journal.records() if isinstance(record, DoneRecord))


def assert_all_done_once(tree: Tree, undisturbed: dict[str, bytes]) -> None:
    assert tree.results() == undisturbed
    assert times_done(tree) == sorted(undisturbed)
    assert not list(tree.out.rglob("*.part"))


def test_two_workers_make_what_one_computer_makes(troupe: Troupe, tree: Tree, undisturbed) -> None:
    _, address = troupe.scheduler()
    for _ in range(2):
        troupe.worker(address, threads=2)
    assert troupe.wait("ended", pid=troupe.batch(tree, address))["code"] == ExitCode.OK
    assert_all_done_once(tree, undisturbed)
    assert troupe.wait("ended", pid=troupe.batch(tree, address))["code"] == ExitCode.OK
    assert_all_done_once(tree, undisturbed)


@pytest.mark.parametrize("dies", ["", "half", "whole"])
def test_a_worker_is_killed_in_the_middle(troupe: Troupe, tree: Tree, undisturbed, dies: str) -> None:
    _, address = troupe.scheduler()
    victim = troupe.worker(address, dies=dies, blocks=not dies)
    run = troupe.batch(tree, address)
    troupe.wait("dies" if dies else "inside", pid=victim)
    troupe.kill(victim)
    assert not tree.results() or all(name.endswith(".part") for name in tree.results())
    troupe.worker(address)
    assert troupe.wait("ended", pid=run)["code"] == ExitCode.OK
    assert_all_done_once(tree, undisturbed)


def test_a_photo_that_ends_workers_fails_alone(troupe: Troupe, tree: Tree, undisturbed) -> None:
    picture(tree.inside / "deadly.png", 0, (10, 10))
    _, address = troupe.scheduler()
    for _ in range(4):
        troupe.worker(address, deadly=10)
    run = troupe.batch(tree, address)
    assert troupe.wait("ended", pid=run)["code"] == ExitCode.PARTIAL
    assert troupe.wait("failed")["message"] == f"3 workers ended while they restored {tree.inside / 'deadly.png'}."
    assert_all_done_once(tree, undisturbed)


def test_a_photo_at_hand_when_workers_come_and_go_is_not_to_blame(troupe: Troupe, tree: Tree, undisturbed) -> None:
    (photo,) = (tree.inside / name for name in NAMES[:1])
    for name in NAMES[1:]:
        (tree.inside / name).unlink()
    _, address = troupe.scheduler()
    run = troupe.batch(tree, address)
    for _ in range(4):
        troupe.wait("dies", pid=troupe.worker(address, dies="half"))
    troupe.worker(address)
    assert troupe.wait("ended", pid=run)["code"] == ExitCode.OK
    assert tree.results() == {name: made for name, made in undisturbed.items() if name.startswith(photo.stem)}
    assert not troupe.told("failed")


def test_workers_of_another_srdesk_or_with_other_weights_get_nothing(
    troupe: Troupe, tree: Tree, undisturbed, tmp_path: Path
) -> None:
    other = tmp_path / "other.onnx"
    other.write_bytes(b"other weights")
    _, address = troupe.scheduler()
    troupe.worker(address, version="0.0.1", blocks=True)
    troupe.worker(address, weights=str(other), blocks=True)
    run = troupe.batch(tree, address)
    said = " ".join(troupe.wait("notice")["text"] for _ in range(2))
    assert "is left out: it has srdesk 0.0.1, this is" in said
    assert "it has other weights" in said
    troupe.worker(address)
    assert troupe.wait("ended", pid=run)["code"] == ExitCode.OK
    assert_all_done_once(tree, undisturbed)


def test_the_scheduler_is_restarted(troupe: Troupe, tree: Tree, undisturbed) -> None:
    scheduler, address = troupe.scheduler()
    troupe.worker(address, blocks=True)
    run = troupe.batch(tree, address)
    troupe.wait("inside")
    troupe.kill(scheduler)
    assert troupe.wait("paused", pid=run)["causes"] == ["SCHEDULER_GONE"]
    troupe.scheduler(port=int(address.rpartition(":")[2]))
    troupe.worker(address)
    assert troupe.wait("ended", pid=run)["code"] == ExitCode.OK
    assert_all_done_once(tree, undisturbed)


def test_the_scheduler_does_not_come_back(troupe: Troupe, tree: Tree, undisturbed) -> None:
    scheduler, address = troupe.scheduler()
    troupe.worker(address, blocks=True)
    run = troupe.batch(tree, address, patience=1.0)
    troupe.wait("inside")
    troupe.kill(scheduler)
    outcome = troupe.wait("outcome", pid=run)
    assert (outcome["stopped"], outcome["remaining"]) == ("the scheduler did not come back", len(NAMES))
    assert troupe.wait("ended", pid=run)["code"] == ExitCode.PARTIAL
    _, address = troupe.scheduler()
    troupe.worker(address)
    assert troupe.wait("ended", pid=troupe.batch(tree, address))["code"] == ExitCode.OK
    assert_all_done_once(tree, undisturbed)


def test_stopped_at_once_workers_stop_inside_a_photo(troupe: Troupe, tree: Tree) -> None:
    picture(tree.inside / "0.png", 0, (400, 400))
    _, address = troupe.scheduler()
    worker = troupe.worker(address, slow=True)
    run = troupe.batch(tree, address)
    troupe.wait("tile")
    os.kill(run, signal.SIGTERM)
    assert troupe.wait("ended", pid=run)["code"] == ExitCode.CANCELLED
    troupe.wait("stopped", pid=worker)
    assert not tree.results()


def test_the_command_line(troupe: Troupe, tmp_path: Path) -> None:
    """Two workers as anybody would start them, with the networks that come with srdesk; no less than without them."""
    tree = Tree(tmp_path).add("a.png", "b.jpg")
    _, address = troupe.scheduler()
    troupe.worker(address, weights="")
    troupe.worker(address, weights="")
    options = ["--model", "espcn", "--precision", "fp32", "--no-settings", "--report", "none"]
    alone = ["batch", str(tree.inside), str(tmp_path / "alone"), *options]
    together = ["batch", str(tree.inside), str(tree.out), *options, "--cluster", address]
    for arguments in (alone, together):
        assert troupe.wait("ended", pid=troupe.enter("cli", arguments=arguments))["code"] == ExitCode.OK
    assert tree.results() == {path.name: path.read_bytes() for path in sorted((tmp_path / "alone").glob("*_x2.*"))}


def test_no_scheduler(troupe: Troupe, tree: Tree) -> None:
    arguments = ["batch", str(tree.inside), str(tree.out), "--cluster", "tcp://127.0.0.1:9"]
    assert troupe.wait("ended", pid=troupe.enter("cli", arguments=arguments))["code"] == ExitCode.ENGINE
