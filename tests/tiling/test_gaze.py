"""The order of tiles: what is looked at first, wherever the eye wanders in the meantime."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srdesk.rect import Rect
from srdesk.tiling import Gaze, plan_tiles

TILES = plan_tiles(100, 100, core=10, overlap=0).tiles


def rects(limit=100):
    side = st.integers(1, 40)
    return st.builds(Rect, st.integers(-20, limit), st.integers(-20, limit), side, side)


def test_without_a_gaze_tiles_come_in_their_own_order():
    assert list(Gaze().order(TILES)) == list(TILES)
    assert list(Gaze().seen(TILES)) == []


@given(rects())
def test_what_is_looked_at_comes_first_from_the_middle_outwards(area):
    order = list(Gaze(area).order(TILES))
    assert set(order) == set(TILES)
    looked_at = [tile.core.meets(area) for tile in order]
    assert looked_at == sorted(looked_at, reverse=True)
    if any(looked_at):
        x, y = area.x + area.width / 2, area.y + area.height / 2
        away = [(t.core.x + 5 - x) ** 2 + (t.core.y + 5 - y) ** 2 for t in order]
        assert away[: sum(looked_at)] == sorted(away[: sum(looked_at)])


@given(st.lists(rects(), min_size=1, max_size=8), st.integers(1, 20))
def test_a_wandering_eye_misses_no_tile_and_gets_none_twice(areas, steps):
    gaze, order = Gaze(areas[0]), []
    for tile in gaze.order(TILES):
        order.append(tile)
        if len(order) % steps == 0:
            gaze.look(areas[len(order) // steps % len(areas)])
    assert len(order) == len(TILES)
    assert set(order) == set(TILES)


def test_looking_elsewhere_changes_what_comes_next():
    gaze = Gaze(Rect(0, 0, 10, 10))
    order = gaze.order(TILES)
    assert next(order).core == Rect(0, 0, 10, 10)
    gaze.look(Rect(90, 90, 10, 10))
    assert next(order).core == Rect(90, 90, 10, 10)


@given(rects(), st.sampled_from([0, 10]))
def test_only_what_is_looked_at_is_seen(area, margin):
    seen = set(Gaze(area).seen(TILES, margin=margin))
    assert seen == {tile for tile in TILES if tile.core.grown(margin).meets(area)}


def test_seeing_follows_the_eye():
    gaze = Gaze(Rect(0, 0, 20, 10))
    seen = []
    for tile in gaze.seen(TILES):
        seen.append(tile.core)
        gaze.look(Rect(50, 50, 20, 10))
    assert seen == [Rect(0, 0, 10, 10), Rect(50, 50, 10, 10), Rect(60, 50, 10, 10)] or seen[1:] == [
        Rect(60, 50, 10, 10),
        Rect(50, 50, 10, 10),
    ]


def test_nothing_to_look_at_any_more_ends_it():
    gaze = Gaze(Rect(0, 0, 100, 100))
    seen = gaze.seen(TILES)
    next(seen)
    gaze.look(None)
    with pytest.raises(StopIteration):
        next(seen)
