"""Weights of PyTorch's become ONNX where spandrel is installed, and programs among them are never run."""

import os
import pickle
import sys

import numpy as np
import onnxruntime
import pytest

from srdesk.convert import torch as subject
from srdesk.convert.importing.jail import examine
from srdesk.convert.importing.probe import probe
from srdesk.convert.importing.reading import parsed
from srdesk.errors import ModelError
from srdesk.progress import CancelToken


@pytest.fixture
def torch():
    pytest.importorskip("spandrel", reason="the extra torch is not installed", exc_type=ImportError)
    return pytest.importorskip("torch")


@pytest.fixture
def compact(torch):
    """The weights of a small "compact" network for two times that does little more than repeat pixels."""
    generator = torch.Generator().manual_seed(1)

    def drawn(*shape):
        return torch.randn(shape, generator=generator) * 0.05

    weights = {"body.0.weight": drawn(8, 3, 3, 3), "body.0.bias": drawn(8)}
    weights |= {"body.1.weight": drawn(8), "body.2.weight": drawn(8, 8, 3, 3), "body.2.bias": drawn(8)}
    return weights | {
        "body.3.weight": drawn(8),
        "body.4.weight": drawn(12, 8, 3, 3) * 0.1,
        "body.4.bias": drawn(12) * 0.1,
    }


@pytest.fixture(params=[".pth", ".safetensors"])
def file(request, torch, compact, tmp_path):
    from safetensors.torch import save_file

    path = tmp_path / f"compact{request.param}"
    if request.param == ".pth":
        torch.save({"params_ema": compact}, path)
    else:
        save_file(compact, path)
    return path


def test_the_network_computes_what_spandrel_computes(file, torch, compact):
    import spandrel

    network = spandrel.ModelLoader().load_from_state_dict(compact).model.eval()
    session = onnxruntime.InferenceSession(subject.converted(file).model)
    for height, width in ((5, 9), (33, 20)):
        planes = np.random.default_rng(0).random((1, 3, height, width), np.float32)
        with torch.no_grad():
            expected = network(torch.from_numpy(planes)).numpy()
        (made,) = session.run(None, {"input": planes})
        np.testing.assert_allclose(made, expected, atol=1e-5)


def test_it_can_be_used_for_pictures(file):
    made = subject.converted(file)
    _, findings = probe(parsed(made.model, file.parent), made.claims)
    assert (findings.scale, findings.halo, str(findings.color)) == (2, 3, "rgb")
    assert not any(findings.lattice.fixed)


class Payload:
    """Makes a folder when it is unpickled."""

    def __init__(self, mark):
        self.mark = mark

    def __reduce__(self):
        return os.mkdir, (str(self.mark),)


@pytest.mark.parametrize("protocol", [0, 2, 4])
@pytest.mark.parametrize("packed", [True, False])
def test_a_program_in_a_pickle_is_refused_and_not_run(torch, compact, tmp_path, packed, protocol):
    mark, path = tmp_path / "mark", tmp_path / "hostile.pth"
    held = {"params": compact, "more": Payload(mark)}
    if packed:
        torch.save(held, path, pickle_protocol=protocol)
    else:
        path.write_bytes(pickle.dumps(Payload(mark), protocol))
    with pytest.raises(ModelError, match=r"holds more than weights|is damaged"):
        subject.converted(path)
    assert not mark.exists()


def test_the_jail_says_why_a_program_was_refused(torch, tmp_path):
    mark, path = tmp_path / "mark", tmp_path / "hostile.pth"
    torch.save({"params": Payload(mark)}, path)
    with pytest.raises(ModelError, match="It was not run"):
        examine(path, token=CancelToken())
    assert not mark.exists()


@pytest.mark.parametrize("suffix", [".pth", ".safetensors"])
@pytest.mark.parametrize("content", [b"", b"weights" * 50, b"\xff" * 64, b"PK\x03\x04" + bytes(60)])
def test_what_is_no_file_of_weights_is_said_to_be_damaged(torch, tmp_path, suffix, content):
    path = tmp_path / f"broken{suffix}"
    path.write_bytes(content)
    with pytest.raises(ModelError, match="is damaged"):
        subject.converted(path)


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.9])
def test_half_a_file_is_damaged(file, cut):
    content = file.read_bytes()
    file.write_bytes(content[: int(cut * len(content))])
    with pytest.raises(ModelError, match="is damaged"):
        subject.converted(file)


def test_weights_of_an_unknown_network(torch, tmp_path):
    path = tmp_path / "unknown.pth"
    torch.save({"layer.weight": torch.zeros(3, 3)}, path)
    with pytest.raises(ModelError, match="does not know the network") as caught:
        subject.converted(path)
    assert "ONNX" in caught.value.hint


def test_something_else_than_weights(torch, tmp_path):
    path = tmp_path / "tensor.pth"
    torch.save(torch.zeros(3), path)
    with pytest.raises(ModelError, match="something else than weights"):
        subject.converted(path)


def test_without_the_extra_it_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "spandrel", None)
    with pytest.raises(ModelError, match="not installed") as caught:
        subject.converted(tmp_path / "network.pth")
    assert "srdesk[torch]" in caught.value.hint
