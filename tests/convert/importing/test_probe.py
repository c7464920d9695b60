"""What trying networks of every kind tells about them."""

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from srdesk.convert.claims import Claims, Order, Range
from srdesk.convert.importing.probe import probe
from srdesk.convert.importing.trial import Runner, noise
from srdesk.errors import ModelError
from srdesk.lattice import Lattice
from srdesk.models.spec import Color, Precision
from tests.convert.importing import networks
from tests.convert.importing.conftest import examined

FOUND = {
    "plain": {"layout": "NCHW", "source": Range.UNIT, "lattice": Lattice(), "halo": 1, "scale": 2, "local": True},
    "classic": {"color": Color.LUMA, "scale": 3, "lattice": Lattice(width=224, height=224), "local": True},
    "half": {"elements": "float16", "precision": Precision.FP16, "source": Range.UNIT},
    "channels_last": {"layout": "NHWC", "color": Color.RGB, "halo": 1},
    "bytes_in": {"source": Range.BYTE, "result": Range.BYTE, "order": Order.RGB, "ordered": True},
    "blue_first": {"source": Range.BYTE, "order": Order.BGR, "ordered": True},
    "signed": {"source": Range.SIGNED, "result": Range.UNIT},
    "unshuffled": {"lattice": Lattice(step=4, smallest=4), "local": True},
    "whole_numbers": {"elements": "uint8", "source": Range.BYTE, "result": Range.BYTE},
    "four_at_once": {"layout": "NCHW", "halo": 1, "local": True},
    "without_batch": {"layout": "CHW", "halo": 1},
    "with_transparency": {"color": Color.RGB, "halo": 1},
    "borderless": {"scale": 2, "halo": 1, "local": True},
    "attentive": {"local": False},
}


@pytest.mark.parametrize("name", FOUND)
def test_what_is_found_is_what_the_network_was_made_with(name):
    findings = examined(name).findings
    assert {key: getattr(findings, key) for key in FOUND[name]} == FOUND[name]


@pytest.mark.parametrize("name", FOUND)
def test_in_its_normal_form_every_network_enlarges_alike(name):
    """Colours where they belong, black black and white white, nothing moved."""
    found = examined(name)
    width, height = (side or found.findings.lattice.ceiled(40) for side in found.findings.lattice.fixed)
    planes = noise(1 if found.findings.color is Color.LUMA else 3, height, width)
    planes[0] *= 0.5
    scale = found.findings.scale
    made = Runner(onnx.load_from_string(found.model)).enlarged(planes)
    expected = planes.repeat(scale, axis=1).repeat(scale, axis=2)
    assert made.shape == expected.shape
    assert np.abs(made - expected)[:, 8:-8, 8:-8].mean() < 0.06


def test_large_blocks_do_not_make_gray_beyond_the_border_look_better():
    """Linear in all it does, so that any range gives the same inside the picture: the likeliest is taken."""
    mixing = np.full((768, 1, 3, 3), 0.02, np.float32)
    mixing[:, :, 1, 1] = 0.84
    net = networks.Net([1, 3, None, None]).add("SpaceToDepth", blocksize=16).conv(mixing, group=768)
    _, findings = probe(networks.enlarger(net.add("DepthToSpace", blocksize=16, mode="DCR"), 3, 2).made(), Claims())
    assert (findings.source, findings.result, findings.lattice.step) == (Range.UNIT, Range.UNIT, 16)


def test_what_is_claimed_is_not_tried():
    _, findings = probe(networks.plain().made(), Claims(Order.BGR, Range.BYTE))
    assert (findings.order, findings.source, findings.ordered) == (Order.BGR, Range.BYTE, True)


def test_an_order_that_cannot_be_found_out_is_admitted():
    model = networks.undecided().made()
    assert not probe(model, Claims())[1].ordered
    assert probe(model, Claims(order=Order.BGR))[1].ordered


@pytest.mark.parametrize(("first", "order"), [(0, Order.RGB), (2, Order.BGR)])
def test_an_order_that_shows_is_found_out(first, order):
    """What has far more of the one colour than of the other is made gray: of blue and red, that is seldom the blue."""
    _, findings = probe(networks.greying(first).made(), Claims())
    assert (findings.order, findings.ordered) == (order, True)


def test_an_order_of_no_consequence_is_not_asked_for():
    """A network that sharpens every colour alike but for a little: details differ, the colours do not."""
    edges = np.zeros((3, 3, 3, 3), np.float32)
    edges[:, 0] = np.array([[0, -1, 0], [-1, 4, -1], [0, -1, 0]]) * 0.03
    edges[range(3), range(3), 1, 1] += 1
    model = networks.enlarger(networks.Net([1, 3, None, None]).conv(edges), 3, 2).made()
    _, findings = probe(model, Claims())
    assert (findings.order, findings.ordered) == (Order.RGB, True)


def test_a_range_that_cannot_be_found_out_is_admitted():
    assert not probe(networks.either_range().made(), Claims())[1].ranged
    assert probe(networks.either_range().made(), Claims(range=Range.BYTE))[1].ranged


def io_model(inputs, nodes, outputs=("y",), domains=()):
    ends = [helper.make_tensor_value_info(name, kind, shape) for name, kind, shape in inputs]
    outs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs]
    opsets = [helper.make_opsetid("", 17), *(helper.make_opsetid(domain, 1) for domain in domains)]
    model = helper.make_model(helper.make_graph(nodes, "g", ends, outs), opset_imports=opsets)
    model.ir_version = 8
    return model


F = TensorProto.FLOAT
PICTURE = ("x", F, [1, 3, None, None])


def node(operator, *inputs, **attributes):
    return helper.make_node(operator, list(inputs), ["y"], **attributes)


REFUSED = {
    "tokenizer": io_model([("input_ids", TensorProto.INT64, [1, "n"])], [node("Cast", "input_ids", to=1)]),
    "text": io_model([("question", TensorProto.STRING, [1])], [node("Identity", "question")]),
    "inputs": io_model([PICTURE, ("z", F, [1])], [node("Add", "x", "z")]),
    "dimensions": io_model([("x", F, [1, 5, 3, None, None])], [node("Relu", "x")]),
    "channels": io_model([("x", F, [1, 64, 32, 32])], [node("Relu", "x")]),
    "no enlarged picture": io_model([PICTURE], [node("GlobalAveragePool", "x")]),
    "no enlargement of it": io_model([PICTURE], [node("Neg", "x")]),
    "picture's numbers": io_model([("x", TensorProto.BOOL, [1, 3, None, None])], [node("Cast", "x", to=1)]),
}


@pytest.mark.parametrize("reason", REFUSED)
def test_what_is_no_network_for_pictures_is_refused_with_the_reason(reason):
    with pytest.raises(ModelError, match=reason) as caught:
        probe(REFUSED[reason], Claims())
    assert caught.value.hint


@pytest.mark.parametrize("scale", [5, 6, 8, 16])
def test_any_whole_scale_is_taken(scale):
    model, findings = probe(networks.plain(1, scale).made(), Claims())
    assert (findings.scale, findings.halo, findings.local) == (scale, 1, True)
    planes = noise(1, 20, 24)
    assert Runner(model).enlarged(planes).shape == (1, 20 * scale, 24 * scale)


def test_more_than_srdesk_enlarges_is_refused():
    with pytest.raises(ModelError, match="enlarges 17 times") as caught:
        probe(networks.plain(1, 17).made(), Claims())
    assert "1 to 16" in caught.value.hint
