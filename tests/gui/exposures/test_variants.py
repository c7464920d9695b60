"""Variants: one to four, one of them current, whatever is done to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srdesk.gui.exposures.variants import MOST, Variants, computed_alike, finished_like, made_alike, network_options
from srdesk.restore import RestoreOptions

EDSR = RestoreOptions(model="edsr")


def test_there_is_one_to_begin_with():
    assert Variants((EDSR,)).current == EDSR
    assert not Variants().full


def test_a_further_one_begins_as_a_copy_and_is_looked_at():
    more = Variants((EDSR,)).add()
    assert (more.options, more.index) == ((EDSR, EDSR), 1)
    changed = more.change(RestoreOptions())
    assert changed.options == (EDSR, RestoreOptions())
    assert changed.choose(0).current == EDSR


def test_a_variant_that_is_not_there_cannot_be_looked_at():
    two = Variants().add()
    assert two.choose(2) == two
    assert two.choose(-1) == two
    with pytest.raises(ValueError, match="no variant 4"):
        Variants((EDSR,), 4)


@given(st.lists(st.sampled_from(["add", "remove", "choose", "change"]), max_size=20), st.randoms())
def test_there_are_always_one_to_four(steps, random):
    variants = Variants()
    for step in steps:
        if step == "choose":
            variants = variants.choose(random.randrange(-1, 6))
        elif step == "change":
            variants = variants.change(RestoreOptions(scale=random.choice([2, 3, 4])))
        else:
            variants = getattr(variants, step)()
        assert 1 <= len(variants.options) <= MOST
        assert variants.current == variants.options[variants.index]


def test_removing_looks_at_the_neighbour():
    three = Variants((EDSR, RestoreOptions(), RestoreOptions(scale=4)), 1)
    assert three.remove() == Variants((EDSR, RestoreOptions(scale=4)), 1)
    assert three.choose(2).remove() == Variants((EDSR, RestoreOptions()), 1)
    assert Variants((EDSR,)).remove() == Variants((EDSR,))


@pytest.mark.parametrize(
    ("changes", "computed", "made"),
    [
        ({}, True, True),
        ({"threads": 3}, True, True),
        ({"strength": 0.5}, True, False),
        ({"grain": 0.5}, True, False),
        ({"scale": 3}, False, False),
        ({"overlap": 1}, False, False),
    ],
)
def test_what_the_network_does_and_what_comes_of_it(changes, computed, made):
    other = RestoreOptions(**changes)
    assert computed_alike(RestoreOptions(), other) is computed
    assert made_alike(RestoreOptions(), other) is made
    assert (network_options(other) == network_options(RestoreOptions())) is computed


def test_options_can_be_finished_like_others():
    done = finished_like(EDSR, RestoreOptions(strength=0.5, grain=0.2, scale=4))
    assert done == RestoreOptions(model="edsr", strength=0.5, grain=0.2)
