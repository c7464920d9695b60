"""The transform of the view: exact, bounded, and true to the point under the cursor."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srdesk.gui.compare.viewport import LARGEST_FIT, ZOOMS, Viewport
from srdesk.rect import Rect

sides = st.integers(1, 30_000)
views = st.tuples(st.integers(1, 4000), st.integers(1, 4000))
scenes = st.tuples(sides, sides)
shares = st.floats(0, 1)


@st.composite
def viewports(draw):
    """Any viewport that can be reached: zoomed somewhere, then panned."""
    viewport = Viewport.fit(draw(views), draw(scenes))
    zoom = draw(st.sampled_from(ZOOMS) | st.floats(ZOOMS[0], ZOOMS[-1]))
    zoomed = viewport.zoomed(zoom, (draw(shares) * viewport.view[0], draw(shares) * viewport.view[1]))
    return zoomed.panned(draw(st.integers(-3000, 3000)), draw(st.integers(-3000, 3000)))


def length(viewport, axis):
    return viewport.scene[axis] * viewport.zoom


@given(viewports(), shares, shares)
def test_to_scene_is_the_inverse_of_to_view(viewport, x, y):
    point = x * viewport.view[0], y * viewport.view[1]
    assert viewport.to_view(viewport.to_scene(point)) == pytest.approx(point, abs=1e-6)


@given(viewports(), st.sampled_from(ZOOMS), shares, shares)
def test_zooming_in_keeps_the_point_under_the_cursor(viewport, zoom, x, y):
    anchor = x * viewport.view[0], y * viewport.view[1]
    point = viewport.to_scene(anchor)
    after = viewport.zoomed(max(zoom, viewport.zoom), anchor)
    for axis in (0, 1):
        if 0 <= point[axis] <= viewport.scene[axis] and length(after, axis) > after.view[axis] + 1:
            # Half a pixel of rounding before, half a pixel after, the first enlarged.
            assert abs(after.to_view(point)[axis] - anchor[axis]) <= 0.5 + 0.5 * after.zoom / viewport.zoom + 1e-6


@given(viewports())
def test_a_scene_that_fits_is_centred(viewport):
    for axis in (0, 1):
        if length(viewport, axis) <= viewport.view[axis]:
            left = viewport.to_view((0, 0))[axis]
            right = viewport.view[axis] - viewport.to_view(viewport.scene)[axis]
            assert abs(left - right) <= 1 + 1e-6


@given(viewports())
def test_a_larger_scene_covers_the_middle_of_the_view(viewport):
    for axis in (0, 1):
        assert 0 <= viewport.centre[axis] <= viewport.scene[axis]


@given(views, scenes)
def test_fit_shows_all_and_enlarges_by_zoom_steps_only(view, scene):
    viewport = Viewport.fit(view, scene)
    assert viewport.fitting
    if viewport.zoom >= 1:
        assert viewport.zoom in ZOOMS
        assert viewport.zoom <= LARGEST_FIT
    if viewport.zoom > ZOOMS[0] / 16:
        assert all(length(viewport, axis) <= view[axis] * (1 + 1e-9) for axis in (0, 1))
        assert not viewport.pannable


@given(viewports(), views)
def test_resizing_back_and_forth_changes_nothing(viewport, view):
    there = viewport.resized(view)
    assert there.view == view
    assert there.zoom == viewport.zoom
    if there.pannable and all(length(viewport, axis) > max(viewport.view[axis], view[axis]) for axis in (0, 1)):
        assert there.resized(viewport.view) == viewport


@given(views, scenes, views)
def test_what_fits_goes_on_fitting(view, scene, other):
    assert Viewport.fit(view, scene).resized(other) == Viewport.fit(other, scene)


@given(viewports(), st.integers(2, 4))
def test_another_scale_keeps_the_picture_where_it_is_on_screen(viewport, scale):
    width, height = viewport.scene
    after = viewport.rescaled((width * scale, height * scale))
    for share in (0.0, 0.3, 1.0):
        before_point = viewport.to_view((width * share, height * share))
        after_point = after.to_view((width * scale * share, height * scale * share))
        assert after_point == pytest.approx(before_point, abs=1.01)


@given(viewports(), scenes)
def test_another_photo_is_seen_at_the_same_zoom_and_share(viewport, scene):
    after = viewport.turned_to(scene)
    assert after.scene == scene
    assert after.zoom == viewport.zoom
    for axis in (0, 1):
        if length(viewport, axis) > viewport.view[axis] + 1 and length(after, axis) > after.view[axis] + 1:
            assert after.centre[axis] / scene[axis] == pytest.approx(viewport.centre[axis] / viewport.scene[axis])
    assert Viewport.fit(viewport.view, viewport.scene).turned_to(scene) == Viewport.fit(viewport.view, scene)


@given(viewports())
def test_filling_leaves_no_backdrop_unless_the_zoom_ends_first(viewport):
    filled = viewport.filled()
    if ZOOMS[0] < filled.zoom < ZOOMS[-1]:
        assert all(length(filled, axis) >= filled.view[axis] - 1e-3 for axis in (0, 1))
        assert any(length(filled, axis) <= filled.view[axis] + 1e-3 for axis in (0, 1))


@given(viewports(), shares, shares)
def test_centring_goes_where_panning_could(viewport, x, y):
    point = x * viewport.scene[0], y * viewport.scene[1]
    centred = viewport.centred(point)
    assert centred.zoom == viewport.zoom
    for axis in (0, 1):
        if length(viewport, axis) > viewport.view[axis] + 1:
            assert centred.centre[axis] == point[axis]


@given(viewports(), st.integers(0, 3000), st.integers(0, 3000), st.integers(1, 900), st.integers(1, 900))
def test_seen_covers_what_is_shown(viewport, x, y, width, height):
    part = Rect(x, y, width, height)
    seen = viewport.seen(part)
    inside = Rect(0, 0, *viewport.scene)
    assert seen.empty or seen == seen.cut(inside)
    for corner in ((x, y), (x + width - 0.01, y + height - 0.01)):
        px, py = (int(value // 1) for value in viewport.to_scene(corner))
        if 0 <= px < inside.right and 0 <= py < inside.bottom:
            assert seen.x <= px < seen.right
            assert seen.y <= py < seen.bottom


def test_steps_go_through_the_zooms():
    viewport = Viewport.fit((900, 700), (3000, 2000))
    assert viewport.zoom == pytest.approx(0.3)
    assert viewport.stepped(1).zoom == pytest.approx(1 / 3)
    assert viewport.stepped(2).zoom == 0.5
    assert viewport.stepped(4).zoom == 1
    assert viewport.stepped(-1).zoom == 0.25
    assert viewport.stepped(50).zoom == ZOOMS[-1]
    assert viewport.stepped(-50).zoom == ZOOMS[0]


def test_at_whole_zooms_pixels_are_whole_device_pixels():
    viewport = Viewport.fit((901, 701), (3001, 2003)).zoomed(3, (333, 222)).panned(7, -5)
    assert all(value == int(value) for value in viewport.to_view((17, 23)))


def test_fit_survives_a_gigapixel_and_a_single_pixel():
    assert Viewport.fit((1000, 700), (40_000, 30_000)).zoom == pytest.approx(700 / 30_000)
    assert Viewport.fit((1000, 700), (1, 1)).zoom == LARGEST_FIT
