"""What is shown first: FSRCNN where the chosen network is slow, nothing else where it is not."""

from dataclasses import replace

import pytest

from srdesk.gui.preview.quick import quick_options
from srdesk.models.catalogue import load
from srdesk.restore import RestoreOptions
from tests.fakes import spec

SPECS = load().specs


def chosen(name, scale=2):
    return next(spec for spec in SPECS if (spec.name, spec.scale) == (name, scale))


@pytest.mark.parametrize("name", ["fsrcnn", "espcn"])
def test_a_quick_network_needs_no_other(name):
    assert quick_options(SPECS, chosen(name), RestoreOptions(model=name)) is None


def test_a_slow_one_is_preceded_by_fsrcnn_finished_alike():
    options = RestoreOptions(model="edsr", precision="int8", tile=64, strength=0.5, grain=0.1, threads=1)
    quick = quick_options(SPECS, chosen("edsr"), options)
    assert quick == RestoreOptions(model="fsrcnn", scale=2, strength=0.5, grain=0.1, threads=1)


def test_without_fsrcnn_at_that_scale_there_is_nothing_before():
    slow = replace(chosen("edsr"), scale=8)
    assert quick_options(SPECS, slow, RestoreOptions(model="edsr")) is None
    assert quick_options((spec(),), spec(), RestoreOptions(model="fake")) is None
