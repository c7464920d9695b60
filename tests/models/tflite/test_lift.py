"""TensorFlow Lite networks lifted: ONNX Runtime computes what the runtime of phones does."""

from dataclasses import replace

import numpy as np
import pytest

from srdesk.errors import ModelError
from srdesk.models import graph
from srdesk.models.catalogue import load, read_weights
from srdesk.models.spec import Precision
from srdesk.models.tflite.lift import lifted
from srdesk.models.tflite.lower import lowered
from srdesk.models.tflite.network import Kind, Network, Op, Operator, Quantization, Tensor
from srdesk.models.tflite.onnx_file import from_onnx
from srdesk.models.tflite.read import parsed
from srdesk.models.tflite.write import written
from tests.models.tflite.networks import MOVING, SMALL, picture, run_onnx, run_tflite, weights

BOTH_WAYS = SMALL | {name: model for name, model in MOVING.items() if name != "its border repeated"}


@pytest.mark.parametrize("model", BOTH_WAYS.values(), ids=BOTH_WAYS.keys())
def test_down_and_up_again_is_the_same(model):
    again = lifted(parsed(written(lowered(model))))
    np.testing.assert_allclose(run_onnx(again, picture()), run_onnx(model, picture()), atol=1e-5)


@pytest.mark.parametrize("precision", [Precision.FP16, Precision.INT8])
def test_ours_come_back_with_their_reach_and_size(precision):
    spec = load().find("edsr", 2)
    content = read_weights(spec.files[precision])
    again = lifted(parsed(from_onnx(content)))
    assert graph.halo(again) == spec.halo
    assert again.ByteSize() < 1.1 * len(content)
    planes = picture(height=12, width=20)
    tolerance = 1e-5 if precision is Precision.FP16 else 0.02
    np.testing.assert_allclose(run_onnx(again, planes), run_onnx(content, planes), atol=tolerance)


def chain(
    *steps, shape=(1, 8, 8, 3), out=(1, 8, 8, 3), constants=(), kinds=(Kind.FLOAT32, Kind.FLOAT32), scales=(None, None)
):
    """A network of tensors 0 (in), 1 (out), then constants; ``steps`` are operators."""
    ends = [Tensor(n, k, s, None, q) for n, k, s, q in zip("xy", kinds, (shape, out), scales, strict=True)]
    known = [
        Tensor(f"c{i}", Kind[str(array.dtype).upper()], array.shape, array.tobytes(), scale)
        for i, (array, scale) in enumerate(constants)
    ]
    return Network((*ends, *known), steps, (0,), (1,))


def cutting(stride=1, **masks):
    """A part of a picture, with masks beside those that are nothing."""
    options = dict.fromkeys(("begin_mask", "end_mask", "ellipsis_mask", "new_axis_mask", "shrink_axis_mask"), 0) | masks
    bounds = [(np.array([n] * 4, np.int32), None) for n in (0, 4, stride)]
    return chain(Operator(Op.STRIDED_SLICE, (0, 2, 3, 4), (1,), options), constants=bounds)


