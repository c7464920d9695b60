"""How weights are made; needs the training extra (torch), and is skipped without it."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs torch: pip install 'srdesk[training]'")
sys.path.insert(0, str(Path(__file__).parent.parent.parent / "models"))

from training import calibration, degradations, export, networks, pictures, recipes, revival, rounding, shipped  # noqa: E402
from training.teacher import Teacher  # noqa: E402
from training.trainer import Run, Validation, starting_weights  # noqa: E402

from srdesk.models import graph  # noqa: E402

ESPCN_X2 = Path(__file__).parent.parent.parent / "models" / "weights" / "espcn_x2_fp32.onnx"


def checkerboards(count, side):
    y, x = np.mgrid[0:side, 0:side]
    return [
        pictures.reduce(np.stack([(y // n * 60 + x // n * 90) % 256] * 3, axis=-1).astype(np.uint8), 2)
        for n in range(3, 3 + count)
    ]


@pytest.mark.parametrize("scale", [2, 3, 4])
def test_a_deconvolution_is_a_convolution_and_a_shuffle(scale):
    weight, x = torch.randn(5, 1, 9, 9), torch.randn(1, 5, 7, 6)
    wanted = torch.nn.functional.conv_transpose2d(x, weight, stride=scale, padding=(9 - scale) // 2)
    kernel = networks.deconv_as_conv(weight, scale)
    got = torch.nn.functional.pixel_shuffle(torch.nn.functional.conv2d(x, kernel, padding=kernel.shape[-1] // 2), scale)
    torch.testing.assert_close(got, wanted[..., : 7 * scale, : 6 * scale], atol=1e-4, rtol=0)


@pytest.mark.parametrize(
    ("name", "scale"), [*((name, scale) for name in ("fsrcnn", "espcn", "edsr") for scale in (2, 3, 4)), ("edsr", 1)]
)
def test_an_exported_network_is_the_trained_one(name, scale):
    import onnxruntime

    network = networks.build(name, scale).eval()
    model = export.to_onnx(network)
    planes = np.random.default_rng(0).random((1, network.channels, 13, 17), dtype=np.float32)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    with torch.no_grad():
        wanted = network(torch.from_numpy(planes)).numpy()
    np.testing.assert_allclose(session.run(None, {"input": planes})[0], wanted, atol=1e-5)
    assert graph.halo(model) == {"fsrcnn": 8 if scale == 2 else 7, "espcn": 4, "edsr": 36 if scale > 1 else 35}[name]


@pytest.mark.parametrize("half", [False, True])
@pytest.mark.parametrize(
    ("name", "scale"), [*((name, scale) for name in ("fsrcnn", "espcn", "edsr") for scale in (2, 3, 4)), ("edsr", 1)]
)
def test_training_goes_on_from_a_weight_file(name, scale, half, tmp_path):
    network = networks.build(name, scale).eval()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.copy_(parameter.half().float() if half else parameter)
    file = tmp_path / "weights.onnx"
    file.write_bytes(export.to_onnx(network, half=half).SerializeToString())
    again = networks.build(name, scale)
    again.load_state_dict(shipped.read(file, name, scale))
    planes = torch.rand(1, network.channels, 13, 17)
    torch.testing.assert_close(again(planes), network(planes))


@pytest.mark.parametrize(("name", "scale"), [("fsrcnn", 2), ("espcn", 3)])
def test_a_weight_file_of_another_network_or_scale_is_not_taken(name, scale, tmp_path):
    file = tmp_path / "weights.onnx"
    file.write_bytes(export.to_onnx(networks.build("espcn", 2)).SerializeToString())
    with pytest.raises(ValueError, match=f"no {name} x{scale}"):
        shipped.read(file, name, scale)


def test_a_run_begins_with_the_weight_file_where_there_is_no_run_to_begin_with(tmp_path):
    recipe = replace(recipes.read()["espcn_x2"], start_from="espcn_x2")
    begun = starting_weights(recipe, tmp_path)
    assert all(torch.equal(begun[name], value) for name, value in shipped.read(ESPCN_X2, "espcn", 2).items())
    (tmp_path / "espcn_x2").mkdir()
    torch.save({"average": {"of": "the run"}}, tmp_path / "espcn_x2" / "stable.pt")
    assert starting_weights(recipe, tmp_path) == {"of": "the run"}


@pytest.mark.parametrize("name", ["fsrcnn_x2", "edsr_x2", "edsr-photo_x2"])
def test_twenty_steps_train_and_go_on(name, tmp_path):
    recipe = replace(recipes.read()[name], batch=2, patch=16, start_from="")
    pairs = checkerboards(3, 80)
    patches = pictures.Patches(pairs, 2, 16, luma=recipe.network == "fsrcnn", photo=recipe.photo)
    run = Run(recipe, tmp_path, patches, Validation({"set": pairs[:1]}))
    run.train(minutes=5, steps=10, decay=0)
    run.train(minutes=5, steps=15, decay=5)
    rows = [json.loads(line) for line in (tmp_path / name / "curve.jsonl").read_text().splitlines()]
    assert [row["step"] for row in rows] == [10, 20]
    assert all(np.isfinite(row["set"]) for row in rows)
    export.from_checkpoint(tmp_path / name / "final.pt", recipe.network, 2)


@pytest.mark.parametrize("level", degradations.LEVELS)
def test_levels_are_the_same_every_time(level):
    low = checkerboards(1, 64)[0].low
    one, other = (degradations.LEVELS[level](low) for _ in range(2))
    np.testing.assert_array_equal(one, other)
    assert one.shape == low.shape


def test_silent_channels_are_found_and_revived_without_a_picture_changing():
    torch.manual_seed(0)
    network, average = networks.EDSR(2), networks.EDSR(2)
    average.load_state_dict(network.state_dict())
    for one in (network, average):
        with torch.no_grad():
            one.blocks[3].first.bias[5] = -1e3
    patches = pictures.Patches(checkerboards(3, 80), 2, 16, luma=False)
    low = torch.from_numpy(patches.batch(np.random.default_rng(1), 2)[0])
    before = network(low)
    masks = revival.silent(network, patches, np.random.default_rng(0), 2)
    assert masks[3][5]
    assert revival.revive(network, average, masks) == sum(int(mask.sum()) for mask in masks)
    torch.testing.assert_close(network(low), before)
    assert not revival.silent(average, patches, np.random.default_rng(0), 2)[3][5]


def test_a_teacher_shows_colours_and_one_plane_alike():
    torch.manual_seed(0)
    shown = Teacher(networks.EDSR(2).eval(), share=0.75)
    low, high = torch.rand(2, 1, 16, 16), torch.zeros(2, 1, 32, 32)
    gray = shown.target(low.repeat(1, 3, 1, 1), high.repeat(1, 3, 1, 1)).mean(dim=1, keepdim=True)
    torch.testing.assert_close(shown.target(low, high), gray)
    torch.testing.assert_close(Teacher(shown.network, share=0.0).target(low, high), high)


def test_of_several_patches_the_one_with_most_detail_is_taken():
    pairs = [*checkerboards(1, 80), pictures.reduce(np.full((80, 80, 3), 90, dtype=np.uint8), 2)]
    rng = np.random.default_rng(0)
    flat = [
        np.ptp(pictures.Patches(pairs, 2, 16, luma=True, candidates=n).batch(rng, 200)[1], axis=(1, 2, 3)) < 1e-3
        for n in (1, 4)
    ]
    assert 0.4 < flat[0].mean() < 0.6
    assert 0 < flat[1].mean() < 0.15


def test_degradation_keeps_the_size_and_differs():
    high = checkerboards(1, 64)[0].high
    rng = np.random.default_rng(0)
    results = [degradations.degraded(rng, high, 2) for _ in range(30)]
    assert {result.shape for result in results} == {(32, 32, 3)}
    assert len({result.tobytes() for result in results}) > 12


def test_tuning_to_int8_starts_from_finished_weights_and_ends_in_weights_to_export(tmp_path):
    recipe = replace(recipes.read()["edsr_x2"], batch=2, patch=16, start_from="")
    pairs = checkerboards(3, 80)
    patches, validation = pictures.Patches(pairs, 2, 16, luma=False), Validation({"set": pairs[:1]})
    Run(recipe, tmp_path, patches, validation).train(minutes=5, steps=2, decay=0)
    Run(rounding.recipe_for(recipe), tmp_path, patches, validation).train(minutes=0, steps=None, decay=3)
    before = export.from_checkpoint(tmp_path / "edsr_x2" / "stable.pt", "edsr", 2).state_dict()
    after = export.from_checkpoint(tmp_path / "edsr_x2_int8" / "final.pt", "edsr", 2).state_dict()
    assert not torch.equal(before["after.weight"], after["after.weight"])
    torch.testing.assert_close(before["after.weight"], after["after.weight"], atol=2e-3, rtol=0)


def test_rounding_is_what_int8_does():
    torch.manual_seed(0)
    network = rounding.RoundedEDSR(2).eval()
    patches = pictures.Patches(checkerboards(3, 80), 2, 16, luma=False)
    network.observe(patches, 2, np.random.default_rng(0))
    low = torch.from_numpy(patches.batch(np.random.default_rng(1), 2)[0])
    plain = networks.EDSR(2).eval()
    plain.load_state_dict({name: value for name, value in network.state_dict().items() if name != "ranges"})
    with torch.no_grad():
        rounded = network._rounded(plain.head(low), 0)
        assert len(torch.unique(rounded)) <= 256
        assert 0 < (network(low) - plain(low)).abs().max() < 0.1


@pytest.mark.parametrize(("tuned", "kept"), [(True, 3), (False, 4)])
def test_what_sees_or_makes_colours_stays_in_full_precision(tuned, kept):
    model = export.to_onnx(networks.build("edsr", 2)).SerializeToString()
    assert len(calibration.ends(model, tuned=tuned)) == kept
