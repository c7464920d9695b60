"""What OpenCV's engine does that the contract of all engines says nothing of."""

import cv2
import numpy as np
import pytest

from srdesk.engines import SessionRequest, open_session
from srdesk.engines.devices import thread_count
from srdesk.models.catalogue import load
from srdesk.models.spec import Precision
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
