"""The survey: everything is tried, all take turns, what fails is said, and no test depends on this computer."""

import itertools
import time
from dataclasses import replace
from pathlib import Path

import pytest

from srdesk.engines import open_session
from srdesk.errors import EngineError
from srdesk.feasibility.findings import Spread
from srdesk.feasibility.survey import BUSY, Instruments, anonymous_bytes, core_peak, survey
from srdesk.lattice import Lattice
from srdesk.models.catalogue import load
from srdesk.models.spec import Precision, WeightFile
from srdesk.progress import Cancelled, CancelToken
from tests.fakes import RepeatSession, spec

PEAK = Spread.of([1e9])


class Lab:
    """A clock that only goes on while networks run, and memory that grows by what they hold."""

    def __init__(self, seconds=lambda request, planes: 1.0, fails=()):
        self.now, self.used, self.runs, self.opened = 0.0, 1000, [], []
        self._seconds, self._fails = seconds, fails

    def open(self, request):
        if (request.engine, request.precision) in self._fails:
            raise EngineError("It broke.", hint="Mend it.")
        self.opened.append(request)
        self.now += 0.5
        return self.Session(self, request)

    class Session(RepeatSession):
        def __init__(self, lab, request):
            super().__init__(scale=request.spec.scale)
            self.lab, self.request = lab, request

        def run(self, planes, token):
            token.check()
            self.lab.runs.append((self.request.engine, self.request.precision, planes.shape))
            self.lab.now += self.lab._seconds(self.request, planes)
            self.lab.used += 10 * planes[0].size
            return super().run(planes, token)

    @property
    def tools(self):
        return Instruments(self.open, lambda: self.now, memory=lambda: self.used, peak=lambda: PEAK)


def measure(lab, *specs, **changes):
    options = {"engines": ("onnx",), "sides": (64, 96), "rounds": 2, "instruments": lab.tools} | changes
    return survey(specs or (spec(),), **options)


def test_times_memory_and_loads_are_those_of_the_instruments():
    lab = Lab(seconds=lambda _request, planes: planes[0].size / 64**2)
    (subject,) = measure(lab).subjects
    (trial,) = subject.trials
    assert trial.load == Spread(500.0, 500.0, 500.0, 3)
    assert [(pace.size, pace.ms.best, pace.ms.runs) for pace in trial.paces] == [
        ((64, 64), 1000.0, 2),
        ((96, 96), 2250.0, 2),
    ]
    assert trial.held == 10 * 128**2
    assert not trial.problem


def test_what_the_best_network_reached_is_known_of_the_machine():
    found = measure(Lab(), replace(spec(), operations=10), replace(spec(scale=3), operations=1000))
    assert found.machine.reached == max(subject.rate for subject in found.subjects) == 1000 * 96**2


def test_all_take_turns_on_every_size():
    lab = Lab()
    measure(lab, spec(precisions=(Precision.FP32, Precision.INT8)), engines=("onnx", "opencv"))
    measured = [(engine, precision, shape[1]) for engine, precision, shape in lab.runs[8:]]  # after each was warmed up
    order = list(itertools.product(("onnx", "opencv"), (Precision.FP32, Precision.INT8)))
    assert measured == [(*one, side) for side in (64, 96) for _round in range(2) for one in order]


def test_a_file_that_serves_two_precisions_is_measured_once():
    file = WeightFile(Path("nowhere"), "a" * 64, 10)
    shared = replace(spec(), files={Precision.FP32: file, Precision.FP16: file})
    (subject,) = measure(Lab(), shared).subjects
    assert [trial.precision for trial in subject.trials] == [Precision.FP32]


def test_what_an_engine_cannot_do_is_a_finding():
    lab = Lab(fails={("opencv", Precision.FP32)})
    (subject,) = measure(lab, engines=("opencv", "onnx")).subjects
    broken, whole = subject.trials
    assert broken.problem == "It broke. Mend it."
    assert (broken.load, broken.paces, broken.held) == (None, (), None)
    assert whole.paces


def test_an_engine_that_fails_at_a_size_keeps_the_smaller_ones():
    def seconds(_request, planes):
        if planes.shape[1] == 96:
            raise EngineError("Too large.")
        return 1.0

    (subject,) = measure(Lab(seconds)).subjects
    assert [pace.size for pace in subject.trials[0].paces] == [(64, 64)]
    assert subject.trials[0].problem == "Too large."


def test_tiles_that_nobody_would_wait_for_are_left_out():
    lab = Lab(seconds=lambda _request, planes: planes[0].size / 64**2 * 15)
    (subject,) = measure(lab).subjects
    assert [pace.size for pace in subject.trials[0].paces] == [(64, 64)]


@pytest.mark.parametrize(
    ("lattice", "sizes"),
    [
        (Lattice(width=80, height=48), [(80, 48)]),
        (Lattice(step=7), [(70, 70), (98, 98)]),
        (Lattice(height=64), [(64, 64), (96, 64)]),
    ],
)
def test_tiles_have_sizes_that_the_network_takes(lattice, sizes):
    (subject,) = measure(Lab(), replace(spec(), lattice=lattice)).subjects
    assert [pace.size for pace in subject.trials[0].paces] == sizes


def test_it_can_be_cancelled():
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        measure(Lab(), token=token)


def test_progress_counts_networks():
    seen = []
    measure(Lab(), spec(), spec(scale=3), progress=seen.append)
    assert [(one.done, one.total) for one in seen] == [(1, 2), (2, 2)]


def test_a_busy_computer_is_measured_by_processor_time_on_one_thread():
    lab = Lab()
    tools = replace(lab.tools, clock=time.process_time, threads=1)
    assert (BUSY.clock, BUSY.threads) == (tools.clock, tools.threads)
    found = measure(lab, instruments=tools)
    assert found.machine.processor_time
    assert found.machine.threads == 1
    assert {request.threads for request in lab.opened} == {1}


def test_a_real_network_by_a_real_engine():
    tools = replace(BUSY, peak=lambda: PEAK, opener=open_session)
    (subject,) = survey(
        (load().find("espcn", 2),), engines=("onnx",), sides=(32,), rounds=1, instruments=tools
    ).subjects
    assert [trial.precision for trial in subject.trials] == ["fp32", "fp16"]
    assert all(trial.paces[0].ms.best > 0 and not trial.problem for trial in subject.trials)


def test_this_computer_has_a_peak_and_tells_its_memory():
    assert core_peak().best >= core_peak().worst > 0
    assert anonymous_bytes() is None or anonymous_bytes() > 2**20
