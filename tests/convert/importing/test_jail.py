"""Files are looked at in a process that may break without harm."""

import sys
import threading

import numpy as np
import pytest

from srdesk.convert.importing import jail
from srdesk.convert.importing.jail import Limits, examine
from srdesk.errors import ModelError
from srdesk.models.spec import Precision
from srdesk.progress import Cancelled, CancelToken
from tests.convert.importing import networks

HANGING = [sys.executable, "-c", "import time; time.sleep(60)"]


def broken(file, **limits):
    with pytest.raises(ModelError) as caught:
        examine(file, token=CancelToken(), limits=Limits(**limits))
    assert caught.value.hint
    return str(caught.value)


def test_a_network_comes_back_in_its_normal_form(tmp_path):
    found = examine(networks.saved(networks.half(), tmp_path), token=CancelToken())
    assert found.findings.precision is Precision.FP16
    assert found.model


def test_a_refusal_comes_back_as_it_was_said(tmp_path):
    file = tmp_path / "no.onnx"
    file.write_bytes(b"\x80\x04nothing")
    assert "damaged" in broken(file)


def test_a_refusal_without_a_way_out_gets_one(tmp_path):
    """What the runtime says of a network that wants a petabyte is no advice."""
    net = networks.Net([1, 3, None, None])
    net.add("ConstantOfShape", start=net.constant(np.array([2**48]))).add("ReduceMax", keepdims=0).add("Add", "input")
    assert "does not run" in broken(networks.saved(net, tmp_path))


def test_a_file_that_is_a_program_for_pickle_is_not_run(tmp_path):
    file = tmp_path / "evil.onnx"
    file.write_bytes(b"cos\nsystem\n(S'touch " + str(tmp_path / "done").encode() + b"'\ntR.")
    broken(file)
    assert not (tmp_path / "done").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_too_much_memory_is_refused(tmp_path):
    said = broken(networks.saved(networks.plain(), tmp_path), memory=64 * 2**20)
    assert "exit code" in said or "more memory" in said  # Python may or may not have room to say so itself


def test_too_much_time_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(jail, "own_command", lambda *_: HANGING)
    assert "longer than" in broken(networks.saved(networks.plain(), tmp_path), seconds=0.1)


def test_it_stops_when_it_is_cancelled(tmp_path, monkeypatch):
    monkeypatch.setattr(jail, "own_command", lambda *_: HANGING)
    token = CancelToken()
    timer = threading.Timer(0.1, token.cancel)
    timer.start()
    with pytest.raises(Cancelled):
        examine(networks.saved(networks.plain(), tmp_path), token=token)
    timer.join()


def test_a_process_that_breaks_is_a_model_error(tmp_path, monkeypatch):
    monkeypatch.setattr(jail, "own_command", lambda *_: [sys.executable, "-c", "import os; os.abort()"])
    assert "broke" in broken(networks.saved(networks.plain(), tmp_path))


@pytest.mark.parametrize("seed", range(4))
def test_spoiled_networks_break_nothing(tmp_path, seed):
    """Cut or changed where it hurts: in what looks like a network still."""
    import random

    rng = random.Random(seed)
    content = bytearray(networks.plain().made().SerializeToString())
    for _ in range(3):
        content[rng.randrange(len(content))] = rng.randrange(256)
    file = tmp_path / "spoiled.onnx"
    file.write_bytes(content[: rng.randrange(len(content) // 2, len(content))] if seed % 2 else content)
    try:
        examine(file, token=CancelToken())
    except ModelError as error:
        assert str(error)
