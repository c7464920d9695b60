"""What OpenCV's engine does that the contract of all engines says nothing of."""

import hashlib
from dataclasses import replace
from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from srdesk.engines import SessionRequest, open_session
from srdesk.engines.devices import thread_count
from srdesk.errors import EngineError
from srdesk.models.catalogue import load
from srdesk.models.convention import ChannelOrder, Convention
from srdesk.models.spec import NativeFile, Precision, WeightFile
from srdesk.progress import CancelToken


@pytest.fixture(autouse=True)
def threads_as_before():
    before = cv2.getNumThreads()
    yield
    cv2.setNumThreads(before)


@pytest.mark.skipif(thread_count(0) < 2, reason="needs two cores")
def test_every_session_runs_by_its_own_number_of_threads():
    spec = load().find("espcn", 2)
    sessions = {count: open_session(SessionRequest(spec, Precision.FP32, "opencv", "cpu", count)) for count in (1, 2)}
    for count in (2, 1, 2):
        sessions[count].run(np.zeros((1, 16, 16), np.float32), CancelToken())
        assert cv2.getNumThreads() == count


class Halves:
    """A net that OpenCV would have read: enlarges twice by repetition, and remembers what it was given."""

    def setInput(self, blob):
        self.given = blob

    def forward(self):
        return self.given.repeat(2, axis=2).repeat(2, axis=3)


@pytest.fixture
def brought_in(tmp_path):
    """A network that came as TensorFlow's graph, which nothing can read."""
    file = tmp_path / "graph.pb"
    file.write_bytes(b"a graph")
    weights = WeightFile(file, hashlib.sha256(b"a graph").hexdigest(), 7)
    native = NativeFile(weights, Convention(ChannelOrder.BGR, peak=255.0, mean=(103.0, 111.0, 114.0)))
    return replace(load().find("edsr", 2), native=native)


def test_graphs_of_tensorflow_need_what_was_contributed_to_opencv(brought_in, monkeypatch):
    monkeypatch.delattr(cv2, "dnn_superres", raising=False)
    with pytest.raises(EngineError, match="TensorFlow") as caught:
        open_session(SessionRequest(brought_in, Precision.FP32, "opencv", "cpu", 1))
    assert "opencv-contrib-python-headless" in caught.value.hint


def test_graphs_of_tensorflow_get_pictures_as_they_take_them(brought_in, monkeypatch):
    net, superres = Halves(), SimpleNamespace(DnnSuperResImpl=SimpleNamespace(create=lambda: None))
    monkeypatch.setattr(cv2, "dnn_superres", superres, raising=False)
    monkeypatch.setattr(cv2.dnn, "readNetFromTensorflow", lambda content: net)
    session = open_session(SessionRequest(brought_in, Precision.FP32, "opencv", "cpu", 1))
    red = np.zeros((3, 2, 2), np.float32)
    red[0] = 1
    np.testing.assert_allclose(session.run(red, CancelToken()), red.repeat(2, axis=1).repeat(2, axis=2), atol=1e-6)
    assert net.given[0, :, 0, 0].tolist() == [-103, -111, 255 - 114]


def test_only_the_network_as_it_came_is_run_as_it_came(brought_in):
    session = open_session(SessionRequest(brought_in, Precision.FP16, "opencv", "cpu", 1))
    assert session.run(np.zeros((3, 4, 4), np.float32), CancelToken()).shape == (3, 8, 8)
