"""ONNX networks as ncnn's files: the runtime computes what ONNX Runtime does."""

import struct

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from srdesk.errors import ModelError
from srdesk.models.ncnn.onnx_file import BEGIN, END, from_onnx
from tests.models.tflite.networks import SMALL, network, node, picture, run_onnx, weights


def run_ncnn(model, planes):
    ncnn = pytest.importorskip("ncnn")
    files, net = from_onnx(model.SerializeToString()), ncnn.Net()
    assert net.load_param_mem(files.param) == 0
    net.load_model_mem(files.weights)
    with net.create_extractor() as extractor:
        extractor.input(BEGIN, ncnn.Mat(planes[0]).clone())
        failure, made = extractor.extract(END)
        assert failure == 0
        return np.array(made)[None]


def enlarging(**attributes):
    return network(node("ConvTranspose", "x w b", "y", **attributes), w=weights(3, 2, 4, 4), b=weights(2))


def repeating(**attributes):
    model = network(node("Resize", "x none scales", "y", **attributes), none=np.zeros(0), scales=(1, 1, 2, 3))
    onnx.checker.check_model(model)
    return model


MORE = {
    "enlarging": enlarging(strides=[2, 2], pads=[1, 1, 1, 1]),
    "enlarging with a border": enlarging(strides=[3, 3], pads=[1, 2, 0, 1], output_padding=[1, 2]),
    "enlarging in groups": network(node("ConvTranspose", "x w", "y", strides=[2, 2], group=3), w=weights(3, 2, 3, 3)),
    "convolved in groups": network(
        node("Conv", "x w", "a"), node("Conv", "a v", "y", group=2), w=weights(4, 3, 1, 1), v=weights(6, 2, 3, 3)
    ),
    "unshuffled": network(
        node("Conv", "x w", "a", pads=[0, 0, 1, 1]),  # from 9 x 7 to 8 x 6
        node("SpaceToDepth", "a", "y", blocksize=2),
        w=weights(4, 3, 3, 3),
    ),
    "repeated": repeating(coordinate_transformation_mode="asymmetric", nearest_mode="floor"),
    "repeated about centres": repeating(),
    "read as a result and by others": network(
        node("Relu", "x", "a"), node("Identity", "a", "b"), node("Add", "b a", "c"), node("Mul", "c x", "y")
    ),
    "a number for all": network(node("Mul", "x f", "a"), node("Sub", "t a", "y"), f=0.1, t=weights(1)),
    "as it came": network(node("Identity", "x", "y")),
}


@pytest.mark.parametrize("model", [*SMALL.values(), *MORE.values()], ids=[*SMALL, *MORE])
def test_the_result_is_that_of_onnx_runtime(model):
    result = run_ncnn(model, picture())
    np.testing.assert_allclose(result, run_onnx(model, picture()), atol=2e-5)


def test_a_constant_may_come_first_and_have_a_value_for_every_pixel():
    model = network(node("Sub", "t x", "y"), t=weights(3, 9, 7))
    np.testing.assert_allclose(run_ncnn(model, picture()), run_onnx(model, picture()), atol=1e-6)


def test_weights_in_half_precision_stay_as_small():
    tensor = numpy_helper.from_array(weights(5, 3, 1, 1).astype(np.float16), "half")
    model = network(node("Cast", "half", "w", to=onnx.TensorProto.FLOAT), node("Conv", "x w", "y"))
    model.graph.initializer.append(tensor)
    content = from_onnx(model.SerializeToString()).weights
    assert len(content) == 4 + 2 * 15 + 2  # tag, halves, and what makes it a multiple of four bytes
    assert content[:4] == struct.pack("<I", 0x01306B47)
    np.testing.assert_allclose(run_ncnn(model, picture()), run_onnx(model, picture()), atol=1e-5)


REFUSED = {
    "Erf, Softplus": network(node("Softplus", "x", "a"), node("Erf", "a", "b"), node("Relu", "b", "y")),
    "channels": network(node("Concat", "x x", "y", axis=2)),
    "leaves to its runtime": network(node("Conv", "x w", "y", auto_pad="SAME_UPPER"), w=weights(4, 3, 3, 3)),
    "has to be known": network(node("PRelu", "x x", "y")),
    "resizes": repeating(mode="linear"),
    "no network": network(node("Conv", "x w b", "y"), w=weights(4, 3, 3, 3), b=weights(5)),
}


@pytest.mark.parametrize(("reason", "model"), REFUSED.items(), ids=REFUSED)
def test_what_has_no_counterpart_is_refused_with_the_reason(reason, model):
    with pytest.raises(ModelError, match=reason):
        from_onnx(model.SerializeToString())


@pytest.mark.parametrize("content", [b"", b"nothing", bytes(100)])
def test_what_is_no_network_is_refused(content):
    with pytest.raises(ModelError):
        from_onnx(content)
