"""Where each side is seen in every mode."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srdesk.comparison import Comparison, Mode
from srdesk.gui.compare.modes import GUTTER, Moment, Side, divided, frame, panes
from srdesk.rect import Rect

SIZE = (600, 400)
WHOLE = Rect(0, 0, *SIZE)


NOW = Moment()


def sides(comparison, moment=NOW):
    """What is seen where: each pane's part with its top side."""
    return [(pane.part, pane.sheets[-1].side) for pane in panes(comparison, SIZE, moment)]


def test_split_in_all_four_ways():
    left, right = Rect(0, 0, 150, 400), Rect(150, 0, 450, 400)
    above, below = Rect(0, 0, 600, 100), Rect(0, 100, 600, 300)
    split = Comparison(position=0.25)
    assert sides(split) == [(left, Side.BEFORE), (right, Side.AFTER)]
    assert sides(Comparison(position=0.25, swapped=True)) == [(left, Side.AFTER), (right, Side.BEFORE)]
    lying = Comparison(position=0.25, upright=False)
    assert sides(lying) == [(above, Side.BEFORE), (below, Side.AFTER)]
    assert sides(Comparison(position=0.25, upright=False, swapped=True)) == [(above, Side.AFTER), (below, Side.BEFORE)]


def test_side_by_side_has_a_frame_for_each():
    beside = Comparison(mode=Mode.SIDE_BY_SIDE)
    assert frame(beside, SIZE, result=True) == (298, 400)
    assert [pane.origin for pane in panes(beside, SIZE, Moment())] == [(0, 0), (302, 0)]
    stacked = Comparison(mode=Mode.SIDE_BY_SIDE, upright=False)
    assert frame(stacked, SIZE, result=True) == (600, 198)
    assert [pane.origin for pane in panes(stacked, SIZE, Moment())] == [(0, 0), (0, 202)]
    assert frame(beside, SIZE, result=False) == SIZE


def test_blinking_shows_one_side_and_then_the_other():
    blink = Comparison(mode=Mode.BLINK)
    assert sides(blink) == [(WHOLE, Side.AFTER)]
    assert sides(blink, Moment(beat=True)) == [(WHOLE, Side.BEFORE)]


def test_onion_lays_the_result_over_the_photo():
    (pane,) = panes(Comparison(mode=Mode.ONION, opacity=0.3), SIZE, Moment())
    assert [(sheet.side, sheet.opacity) for sheet in pane.sheets] == [(Side.BEFORE, 1.0), (Side.AFTER, 0.3)]


def test_difference_and_single_use_the_whole_view():
    assert sides(Comparison(mode=Mode.DIFFERENCE)) == [(WHOLE, Side.DIFFERENCE)]
    assert sides(Comparison(mode=Mode.SINGLE)) == [(WHOLE, Side.AFTER)]


@pytest.mark.parametrize("mode", Mode)
def test_the_original_alone_in_every_mode(mode):
    comparison = Comparison(mode=mode)
    for moment in (Moment(original=True), Moment(result=False)):
        shown = panes(comparison, SIZE, moment)
        assert {sheet.side for pane in shown for sheet in pane.sheets} == {Side.BEFORE}
        assert {tag.side for pane in shown for tag in pane.tags} == {Side.BEFORE}
        assert not divided(comparison, moment)


def test_only_a_split_is_divided():
    assert [mode for mode in Mode if divided(Comparison(mode=mode), Moment())] == [Mode.SPLIT]


@given(
    st.builds(
        Comparison,
        mode=st.sampled_from(Mode),
        position=st.floats(0, 1),
        upright=st.booleans(),
        swapped=st.booleans(),
    ),
    st.tuples(st.integers(1, 4000), st.integers(1, 4000)),
    st.builds(Moment, st.booleans(), st.booleans(), st.booleans()),
)
def test_panes_do_not_overlap_and_all_but_a_gutter_is_covered(comparison, size, moment):
    shown = panes(comparison, size, moment)
    covered = sum(max(0, pane.part.width) * max(0, pane.part.height) for pane in shown)
    assert covered >= size[0] * size[1] - (GUTTER + 1) * max(size)
    assert all(pane.part.cut(Rect(0, 0, *size)) == pane.part for pane in shown)
    for one, other in pairwise(shown):
        assert one.part.cut(other.part).empty or min(size) == 1
    expected = frame(comparison, size, result=moment.result)
    for pane in shown:
        assert pane.tags, "some label always says what it is"
        assert pane.local.cut(Rect(0, 0, *expected)) == pane.local, "a pane lies within its frame"
