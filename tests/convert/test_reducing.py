"""Lower precisions: made with the user's photos, measured on others of them, refused if they lose too much."""

from dataclasses import replace

import numpy as np
import onnx
import pytest
from PIL import Image

from srdesk import cli
from srdesk.convert.importing.trial import Runner, noise
from srdesk.convert.reducing import ends, reduced
from srdesk.convert.widths import halved, widened
from srdesk.errors import ExitCode, InputError, ModelError, UsageError
from srdesk.imaging.photo import Photo
from srdesk.models.catalogue import load, load_all, read_weights
from srdesk.models.spec import Precision
from srdesk.progress import Cancelled, CancelToken
from srdesk.restore import RestoreOptions, Restorer
from tests.convert.importing.conftest import examined
from tests.convert.importing.conftest import kept as kept

SPEC = load().find("espcn", 2)


@pytest.fixture(scope="module")
def album(tmp_path_factory, sample):
    """Four parts of the sample photo, and a file that is none."""
    folder = tmp_path_factory.mktemp("album")
    photo = Image.open(sample)
    for index, corner in enumerate([(0, 0), (150, 0), (0, 150), (150, 150)]):
        photo.crop((*corner, corner[0] + 230, corner[1] + 230)).save(folder / f"{index}.png")
    (folder / "broken.png").write_bytes(b"no picture")
    return folder


@pytest.fixture(scope="module")
def made(album):
    return reduced(SPEC, album, max_loss=5, token=CancelToken())


def test_int8_is_smaller_and_close(made):
    assert made.size < 0.6
    assert 0 <= made.loss < 1
    assert made.time > 0
    assert made.photos == 2
    assert (made.tiles, made.side) == (2, (96, 96))


def test_what_loses_too_much_is_refused_with_the_figure(album, made):
    with pytest.raises(ModelError, match="dB on your photos") as caught:
        reduced(SPEC, album, max_loss=made.loss / 2, token=CancelToken())
    assert "--max-loss" in caught.value.hint


def test_half_precision_loses_next_to_nothing(album):
    small = reduced(SPEC, album, to=Precision.FP16, token=CancelToken())
    assert small.loss < 0.01
    assert small.size < 0.6


def test_a_brought_in_network_of_half_precision_becomes_int8(album, kept):
    spec = kept("half")
    small = reduced(spec, album, max_loss=5, token=CancelToken())
    planes = noise(3, 40, 48)
    one, other = (Runner.of(content).enlarged(planes) for content in (examined("half").model, small.content))
    assert np.sqrt(np.square(one - other).mean()) < 0.02


def test_colours_stay_exact():
    """Convolutions that see or make colours are left alone, and those that enlarge."""
    full = widened(read_weights(SPEC.files[Precision.FP32])).SerializeToString()
    left = ends(full)
    convolutions = [node.name for node in onnx.load_from_string(full).graph.node if node.op_type == "Conv"]
    assert convolutions[0] in left
    assert convolutions[-1] in left
    assert len(left) < len(convolutions)


@pytest.mark.parametrize("name", ["half", "plain", "classic"])
def test_widened_and_halved_networks_do_the_same(name):
    content = examined(name).model
    width, height = (side or 40 for side in examined(name).findings.lattice.fixed)
    planes = noise(1 if name == "classic" else 3, height, width)
    before = Runner.of(content).enlarged(planes)
    for other in (widened(content).SerializeToString(), halved(content)):
        np.testing.assert_allclose(Runner.of(other).enlarged(planes), before, atol=4e-3)


def test_without_photos_nothing_can_be_done(tmp_path):
    with pytest.raises(InputError, match="no pictures"):
        reduced(SPEC, tmp_path, token=CancelToken())
    Image.new("RGB", (20, 20)).save(tmp_path / "small.png")
    with pytest.raises(InputError, match="can be used") as caught:
        reduced(SPEC, tmp_path, token=CancelToken())
    assert "192 x 192" in caught.value.hint  # enlarged twice from 96


def test_full_precision_is_no_lower_one(album):
    with pytest.raises(UsageError):
        reduced(SPEC, album, to=Precision.FP32, token=CancelToken())


def test_it_stops_when_it_is_cancelled(album):
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        reduced(SPEC, album, token=token)


def run(*arguments):
    return cli.main([str(argument) for argument in arguments], window=lambda _files: 0)


def test_it_becomes_one_more_precision_of_srdesks_own_model(album, capsys):
    arguments = ("quantize", "espcn", "--scale", "2", "--calibration", album, "--max-loss", "5")
    assert run(*arguments) == ExitCode.OK
    shown = capsys.readouterr().out
    assert "dB lost on 2 photos" in shown
    assert "calibrated on 2 tiles of 96 x 96" in shown
    spec = load_all().find("espcn", 2)
    assert Precision.INT8 in spec.precisions
    assert not spec.imported
    restored = Restorer().restore(Photo(np.full((20, 30, 3), 99, np.uint8)), RestoreOptions("espcn", precision="int8"))
    assert restored.report.plan.precision is Precision.INT8
    assert run(*arguments) == ExitCode.MODEL
    assert "already" in capsys.readouterr().err


def test_what_was_made_of_other_weights_is_left_out(album, monkeypatch):
    assert run("quantize", "espcn", "--scale", "2", "--calibration", album, "--max-loss", "5") == ExitCode.OK
    full = SPEC.files[Precision.FP32]
    changed = replace(SPEC, files={Precision.FP32: replace(full, sha256="0" * 64)})
    monkeypatch.setattr("srdesk.models.catalogue.load", lambda: type(load())((changed,)))
    assert load_all().find("espcn", 2).precisions == (Precision.FP32,)


def test_it_may_go_into_a_file(album, tmp_path):
    target = tmp_path / "small.onnx"
    code = run("quantize", "espcn", "--scale", "2", "--calibration", album, "--to", "fp16", "-o", target)
    assert code == ExitCode.OK
    assert Runner.of(target.read_bytes())
    assert run("quantize", "espcn", "--calibration", album, "-o", target) == ExitCode.USAGE
