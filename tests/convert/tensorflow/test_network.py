"""Graphs of TensorFlow compute in ONNX what TensorFlow documents."""

import numpy as np
import onnx
import onnxruntime
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srdesk.convert.claims import Claims, Order, Range
from srdesk.convert.tensorflow import converted, read_content, read_graph
from srdesk.errors import ModelError
from srdesk.models import graph as facts
from srdesk.models.convention import ChannelOrder, Convention
from tests.convert.tensorflow import graphs, reference
from tests.convert.tensorflow.graphs import array, const, conv, node, picture, rectifier

FEW = settings(max_examples=40)


def numbers(*sides, seed=0):
    return np.random.default_rng(seed).random(sides, np.float32) - np.float32(0.5)


def run(content, image):
    """An N x H x W x C picture through the network that a graph becomes, and back."""
    model = read_content(content).model
    onnx.checker.check_model(model, full_check=True)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    planes = np.ascontiguousarray(image.transpose(0, 3, 1, 2))
    return session.run(None, {session.get_inputs()[0].name: planes})[0].transpose(0, 2, 3, 1)


def operators(content):
    return [made.op_type for made in read_content(content).model.graph.node]


def close(one, other):
    assert one.shape == other.shape
    np.testing.assert_allclose(one, other, atol=2e-5)


sizes = st.integers(1, 9)


@FEW
@given(sizes, sizes, st.integers(1, 5), st.integers(1, 4), st.integers(1, 2), st.sampled_from(["SAME", "VALID"]))
def test_convolutions_of_any_size(height, width, high, wide, dilation, padding):
    if padding == "VALID" and (height <= (high - 1) * dilation or width <= (wide - 1) * dilation):
        return
    filters, image = numbers(high, wide, 2, 3), numbers(1, height, width, 2, seed=1)
    graph = picture() + const("f", filters) + conv("y", "x", "f", padding, dilations=[1, dilation, dilation, 1])
    close(run(graph, image), reference.convolved(image, filters, padding, 1, dilation))


@FEW
@given(sizes, sizes, st.integers(1, 5), st.integers(2, 3))
def test_padding_of_strided_convolutions_depends_on_the_size(height, width, side, stride):
    filters, image = numbers(side, side, 1, stride**2), numbers(1, height, width, 1, seed=1)
    graph = picture() + const("f", filters) + conv("c", "x", "f", strides=[1, stride, stride, 1])
    graph += node("y", "DepthToSpace", "c", block_size=stride)
    close(run(graph, image), reference.shuffled(reference.convolved(image, filters, "SAME", stride), stride))


def shapes_of(source):
    """How graphs work out the size that a transposed convolution makes: not a constant, so it is as its stride says."""
    return node("shape", "Shape", source) + const("two", np.int32(2)) + node("size", "Mul", "shape", "two")


@FEW
@given(sizes, sizes, st.integers(1, 9), st.integers(1, 4))
def test_transposed_convolutions(height, width, side, stride):
    filters, image = numbers(side, side, 3, 2), numbers(1, height, width, 2, seed=1)
    graph = picture() + const("f", filters) + shapes_of("x")
    graph += node("y", "Conv2DBackpropInput", "size", "f", "x", strides=[1, stride, stride, 1], padding="SAME")
    assert read_content(graph).scale == stride
    close(run(graph, image), reference.transposed(image, filters, stride))


def test_depthwise_convolutions():
    filters, image = numbers(3, 3, 2, 2), numbers(1, 6, 5, 2, seed=1)
    graph = picture() + const("f", filters)
    graph += node("y", "DepthwiseConv2dNative", "x", "f", strides=[1, 1, 1, 1], padding="SAME")
    apart = [reference.convolved(image[..., n : n + 1], filters[:, :, n : n + 1]) for n in range(2)]
    close(run(graph, image), np.concatenate(apart, axis=3))


def test_convolutions_in_groups():
    filters, image = numbers(3, 3, 2, 4), numbers(1, 6, 5, 4, seed=1)
    graph = picture("x", -1, -1, -1, 4) + const("f", filters) + conv("y", "x", "f")
    halves = [reference.convolved(image[..., n : n + 2], filters[..., n : n + 2]) for n in (0, 2)]
    close(run(graph, image), np.concatenate(halves, axis=3))


@pytest.mark.parametrize("block", [2, 3])
def test_channels_become_pixels_row_by_row(block):
    image = numbers(1, 4, 5, 3 * block**2)
    graph = picture("x", -1, -1, -1, 3 * block**2) + node("y", "DepthToSpace", "x", block_size=block)
    np.testing.assert_array_equal(run(graph, image), reference.shuffled(image, block))


def test_pixels_become_channels_as_they_came():
    image = numbers(1, 4, 6, 3)
    graph = picture("x", -1, -1, -1, 3) + node("s", "SpaceToDepth", "x", block_size=2)
    np.testing.assert_array_equal(run(graph + node("y", "DepthToSpace", "s", block_size=2), image), image)


