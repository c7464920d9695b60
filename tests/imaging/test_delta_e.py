"""Colour differences: the CIE's own figures, and what must hold of any measure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srdesk.imaging.delta_e import ciede2000, delta_e, lab

colors = st.tuples(*[st.integers(0, 255)] * 3)

# Pairs that Sharma, Wu and Dalal published to find mistakes with (2005), hues that wrap around among them.
PUBLISHED = [
    ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
    ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
    ((50.0, 2.5, 0.0), (50.0, 0.0, -2.5), 4.3065),
    ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
    ((50.0, 2.5, 0.0), (58.0, 24.0, 15.0), 19.4535),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
]


@pytest.mark.parametrize(("one", "other", "published"), PUBLISHED)
def test_the_published_figures(one, other, published):
    assert ciede2000(one, other) == pytest.approx(published, abs=1e-4)


def test_lab_of_what_is_known():
    assert lab((255, 255, 255)) == pytest.approx((100, 0, 0), abs=0.01)
    assert lab((0, 0, 0)) == pytest.approx((0, 0, 0), abs=1e-9)
    assert lab((255, 0, 0)) == pytest.approx((53.24, 80.09, 67.20), abs=0.02)


@given(colors, colors)
def test_a_measure(one, other):
    there = delta_e(one, other)
    assert there == pytest.approx(delta_e(other, one), abs=1e-9)
    assert 0 <= there < 120
    assert (there < 1e-6) == (one == other)
