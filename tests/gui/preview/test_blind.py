"""Blind trials: fair, complete, and revealed at the end."""

from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from srdesk.gui.preview.blind import BlindTrial


@given(st.integers(2, 4), st.lists(st.integers(0, 3), max_size=12), st.integers(0, 99))
def test_every_pick_is_counted_for_its_variant_and_shuffles_the_places(count, places, seed):
    random = Random(seed)
    trial, picked = BlindTrial.of(count, random), []
    for place in places:
        variant = trial.variant_at(place % count)
        picked.append(variant)
        trial = trial.pick(variant, random)
        assert sorted(trial.order) == list(range(count))
        assert all(trial.place_of(trial.variant_at(place)) == place for place in range(count))
    assert trial.rounds == len(picked)
    assert dict(trial.tally) == {variant: Counter(picked)[variant] for variant in range(count)}
    assert [picks for _, picks in trial.tally] == sorted((picks for _, picks in trial.tally), reverse=True)


def test_no_place_is_more_likely_than_another():
    random = Random(1)
    places = Counter(BlindTrial.of(4, random).place_of(0) for _ in range(2000))
    assert all(400 < times < 600 for times in places.values())


def test_there_is_nothing_at_places_beyond():
    trial = BlindTrial((1, 0))
    assert (trial.variant_at(0), trial.variant_at(2), trial.variant_at(-1)) == (1, None, None)


def test_of_equals_the_earlier_variant_comes_first():
    assert BlindTrial((2, 0, 1), picks=(1, 2)).tally == ((1, 1), (2, 1), (0, 0))