SLOPE = numbers(3, seed=5)


CONVOLVED = picture() + const("f", numbers(3, 3, 3, 3)) + conv("c", "x", "f")


def parts(*more):
    return CONVOLVED + const("s", SLOPE) + const("zero", np.float32(0)) + node("r", "Relu", "c") + b"".join(more)


RECTIFIERS = {
    "as OpenCV's": CONVOLVED + rectifier("y", "c", SLOPE),
    "as Keras's": parts(
        node("minus", "Neg", "c"),
        node("below", "Relu", "minus"),
        node("slope", "Neg", "s"),
        node("scaled", "Mul", "slope", "below"),
        node("y", "AddV2", "r", "scaled"),
    ),
    "subtracted": parts(
        node("minus", "Neg", "c"),
        node("below", "Relu", "minus"),
        node("scaled", "Mul", "below", "s"),
        node("y", "Sub", "r", "scaled"),
    ),
    "minimum": parts(
        node("below", "Minimum", "zero", "c"), node("scaled", "Mul", "below", "s"), node("y", "Add", "scaled", "r")
    ),
}


@pytest.mark.parametrize("graph", RECTIFIERS.values(), ids=RECTIFIERS)
def test_a_rectifier_in_parts_becomes_one(graph):
    image = numbers(1, 5, 6, 3, seed=1)
    before = reference.convolved(image, numbers(3, 3, 3, 3))
    close(run(graph, image), np.where(before > 0, before, SLOPE * before))
    assert operators(graph) == ["Conv", "PRelu"]


def test_the_larger_of_a_value_and_a_fraction_is_a_rectifier():
    graph = parts(const("fifth", np.float32(0.2)), node("m", "Mul", "fifth", "c"), node("y", "Maximum", "m", "c"))
    image = numbers(1, 5, 6, 3, seed=1)
    before = reference.convolved(image, numbers(3, 3, 3, 3))
    assert operators(parts(node("l", "LeakyRelu", "c", alpha=0.2), node("y", "Add", "l", "r")))[-1] == "Add"
    # "r" is a result too, and neither is larger than the other
    with pytest.raises(ModelError, match="2 results"):
        read_content(graph)
    whole = graph + node("end", "Mul", "y", "r")
    close(run(whole, image), np.maximum(before, 0.2 * before) * np.maximum(before, 0))
    assert "PRelu" in operators(whole)


@pytest.mark.parametrize(
    "last",
    [
        node("a", "Abs", "x") + node("m", "Sub", "c", "a") + node("t", "Mul", "m", "s") + node("y", "Add", "r", "t"),
        node("a", "Abs", "c") + node("m", "Sub", "a", "c") + node("t", "Mul", "m", "s") + node("y", "Add", "r", "t"),
        node("m", "Minimum", "s", "c") + node("t", "Mul", "m", "s") + node("y", "Add", "r", "t"),
        node("m", "Neg", "c") + node("y", "Add", "r", "m"),
    ],
    ids=["of another value", "the other way round", "not zero", "not rectified"],
)
def test_what_only_looks_like_a_rectifier_is_left_alone(last):
    graph, image = parts(last), numbers(1, 4, 4, 3, seed=1)
    assert "PRelu" not in operators(graph)
    assert np.isfinite(run(graph, image)).all()


def test_a_bias_goes_into_its_convolution_unless_that_is_used_elsewhere():
    start = picture() + const("f", numbers(3, 3, 2, 2)) + const("b", numbers(2)) + conv("c", "x", "f")
    added = start + node("y", "Add", "b", "c")
    assert operators(added) == ["Conv"]
    assert operators(added + node("z", "Mul", "y", "c")) == ["Conv", "Add", "Mul"]
    image = numbers(1, 4, 4, 2, seed=1)
    close(run(added, image), reference.convolved(image, numbers(3, 3, 2, 2)) + numbers(2))


def test_weights_of_eight_bits_have_a_step_on_zero():
    stored = np.arange(256, dtype=np.uint8).reshape(1, 1, 1, 256)
    low, high = -0.31, 0.27
    graph = picture() + const("q", array(stored, graphs.QUINT8))
    graph += const("low", np.float32(low)) + const("high", np.float32(high))
    graph += node("f", "Dequantize", "q", "low", "high", mode="MIN_FIRST") + conv("y", "x", "f")
    made = run(graph, np.ones((1, 1, 1, 1), np.float32)).reshape(-1)
    width = (high - low) / 255
    assert 0.0 in made
    close(made, np.float32(round(low / width) * width + stored.reshape(-1) * width))


