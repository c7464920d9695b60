"""Speeds: measured once, remembered, and forgotten where the computer is another."""

import json
import time
from dataclasses import replace

import numpy as np
import pytest

from srdesk.engines import SessionRequest
from srdesk.imaging.photo import Photo
from srdesk.models.catalogue import Catalogue
from srdesk.models.spec import Precision
from srdesk.progress import CancelToken
from srdesk.restore import RestoreOptions, Restorer
from srdesk.restore.speeds import Speeds
from tests.fakes import RepeatSession, spec

FP32 = Precision.FP32


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
