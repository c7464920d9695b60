"""ONNX networks lowered: the runtime of phones computes what ONNX Runtime does."""

import numpy as np
import onnx
import pytest
from PIL import Image

from srdesk.errors import ModelError
from srdesk.models.catalogue import load, read_weights
from srdesk.models.spec import Precision
from srdesk.models.tflite.lower import lowered
from srdesk.models.tflite.network import Kind, Op
from srdesk.models.tflite.onnx_file import from_onnx
from srdesk.models.tflite.read import parsed
from srdesk.models.tflite.write import written
from tests.models.tflite.networks import MOVING, SMALL, network, node, picture, run_onnx, run_tflite, weights

INT8 = [spec for spec in load().specs if Precision.INT8 in spec.files]


@pytest.mark.parametrize("model", [*SMALL.values(), *MOVING.values()], ids=[*SMALL, *MOVING])
def test_the_result_is_that_of_onnx_runtime(model):
    result = run_tflite(written(lowered(model)), picture())
    np.testing.assert_allclose(result, run_onnx(model, picture()), atol=1e-5)


def test_turning_back_and_forth_leaves_nothing():
    kinds = [step.op for step in lowered(MOVING["colours last"]).operators]
    assert kinds == [Op.TRANSPOSE, Op.MUL, Op.TRANSPOSE, Op.CONV_2D]
    model = network(
        node("Transpose", "x", "a", perm=[0, 2, 3, 1]),
        node("Transpose", "a", "b", perm=[0, 3, 1, 2]),
        node("Relu", "b", "y"),
    )
    assert [step.op for step in lowered(model).operators] == [Op.RELU]


def test_axes_turn_round_where_no_order_is_named():
    model = network(node("Transpose", "x", "a"), node("Transpose", "a", "b"), node("Relu", "b", "y"))
    assert [step.op for step in lowered(model).operators] == [Op.RELU]


def test_lowering_leaves_the_network_alone():
    model = SMALL["colours outermost"]
    before = model.SerializeToString()
    lowered(model)
    assert model.SerializeToString() == before


def photo_pair(sample, scale):
    """A part of a photo, and the same reduced, as planes."""
    with Image.open(sample) as image:
        large = image.crop((150, 40, 150 + 48 * scale, 40 + 48 * scale))
    pictures = (np.asarray(im, np.float32) / 255 for im in (large, large.resize((48, 48), Image.Resampling.BICUBIC)))
    return tuple(np.ascontiguousarray(picture.transpose(2, 0, 1)[None]) for picture in pictures)


@pytest.mark.parametrize("spec", INT8, ids=lambda spec: f"{spec.name}_x{spec.scale}")
def test_int8_is_as_good_as_the_int8_of_the_onnx_file(spec, sample):
    """Both are as near to a photo that they enlarge again, to 0.05 dB."""
    content = read_weights(spec.files[Precision.INT8])
    large, small = photo_pair(sample, spec.scale)
    both = run_onnx(content, small), run_tflite(from_onnx(content), small)
    theirs, ours = (np.mean((run - large) ** 2) for run in both)
    assert abs(10 * np.log10(theirs / ours)) < 0.05


def test_int8_convolves_in_integers():
    spec = INT8[0]
    small = parsed(from_onnx(read_weights(spec.files[Precision.INT8])))
    kernels = [small.tensors[step.inputs[1]] for step in small.operators if step.op is Op.CONV_2D]
    signed = [kernel for kernel in kernels if kernel.kind is Kind.INT8]
    assert len(signed) > 0.8 * len(kernels)
    assert all(len(kernel.quantization.scale) == kernel.shape[0] for kernel in signed)
    dequantized = [step for step in small.operators if step.op is Op.DEQUANTIZE]
    assert len(dequantized) < 8, "no ways back to floating point between the layers"


def test_halves_stay_halves():
    file = load().find("fsrcnn", 2).files[Precision.FP16]
    small = parsed(from_onnx(read_weights(file)))
    kernels = [tensor for tensor in small.tensors if tensor.content and len(tensor.shape) == 4]
    assert {kernel.kind for kernel in kernels} == {Kind.FLOAT16}


def test_a_fixed_shape_is_kept():
    content = written(lowered(SMALL["without padding"], shape=(9, 7)))
    assert parsed(content).tensors[parsed(content).inputs[0]].shape == (1, 9, 7, 3)
    assert run_tflite(content, picture()).shape == (1, 4, 7, 5)


def test_what_has_no_counterpart_is_named():
    model = network(node("Einsum", "x", "a", equation="abcd->abdc"), node("Erf", "a", "y"))
    with pytest.raises(ModelError, match="Einsum, Erf"):
        lowered(model)


@pytest.mark.parametrize(
    "model",
    [
        network(node("DepthToSpace", "x", "y", blocksize=2, mode="CRD"), channels=3),
        network(node("Conv", "x w", "y", group=3), w=weights(6, 1, 3, 3)),
        network(node("Relu", "x", "y"), channels=4),
        network(node("Slice", "x s e a t", "y"), s=[-1], e=[-(2**31)], a=[3], t=[-1]),
        network(node("Pad", "x p v", "y"), p=[0, 0, 1, 1, 0, 0, 1, 1], v=0.5),
        network(node("Pad", "x p", "y"), p=[0, 0, -1, 0, 0, 0, 0, 0]),
        network(node("Mul", "x x", "w"), node("PRelu", "x w", "y")),
    ],
    ids=[
        "a shuffle of no convolution",
        "groups",
        "four channels",
        "turned round",
        "a border of gray",
        "a border taken away",
        "slopes that are computed",
    ],
)
def test_what_cannot_be_is_refused(model):
    with pytest.raises(ModelError) as caught:
        lowered(model)
    assert caught.value.hint


@pytest.mark.parametrize("content", [b"", b"no network", onnx.ModelProto().SerializeToString()])
def test_what_is_no_onnx_file_is_refused(content):
    with pytest.raises(ModelError):
        from_onnx(content)
