"""The short benchmark: the most telling first, never longer than it may, and advice that can be understood."""

import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from srdesk.imaging.photo import Photo
from srdesk.models.catalogue import Catalogue
from srdesk.models.spec import Precision, WeightFile
from srdesk.progress import Cancelled, CancelToken
from srdesk.restore import RestoreOptions, Restorer, benchmark
from srdesk.restore.benchmark import advised
from srdesk.restore.speeds import Speeds
from tests.fakes import BlockingSession, RepeatSession, spec

FP32, INT8 = Precision.FP32, Precision.INT8
OPTIONS = RestoreOptions(model="small")


def named(name, scale, operations, *precisions):
    files = {p: WeightFile(Path("nowhere"), f"{name}{scale}{p}" * 4, 100, 0.0) for p in (FP32, *precisions)}
    return replace(spec(scale=scale), name=name, title=name, operations=operations, files=files)


SPECS = (named("small", 2, 10), named("small", 3, 10), named("big", 1, 900), named("big", 2, 1000, INT8))


@pytest.fixture
def loaded():
    """What was loaded, in this order."""
    return []


@pytest.fixture
def restorer(loaded):
    def opener(request):
        loaded.append((request.spec.name, request.spec.scale, request.precision))
        return RepeatSession(scale=request.spec.scale)

    return Restorer(Catalogue(SPECS), opener=opener)


@pytest.fixture
def speeds(monkeypatch):
    """Have networks run at the speeds (seconds for a source pixel) that a test puts here, by model and threads."""
    table = {}

    def measure(self, request, session, token):
        token.check()
        pace = table.get((request.spec.name, request.threads), table.get(request.spec.name, 1e-9))
        self._known[" ".join(map(str, request.key.__dict__.values()))] = pace
        return pace

    monkeypatch.setattr(Speeds, "measure", measure)
    monkeypatch.setattr("srdesk.restore.speeds._key", lambda request: " ".join(map(str, request.key.__dict__.values())))
    return table


@pytest.fixture
def two_cores(monkeypatch):
    monkeypatch.setattr(benchmark, "thread_count", lambda _wanted: 2)


def run(restorer, **changes):
    return benchmark.benchmark(restorer, OPTIONS, **{"token": CancelToken(), **changes})


def test_enlarging_networks_of_each_model_come_first(restorer, loaded, two_cores):
    run(restorer, patience=1e9)
    firsts = list(dict.fromkeys(loaded))
    assert firsts[:3] == [("small", 2, FP32), ("big", 2, FP32), ("big", 2, INT8)]
    assert sorted(firsts[3:]) == [("big", 1, FP32), ("small", 3, FP32)]


def test_everything_measured_is_known_afterwards_and_nothing_is_measured_twice(restorer, loaded, two_cores):
    run(restorer, patience=1e9)
    assert all(restorer.timing.pace(one, precision, OPTIONS) for one in SPECS for precision in one.precisions)
    again = Restorer(Catalogue(SPECS), opener=lambda _request: pytest.fail("loaded again"))
    assert again.timing.measure(SPECS[0], FP32, OPTIONS, CancelToken()) > 0


def test_it_ends_when_its_time_is_over_and_every_model_is_known(restorer, loaded, two_cores):
    times = iter([0.0] + [99.0] * 20)
    run(restorer, clock=lambda: next(times))
    assert set(loaded) == {("small", 2, FP32), ("big", 2, FP32), ("big", 2, INT8)}


def test_it_can_be_cancelled_inside_a_network(two_cores):
    session, token = BlockingSession(), CancelToken()
    restorer = Restorer(Catalogue(SPECS), opener=lambda _request: session)
    session.entered.set = token.cancel
    with pytest.raises(Cancelled):
        run(restorer, token=token)


def test_progress_counts_networks(restorer, two_cores):
    seen = []
    run(restorer, patience=1e9, progress=seen.append)
    assert [progress.done for progress in seen] == [1, 2, 3, 4, 5]
    assert seen[-1].fraction == 1


@pytest.mark.parametrize(
    ("small", "big", "model"),
    [(1e-7, 1e-6, "auto"), (1e-7, 1e-3, "small"), (1e-3, 1e-2, "small")],
    ids=["fast", "ordinary", "slow"],
)
def test_the_most_thorough_model_in_bearable_time_is_advised(restorer, speeds, two_cores, small, big, model):
    speeds |= {"small": small, "big": big}
    assert run(restorer, patience=1e9) == replace(OPTIONS, model=model)


def test_nothing_is_advised_where_nothing_is_known(restorer):
    assert advised(restorer, OPTIONS) == OPTIONS


@pytest.mark.parametrize(
    ("cores", "full", "half", "threads"), [(8, 1e-4, 0.5e-4, 4), (8, 1e-4, 0.95e-4, 0), (2, 1e-4, 0.1e-4, 0)]
)
def test_half_the_cores_are_advised_where_they_are_clearly_faster(
    restorer, speeds, monkeypatch, cores, full, half, threads
):
    monkeypatch.setattr(benchmark, "thread_count", lambda _wanted: cores)
    speeds |= {("big", 0): full, ("big", cores // 2): half, "small": 1e-7}
    assert run(restorer).threads == threads


class Thoughtful(RepeatSession):
    """So long at a tile that what goes on around it, on a busy computer, does not count."""

    def run(self, planes, token):
        time.sleep(0.1)
        return super().run(planes, token)


def test_a_real_restoration_teaches_how_long_the_next_will_take():
    restorer = Restorer(Catalogue(SPECS), opener=lambda request: Thoughtful(scale=request.spec.scale))
    options = replace(OPTIONS, precision="fp32")
    assert restorer.timing.expected(restorer.plan((200, 100), options)) is None
    report = restorer.restore(Photo(np.full((150, 150, 3), 90, np.uint8)), options).report
    expected = restorer.timing.expected(restorer.plan((300, 300), options))
    assert expected == pytest.approx(4 * report.seconds, rel=0.05)


def test_small_pictures_teach_nothing(restorer):
    restorer.restore(Photo(np.full((50, 50, 3), 90, np.uint8)), OPTIONS)
    assert restorer.timing.expected(restorer.plan((50, 50), OPTIONS)) is None


def test_what_is_forgotten_is_measured_again(restorer, two_cores):
    run(restorer, patience=1e9)
    restorer.timing.forget()
    assert restorer.timing.pace(SPECS[0], FP32, OPTIONS) is None
    assert Restorer(Catalogue(SPECS)).timing.pace(SPECS[0], FP32, OPTIONS) is None
