"""Core ML packages hold what they should: read back from their bytes, they compute what the network does."""

import json

import numpy as np
import pytest

from srdesk import cli
from srdesk.convert.coreml import build
from srdesk.convert.coreml.back import PROGRAM, WEIGHTS, read_back
from srdesk.convert.coreml.build import package_of
from srdesk.convert.export.request import ExportRequest, Platform
from srdesk.convert.importing.trial import Runner, noise
from srdesk.errors import ExitCode, ModelError, UsageError
from srdesk.models.catalogue import load, read_weights
from srdesk.models.spec import Precision
from tests.convert.importing import networks

FAST = load().find("espcn", 2)


@pytest.fixture
def tools():
    pytest.importorskip("coremltools", reason="needs the extra srdesk[coreml]")


def run(*arguments):
    return cli.main([str(argument) for argument in arguments], window=lambda _files, new: 0)


def content(precision=Precision.FP32):
    return read_weights(FAST.files[precision])


def differences(network, files, *, channels=1):
    planes = noise(channels, 24, 40)
    one, other = (Runner.of(some).enlarged(planes) for some in (network, read_back(files, channels=channels)))
    return np.abs(one - other).max()


@pytest.mark.parametrize("shape", [None, (24, 40)])
def test_a_package_holds_the_network(tools, shape):
    files = package_of(content(), channels=1, shape=shape, half=False, name="net")
    assert set(files) == {PROGRAM, WEIGHTS, "Manifest.json"}
    assert differences(content(), files) < 1e-6


def test_halves_are_stored_as_halves(tools):
    files = package_of(content(Precision.FP16), channels=1, shape=None, half=True, name="net")
    assert len(files[WEIGHTS]) < 0.6 * FAST.files[Precision.FP32].size
    assert differences(content(Precision.FP16), files) < 1e-4


def test_a_weight_that_changed_shows(tools):
    files = package_of(content(), channels=1, shape=None, half=False, name="net")
    weights = np.frombuffer(files[WEIGHTS], np.uint8).copy()
    weights[-3997::4] ^= 0x01  # exponents
    assert not differences(content(), files | {WEIGHTS: weights.tobytes()}) < 1e-3


def test_every_operator_comes_back(tools):
    """One network with all that is written: what is read back computes the same."""
    net = networks.Net([1, 3, None, None]).add("Sub", np.float32(0.1)).add("Mul", np.float32(2))
    net.conv(networks.spread(3, 2)).add("PRelu", np.linspace(0.1, 0.3, 12, dtype=np.float32)[:, None, None])
    kept = net.end
    net.add("Sigmoid").add("Tanh").add("Relu").add("LeakyRelu", alpha=0.2).add("Concat", kept, axis=1)
    net.conv(np.random.default_rng(0).normal(0, 0.1, (12, 24, 1, 1)).astype(np.float32))
    net.add("Max", np.float32(-1)).add("Min", np.float32(1)).add("Div", np.float32(3))
    net.add("Clip", np.float32(-0.3), np.float32(0.3)).add("Add", kept)
    net.add("DepthToSpace", blocksize=2, mode="DCR")
    network = net.made().SerializeToString()
    files = package_of(network, channels=3, shape=None, half=False, name="net")
    assert differences(network, files, channels=3) < 1e-5


def test_what_has_no_counterpart_is_named(tools):
    network = networks.attentive().made().SerializeToString()
    with pytest.raises(ModelError, match="GlobalAveragePool"):
        package_of(network, channels=3, shape=None, half=False, name="net")


def test_a_package_is_written_beside_the_other_file_and_says_what_it_is(tools, tmp_path, capsys):
    arguments = ("export", "espcn", "--for", "ios", "--core-ml", "--precision", "fp16", "-o", tmp_path)
    assert run(*arguments, "--json") == ExitCode.OK
    told = json.loads(capsys.readouterr().out)
    assert told["package"]["name"] == "espcn_x2_fp16.mlpackage"
    assert {check["engine"] for check in told["checks"]} >= {"coreml"}
    assert (tmp_path / "espcn_x2_fp16.mlpackage" / "Manifest.json").is_file()
    assert "never run on an Apple device" in (tmp_path / "README.md").read_text()
    assert run(*arguments) == ExitCode.OUTPUT
    assert run(*arguments, "--overwrite") == ExitCode.OK
    assert "never run on an Apple device" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("platform", "precision"), [(Platform.ANDROID, Precision.FP16), (Platform.IOS, Precision.INT8)]
)
def test_what_core_ml_is_not_made_for_is_said(platform, precision):
    with pytest.raises(UsageError) as caught:
        ExportRequest(FAST, platform, precision, core_ml=True)
    assert caught.value.hint


def test_without_coremltools_it_is_said_what_to_install(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(build, "installed", lambda: False)
    assert run("export", "espcn", "--for", "ios", "--core-ml", "-o", tmp_path / "port") == ExitCode.MODEL
    assert "srdesk[coreml]" in capsys.readouterr().err
    assert not (tmp_path / "port").exists()
