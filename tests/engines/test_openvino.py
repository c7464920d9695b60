"""What OpenVINO's engine does that the contract of all engines says nothing of."""

import subprocess
import sys
import threading
from types import SimpleNamespace

import numpy as np
import pytest

from srdesk.engines import SessionRequest, open_session, openvino
from srdesk.engines.devices import installed
from srdesk.models.catalogue import load
from srdesk.models.spec import Precision
from srdesk.progress import Cancelled, CancelToken

SPEC = load().find("espcn", 2)
REQUEST = SessionRequest(SPEC, Precision.FP32, "openvino", "cpu", 1)

needs_openvino = pytest.mark.skipif(not installed("openvino"), reason="needs the extra srdesk[openvino]")


_QUIET = """
import sys
from srdesk.engines import SessionRequest, open_session
from srdesk.models.catalogue import load
from srdesk.models.spec import Precision

def watch(event, arguments):
    assert not event.startswith(("socket.", "urllib.", "http.")), event

sys.addaudithook(watch)
open_session(SessionRequest(load().find("espcn", 2), Precision.FP32, "openvino", "cpu", 1))
assert sys.modules["openvino_telemetry"] is None
"""


@needs_openvino
def test_it_reports_to_nobody(tmp_path, monkeypatch):
    """Neither by a socket, nor by the file in the user's home by which it knows the computer again."""
    monkeypatch.setenv("HOME", str(tmp_path))
    done = subprocess.run([sys.executable, "-c", _QUIET], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "intel").exists()


@needs_openvino
def test_bytes_are_computed_as_others_do():
    planes = np.random.default_rng(0).random((3, 24, 31), dtype=np.float32)
    ours, theirs = (
        open_session(SessionRequest(load().find("edsr", 2), Precision.INT8, engine, "cpu", 1)).run(
            planes, CancelToken()
        )
        for engine in ("openvino", "onnx")
    )
    assert 10 * np.log10(1 / np.mean((ours - theirs) ** 2)) > 55


@needs_openvino
def test_a_tile_is_stopped_in_the_middle():
    session = open_session(SessionRequest(load().find("edsr", 2), Precision.FP32, "openvino", "cpu", 1))
    token, stopped = CancelToken(), threading.Event()
    request = session._request

    def wait():
        token.cancel()
        request.wait()
        stopped.set()

    session._request = SimpleNamespace(start_async=request.start_async, wait=wait, cancel=request.cancel)
    with pytest.raises(Cancelled):
        session.run(np.zeros((3, 256, 256), np.float32), token)
    assert not stopped.is_set()


def test_of_what_it_says_the_places_in_its_source_are_left_out():
    assert openvino._reason(RuntimeError("at cpu.cpp:1:\n no\n")) == "no"
