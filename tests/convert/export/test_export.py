"""Exports: folders with which somebody else gets the same picture."""

import json

import numpy as np
import onnx
import pytest
from PIL import Image

from srdesk.convert.export import write
from srdesk.convert.export.network import halved, network_of
from srdesk.convert.export.port import TOLERANCES
from srdesk.convert.export.reference import computed
from srdesk.convert.export.request import ExportRequest, Platform
from srdesk.convert.export.write import export
from srdesk.convert.widths import widened
from srdesk.engines.devices import installed
from srdesk.errors import InputError, ModelError, OutputError, UsageError
from srdesk.models.catalogue import load, read_weights
from srdesk.models.spec import Precision
from tests.models.tflite.networks import picture, run_onnx, run_tflite

FAST, BEST = load().find("espcn", 2), load().find("edsr", 2)


@pytest.fixture
def lite():
    if not installed("tflite"):
        pytest.skip("needs the extra srdesk[tflite]")


@pytest.mark.parametrize("platform", Platform)
def test_a_port_finds_all_it_needs(platform, tmp_path):
    exported = export(ExportRequest(FAST, platform), tmp_path / "port")
    port = json.loads((tmp_path / "port" / "port.json").read_text())
    names = {file["name"] for file in port["files"]}
    assert names == {model.name for model in exported.models}
    given, wanted = (np.load(tmp_path / "port" / port["reference"][end]) for end in ("input", "output"))
    axes = (1, 2) if port["input"]["layout"] == "NHWC" else (2, 3)
    assert [2 * given.shape[axis] for axis in axes] == [wanted.shape[axis] for axis in axes]
    with Image.open(tmp_path / "port" / "output.png") as shown:
        pixels = np.rint(wanted.clip(0, 1) * 255).astype(np.uint8).squeeze()
        np.testing.assert_array_equal(np.asarray(shown), pixels)
    readme = (tmp_path / "port" / "README.md").read_text()
    assert all(name in readme for name in names)
    assert f"at most {FAST.halo} away" in readme


def test_the_file_gives_the_reference(tmp_path, lite):
    """By what is in the folder alone."""
    export(ExportRequest(FAST, Platform.ANDROID, Precision.FP16), tmp_path)
    given, wanted = (np.load(tmp_path / f"{end}.npy").transpose(0, 3, 1, 2) for end in ("input", "output"))
    result = run_tflite((tmp_path / "espcn_x2_fp16.tflite").read_bytes(), given)
    np.testing.assert_allclose(result, wanted, atol=TOLERANCES[Precision.FP16])


def test_every_model_was_run_first(tmp_path, lite):
    checks = {
        (check.file, check.engine): check.deviation
        for platform in Platform
        for check in export(ExportRequest(FAST, platform), tmp_path / platform).checks
    }
    assert set(checks) == {
        ("espcn_x2_fp32.tflite", "tflite"),
        ("espcn_x2_fp32.onnx", "onnx"),
        ("espcn_x2_fp32.ort", "onnx"),
        ("espcn_x2_fp32.onnx", "opencv"),
    }
    assert max(checks.values()) < 1e-4


def test_without_litert_it_is_written_unchecked(tmp_path, monkeypatch):
    monkeypatch.setattr(write, "installed", lambda _engine: False)
    assert export(ExportRequest(FAST, Platform.ANDROID), tmp_path).checks == ()
    assert "Checked" not in (tmp_path / "README.md").read_text()


def test_a_model_that_comes_out_different_is_not_written(tmp_path, monkeypatch, lite):
    from srdesk.convert.export import write

    def disturbed(request, network, given, *, engine):
        return computed(request, network, given, engine=engine) + 0.01

    monkeypatch.setattr(write, "computed", disturbed)
    with pytest.raises(ModelError, match="another result"):
        export(ExportRequest(FAST, Platform.ANDROID), tmp_path / "port")
    assert not (tmp_path / "port").exists()


