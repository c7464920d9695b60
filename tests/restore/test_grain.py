"""Grain: the same everywhere, for any part, strongest where light is neither high nor low."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from srdesk.rect import Rect
from srdesk.restore.grain import DEEPEST, depth, grain, seed_of


@given(
    x=st.integers(0, 200),
    y=st.integers(0, 200),
    width=st.integers(1, 40),
    height=st.integers(1, 40),
    seed=st.integers(0, 2**32 - 1),
)
def test_parts_fit_together(x, y, width, height, seed):
    whole = grain(Rect(0, 0, 240, 240), seed)
    part = Rect(x, y, width, height)
    np.testing.assert_array_equal(grain(part, seed), whole[part.slices])


def test_it_is_the_same_for_ever():
    """Written down once: another computer or version that answers otherwise changes people's results."""
    wanted = [[-290, -541], [171, -673]]
    np.testing.assert_array_equal((grain(Rect(7, 3, 2, 2), 42) * 1000).round(), wanted)


def test_its_mean_is_nothing_and_its_deviation_one():
    noise = grain(Rect(0, 0, 700, 700), 1)
    assert abs(noise.mean()) < 0.01
    assert abs(noise.std() - 1) < 0.01


def test_neighbours_are_alike_and_distant_pixels_are_not():
    noise = grain(Rect(0, 0, 700, 700), 1)

    def together(dx, dy):
        return float((noise[dy:, dx:] * noise[: 700 - dy, : 700 - dx]).mean())

    assert 0.6 < together(1, 0) < 0.75
    assert 0.6 < together(0, 1) < 0.75
    assert all(abs(together(*way)) < 0.02 for way in ((3, 0), (0, 3), (4, 4), (64, 0), (0, 128), (256, 256)))


def test_another_seed_is_other_grain():
    one, other = (grain(Rect(0, 0, 300, 300), seed) for seed in (1, 2))
    assert abs((one * other).mean()) < 0.02


@pytest.mark.parametrize("color", [(), (3,)])
def test_grain_goes_deepest_into_the_mid_tones_and_not_into_black_and_white(color):
    tones = np.broadcast_to(np.float32([0, 0.25, 0.5, 0.75, 1]).reshape(1, 5, *[1] * len(color)), (1, 5, *color))
    deep = depth(tones.astype(np.float32))[0]
    assert np.argmax(deep) == 2
    assert deep[2] == pytest.approx(DEEPEST)
    assert deep[[0, 4]] == pytest.approx(0, abs=1e-6)
    assert deep[1] == pytest.approx(deep[3], rel=1e-5)


def test_a_picture_has_a_seed_of_its_own():
    one = np.zeros((100, 10, 3), np.uint8)
    other = one.copy()
    other[32, 5] = 1
    assert seed_of(one) == seed_of(one.copy())
    assert seed_of(one) != seed_of(other)
