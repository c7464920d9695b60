"""What LiteRT's engine does that the contract of all engines says nothing of."""

import numpy as np
import pytest

from srdesk.engines import SessionRequest, open_session
from srdesk.errors import EngineError
from srdesk.models.catalogue import load
from srdesk.models.spec import Precision
from srdesk.progress import CancelToken
from tests.fresh import run_fresh

SPEC = load().find("espcn", 2)
REQUEST = SessionRequest(SPEC, Precision.FP32, "tflite", "cpu", 1)


@pytest.mark.parametrize("precision", [Precision.FP32, Precision.INT8])
def test_a_size_that_failed_does_not_stay(precision, monkeypatch):
    pytest.importorskip("ai_edge_litert")
    session = open_session(SessionRequest(load().find("edsr", 2), precision, "tflite", "cpu", 1))
    planes = np.zeros((3, 8, 8), np.float32)
    expected = session.run(planes, CancelToken())

    def fail(*_arguments):
        raise RuntimeError("std::bad_alloc")

    with monkeypatch.context() as patch:
        patch.setattr(session._interpreter, "allocate_tensors", fail)
        with pytest.raises(EngineError, match="memory"):
            session.run(np.zeros((3, 9, 9), np.float32), CancelToken())
    np.testing.assert_array_equal(session.run(planes, CancelToken()), expected)


@pytest.mark.parametrize("name", ["fsrcnn", "edsr"])
def test_the_fast_kernels_take_the_whole_network(name):
    """One delegate for all: where it takes parts only, the same tile takes five times as long."""
    pytest.importorskip("ai_edge_litert")
    session = open_session(SessionRequest(load().find(name, 2), Precision.FP32, "tflite", "cpu", 1))
    session.run(np.zeros((3 if name == "edsr" else 1, 9, 11), np.float32), CancelToken())
    kinds = [step["op_name"] for step in session._interpreter._get_ops_details()]
    assert kinds.count("DELEGATE") == 1


def test_it_says_nothing_of_its_own_accord(tmp_path):
    pytest.importorskip("ai_edge_litert")
    script = (
        "import sys, numpy as np\n"
        "from srdesk.engines import SessionRequest, open_session\n"
        "from srdesk.models.catalogue import load\n"
        "from srdesk.models.spec import Precision\n"
        "from srdesk.progress import CancelToken\n"
        "session = open_session(SessionRequest(load().find('espcn', 2), Precision.FP32, 'tflite', 'cpu', 1))\n"
        "session.run(np.zeros((1, 9, 9), np.float32), CancelToken())\n"
        "print('heard', file=sys.stderr)"
    )
    assert run_fresh(["-c", script], cwd=tmp_path).stderr == "heard\n"
