"""The choice of precision and engine: by measurement, once, and never at the price of quality."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from srdesk.errors import EngineError, ModelError
from srdesk.imaging.photo import Photo
from srdesk.models.catalogue import Catalogue
from srdesk.models.spec import Precision, WeightFile
from srdesk.restore import RestoreOptions, Restorer
from srdesk.restore import ways as subject
from srdesk.restore.ways import Way, fastest, ways
from tests.fakes import RepeatSession, spec

FP32, INT8, FP16 = Precision.FP32, Precision.INT8, Precision.FP16
FULL, BYTES, QUICK = Way("onnx", FP32), Way("onnx", INT8), Way("tflite", INT8)


@pytest.fixture(autouse=True)
def extras(monkeypatch):
    """Which engines are installed beside the plain ones."""
    there = set()
    monkeypatch.setattr(subject, "installed", lambda engine: engine in there | {"onnx", "opencv"})
    return there


def with_losses(**losses):
    files = {Precision(name): WeightFile(Path("nowhere"), name * 8, 100, loss) for name, loss in losses.items()}
    return replace(spec(), files=files)


def test_only_what_costs_next_to_nothing_is_open():
    options = RestoreOptions()
    assert ways(with_losses(fp32=0.0, int8=0.04, fp16=0.2), options) == (FULL, BYTES)
    assert ways(with_losses(fp32=0.0, int8=0.06), options) == (FULL,)
    assert ways(with_losses(fp32=0.0, int8=None), options) == (FULL,)


def test_of_the_engines_those_are_open_that_are_installed_and_compute_with_bytes(extras):
    network = with_losses(fp32=0.0, int8=0.04)
    extras |= {"tflite", "ncnn"}
    assert ways(network, RestoreOptions()) == (FULL, BYTES, QUICK)
    assert ways(network, RestoreOptions(precision="int8")) == (BYTES, QUICK)
    assert ways(network, RestoreOptions(precision="fp32")) == (FULL,)
    assert ways(network, RestoreOptions(device="NVIDIA GPU (CUDA)")) == (FULL, BYTES)
    assert ways(replace(network, imported=True), RestoreOptions()) == (FULL, BYTES)


def test_an_engine_that_was_asked_for_is_taken(extras):
    network = with_losses(fp32=0.0, int8=0.0)
    extras |= {"tflite"}
    assert ways(network, RestoreOptions(engine="tflite")) == (Way("tflite", FP32), QUICK)
    assert ways(network, RestoreOptions(engine="opencv")) == (Way("opencv", FP32),)


def test_a_precision_that_is_not_there_is_a_model_error():
    with pytest.raises(ModelError):
        ways(with_losses(fp32=0.0), RestoreOptions(precision="int8"))


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        ({FULL: 9.0, BYTES: 3.0}, BYTES),
        ({FULL: 9.0, BYTES: 8.9}, FULL),
        ({FULL: 3.0, BYTES: 9.0}, FULL),
        ({FULL: 9.0, BYTES: None}, FULL),
        ({FULL: None, BYTES: 1.0}, FULL),
        ({FULL: 9.0, BYTES: 3.0, QUICK: 2.0}, QUICK),
        ({FULL: 9.0, BYTES: 3.0, QUICK: None}, BYTES),
        ({BYTES: 3.0, QUICK: 2.9}, BYTES),
    ],
)
def test_the_plain_way_unless_another_is_clearly_faster(seconds, expected):
    assert fastest(seconds) == expected


class Machine:
    """Networks by way, each as slow as is said in turns of a slow computation; counts how often they ran."""

    def __init__(self, **turns):
        self.turns, self.runs = turns, dict.fromkeys(turns, 0)

    def __call__(self, request):
        name = f"{request.engine}_{request.precision}"
        if name not in self.turns:
            raise EngineError(f"{name} cannot.")
        machine = self

        class Session(RepeatSession):
            def run(self, planes, token):
                machine.runs[name] += 1
                for _ in range(machine.turns[name]):
                    np.linalg.svd(np.ones((200, 200)))
                return super().run(planes, token)

        return Session()


PHOTO = Photo(np.arange(30 * 30, dtype=np.uint16).reshape(30, 30))


def test_auto_measures_once_and_then_takes_the_faster(srdesk_home):
    machine = Machine(onnx_fp32=3, onnx_int8=0)
    catalogue = Catalogue((with_losses(fp32=0.0, int8=0.01),))
    for expected in (3, 3):
        restored = Restorer(catalogue, opener=machine).restore(PHOTO, RestoreOptions(model="fake"))
        assert restored.report.plan.precision is INT8
        assert machine.runs["onnx_fp32"] == expected
    assert list(srdesk_home.rglob("speeds.json"))


def test_auto_takes_the_engine_that_is_quicker_with_bytes(extras, srdesk_home):
    extras |= {"tflite"}
    machine = Machine(onnx_fp32=9, onnx_int8=4, tflite_int8=0)
    catalogue = Catalogue((with_losses(fp32=0.0, int8=0.01),))
    plan = Restorer(catalogue, opener=machine).restore(PHOTO, RestoreOptions(model="fake")).report.plan
    assert (plan.engine, plan.precision) == ("tflite", INT8)


def test_an_engine_that_cannot_is_not_chosen(extras, srdesk_home):
    extras |= {"tflite"}
    machine = Machine(onnx_fp32=3, onnx_int8=0)
    catalogue = Catalogue((with_losses(fp32=0.0, int8=0.01),))
    plan = Restorer(catalogue, opener=machine).restore(PHOTO, RestoreOptions(model="fake")).report.plan
    assert (plan.engine, plan.precision) == ("onnx", INT8)


def test_a_precision_that_was_asked_for_is_not_measured(srdesk_home):
    catalogue = Catalogue((with_losses(fp32=0.0, int8=0.01),))
    restorer = Restorer(catalogue, opener=lambda _request: RepeatSession())
    restorer.restore(Photo(np.zeros((30, 30), np.uint8)), RestoreOptions(model="fake", precision="fp32"))
    assert not list(srdesk_home.rglob("speeds.json"))
