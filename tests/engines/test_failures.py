"""What is said of engines that fail."""

import pytest

from srdesk.engines import NAMES, SessionRequest
from srdesk.engines.devices import TITLES
from srdesk.engines.failures import cannot_load, failed
from srdesk.errors import EngineError, OutOfMemoryError
from srdesk.models.catalogue import load
from srdesk.models.spec import Precision


@pytest.mark.parametrize("reason", ["std::bad_alloc", "Failed to allocate memory", "bad allocation", "Out of memory"])
@pytest.mark.parametrize("engine", NAMES)
def test_want_of_memory_is_told_apart_whatever_the_runtime_calls_it(engine, reason):
    assert isinstance(failed(engine, reason), OutOfMemoryError)
    assert isinstance(failed(engine, "", memory=True), OutOfMemoryError)


def test_a_failure_names_the_engine_and_what_it_said():
    error = failed("ncnn", "error -1")
    assert type(error) is EngineError
    assert str(error) == "ncnn failed: error -1"
    assert error.hint == "Use --engine onnx."


@pytest.mark.parametrize("engine", NAMES)
def test_a_network_that_cannot_be_loaded_is_named(engine):
    request = SessionRequest(load().find("espcn", 2), Precision.FP16, engine, "cpu", 1)
    error = cannot_load(request, "no such operator")
    assert str(error) == f"{TITLES[engine]} cannot load ESPCN x2 (fp16)."
    assert "no such operator" in str(error.hint)
    assert cannot_load(request).hint == "Use --engine onnx."