STRIDED = {"padding": 0, "stride_h": 2, "stride_w": 2}
FOREIGN = {
    "transposed": chain(
        Operator(Op.TRANSPOSE_CONV, (2, 3, 0), (1,), STRIDED),
        out=(1, 16, 16, 5),
        constants=[(np.array([1, 16, 16, 5], np.int32), None), (weights(5, 4, 4, 3), None)],
    ),
    "transposed, odd": chain(
        Operator(Op.TRANSPOSE_CONV, (2, 3, 0), (1,), STRIDED),
        out=(1, 16, 16, 5),
        constants=[(np.array([1, 16, 16, 5], np.int32), None), (weights(5, 3, 3, 3), None)],
    ),
    "bilinear": chain(
        Operator(Op.RESIZE_BILINEAR, (0, 2), (1,), {"half_pixel_centers": 1}),
        out=(1, 16, 24, 3),
        constants=[(np.array([16, 24], np.int32), None)],
    ),
    "nearest": chain(
        Operator(Op.RESIZE_NEAREST_NEIGHBOR, (0, 2), (1,), {}),
        out=(1, 16, 16, 3),
        constants=[(np.array([16, 16], np.int32), None)],
    ),
    "limited to six": chain(Operator(Op.ADD, (0, 2), (1,), {"activation": 3}), constants=[(weights(3) * 30, None)]),
    "limited to one": chain(Operator(Op.MUL, (0, 2), (1,), {"activation": 2}), constants=[(weights(1) * 30, None)]),
    "six by itself": chain(Operator(Op.RELU6, (0,), (1,), {})),
    "in strides": chain(
        Operator(Op.CONV_2D, (0, 2, 3), (1,), STRIDED | {"dilation_h": 1, "dilation_w": 1}),
        out=(1, 4, 4, 5),
        constants=[(weights(5, 3, 3, 3), None), (weights(5), None)],
    ),
    "unshuffled": chain(Operator(Op.SPACE_TO_DEPTH, (0,), (1,), {"block": 2}), out=(1, 4, 4, 12)),
}


@pytest.mark.parametrize("network", FOREIGN.values(), ids=FOREIGN.keys())
def test_what_others_use_is_read(network):
    planes = picture(height=8, width=8)
    content = written(network)
    np.testing.assert_allclose(run_onnx(lifted(parsed(content)), planes), run_tflite(content, planes), atol=1e-5)


def test_bytes_in_and_out_become_real_numbers():
    scale = Quantization((1 / 255,), (-128,))
    network = chain(Operator(Op.RELU, (0,), (1,), {}), kinds=(Kind.INT8, Kind.INT8), scales=(scale, scale))
    planes = picture(height=8, width=8)
    result = run_onnx(lifted(network), planes)
    np.testing.assert_allclose(result, np.rint(planes * 255) / 255, atol=1e-6)


def test_turned_networks_come_with_colours_outermost():
    inward, outward = (np.array(order, np.int32) for order in ((0, 2, 3, 1), (0, 3, 1, 2)))
    shapes = (1, 3, 8, 9), (1, 3, 8, 9), (1, 8, 9, 3), (1, 8, 9, 3)
    tensors = [Tensor(f"t{i}", Kind.FLOAT32, shape) for i, shape in enumerate(shapes)]
    known = [Tensor(n, Kind.INT32, (4,), order.tobytes()) for n, order in (("in", inward), ("out", outward))]
    steps = (
        Operator(Op.TRANSPOSE, (0, 4), (2,), {}),
        Operator(Op.TANH, (2,), (3,), {}),
        Operator(Op.TRANSPOSE, (3, 5), (1,), {}),
    )
    model = lifted(Network((*tensors, *known), steps, (0,), (1,)))
    assert [node.op_type for node in model.graph.node] == ["Tanh", "Identity"]
    planes = picture(height=8, width=9)
    np.testing.assert_allclose(run_onnx(model, planes), np.tanh(planes), atol=1e-6)


@pytest.mark.parametrize(
    ("network", "message"),
    [
        (replace(FOREIGN["nearest"], inputs=(0, 0)), "several"),
        (chain(Operator(Op.RELU, (0,), (1,), {}), shape=(1, 192)), "2 dimensions"),
        (chain(Operator(Op.RELU, (0,), (1,), {}), kinds=(Kind.FLOAT32, Kind.INT16)), "16-bit"),
        (chain(Operator(Op.CONV_2D, (0, 0), (1,), STRIDED)), "has to be known"),
        (cutting(shrink_axis_mask=1), "cuts something else"),
        (cutting(stride=-1), "cuts something else"),
        (lowered(MOVING["its border repeated"]), "mirrors"),
    ],
)
def test_what_cannot_be_is_refused(network, message):
    with pytest.raises(ModelError, match=message):
        lifted(network)
