"""Rectangles: the algebra that tiles and the view share."""

from hypothesis import given
from hypothesis import strategies as st

from srdesk.rect import Rect

rects = st.builds(Rect, *(st.integers(-20, 20),) * 2, *(st.integers(1, 30),) * 2)


def test_the_algebra():
    area = Rect(2, 3, 10, 5)
    assert area.cut(Rect(5, 0, 100, 4)) == Rect(5, 3, 7, 1)
    assert area.moved(1, -1).grown(2) == Rect(1, 0, 14, 9)
    assert area.grown(2, Rect(0, 2, 100, 5)) == Rect(0, 2, 14, 5)
    assert area.scaled(3) == Rect(6, 9, 30, 15)
    assert area.within(Rect(1, 1, 99, 99)) == Rect(1, 2, 10, 5)
    assert (area.right, area.bottom, area.area) == (12, 8, 50)
    assert area.slices == (slice(3, 8), slice(2, 12))


@given(rects, rects)
def test_those_meet_that_have_pixels_in_common(one, other):
    common = one.cut(other)
    assert common == other.cut(one)
    assert one.meets(other) == other.meets(one) == (not common.empty)
    pixels = {(x, y) for x in range(one.x, one.right) for y in range(one.y, one.bottom)}
    both = {(x, y) for x, y in pixels if other.x <= x < other.right and other.y <= y < other.bottom}
    assert len(both) == (0 if common.empty else common.area)


@given(rects, rects)
def test_within_and_back(one, other):
    assert one.within(other).moved(other.x, other.y) == one
