"""Devices and threads."""

import os

import pytest

from srdesk.engines import NAMES, SessionRequest, devices, known_devices, onnx, open_session, opencv
from srdesk.errors import EngineError
from srdesk.models.catalogue import load
from srdesk.models.spec import Precision
from tests.fresh import run_fresh


@pytest.mark.parametrize(("wanted", "expected"), [(0, 4), (1, 1), (4, 4), (100_000, 4)])
def test_no_more_threads_than_cores(monkeypatch, wanted, expected):
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    assert devices.thread_count(wanted) == expected


@pytest.mark.parametrize("engine", ["tflite", "openvino", "ncnn"])
def test_an_engine_that_is_not_installed_has_no_device_and_a_clear_word(engine, monkeypatch):
    monkeypatch.setattr(devices, "find_spec", lambda _module: None)
    assert all(device.engine != engine for device in known_devices())
    with pytest.raises(EngineError, match="not installed") as caught:
        open_session(SessionRequest(load().find("espcn", 2), Precision.FP32, engine, devices.CPU, 1))
    assert f"pip install srdesk[{engine}]" in caught.value.hint


@pytest.mark.parametrize("engine", NAMES)
def test_an_engine_that_is_installed_has_the_processor(engine):
    if not devices.installed(engine):
        pytest.skip(f"needs the extra srdesk[{engine}]")
    assert devices.Device(engine, devices.CPU) in known_devices()
    assert devices.runtime_version(engine)[0].isdigit()


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
