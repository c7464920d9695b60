"""Whatever is in a graph, the answer is a network or a refusal that names what is wrong."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srdesk.convert.tensorflow import network, read_content, read_graph
from srdesk.convert.tensorflow.operators import RULES
from srdesk.errors import ModelError
from tests.convert.tensorflow import graphs
from tests.convert.tensorflow.graphs import Kind, const, conv, node, picture, tensor

WHOLE = graphs.small_network()
FILTERS = np.ones((3, 3, 1, 1), np.float32)
START = picture() + const("f", FILTERS)


def refused(content):
    with pytest.raises(ModelError) as caught:
        read_content(content)
    return str(caught.value)


def test_an_unknown_operator_is_named():
    assert "ResizeArea" in refused(START + conv("c", "x", "f") + node("y", "ResizeArea", "c"))
    assert "ReadFile" in refused(START + const("n", np.float32(0)) + node("k", "ReadFile", "n") + conv("y", "x", "k"))


@pytest.mark.parametrize("length", [1, 2, 5000])
def test_circles_are_found(length):
    ring = b"".join(node(f"n{n}", "Add", f"n{(n + 1) % length}", "x") for n in range(length))
    message = refused(START + ring + node("y", "Add", "n0", "x"))
    assert "circle" in message
    hollow = b"".join(node(f"n{n}", "Identity", f"n{(n + 1) % length}") for n in range(length))
    assert "circle" in refused(START + hollow + node("y", "Add", "n0", "x"))


def test_depth_is_no_trouble():
    chain = b"".join(node(f"n{n}", "Relu", f"n{n - 1}" if n else "x") for n in range(5000))
    made = read_content(picture("x", -1, -1, -1, 1) + chain).model
    assert len(made.graph.node) == 5000


WRONG = {
    "lacks": conv("y", "x", "nowhere"),
    "its filter takes": const("g", np.ones((3, 3, 2, 1), np.float32)) + conv("c", "x", "f") + conv("y", "c", "g"),
    "its filter has the shape": const("g", np.ones((3, 3), np.float32)) + conv("y", "x", "g"),
    "padding of 'ODD'": conv("y", "x", "f", "ODD"),
    "its strides": conv("y", "x", "f", strides=[1, 2, 1, 1]),
    "its strides makes no sense": conv("y", "x", "f", strides=[2, 1, 1, 1]),
    "its dilations makes no sense": conv("y", "x", "f", dilations=[1, 0, 0, 1]),
    "smaller": conv("y", "x", "f", strides=[1, 2, 2, 1]),
    "of the same size": node("d", "DepthToSpace", "q", block_size=2)
    + const("g", np.ones((3, 3, 1, 4), np.float32))
    + conv("q", "x", "g")
    + node("y", "Add", "d", "x"),
    "no blocks": conv("c", "x", "f") + node("y", "DepthToSpace", "c", block_size=2),
    "block_size": conv("c", "x", "f") + node("y", "DepthToSpace", "c", block_size=0),
    "should be a constant": conv("c", "x", "f") + conv("y", "x", "c"),
    "should depend on the picture": conv("c", "x", "f")
    + node("n", "Relu", "c")
    + node("y", "Conv2D", "f", "n", strides=[1, 1, 1, 1], padding="SAME"),
    "has no input": conv("c", "x", "f") + node("y", "Conv2D", "c"),
    "all over the picture": const("p", np.ones((4, 4, 1), np.float32)) + node("y", "Add", "x", "p"),
    "2 inputs": picture("z") + conv("c", "x", "f") + node("y", "Add", "c", "z"),
    "2 results": conv("y", "x", "f") + conv("z", "x", "f"),
    "makes integers": conv("c", "x", "f") + node("y", "Cast", "c", DstT=Kind(3)),
    "one fixed size": const("s", np.int32([1, 8, 8, 1]))
    + node("y", "Conv2DBackpropInput", "s", "f", "x", strides=[1, 2, 2, 1], padding="SAME"),
    "takes no picture": node("y", "NoOp", "x"),
    "mode 'SCALED'": const("q", graphs.array(np.zeros((1, 1, 1, 1), np.uint8), graphs.QUINT8))
    + const("a", np.float32(0))
    + const("b", np.float32(1))
    + node("g", "Dequantize", "q", "a", "b", mode="SCALED")
    + conv("y", "x", "g"),
    "do not fit": const("q", graphs.array(np.zeros((1, 1, 1, 1), np.uint8), graphs.QUINT8))
    + const("a", np.float32(1))
    + node("g", "Dequantize", "q", "a", "a", mode="MIN_FIRST")
    + conv("y", "x", "g"),
}


@pytest.mark.parametrize("reason", WRONG)
def test_what_is_wrong_is_said(reason):
    assert reason in refused(START + WRONG[reason])


def test_a_graph_without_picture_or_with_words_is_refused():
    assert "no picture" in refused(const("f", FILTERS))
    assert "makes nothing" in refused(picture())
    assert "takes no pictures" in refused(picture("x", kind=7) + const("f", FILTERS) + conv("y", "x", "f"))
    assert "takes no pictures" in refused(picture("x", 3, 3) + const("f", FILTERS) + conv("y", "x", "f"))


def test_constants_do_not_grow_while_they_are_worked_out():
    long = tensor(graphs.FLOAT, (1 << 20,), graphs.single(5, 1))
    wide = tensor(graphs.FLOAT, (1 << 20, 1), graphs.single(5, 1))
    assert "do not fit" in refused(START + const("a", long) + const("b", wide) + node("y", "Add", "a", "b"))


def test_a_file_that_is_too_large_or_missing_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(network, "MAX_BYTES", len(WHOLE) - 1)
    (tmp_path / "large.pb").write_bytes(WHOLE)
    with pytest.raises(ModelError, match="too much"):
        read_graph(tmp_path / "large.pb")
    with pytest.raises(ModelError, match="cannot be read"):
        read_graph(tmp_path / "missing.pb")


def never_worse_than_refused(content):
    try:
        assert read_content(content).scale >= 1
    except ModelError as error:
        assert str(error)


@settings(max_examples=80)
@given(st.integers(0, len(WHOLE) - 1))
def test_cut_files(length):
    never_worse_than_refused(WHOLE[:length])


@settings(max_examples=250)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_changed_bytes(changes):
    content = bytearray(WHOLE)
    for place, byte in changes:
        content[place] = byte
    never_worse_than_refused(bytes(content))


NAMES = st.sampled_from(["x", "f", "b", "n0", "n1", "n2", "n3"])
OPERATORS = st.sampled_from([*sorted(RULES), "Identity", "Dequantize", "Reshape", "Placeholder", "Nonesuch"])
ATTRIBUTES = st.fixed_dictionaries(
    {},
    optional={
        "strides": st.lists(st.integers(-1, 3), min_size=3, max_size=5),
        "padding": st.sampled_from(["SAME", "VALID", "EXPLICIT"]) | st.integers(-1, 3),
        "data_format": st.sampled_from(["NHWC", "NCHW", "HWNC", ""]),
        "block_size": st.integers(-1, 4) | st.floats(0, 1, width=32),
        "epsilon": st.floats(width=32),
    },
)
NODES = st.lists(st.tuples(OPERATORS, st.lists(NAMES, max_size=5), ATTRIBUTES), min_size=1, max_size=4)


@settings(max_examples=120)
@given(NODES, st.lists(st.integers(0, 4), max_size=5))
def test_graphs_put_together_at_random(nodes, sides):
    content = picture() + const("f", np.ones(sides, np.float32) if 0 not in sides else np.float32(1))
    content += const("b", np.int32([0, 3, 1, 2]))
    for index, (op, inputs, attributes) in enumerate(nodes):
        content += node(f"n{index}", op, *inputs, **attributes)
    never_worse_than_refused(content)
