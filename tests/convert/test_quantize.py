"""INT8 networks: smaller, close to what they were made of, and seamless."""

import numpy as np
import onnx
import pytest

from srdesk.convert.quantize import quantize
from srdesk.models import graph
from srdesk.models.catalogue import load, read_weights
from srdesk.models.spec import Precision


def tiles(count, seed):
    """Smooth pictures with some noise, as photos are."""
    rng = np.random.default_rng(seed)
    ramp = np.linspace(0.2, 0.8, 40, dtype=np.float32)
    return [(ramp * rng.random() + 0.1 * rng.random((1, 40, 40), dtype=np.float32)) for _ in range(count)]


@pytest.fixture(scope="module")
def made():
    model = read_weights(load().find("espcn", 2).files[Precision.FP32])
    return model, quantize(model, tiles(4, seed=0))


def run(model, planes):
    import onnxruntime

    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    return session.run(None, {session.get_inputs()[0].name: planes})[0]


def test_weights_are_eight_bits_per_channel(made):
    _, small = made
    weights = [tensor for tensor in onnx.load_from_string(small).graph.initializer if len(tensor.dims) == 4]
    assert {tensor.data_type for tensor in weights} == {onnx.TensorProto.INT8}
    assert len(small) < 0.6 * len(made[0])


def test_sums_of_two_products_fit_sixteen_bits(made):
    _, small = made
    for tensor in onnx.load_from_string(small).graph.initializer:
        if tensor.data_type == onnx.TensorProto.INT8 and len(tensor.dims) == 4:
            weights = onnx.numpy_helper.to_array(tensor).astype(int)
            assert 2 * 255 * np.abs(weights).max() < 2**15


def test_the_result_is_close(made):
    planes = tiles(1, seed=1)[0][None]
    one, other = (run(model, planes) for model in made)
    assert np.sqrt(np.mean((one - other) ** 2)) < 0.02


def test_it_sees_as_far(made):
    one, other = (graph.halo(onnx.load_from_string(model)) for model in made)
    assert one == other


def test_quantising_is_deterministic(made):
    model, small = made
    assert quantize(model, tiles(4, seed=0)) == small
