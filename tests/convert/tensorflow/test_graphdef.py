"""Bytes to nodes: every way TensorFlow writes numbers, and what is no graph."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from srdesk.convert.tensorflow import graphdef
from srdesk.convert.tensorflow.graphdef import MAX_NODES, parse
from srdesk.errors import ModelError
from tests.convert.tensorflow import graphs
from tests.convert.tensorflow.graphs import const, field, node, single, tensor, varint


def value(content):
    (read,) = parse(const("c", content))
    return read.attributes["value"]


PACKED = field(5, np.array([1, 2, 3], "<f4").tobytes())
LOOSE = b"".join(single(5, number) for number in (1, 2, 3))


@pytest.mark.parametrize("rest", [PACKED, LOOSE, field(4, np.array([1, 2, 3], "<f4").tobytes())])
def test_floats_are_read_however_they_are_written(rest):
    np.testing.assert_array_equal(value(tensor(graphs.FLOAT, (3,), rest)), np.float32([1, 2, 3]))


def test_the_last_number_stands_for_all_that_follow():
    read = value(tensor(graphs.FLOAT, (2, 3), single(5, 4) + single(5, 5)))
    np.testing.assert_array_equal(read, [[4, 5, 5], [5, 5, 5]])


def test_a_scalar_has_no_sides():
    assert value(tensor(graphs.FLOAT, (), single(5, 0.5))).shape == ()


@pytest.mark.parametrize(
    ("kind", "rest"),
    [
        (graphs.HALF, field(4, np.array([1.5, -2], "<f2").tobytes())),
        (graphs.HALF, field(13, b"".join(varint(int(bits)) for bits in np.array([1.5, -2], "<f2").view("<u2")))),
        (graphs.BFLOAT16, field(4, np.array([0x3FC0, 0xC000], "<u2").tobytes())),
        (graphs.DOUBLE, field(4, np.array([1.5, -2], "<f8").tobytes())),
    ],
)
def test_every_kind_of_float_becomes_float32(kind, rest):
    read = value(tensor(kind, (2,), rest))
    assert read.dtype == np.float32
    np.testing.assert_array_equal(read, [1.5, -2])


def test_integers_stay_what_they_are():
    assert value(tensor(graphs.INT32, (2,), field(7, varint(-3) + varint(4)))).tolist() == [-3, 4]
    assert value(np.array([2**40], np.int64)).tolist() == [2**40]


def test_attributes_and_inputs():
    first, second = parse(
        const("c", np.float32(1))
        + node("n", "Op", "c:0", "^c", "c:1", word="SAME", list=[1, -2], whole=7, share=0.5, yes=True, no=False)
    )
    assert first.name == "c"
    assert second.inputs == ("c", "c:1")
    told = {key: second.attributes[key] for key in ("word", "list", "whole", "share", "yes")}
    assert told == {"word": "SAME", "list": [1, -2], "whole": 7, "share": 0.5, "yes": True}
    assert not second.attributes["no"]


def test_sides_may_be_open():
    (read,) = parse(graphs.picture("x", -1, 24, 24, 3))
    assert read.attributes["shape"] == (None, 24, 24, 3)


@pytest.mark.parametrize(
    ("rest", "sides"),
    [
        (b"", (3,)),
        (field(4, bytes(11)), (3,)),
        (field(4, bytes(16)), (3,)),
        (field(4, bytes(8)), (3,)),
        (LOOSE, (2,)),
        (LOOSE, (-3,)),
        (LOOSE, (0,)),
    ],
)
def test_numbers_that_do_not_fit_their_shape_are_refused(rest, sides):
    with pytest.raises(ModelError, match="'c'"):
        value(tensor(graphs.FLOAT, sides, rest))


def test_a_small_file_cannot_claim_large_constants(monkeypatch):
    with pytest.raises(ModelError, match="too much"):
        value(tensor(graphs.FLOAT, (graphdef.MAX_NUMBERS, 64), single(5, 1)))
    monkeypatch.setattr(graphdef, "MAX_NUMBERS", 100)
    many = [const(f"c{n}", tensor(graphs.FLOAT, (34,), single(5, 1))) for n in range(3)]
    assert len(parse(many[0] + many[1])) == 2
    with pytest.raises(ModelError, match="too much"):
        parse(b"".join(many))


def test_strings_and_other_kinds_of_number_are_refused():
    with pytest.raises(ModelError, match=r"'c'.*\(7\)"):
        value(tensor(7, (1,), field(8, b"text")))


def test_two_nodes_of_one_name_are_refused():
    with pytest.raises(ModelError, match="'c'"):
        parse(2 * const("c", np.float32(1)))


def test_too_many_nodes_are_refused_before_they_are_read():
    with pytest.raises(ModelError, match="operators"):
        parse(field(1, b"\xff") * (MAX_NODES + 1))


@pytest.mark.parametrize("content", [b"", b"\x00", b"no graph at all", b"\xff" * 40, field(1, b""), field(1, b"\xff")])
def test_what_is_no_graph_is_refused(content):
    with pytest.raises(ModelError) as caught:
        parse(content)
    assert caught.value.hint


@given(st.binary(max_size=200))
def test_any_bytes_are_nodes_or_refused(content):
    try:
        assert parse(content)
    except ModelError as error:
        assert str(error)