def test_batch_normalisation_is_a_factor_and_a_sum():
    scale, offset, mean, variance = (numbers(2, seed=seed) + np.float32(1) for seed in range(4))
    graph = picture("x", -1, -1, -1, 2)
    for name, values in (("scale", scale), ("offset", offset), ("mean", mean), ("variance", variance)):
        graph += const(name, values)
    inputs = ("x", "scale", "offset", "mean", "variance")
    image = numbers(1, 3, 4, 2, seed=9)
    made = run(graph + node("y", "FusedBatchNormV3", *inputs, epsilon=0.001, is_training=False), image)
    close(made, (image - mean) / np.sqrt(variance + 0.001) * scale + offset)
    with pytest.raises(ModelError, match="FusedBatchNormV3"):
        read_content(graph + node("y", "FusedBatchNormV3", *inputs, is_training=True))


def test_axes_may_be_in_the_other_order():
    filters, image = numbers(3, 3, 2, 4), numbers(1, 4, 5, 2, seed=1)
    graph = picture() + const("f", filters) + const("perm", np.int32([0, 2, 3, 1]))
    graph += conv("c", "x", "f", data_format="NCHW") + node("d", "DepthToSpace", "c", block_size=2, data_format="NCHW")
    close(
        run(graph + node("y", "Transpose", "d", "perm"), image),
        reference.shuffled(reference.convolved(image, filters), 2),
    )


def test_constants_are_worked_out_whatever_they_pass_through():
    filters, image = numbers(3, 3, 1, 1), numbers(1, 4, 5, 1, seed=1)
    graph = picture() + const("stored", filters.reshape(9, 1)) + const("sides", np.int32([3, 3, 1, 1]))
    graph += (
        node("shaped", "Reshape", "stored", "sides") + const("two", np.float32(2)) + node("m", "Mul", "shaped", "two")
    )
    close(run(graph + node("f", "Identity", "m") + conv("y", "x", "f"), image), reference.convolved(image, 2 * filters))


def test_the_largest_of_several_results_is_taken():
    graph = picture() + const("f", numbers(3, 3, 1, 4)) + conv("c", "x", "f")
    graph += node("half", "DepthToSpace", "c", block_size=2) + node("plain", "Relu", "x")
    assert read_content(graph).scale == 2


@pytest.mark.parametrize(("channels", "order"), [(1, ChannelOrder.LUMA), (3, None)])
def test_what_pictures_a_network_takes_is_said_where_it_is_known(channels, order):
    convention = read_content(graphs.small_network(channels=channels)).convention
    assert (convention and convention.order) == order


def test_bytes_in_mean_white_is_255():
    graph = picture("x", kind=graphs.UINT8) + node("float", "Cast", "x", DstT=graphs.Kind(1))
    graph += const("f", numbers(3, 3, 1, 1)) + conv("y", "float", "f")
    assert read_content(graph).convention == Convention(ChannelOrder.LUMA, peak=255.0)


def test_a_network_like_opencvs(tmp_path):
    file = tmp_path / "small.pb"
    file.write_bytes(graphs.small_network(3))
    network = read_graph(file)
    assert network.scale == 3
    assert [made.op_type for made in network.model.graph.node] == ["Conv", "PRelu", "Conv", "DepthToSpace", "Add"]
    assert facts.halo(network.model) == 3
    assert facts.parameters(network.model) == 25 * 6 + 6 + 9 * 6 * 9
    assert network.model.graph.input[0].type.tensor_type.shape.dim[2].dim_param == "height"


def test_a_mean_colour_goes_into_the_network_that_is_brought_in(tmp_path):
    file = tmp_path / "edsr.pb"
    graph = picture() + conv("a", "x", "resFilter_one") + conv("b", "a", "resFilter_two")
    for name in ("one", "two", "three"):
        graph += const(f"resFilter_{name}", np.eye(3, dtype=np.float32)[None, None])
    file.write_bytes(graph + conv("y", "b", "resFilter_three"))
    convention = read_graph(file).convention
    assert (convention.order, convention.peak) == (ChannelOrder.BGR, 255.0)
    made = converted(file)
    assert made.claims == Claims(Order.BGR, Range.BYTE)
    model = onnx.load_from_string(made.model)
    onnx.checker.check_model(model, full_check=True)
    assert [node.op_type for node in model.graph.node] == ["Sub", "Conv", "Conv", "Conv", "Add"]
    session = onnxruntime.InferenceSession(made.model, providers=["CPUExecutionProvider"])
    image = 255 * (numbers(1, 3, 4, 5) + np.float32(0.5))
    close(session.run(None, {session.get_inputs()[0].name: image})[0] / 255, image / 255)


def test_the_converted_network_says_what_is_known_of_it(tmp_path):
    file = tmp_path / "small.pb"
    file.write_bytes(graphs.small_network())
    assert converted(file).claims == Claims(None, Range.UNIT)
    file.write_bytes(graphs.small_network(channels=3))
    assert converted(file).claims == Claims()
