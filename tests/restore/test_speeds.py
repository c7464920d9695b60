"""The choice of a precision: by measurement, once, and never at the price of quality."""

import json
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from srdesk.engines import SessionRequest
from srdesk.imaging.photo import Photo
from srdesk.models.catalogue import Catalogue
from srdesk.models.spec import Precision, WeightFile
from srdesk.progress import CancelToken
from srdesk.restore import RestoreOptions, Restorer
from srdesk.restore.speeds import Speeds, candidates, fastest
from tests.fakes import RepeatSession, spec

FP32, INT8, FP16 = Precision.FP32, Precision.INT8, Precision.FP16


def with_losses(**losses):
    files = {Precision(name): WeightFile(Path("nowhere"), name * 8, 100, loss) for name, loss in losses.items()}
    return replace(spec(), files=files)


def test_only_what_costs_next_to_nothing_is_a_candidate():
    assert candidates(with_losses(fp32=0.0, int8=0.04, fp16=0.2), "onnx") == (FP32, INT8)
    assert candidates(with_losses(fp32=0.0, int8=None), "onnx") == (FP32,)
    assert candidates(with_losses(fp32=0.0, int8=0.0), "opencv") == (FP32,)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        ({FP32: 9.0, INT8: 3.0}, INT8),
        ({FP32: 9.0, INT8: 8.9}, FP32),
        ({FP32: 3.0, INT8: 9.0}, FP32),
        ({FP32: 9.0, INT8: None}, FP32),
        ({FP32: None, INT8: 1.0}, FP32),
        ({FP32: 9.0, INT8: 3.0, FP16: 2.0}, FP16),
        ({}, FP32),
    ],
)
def test_full_precision_unless_another_is_clearly_faster(seconds, expected):
    assert fastest(seconds) is expected


def test_measurements_are_remembered(tmp_path):
    request = SessionRequest(spec(), FP32, "onnx", "cpu", 1)
    speeds = Speeds(tmp_path / "cache" / "speeds.json")
    assert speeds.known(request) is None
    measured = speeds.measure(request, RepeatSession(), CancelToken())
    assert measured > 0
    assert Speeds(tmp_path / "cache" / "speeds.json").known(request) == measured
    assert Speeds(tmp_path / "cache" / "speeds.json").known(replace(request, threads=2)) is None


@pytest.mark.parametrize("text", ["", "[1]", '{"a": "b", "c": -1}', "[" * 100_000])
def test_a_damaged_cache_is_no_cache(tmp_path, text):
    (tmp_path / "speeds.json").write_text(text)
    speeds = Speeds(tmp_path / "speeds.json")
    assert speeds.measure(SessionRequest(spec(), FP32, "onnx", "cpu", 1), RepeatSession(), CancelToken()) > 0
    assert json.loads((tmp_path / "speeds.json").read_text())


def test_auto_measures_once_and_then_takes_the_faster(srdesk_home):
    runs = {FP32: 0, INT8: 0}

    class Counting(RepeatSession):
        def run(self, planes, token):
            runs[self.precision] += 1
            if self.precision is FP32:
                np.linalg.svd(np.ones((300, 300)))
            return super().run(planes, token)

    def open_session(request):
        session = Counting()
        session.precision = request.precision
        return session

    catalogue = Catalogue((with_losses(fp32=0.0, int8=0.01),))
    photo = Photo(np.arange(30 * 30, dtype=np.uint16).reshape(30, 30))
    for expected_fp32 in (3, 3):
        restored = Restorer(catalogue, opener=open_session).restore(photo, RestoreOptions(model="fake"))
        assert restored.report.plan.precision is INT8
        assert runs[FP32] == expected_fp32
    assert list(srdesk_home.rglob("speeds.json"))


def test_a_precision_that_was_asked_for_is_not_measured(srdesk_home):
    catalogue = Catalogue((with_losses(fp32=0.0, int8=0.01),))
    restorer = Restorer(catalogue, opener=lambda _request: RepeatSession())
    restorer.restore(Photo(np.zeros((30, 30), np.uint8)), RestoreOptions(model="fake", precision="fp32"))
    assert not list(srdesk_home.rglob("speeds.json"))


def test_another_version_of_the_runtime_is_another_speed(tmp_path, monkeypatch):
    from srdesk.engines import devices

    request = SessionRequest(spec(), FP32, "onnx", "cpu", 1)
    speeds = Speeds(tmp_path / "speeds.json")
    speeds.measure(request, RepeatSession(), CancelToken())
    monkeypatch.setattr(devices, "runtime_version", lambda _engine: "99.0")
    assert speeds.known(request) is None


def test_the_pace_of_restorations_follows_the_latest(tmp_path):
    request = SessionRequest(spec(), FP32, "onnx", "cpu", 1)
    now = [0.0]
    speeds = Speeds(tmp_path / "speeds.json", clock=lambda: now[0])
    assert speeds.pace(request) is None
    known = speeds.measure(request, RepeatSession(), CancelToken())
    assert speeds.pace(request) == known
    speeds.restored(request, 4.0)
    speeds.restored(request, 2.0)
    assert speeds.pace(request) == 3.0
    assert Speeds(tmp_path / "speeds.json").pace(request) == 4.0  # the first at once, the others every few seconds
    now[0] = 60.0
    speeds.restored(request, 3.0)
    assert Speeds(tmp_path / "speeds.json").pace(request) == 3.0
    assert speeds.known(request) == known


def test_loading_a_network_is_no_part_of_the_pace(monkeypatch, srdesk_home):
    now = 0.0

    def loaded_slowly(_request):
        nonlocal now
        now += 1000.0
        return RepeatSession()

    def clock():
        nonlocal now
        now += 0.001
        return now

    monkeypatch.setattr(time, "perf_counter", clock)
    restorer = Restorer(Catalogue((spec(),)), opener=loaded_slowly)
    options = RestoreOptions(model="fake", precision="fp32")
    report = restorer.restore(Photo(np.full((160, 160, 3), 90, np.uint8)), options).report
    assert report.seconds > 1000.0
    assert 0 < restorer.timing.pace(spec(), FP32, options) * 160**2 < 1.0
