"""Devices and threads."""

import os

import pytest

from srdesk.engines import devices, onnx, opencv
from tests.fresh import run_fresh


@pytest.mark.parametrize(("wanted", "expected"), [(0, 4), (1, 1), (4, 4), (100_000, 4)])
def test_no_more_threads_than_cores(monkeypatch, wanted, expected):
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    assert devices.thread_count(wanted) == expected


def test_every_engine_lists_the_processor_by_name():
    for engine in (onnx, opencv):
        assert devices.Device(engine.NAME, devices.CPU) in engine.devices()
        assert engine.version()[0].isdigit()


def test_the_processor_has_a_name():
    assert devices.processor()


def test_runtimes_tell_their_version_without_being_loaded(tmp_path):
    script = (
        "import sys; from srdesk.engines import devices\n"
        "print(*map(devices.runtime_version, ('onnx', 'opencv')))\n"
        "assert not {'onnxruntime', 'cv2'} & set(sys.modules)"
    )
    ended = run_fresh(["-c", script], cwd=tmp_path)
    assert ended.stdout.split()[0] == onnx.version(), ended.stderr
    assert ended.stdout.split()[1].startswith(opencv.version())
