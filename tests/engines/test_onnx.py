"""What only ONNX Runtime does: stopping inside a tile, and telling memory from other trouble."""

import threading

import numpy as np
import pytest

from srdesk.engines.onnx import OnnxSession
from srdesk.engines.session import SessionRequest
from srdesk.models.catalogue import load
from srdesk.models.spec import Precision
from srdesk.progress import Cancelled, CancelToken


def test_cancelling_stops_inside_a_tile():
    """The tile would take many seconds; the run ends long before it would have been done."""
    session = OnnxSession(SessionRequest(load().find("edsr", 2), Precision.FP32, "onnx", "cpu", 1))
    token = CancelToken()
    finished = threading.Event()
    timer = threading.Timer(0.2, token.cancel)
    timer.start()
    with pytest.raises(Cancelled):
        session.run(np.zeros((3, 1200, 1200), np.float32), token)
        finished.set()
    timer.join()
    assert not finished.is_set()
