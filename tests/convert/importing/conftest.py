"""Networks that were probed once, for every test that wants one."""

from functools import cache

import pytest

from srdesk.convert.claims import Claims
from srdesk.convert.importing.bring import keep
from srdesk.convert.importing.jail import Examined
from srdesk.convert.importing.probe import probe
from tests.convert.importing import networks


@cache
def examined(name):
    model, findings = probe(getattr(networks, name)().made(), Claims())
    return Examined(model.SerializeToString(), findings)


@pytest.fixture
def kept():
    """Put one of the networks into this test's own collection."""
    return lambda name: keep(examined(name), name).spec
