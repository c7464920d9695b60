"""What graphs say: receptive fields computed, and found true by experiment."""

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from srdesk.engines import open_session
from srdesk.engines.session import SessionRequest
from srdesk.errors import ModelError
from srdesk.models import graph
from srdesk.models.catalogue import load
from srdesk.models.spec import Precision
from srdesk.progress import CancelToken

SPECS = load().specs


def model(*nodes, constants=()):
    tensors = [numpy_helper.from_array(np.ones(shape, np.float32), name) for name, shape in constants]
    ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, 1, None, None]) for name in ("x", "y")]
    return helper.make_model(helper.make_graph(list(nodes), "g", ends[:1], ends[1:], tensors))


def conv(x, y, weight="w", **attributes):
    return helper.make_node("Conv", [x, weight], [y], **attributes)


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: f"{spec.name}_x{spec.scale}")
def test_the_catalogue_says_what_the_graph_says(spec):
    loaded = onnx.load(spec.files[Precision.FP32].path)
    assert spec.halo == graph.halo(loaded)
    assert spec.parameters == graph.parameters(loaded)
    assert spec.operations == graph.operations(loaded)


@pytest.mark.parametrize("precision", [Precision.FP16, Precision.INT8])
@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: f"{spec.name}_x{spec.scale}")
def test_every_precision_sees_as_far(spec, precision):
    if precision in spec.files:
        assert graph.halo(onnx.load(spec.files[precision].path)) == spec.halo


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: f"{spec.name}_x{spec.scale}")
def test_the_halo_is_exactly_how_far_a_change_spreads(spec):
    """A pixel beyond the halo changes nothing; the bound is tight (where rounding leaves the last rings)."""
    session = open_session(SessionRequest(spec, Precision.FP32, "onnx", "cpu", 1))
    side = 2 * spec.halo + 21
    middle = side // 2
    base = np.random.default_rng(3).random((spec.channels, side, side), dtype=np.float32)
    changed = base.copy()
    changed[:, middle, middle] += 100
    moved = np.abs(session.run(changed, CancelToken()) - session.run(base, CancelToken())).max(axis=0)
    rows = np.flatnonzero(moved.max(axis=1) > 0) // spec.scale
    assert rows.min() >= middle - spec.halo
    assert rows.max() <= middle + spec.halo
    if spec.halo <= 16:
        assert max(middle - rows.min(), rows.max() - middle) == spec.halo


def test_convolutions_add_up():
    nodes = conv("x", "a", kernel_shape=[3, 3], pads=[1] * 4), conv("a", "y", kernel_shape=[5, 5], pads=[2] * 4)
    assert graph.halo(model(*nodes, constants=[("w", (1, 1, 3, 3))])) == 3


def test_dilation_widens():
    node = conv("x", "y", kernel_shape=[3, 3], dilations=[4, 4], pads=[4] * 4)
    assert graph.halo(model(node, constants=[("w", (1, 1, 3, 3))])) == 4


def test_the_kernel_shape_may_come_from_the_weight():
    assert graph.halo(model(conv("x", "y", pads=[3] * 4), constants=[("w", (1, 1, 7, 7))])) == 3


def test_branches_take_the_longer_way():
    nodes = conv("x", "a", kernel_shape=[9, 9], pads=[4] * 4), helper.make_node("Add", ["x", "a"], ["y"])
    assert graph.halo(model(*nodes, constants=[("w", (1, 1, 9, 9))])) == 4


def test_after_a_shuffle_pixels_are_smaller():
    nodes = (
        conv("x", "a", kernel_shape=[3, 3], pads=[1] * 4),
        helper.make_node("DepthToSpace", ["a"], ["b"], blocksize=2),
        conv("b", "y", kernel_shape=[3, 3], pads=[1] * 4),
    )
    assert graph.halo(model(*nodes, constants=[("w", (4, 1, 3, 3))])) == 2


def test_a_transposed_convolution_reaches_as_far_as_its_phases():
    node = helper.make_node("ConvTranspose", ["x", "w"], ["y"], kernel_shape=[9, 9], strides=[3, 3], pads=[3] * 4)
    assert graph.halo(model(node, constants=[("w", (1, 1, 9, 9))])) == 2


def test_an_operator_without_bound_is_refused():
    node = helper.make_node("GlobalAveragePool", ["x"], ["y"])
    with pytest.raises(ModelError, match="GlobalAveragePool"):
        graph.halo(model(node))


def test_branches_of_different_resolution_are_refused():
    nodes = (
        helper.make_node("DepthToSpace", ["x"], ["a"], blocksize=2),
        helper.make_node("Add", ["x", "a"], ["y"]),
    )
    with pytest.raises(ModelError, match="resolution"):
        graph.halo(model(*nodes))