def test_tiles_by_the_recipe_have_no_seams(tmp_path):
    """Cores cut and put together as the constants say give what one run gives."""
    export(ExportRequest(FAST, Platform.WEB), tmp_path)
    tiling = json.loads((tmp_path / "port.json").read_text())["tiling"]
    network = (tmp_path / "espcn_x2_fp32.onnx").read_bytes()
    halo, core = tiling["halo"], 20
    planes = picture(channels=1, height=core + 2 * halo, width=3 * core + 2 * halo)
    whole = run_onnx(network, planes)
    for index in range(3):
        x = index * core
        result = run_onnx(network, planes[..., x : x + core + 2 * halo])
        inner = result[..., 2 * halo : 2 * (halo + core), 2 * halo : 2 * (halo + core)]
        expected = whole[..., 2 * halo : 2 * (halo + core), 2 * (x + halo) : 2 * (x + halo + core)]
        np.testing.assert_allclose(inner, expected, atol=1e-6)


def test_a_fixed_shape_is_the_only_one(tmp_path):
    exported = export(ExportRequest(FAST, Platform.WEB, shape=(24, 40)), tmp_path)
    model = onnx.load_from_string(exported.models[0].content)
    ends = [
        [dim.dim_value for dim in value.type.tensor_type.shape.dim]
        for value in (*model.graph.input, *model.graph.output)
    ]
    assert ends == [[1, 1, 24, 40], [1, 1, 48, 80]]
    assert json.loads((tmp_path / "port.json").read_text())["tiling"]["core"] == [
        24 - 2 * FAST.halo,
        40 - 2 * FAST.halo,
    ]


def test_the_reference_may_be_larger_than_the_sample(tmp_path):
    export(ExportRequest(FAST, Platform.OPENCV, shape=(360, 16)), tmp_path)
    assert np.load(tmp_path / "input.npy").shape == (1, 1, 360, 16)


@pytest.mark.parametrize("spec", [FAST, BEST], ids=["made anew", "the model's own"])
def test_int8_is_there_for_every_model(spec):
    model = network_of(ExportRequest(spec, Platform.ANDROID, Precision.INT8))
    assert any(node.op_type == "QuantizeLinear" for node in model.graph.node)


def test_int8_is_fitted_to_photos_of_ones_own(tmp_path, sample):
    with Image.open(sample) as photo:
        photo.crop((0, 0, 128, 128)).save(tmp_path / "own.png")
    own, plain = (
        network_of(ExportRequest(FAST, Platform.ANDROID, Precision.INT8, calibration=folder)).SerializeToString()
        for folder in (tmp_path, None)
    )
    assert own != plain


def test_weights_change_their_width_and_nothing_else():
    half = onnx.load_from_string(read_weights(FAST.files[Precision.FP16]))
    wide = widened(half.SerializeToString())
    assert not any(node.op_type == "Cast" for node in wide.graph.node)
    planes = picture(channels=1)
    np.testing.assert_allclose(run_onnx(wide, planes), run_onnx(half, planes), atol=1e-6)
    np.testing.assert_allclose(run_onnx(halved(wide), planes), run_onnx(half, planes), atol=1e-6)
    assert halved(wide).ByteSize() < 0.6 * wide.ByteSize()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"shape": (8, 64)}, "no core"),
        ({"shape": (64, 5000)}, "too large"),
        ({"platform": Platform.OPENCV, "precision": Precision.INT8}, "gains nothing"),
    ],
)
def test_what_makes_no_sense_is_said(changes, message):
    with pytest.raises(UsageError, match=message) as caught:
        ExportRequest(**{"spec": FAST, "platform": Platform.ANDROID, **changes})
    assert caught.value.hint


def test_a_calibration_needs_photos(tmp_path):
    request = ExportRequest(FAST, Platform.ANDROID, Precision.INT8, calibration=tmp_path)
    with pytest.raises(InputError, match="no photo"):
        network_of(request)
    with pytest.raises(UsageError, match="no folder"):
        network_of(ExportRequest(FAST, Platform.ANDROID, Precision.INT8, calibration=tmp_path / "none"))


def test_files_are_replaced_when_asked_only(tmp_path):
    export(ExportRequest(FAST, Platform.WEB), tmp_path)
    (tmp_path / "README.md").write_text("mine")
    with pytest.raises(OutputError, match="already"):
        export(ExportRequest(FAST, Platform.WEB), tmp_path)
    assert (tmp_path / "README.md").read_text() == "mine"
    export(ExportRequest(FAST, Platform.WEB), tmp_path, overwrite=True)
    assert (tmp_path / "README.md").read_text() != "mine"


def test_a_folder_that_cannot_be_made_is_an_output_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be made"):
        export(ExportRequest(FAST, Platform.WEB), tmp_path / "file" / "port")
