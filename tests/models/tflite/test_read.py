"""TensorFlow Lite files read: what was written comes back, and no damage gets past."""

import struct
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srdesk.errors import ModelError
from srdesk.models.catalogue import load, read_weights
from srdesk.models.spec import Precision
from srdesk.models.tflite.lower import lowered
from srdesk.models.tflite.network import Kind, Network, Op, Operator, Quantization, Tensor
from srdesk.models.tflite.onnx_file import from_onnx
from srdesk.models.tflite.read import is_tflite, parsed
from srdesk.models.tflite.write import written
from tests.models.tflite.networks import network, node, weights

CONV = network(
    node("Conv", "x w", "a", pads=[1] * 4),
    node("LeakyRelu", "a", "c", alpha=0.25),
    node("DepthToSpace", "c", "y", blocksize=2),
    w=weights(12, 3, 3, 3),
)
NETWORK = lowered(CONV)
CONTENT = written(NETWORK)


def with_tensor(**changes):
    """The file with its first constant changed."""
    index = next(i for i, tensor in enumerate(NETWORK.tensors) if tensor.content)
    tensors = list(NETWORK.tensors)
    tensors[index] = replace(tensors[index], **changes)
    return written(replace(NETWORK, tensors=tuple(tensors)))


def test_what_was_written_is_read():
    again = parsed(CONTENT)
    assert again.inputs == NETWORK.inputs
    assert again.outputs == NETWORK.outputs
    assert again.tensors == NETWORK.tensors
    assert [step.op for step in again.operators] == [Op.CONV_2D, Op.LEAKY_RELU, Op.DEPTH_TO_SPACE]
    assert again.operators[0].options["dilation_h"] == 1
    assert again.operators[1].options["alpha"] == 0.25
    assert written(again) == CONTENT


def test_every_network_of_ours_comes_back():
    for spec in load().specs:
        for precision in (Precision.FP16, Precision.INT8):
            if precision in spec.files and spec.scale == 2:
                content = from_onnx(read_weights(spec.files[precision]))
                assert is_tflite(content)
                assert written(parsed(content)) == content


def test_the_runtime_s_own_schema_reads_it():
    schema = pytest.importorskip("ai_edge_litert.schema_py_generated")
    model = schema.ModelT.InitFromPackedBuf(CONTENT)
    options = model.subgraphs[0].operators[0].builtinOptions
    assert (options.strideH, options.strideW, options.dilationHFactor) == (1, 1, 1)
    assert schema.Model.ModelBufferHasIdentifier(CONTENT, 0)
    assert all(len(buffer.data) % 4 == 0 for buffer in model.buffers if buffer.data is not None)


@given(st.integers(0, len(CONTENT) - 1), st.binary(min_size=1, max_size=8))
def test_no_damage_leads_anywhere_else(place, bytes_there):
    """Bytes changed anywhere: a network that is whole, or a refusal."""
    damaged = CONTENT[:place] + bytes_there + CONTENT[place + len(bytes_there) :]
    try:
        network = parsed(damaged)
    except ModelError as error:
        assert str(error)
    else:
        _check_whole(network)


@given(st.integers(0, len(CONTENT) - 1))
def test_a_file_cut_short_is_refused_or_was_whole(length):
    try:
        _check_whole(parsed(CONTENT[:length]))
    except ModelError as error:
        assert str(error)


def _check_whole(network: Network):
    for step in network.operators:
        assert all(-1 <= index < len(network.tensors) for index in (*step.inputs, *step.outputs))
    for tensor in network.tensors:
        if tensor.content is not None:
            assert tensor.values.shape == tensor.shape


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "begin"),
        (b"\x10\0\0\0TFL3", "beyond"),
        (b"\xff\xff\xff\x7fTFL3" + bytes(64), "beyond"),
        (with_tensor(shape=(12, 3, 3, 4)), "another size"),
        (with_tensor(shape=(1,) * 9), "impossible"),
        (with_tensor(quantization=Quantization((1.0, 2.0), (0, 0), 0)), "do not fit"),
        (with_tensor(quantization=Quantization((float("nan"),), (0,))), "no sense"),
        (with_tensor(quantization=Quantization((1.0,), (0, 0))), "no sense"),
    ],
)
def test_damage_is_named(content, message):
    with pytest.raises(ModelError, match=message):
        parsed(content)


def test_an_operator_that_is_not_known_is_named():
    step = Operator(Op.RELU, (0,), (1,), {})
    ends = (Tensor("x", Kind.FLOAT32, (1, 8, 8, 3)), Tensor("y", Kind.FLOAT32, (1, 8, 8, 3)))
    content = written(Network(ends, (step,), (0,), (1,)))
    old, new = struct.pack("<i", Op.RELU), struct.pack("<i", 120)
    changed = [content[:i] + new + content[i + 4 :] for i in range(0, len(content) - 4, 4) if content[i : i + 4] == old]
    messages = []
    for attempt in changed:
        try:
            parsed(attempt)
        except ModelError as error:
            messages.append(str(error))
    assert any("number 120" in message for message in messages)


def test_lists_that_share_their_place_are_not_read_for_ever():
    """A small file whose tensors all have the same large constant."""
    big = bytes(1 << 20)
    tensors = tuple(Tensor(f"t{i}", Kind.UINT8, (1 << 20,), big if i == 0 else b"\0" * 16) for i in range(200))
    tensors = tuple(tensor if i == 0 else replace(tensor, shape=(16,)) for i, tensor in enumerate(tensors))
    content = bytearray(written(Network(tensors, (Operator(Op.RELU, (0,), (1,), {}),), (0,), (1,))))
    start = content.find(struct.pack("<I", 1 << 20) + bytes(1 << 20))
    for place in range(0, len(content) - 4, 4):
        target = place + struct.unpack_from("<I", content, place)[0]
        if content[target : target + 20] == struct.pack("<I", 16) + bytes(16) and target != start:
            struct.pack_into("<I", content, place, (start - place) % 2**32)
    with pytest.raises(ModelError):
        parsed(bytes(content))
