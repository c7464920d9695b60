"""Every way of comparing as it is seen, touched and told about."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from srdesk.comparison import Baseline, Comparison, Mode
from srdesk.gui.compare import pictures
from srdesk.gui.compare.captions import Caption, CaptionLabel
from srdesk.gui.compare.compare_view import CompareView
from srdesk.gui.compare.comparing import Comparing
from srdesk.gui.compare.divider import STEPS
from srdesk.gui.compare.minimap import Minimap
from srdesk.gui.compare.pictures import Original
from srdesk.gui.compare.readout import Readout
from srdesk.imaging.photo import Photo
from srdesk.imaging.resample import enlarge_samples
from tests.gui.fakes import GrowingPicture, HeldBackground, ramp, result_picture

RED, BLUE, GREEN = (200, 10, 10), (10, 10, 200), (10, 200, 10)
BACKDROP = (38, 38, 40)
SIZE = (600, 400)


def flat(width, height, colour):
    return Photo(np.full((height, width, 3), colour, np.uint8))


def result(colour, size=SIZE):
    return result_picture(flat(*size, colour))


@pytest.fixture
def background():
    return HeldBackground()


@pytest.fixture
def view(qtbot, background):
    """A red photo and its blue result, which just fill the view at twice the size of the photo."""
    view = CompareView(background, Comparing(Comparison(minimap=False, grid=False)))
    qtbot.addWidget(view)
    view.resize(*SIZE)
    view.show_before(Original.of(flat(300, 200, RED)).at(2), same_photo=False)
    view.show_after(result(BLUE))
    view.set_captions(Caption("Before", "original"), Caption("After", "network"))
    view.show()
    qtbot.waitExposed(view)
    return view


@pytest.fixture
def compare(view, background):
    """Change how the view compares, and wait until it shows that."""

    def change(**changes):
        view.comparing.change(**changes)
        background.run_all()

    return change


def seen(view, *places):
    """The colours at places of the view."""
    image = view.grab().toImage()
    return [image.pixelColor(x, y).getRgb()[:3] for x, y in places]


def labels(view):
    return [label.text() for label in view.findChildren(CaptionLabel) if label.isVisible()]


LEFT, RIGHT, UPPER, LOWER = (100, 240), (500, 240), (300, 60), (300, 340)


def test_the_divider_lies_down(view, compare):
    compare(upright=False, position=0.25)
    assert seen(view, (100, 80), (500, 80), (100, 300), (500, 300)) == [RED, RED, BLUE, BLUE]
    assert view.divider.geometry().center().y() == pytest.approx(100, abs=1)
    assert (view.divider.width(), view.divider.cursor().shape()) == (600, Qt.CursorShape.SplitVCursor)
    grip = view.divider.rect().center()
    QTest.mousePress(view.divider, Qt.MouseButton.LeftButton, pos=grip)
    QTest.mouseMove(view.divider, grip + QPoint(40, 100))
    QTest.mouseRelease(view.divider, Qt.MouseButton.LeftButton, pos=grip)
    assert view.comparing.value.position == pytest.approx(0.5, abs=0.01)
    QTest.keyClick(view.divider, Qt.Key.Key_Down)
    assert view.divider.value() == STEPS // 2 + STEPS // 100
    QTest.mouseDClick(view.divider, Qt.MouseButton.LeftButton, pos=view.divider.rect().center())
    assert view.comparing.value.position == 0.5


def test_keys_across_a_divider_move_the_photo(view, compare):
    view.set_viewport(view.viewport.zoomed(4.0))
    before = view.viewport.centre
    QTest.keyClick(view.divider, Qt.Key.Key_Up)
    assert view.viewport.centre[1] < before[1]
    assert view.divider.value() == STEPS // 2


def test_sides_change_places(view, compare):
    compare(swapped=True)
    assert seen(view, LEFT, RIGHT) == [BLUE, RED]
    assert labels(view) == ["After · network", "Before · original bicubic"]
    compare(upright=False)
    assert seen(view, UPPER, LOWER) == [BLUE, RED]


def test_side_by_side_is_locked(view, compare):
    compare(mode=Mode.SIDE_BY_SIDE)
    assert view.viewport.view == (298, 400)
    assert view.viewport.fitting
    assert seen(view, (150, 200), (450, 200), (300, 200)) == [RED, BLUE, BACKDROP]
    assert labels(view) == ["Before · original bicubic", "After · network"]
    assert not view.divider.isVisible()
    left, right = (view.frame_origin(point) for point in (LEFT, RIGHT))
    assert (left, right) == ((0, 0), (302, 0))
    told = []
    view.hovered.connect(told.append)
    for x in (150, 150 + 302):
        QTest.mouseMove(view, QPoint(x, 200))
    assert told[0] == told[1] is not None, "the same pixel on both sides"
    compare(upright=False)
    assert seen(view, (300, 100), (300, 300)) == [RED, BLUE]


def test_the_place_stays_when_the_mode_changes(view, compare):
    view.set_viewport(view.viewport.zoomed(4.0))
    view.pan(-200, 100)
    centre = view.viewport.centre
    for mode in Mode:
        compare(mode=mode)
        assert (view.viewport.zoom, view.viewport.centre) == (4.0, centre)


def test_onion_mixes(view, compare):
    compare(mode=Mode.ONION, opacity=0.25)
    (mixed,) = seen(view, LEFT)
    assert mixed == pytest.approx([0.75 * red + 0.25 * blue for red, blue in zip(RED, BLUE, strict=True)], abs=2)
    assert labels(view) == ["Before · original bicubic", "After · network, 25%"]
    compare(opacity=0.0)
    assert seen(view, LEFT) == [RED]
    compare(opacity=1.0)
    assert seen(view, LEFT) == [BLUE]


def test_difference_is_shown_when_its_tiles_have_come(view, compare, background):
    view.comparing.change(mode=Mode.DIFFERENCE, gain=1)
    assert seen(view, LEFT) == [(0, 0, 0)]
    background.run_all()
    assert seen(view, LEFT, RIGHT) == [(190, 0, 190)] * 2
    assert labels(view) == ["Difference · ×1, all channels, absolute"]
    view.comparing.change(signed=True)
    assert seen(view, LEFT) == [(190, 0, 190)], "what is there stays until what is new has come"
    background.run_all()
    assert seen(view, LEFT) == [(0, 128, 255)]


def test_difference_follows_the_baseline_and_a_growing_result(view, compare, background):
    growing = GrowingPicture(Original.of(flat(300, 200, RED)), 2)
    compare(mode=Mode.DIFFERENCE, gain=1)
    view.show_growing(growing.picture)
    background.run_all()
    assert seen(view, LEFT) == [(0, 0, 0)]
    growing.add(0, 0, np.full((400, 300, 3), BLUE, np.uint8))
    view.touch_after(growing.take())
    view._want()
    background.run_all()
    assert seen(view, LEFT, RIGHT) == [(190, 0, 190), (0, 0, 0)]


def test_a_swapped_result_brings_its_difference_at_once(view, compare, background):
    compare(mode=Mode.DIFFERENCE, gain=1)
    view.swap_after(result(GREEN))
    frames = [seen(view, LEFT, RIGHT)]
    while background.waiting:
        background.run_one()
        frames.append(seen(view, LEFT, RIGHT))
    assert frames[0] == [(190, 0, 190)] * 2
    assert frames[-1] == [(190, 190, 0)] * 2
    assert all(len(set(frame)) == 1 for frame in frames)


def test_the_mode_may_change_while_a_result_is_swapped_in(view, compare, background, monkeypatch):
    monkeypatch.setattr(pictures, "AT_HAND", 20_000)
    view.swap_after(result(GREEN))
    view.comparing.change(mode=Mode.DIFFERENCE, gain=1)
    background.run_all()
    assert seen(view, LEFT) == [(190, 190, 0)]
    view.comparing.change(mode=Mode.SINGLE)
    assert seen(view, LEFT) == [GREEN]


def test_blinking_takes_turns(view, compare, qtbot):
    compare(mode=Mode.BLINK, interval=200)
    turns = {}
    for _ in range(2):
        (colour,) = seen(view, LEFT)
        turns[colour] = labels(view)
        qtbot.waitUntil(lambda colour=colour: seen(view, LEFT) != [colour])
    assert turns == {BLUE: ["After · network"], RED: ["Before · original bicubic"]}
    view.hide()
    assert not view._blink.running, "nobody sees it"
    view.show()
    assert view._blink.running
    compare(mode=Mode.SINGLE)
    assert not view._blink.running


def test_nothing_blinks_where_motion_is_reduced(view, compare):
    view.comparing.be_still(still=True)
    compare(mode=Mode.BLINK)
    assert not view._blink.running
    assert seen(view, LEFT) == [BLUE]
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert seen(view, LEFT) == [RED]
    view.comparing.be_still(still=False)
    assert view._blink.running


@pytest.mark.parametrize("mode", Mode)
def test_tab_switches_to_the_original_and_back(view, compare, mode):
    compare(mode=mode)
    before = seen(view, LEFT, RIGHT)
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert view.showing_original
    assert seen(view, LEFT, RIGHT) == [RED, RED]
    assert set(labels(view)) == {"Before · original bicubic"}
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert seen(view, LEFT, RIGHT) == before


@pytest.mark.parametrize("mode", Mode)
def test_space_shows_the_original_in_every_mode(view, compare, qtbot, mode):
    compare(mode=mode)
    QTest.keyPress(view, Qt.Key.Key_Space)
    assert seen(view, LEFT, RIGHT) == [RED, RED]
    QTest.keyRelease(view, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not view.showing_original)


def test_space_is_held_while_the_system_repeats_it(view, qtbot):
    changes = []
    view._space.changed.connect(lambda: changes.append(view.showing_original))
    for _ in range(5):
        QTest.keyPress(view, Qt.Key.Key_Space)
        QTest.keyRelease(view, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not view.showing_original)
    assert changes == [True, False]


def test_a_new_result_ends_showing_the_original(view):
    view.toggle_original()
    view.show_growing(GrowingPicture(Original.of(flat(300, 200, RED)), 2).picture)
    assert not view.showing_original


def test_the_photo_is_enlarged_by_the_chosen_method(view, compare, background):
    pixels = ramp(300, 200)
    view.show_before(Original.of(Photo(pixels)).at(2), same_photo=True)
    background.run_all()
    places = [(x, y) for x in (100, 151, 333) for y in (201, 350)]
    for baseline in (Baseline.NEAREST, Baseline.LANCZOS, Baseline.BICUBIC):
        compare(baseline=baseline)
        enlarged = enlarge_samples(pixels, 2, method=baseline.value)
        assert seen(view, *places) == [tuple(enlarged[y, x].tolist()) for x, y in places]


def test_the_baseline_is_told_and_kept_for_the_next_photo(view, compare, background):
    compare(baseline=Baseline.NEAREST)
    assert labels(view)[0] == "Before · original nearest pixel"
    pixels = ramp(300, 200)
    view.show_before(Original.of(Photo(pixels)).at(2), same_photo=False)
    background.run_all()
    assert seen(view, (101, 301)) == [tuple(pixels[150, 50].tolist())]


def test_labels_can_be_put_away(view, compare):
    compare(labels=False)
    assert labels(view) == []
    compare(labels=True)
    assert len(labels(view)) == 2


def test_a_grid_from_800_percent_on(view, compare):
    compare(grid=True, position=0.0)
    view.set_viewport(view.viewport.zoomed(6.0))
    assert len(colours(view)) == 1
    view.set_viewport(view.viewport.zoomed(8.0))
    x, y = (round(edge) for edge in view.viewport.to_view((302, 203)))
    assert seen(view, (x, y + 3), (x + 3, y)) != [BLUE, BLUE]
    assert seen(view, (x + 3, y + 3), (x + 5, y + 5)) == [BLUE, BLUE]
    compare(grid=False)
    assert len(colours(view)) == 1


def colours(view):
    """All colours in a part of the view that nothing lies over."""
    image = view.grab().toImage()
    return {image.pixelColor(x, y).rgb() for x in range(100, 200) for y in range(150, 180)}


def test_the_minimap_shows_where_the_view_is_and_moves_it(view, compare):
    compare(minimap=True)
    minimap = view.findChild(Minimap)
    assert not minimap.isVisible(), "all of the photo is seen"
    view.set_viewport(view.viewport.zoomed(4.0))
    assert minimap.isVisible()
    assert minimap.geometry().right() < view.width()
    assert minimap.seen().center().x() == pytest.approx(minimap.width() / 2, abs=1)
    assert minimap.seen().width() == pytest.approx((minimap.width() - 6) / 4, abs=1)
    QTest.mousePress(minimap, Qt.MouseButton.LeftButton, pos=QPoint(minimap.width() - 3, minimap.height() // 2))
    assert view.viewport.centre == pytest.approx((600, 200), abs=4)
    QTest.mouseMove(minimap, QPoint(3, 3))
    assert view.viewport.centre == pytest.approx((0, 0), abs=4)
    QTest.mouseRelease(minimap, Qt.MouseButton.LeftButton)
    QTest.mouseMove(minimap, minimap.rect().center())
    assert view.viewport.centre == pytest.approx((0, 0), abs=4), "only while a button is down"
    compare(minimap=False)
    assert not minimap.isVisible()


def test_the_minimap_never_shows_a_difference(view, compare):
    compare(minimap=True, mode=Mode.DIFFERENCE)
    view.set_viewport(view.viewport.zoomed(4.0))
    minimap = view.findChild(Minimap)
    at = minimap.geometry().topLeft() + minimap.seen().center().toPoint()
    assert seen(view, (at.x(), at.y())) == [BLUE]


def test_the_probe_reads_both_sides(view, compare):
    readout = view.findChild(Readout)
    QTest.mouseMove(view, QPoint(123, 45))
    assert not readout.isVisible()
    compare(probe=True)
    assert readout.isVisible()
    assert readout.text.startswith("123, 45   200 10 10 → 10 10 200   ΔE ")
    assert readout.accessibleDescription() == readout.text
    view.clear_after()
    assert readout.text == "123, 45   200 10 10"


def test_the_probe_points_at_the_same_pixel_on_the_other_side(view, compare):
    compare(mode=Mode.SIDE_BY_SIDE, probe=True, labels=False)
    QTest.mouseMove(view, QPoint(150, 200))
    before = colours_around(view, 150 + 302, 200)
    assert len(before) > 1, "a cross where the cursor is not"
    compare(probe=False)
    assert len(colours_around(view, 150 + 302, 200)) == 1


def colours_around(view, x, y):
    image = view.grab().toImage()
    return {image.pixelColor(x + dx, y + dy).rgb() for dx in range(-10, 11) for dy in range(-10, 11)}


def test_the_pixel_under_the_cursor_is_outlined_when_it_is_large(view, compare):
    compare(probe=True, position=0.0)
    view.set_viewport(view.viewport.zoomed(16.0))
    QTest.mouseMove(view, QPoint(300, 200))
    assert len(colours_around(view, 300, 200)) > 1


@pytest.fixture
def finger(qapp):
    return QTest.createTouchDevice()


def test_one_finger_moves_the_photo(view, finger):
    view.set_viewport(view.viewport.zoomed(4.0))
    point = view.viewport.to_scene((300, 200))
    QTest.touchEvent(view, finger).press(0, QPoint(100, 200), view).commit()
    QTest.touchEvent(view, finger).move(0, QPoint(140, 170), view).commit()
    QTest.touchEvent(view, finger).release(0, QPoint(140, 170), view).commit()
    assert view.viewport.to_view(point) == pytest.approx((340, 170), abs=1)


def test_one_finger_on_the_divider_moves_that(view, finger):
    QTest.touchEvent(view, finger).press(0, QPoint(305, 100), view).commit()
    QTest.touchEvent(view, finger).move(0, QPoint(450, 100), view).commit()
    QTest.touchEvent(view, finger).release(0, QPoint(450, 100), view).commit()
    assert view.comparing.value.position == pytest.approx(0.75, abs=0.01)


def test_two_fingers_zoom_about_their_middle(view, finger):
    view.set_viewport(view.viewport.zoomed(2.0))
    point = view.viewport.to_scene((200, 100))
    QTest.touchEvent(view, finger).press(0, QPoint(150, 100), view).press(1, QPoint(250, 100), view).commit()
    QTest.touchEvent(view, finger).move(0, QPoint(100, 100), view).move(1, QPoint(300, 100), view).commit()
    QTest.touchEvent(view, finger).release(0, QPoint(100, 100), view).release(1, QPoint(300, 100), view).commit()
    assert view.viewport.zoom == pytest.approx(4.0)
    assert view.viewport.to_view(point) == pytest.approx((200, 100), abs=2)


def test_a_view_takes_up_where_another_left_off(view, compare, qtbot, background):
    compare(mode=Mode.ONION, opacity=0.8)
    view.set_viewport(view.viewport.zoomed(4.0))
    view.pan(20, 30)
    new = CompareView(background, view.comparing)
    qtbot.addWidget(new)
    new.resize(*SIZE)
    new.show_before(Original.of(flat(300, 200, RED)).at(2), same_photo=True)
    new.show_after(result(BLUE))
    assert new.viewport == view.viewport
    assert seen(new, LEFT) == seen(view, LEFT)
