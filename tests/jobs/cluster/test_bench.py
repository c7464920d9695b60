"""What a worker refuses, what it makes, and that all of it can be sent."""

import errno
import pickle
from dataclasses import replace
from pathlib import Path

import pytest

import srdesk
from srdesk.errors import InputError, OutputError
from srdesk.jobs.cluster import bench as bench_module
from srdesk.jobs.cluster.bench import Bench, Seat
from srdesk.jobs.cluster.orders import Demand, Fit, Made, Order, Spoilt, Unfit
from srdesk.jobs.journal import open_journal
from srdesk.jobs.running.recorder import Entry
from srdesk.progress import Cancelled
from srdesk.restore import Restorer
from tests.fakes import RepeatSession, catalogue_of, opener
from tests.jobs.trees import Tree


class Shop:
    """A batch of one photo and a worker for it."""

    def __init__(self, folder: Path) -> None:
        self.tree = Tree(folder).add("a.png")
        self.weights = folder / "fake.onnx"
        self.weights.write_bytes(b"weights")
        self.restorer = Restorer(catalogue_of(self.weights), opener=opener(RepeatSession()))
        spec = self.tree.spec()
        with open_journal(self.tree.out) as journal:
            self.demand = Demand(srdesk.__version__, spec, spec.settings_hash(self.restorer.specs), journal.header.id)
            self.plan = self.tree.plan(journal)
        self.order = Order(self.demand, 0, self.plan.job(0), Entry("a_x2.png", self.demand.settings, 1), 1000)
        self.bench = Bench(lambda _demand: self.restorer)


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def test_a_worker_like_this_computer_is_fit(shop: Shop) -> None:
    assert shop.bench.inspect(shop.demand) == Fit()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"version": "0.0.1"}, "it has srdesk"),
        ({"journal": "somebody else's"}, "it does not see"),
        ({"settings": "other weights"}, "it has other weights"),
    ],
)
def test_others_are_not(shop: Shop, changes: dict[str, str], reason: str) -> None:
    found = shop.bench.inspect(replace(shop.demand, **changes))
    assert isinstance(found, Unfit)
    assert found.reason.startswith(reason)
    assert found.hint
    reply = shop.bench.fulfil(replace(shop.order, demand=replace(shop.demand, **changes)), Seat())
    assert reply == found
    assert not shop.tree.results()


def test_a_worker_that_does_not_see_the_photos_is_not(shop: Shop, tmp_path: Path) -> None:
    spec = replace(shop.demand.spec, inputs=(tmp_path / "elsewhere",))
    assert "elsewhere" in shop.bench.inspect(replace(shop.demand, spec=spec)).reason


def test_a_worker_with_a_damaged_weight_file_is_not(shop: Shop) -> None:
    shop.weights.write_bytes(b"changed")
    found = shop.bench.inspect(shop.demand)
    assert "its checksum is wrong" in found.reason


def test_a_result_waits_beside_its_target(shop: Shop) -> None:
    reply = shop.bench.fulfil(shop.order, Seat())
    assert isinstance(reply, Made)
    assert list(shop.tree.results()) == [reply.part.name]
    assert reply.part.name.startswith(f".srdesk-{shop.demand.journal}-")
    assert reply.record.target_mark.size == reply.part.stat().st_size


def test_a_bad_photo_is_a_reply(shop: Shop) -> None:
    (shop.tree.inside / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    reply = shop.bench.fulfil(shop.order, Seat())
    assert isinstance(reply, Spoilt)
    assert isinstance(reply.error, InputError)
    assert not shop.tree.results()


def test_a_bug_is_a_reply_with_details(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_module, "open_job", lambda *_: 1 / 0)
    reply = shop.bench.fulfil(shop.order, Seat())
    assert "ZeroDivisionError" in str(reply.error)
    assert "test_bench.py" in reply.details


def test_a_photo_that_cannot_be_read_because_the_storage_is_gone_is_not_its_fault(shop: Shop) -> None:
    assert shop.bench.inspect(shop.demand) == Fit()
    shop.tree.inside.rename(shop.tree.folder / "unplugged")
    assert isinstance(shop.bench.fulfil(shop.order, Seat()), Unfit)


def test_a_hiccup_of_a_share_is_not_its_fault_either(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_module, "HICCUP_WAITS", (0.0,))
    real, fails = bench_module.open_job, iter([True])

    def open_job(*arguments: object) -> object:
        if next(fails, False):
            raise InputError("It cannot be read.") from OSError(errno.ESTALE, "stale")
        return real(*arguments)

    monkeypatch.setattr(bench_module, "open_job", open_job)
    assert isinstance(shop.bench.fulfil(shop.order, Seat()), Made)


def test_a_photo_nobody_waits_for_is_given_up(shop: Shop) -> None:
    with pytest.raises(Cancelled):
        shop.bench.fulfil(shop.order, Seat(withdrawn=lambda: True))
    assert not shop.tree.results()


def test_threads_are_shared_between_the_photos_of_a_worker(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_module, "thread_count", lambda _wanted: 8)
    reply = shop.bench.fulfil(shop.order, Seat(lanes=4))
    assert reply.outcome.job.options.threads == 2


def test_everything_survives_being_sent(shop: Shop) -> None:
    made = shop.bench.fulfil(shop.order, Seat())
    spoilt = Spoilt(OutputError("It cannot be written.", hint="Mend it."), "details")
    for value in (shop.demand, shop.order, made):
        assert pickle.loads(pickle.dumps(value)) == value
    again = pickle.loads(pickle.dumps(spoilt))
    assert (type(again.error), str(again.error), again.error.hint) == (OutputError, "It cannot be written.", "Mend it.")
