"""Files that may be anything."""

import os

import numpy as np
import onnx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from onnx import TensorProto, helper

from srdesk.convert.importing.reading import parsed
from srdesk.errors import ModelError
from tests.convert.importing import networks

CONTENT = networks.plain().made().SerializeToString()


def with_external(location, **entries):
    model = onnx.load_from_string(CONTENT)
    tensor = model.graph.initializer[0]
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    for key, value in {"location": location, **entries}.items():
        entry = tensor.external_data.add()
        entry.key, entry.value = key, value
    return model.SerializeToString()


def test_a_network_is_read(tmp_path):
    assert parsed(CONTENT, tmp_path).graph.node[0].op_type == "Conv"


@given(st.integers(0, len(CONTENT) - 1))
def test_a_cut_file_is_refused_or_read(tmp_path_factory, end):
    attempt(CONTENT[:end], tmp_path_factory.getbasetemp())


@given(st.lists(st.tuples(st.integers(0, len(CONTENT) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_spoiled_file_is_refused_or_read(tmp_path_factory, changes):
    content = bytearray(CONTENT)
    for place, value in changes:
        content[place] = value
    attempt(bytes(content), tmp_path_factory.getbasetemp())


@given(st.binary(max_size=300))
def test_noise_is_refused(tmp_path_factory, content):
    attempt(content, tmp_path_factory.getbasetemp())


def attempt(content, folder):
    try:
        parsed(content, folder)
    except ModelError as error:
        assert str(error)


def test_operators_from_elsewhere_are_refused_by_name(tmp_path):
    model = networks.plain().made(domains=["evil.ops"])
    model.graph.node.append(helper.make_node("Run", ["input"], ["z"], domain="evil.ops"))
    with pytest.raises(ModelError, match=r"Run \(evil.ops\)"):
        parsed(model.SerializeToString(), tmp_path)


def test_operators_inside_branches_are_seen_too(tmp_path):
    inner = helper.make_graph([helper.make_node("Run", ["input"], ["z"], domain="evil.ops")], "then", [], [])
    model = networks.plain().made()
    model.graph.node.append(helper.make_node("If", ["c"], ["z"], then_branch=inner, else_branch=inner))
    with pytest.raises(ModelError, match="evil"):
        parsed(model.SerializeToString(), tmp_path)


def test_functions_of_the_network_itself_are_put_in_place(tmp_path):
    model = networks.plain().made(domains=["own"])
    opset = [helper.make_opsetid("", 17)]
    function = helper.make_function("own", "Same", ["a"], ["b"], [helper.make_node("Identity", ["a"], ["b"])], opset)
    model.functions.append(function)
    model.graph.node.append(helper.make_node("Same", [model.graph.node[-1].output[0]], ["z"], domain="own"))
    assert {node.domain for node in parsed(model.SerializeToString(), tmp_path).graph.node} == {""}


@pytest.mark.parametrize("place", ["/etc/passwd", "../weights", "sub/weights", "..", "", "sub\\weights", "nothing"])
def test_weights_from_elsewhere_are_refused(tmp_path, place):
    (tmp_path.parent / "weights").write_bytes(bytes(1296))
    (tmp_path / "sub").mkdir(exist_ok=True)
    (tmp_path / "sub" / "weights").write_bytes(bytes(1296))
    with pytest.raises(ModelError, match="not in its own file"):
        parsed(with_external(place), tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_to_elsewhere_is_refused(tmp_path):
    (tmp_path / "weights").symlink_to("/etc/passwd")
    with pytest.raises(ModelError, match="not in its own file"):
        parsed(with_external("weights"), tmp_path)


def test_weights_beside_the_network_are_put_into_it(tmp_path):
    weights = np.arange(324, dtype=np.float32)
    (tmp_path / "net.data").write_bytes(bytes(16) + weights.tobytes())
    model = parsed(with_external("net.data", offset="16", length=str(weights.nbytes)), tmp_path)
    np.testing.assert_array_equal(onnx.numpy_helper.to_array(model.graph.initializer[0]).ravel(), weights)


@pytest.mark.parametrize("part", [{"offset": "-1"}, {"offset": "9999"}, {"length": "9999"}, {"length": "x"}])
def test_parts_that_are_not_there_are_refused(tmp_path, part):
    (tmp_path / "net.data").write_bytes(bytes(64))
    with pytest.raises(ModelError, match="damaged"):
        parsed(with_external("net.data", **part), tmp_path)
