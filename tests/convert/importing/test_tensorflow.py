"""Frozen graphs of TensorFlow are brought in like other networks, and kept as they came beside that."""

import numpy as np

from srdesk.convert.importing.bring import bring_in
from srdesk.models.catalogue import load_all, read_weights
from srdesk.models.convention import ChannelOrder, Convention
from srdesk.models.spec import Color
from srdesk.restore import RestoreOptions, Restorer
from tests.convert.tensorflow.graphs import const, conv, node, picture


def doubling():
    """Repeats every pixel of luma four times."""
    filters = np.ones((1, 1, 1, 4), np.float32)
    perm = const("perm", np.int32([0, 3, 1, 2]))
    shuffled = node("d", "DepthToSpace", "c", block_size=2)
    return picture() + const("f", filters) + conv("c", "x", "f") + shuffled + perm + node("y", "Transpose", "d", "perm")


def test_a_graph_is_brought_in_and_run(tmp_path):
    file = tmp_path / "Double_x2.pb"
    file.write_bytes(doubling())
    brought = bring_in(file)
    spec = load_all().find("Double_x2", 2)
    assert brought.spec == spec
    assert (spec.color, spec.halo) == (Color.LUMA, 0)
    assert read_weights(spec.native.file) == file.read_bytes()
    assert spec.native.convention == Convention(ChannelOrder.LUMA)
    gray = np.random.default_rng(0).random((9, 7), np.float32)
    made = Restorer(load_all()).enlarge(gray, RestoreOptions(model="Double_x2", scale=2, tile=32))
    np.testing.assert_allclose(made, gray.repeat(2, axis=0).repeat(2, axis=1), atol=1e-6)
