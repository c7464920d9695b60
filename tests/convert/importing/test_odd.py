"""Rare networks are read as they are, restore in tiles without seams or say that they cannot, or are refused."""

from pathlib import Path

import numpy as np
import pytest

from srdesk.convert.claims import Claims, Order
from srdesk.convert.importing.bring import keep
from srdesk.convert.importing.jail import Examined
from srdesk.convert.importing.probe import probe
from srdesk.convert.importing.reading import parsed
from srdesk.errors import ModelError
from srdesk.restore import RestoreOptions, Restorer
from tests.convert.importing import odd
from tests.convert.importing.test_restoring import photo

FOUND = {
    "branching": {"halo": 1, "local": True},
    "looping": {"halo": 1, "local": True},
    "normalising": {"local": False},
    "transposed": {"halo": 1, "scale": 2, "local": True},
    "cleaning": {"scale": 1, "halo": 1, "local": True},
    "attending": {"local": True, "halo": 9},
    "defaulted": {"scale": 2, "halo": 1},
    "old": {"scale": 2, "halo": 1},
    "from_the_future": {"scale": 2, "halo": 1},
}


@pytest.mark.parametrize("name", FOUND)
def test_a_rare_network_is_read_and_gives_in_tiles_what_it_gives_in_the_whole(name):
    model = parsed(getattr(odd, name)().SerializeToString(), Path())
    normal, findings = probe(model, Claims(order=Order.RGB))
    assert {key: getattr(findings, key) for key in FOUND[name]} == FOUND[name]
    spec = keep(Examined(normal.SerializeToString(), findings), name).spec
    options = RestoreOptions(model=name, scale=spec.scale)
    source, restorer = photo(75, 58), Restorer()
    whole = restorer.restore(source, options)
    tiled = restorer.restore(source, RestoreOptions(model=name, scale=spec.scale, tile=32))
    assert tiled.report.plan.tiles > 1
    if findings.local:
        assert np.abs(whole.photo.pixels.astype(int) - tiled.photo.pixels).max() <= 1
    else:
        assert any("whole picture" in warning for warning in tiled.report.warnings)


def test_a_list_is_no_picture():
    with pytest.raises(ModelError, match="a list"):
        probe(parsed(odd.listing().SerializeToString(), Path()), Claims())


def test_operators_that_are_not_known_yet_are_refused_with_what_to_do():
    model = odd.old()
    model.opset_import[0].version = 99
    with pytest.raises(ModelError, match="version 99") as caught:
        parsed(model.SerializeToString(), Path())
    assert "opset 17" in caught.value.hint
