"""Choices: options for which there are networks."""

from dataclasses import replace

import pytest

from srdesk.gui.panel import choices
from srdesk.models.spec import Precision
from srdesk.restore import RestoreOptions
from tests.fakes import spec


def named(name, scale, *precisions):
    return replace(spec(scale=scale, precisions=precisions or (Precision.FP32,)), name=name, title=name.upper())


SPECS = (
    named("fast", 2, Precision.FP32, Precision.FP16),
    named("fast", 3),
    named("fast", 4),
    named("best", 2, Precision.FP32, Precision.INT8),
)


def test_models_and_scales_are_those_of_the_catalogue():
    assert choices.models(SPECS) == {"fast": "FAST", "best": "BEST"}
    assert choices.scales(SPECS, "fast") == (2, 3, 4)
    assert choices.scales(SPECS, "best") == (2,)


def test_what_the_user_brought_is_not_chosen_by_itself():
    specs = (*SPECS, replace(named("huge", 8), imported=True))
    assert choices.scales(specs, "auto") == (2, 3, 4)
    assert choices.scales(specs, "huge") == (8,)
    assert choices.possible(specs, RestoreOptions(model="huge")).scale == 8
    assert choices.possible(specs, RestoreOptions(model="fast", scale=8)).scale == 4
    assert choices.possible(specs, RestoreOptions(model="auto", scale=8)).scale == 4


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ({"model": "fast", "scale": 3}, {"model": "fast", "scale": 3}),
        ({"model": "best", "scale": 4}, {"model": "best", "scale": 2}),
        ({"model": "gone", "scale": 4}, {"model": "fast", "scale": 4}),
        ({"model": "fast", "precision": "int8"}, {"model": "fast", "precision": "auto"}),
        ({"model": "best", "precision": "int8"}, {"model": "best", "precision": "int8"}),
        ({"model": "fast", "scale": 3, "precision": "fp16"}, {"model": "fast", "scale": 3, "precision": "auto"}),
    ],
)
def test_impossible_options_become_the_nearest_possible(wanted, given):
    possible = choices.possible(SPECS, RestoreOptions(**wanted, tile=64, strength=0.5))
    assert possible == RestoreOptions(**given, tile=64, strength=0.5)
    assert choices.find(SPECS, possible) is not None


def test_a_model_may_be_called_by_its_title():
    assert choices.possible(SPECS, RestoreOptions(model="Best")).model == "best"
