"""What ncnn's engine does that the contract of all engines says nothing of."""

from types import SimpleNamespace

import numpy as np
import pytest

from srdesk.engines import SessionRequest, open_session
from srdesk.errors import EngineError, ModelError, OutOfMemoryError
from srdesk.models.catalogue import load
from srdesk.models.spec import Precision
from srdesk.progress import CancelToken

SPEC = load().find("espcn", 2)
REQUEST = SessionRequest(SPEC, Precision.FP32, "ncnn", "cpu", 1)


def test_bytes_are_a_model_error_that_names_them():
    pytest.importorskip("ncnn")
    with pytest.raises(ModelError, match="QuantizeLinear"):
        open_session(SessionRequest(load().find("edsr", 2), Precision.INT8, "ncnn", "cpu", 1))


@pytest.mark.parametrize(("failure", "error"), [(-100, OutOfMemoryError), (-1, EngineError)])
def test_failures_of_the_runtime_are_translated(failure, error, monkeypatch):
    pytest.importorskip("ncnn")
    session = open_session(REQUEST)

    class Failing:
        def __enter__(self):
            return SimpleNamespace(input=lambda *_: 0, extract=lambda _: (failure, np.zeros(0)))

        def __exit__(self, *_):
            return None

    monkeypatch.setattr(session, "_net", SimpleNamespace(create_extractor=Failing))
    with pytest.raises(error):
        session.run(np.zeros((1, 5, 5), np.float32), CancelToken())
