"""The comparison: which side is where, and every way to move about."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from srdesk.comparison import Comparison
from srdesk.gui.compare import pictures
from srdesk.gui.compare.captions import Caption, CaptionLabel
from srdesk.gui.compare.compare_view import BACKDROP, CompareView
from srdesk.gui.compare.comparing import Comparing
from srdesk.gui.compare.divider import STEPS
from srdesk.gui.compare.pictures import Original
from srdesk.gui.compare.qimage import Colours
from srdesk.imaging.photo import Photo
from srdesk.rect import Rect
from tests.gui.fakes import GrowingPicture, HeldBackground, ramp, result_picture

RED, BLUE, GREEN = (200, 10, 10), (10, 10, 200), (10, 200, 10)
SIZE = (600, 400)


def flat(width, height, colour, alpha=None):
    shape = (height, width)
    return Photo(np.full((*shape, 3), colour, np.uint8), None if alpha is None else np.full(shape, alpha, np.uint8))


@pytest.fixture
def background():
    return HeldBackground()


@pytest.fixture
def view(qtbot, background):
    """A view on a red photo of 300 x 200 pixels at twice the size, which just fills it."""
    view = CompareView(background, Comparing(Comparison(minimap=False, grid=False)))
    qtbot.addWidget(view)
    view.resize(*SIZE)
    view.show_before(original().at(2), same_photo=False)
    view.set_captions(Caption("Before", "original"), Caption("After", "network"))
    view.show()
    qtbot.waitExposed(view)
    return view


def original():
    return Original.of(flat(300, 200, RED))


def show_blue_result(view):
    view.show_after(result_picture(flat(600, 400, BLUE)))


def colour(view, x, y):
    return view.grab().toImage().pixelColor(x, y).getRgb()[:3]


def wheel(view, at, steps):
    event = QWheelEvent(
        QPointF(at),
        QPointF(view.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def test_nothing_but_backdrop_before_the_first_photo(qtbot, background):
    view = CompareView(background)
    qtbot.addWidget(view)
    assert colour(view, 100, 100) == BACKDROP.getRgb()[:3]
    view.fit()
    view.zoom_by(1)
    assert view.viewport is None


def test_a_photo_alone_has_no_divider(view):
    assert view.viewport.zoom == 1.0
    assert not view.divider.isVisible()
    assert colour(view, 20, 200) == colour(view, 580, 200) == RED


def test_before_is_left_of_the_divider_and_after_right(view):
    show_blue_result(view)
    view.divider.setValue(STEPS // 4)
    assert view.divider.isVisible()
    assert [colour(view, x, 300) for x in (100, 140, 160, 500)] == [RED, RED, BLUE, BLUE]


def test_captions_say_which_side_is_which(view):
    left, right = view.findChildren(CaptionLabel)
    show_blue_result(view)
    assert (left.text(), right.text()) == ("Before · original bicubic", "After · network")
    assert left.geometry().right() < view.divider.geometry().center().x() < right.geometry().left()
    view.divider.setValue(STEPS // 8)
    assert left.text() == "Before", "too narrow for all of it"
    assert left.geometry().right() < 600 // 8
    view.toggle_original()
    assert left.text() == "Before · original bicubic"
    assert not right.isVisible()


def test_the_divider_is_dragged(view):
    show_blue_result(view)
    divider = view.divider
    grip = divider.rect().center()
    QTest.mousePress(divider, Qt.MouseButton.LeftButton, pos=grip)
    QTest.mouseMove(divider, grip + QPoint(150, 40))
    QTest.mouseRelease(divider, Qt.MouseButton.LeftButton, pos=grip)
    assert divider.fraction == pytest.approx(0.75, abs=0.01)
    assert divider.geometry().center().x() == pytest.approx(450, abs=2)
    assert [colour(view, x, 300) for x in (430, 470)] == [RED, BLUE]


def test_the_divider_stops_at_the_edges(view):
    show_blue_result(view)
    grip = view.divider.rect().center()
    QTest.mousePress(view.divider, Qt.MouseButton.LeftButton, pos=grip)
    QTest.mouseMove(view.divider, grip + QPoint(5000, 0))
    QTest.mouseRelease(view.divider, Qt.MouseButton.LeftButton, pos=grip)
    assert view.divider.fraction == 1.0
    assert colour(view, 560, 300) == RED


def test_a_double_click_centres_the_divider(view):
    show_blue_result(view)
    view.divider.setValue(100)
    QTest.mouseDClick(view.divider, Qt.MouseButton.LeftButton, pos=view.divider.rect().center())
    assert view.divider.value() == STEPS // 2


def test_keys_move_the_divider(view):
    show_blue_result(view)
    QTest.keyClick(view, Qt.Key.Key_Period)
    assert view.divider.value() == STEPS // 2 + STEPS // 50
    QTest.keyClick(view, Qt.Key.Key_Comma)
    QTest.keyClick(view, Qt.Key.Key_Comma)
    assert view.divider.value() == STEPS // 2 - STEPS // 50
    QTest.keyClick(view.divider, Qt.Key.Key_Right)
    assert view.divider.value() == STEPS // 2 - STEPS // 50 + STEPS // 100
    QTest.keyClick(view.divider, Qt.Key.Key_Home)
    assert view.divider.value() == 0


def test_the_divider_stays_where_it_is_when_the_view_is_resized(view):
    show_blue_result(view)
    view.resize(800, 400)
    assert view.divider.geometry().center().x() == pytest.approx(400, abs=2)
    assert view.divider.height() == 400


def test_space_shows_the_original_while_it_is_held(view, qtbot):
    show_blue_result(view)
    QTest.keyPress(view, Qt.Key.Key_Space)
    assert view.showing_original
    assert colour(view, 500, 300) == RED
    assert not view.divider.isVisible()
    QTest.keyRelease(view, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not view.showing_original)
    assert colour(view, 500, 300) == BLUE
    assert view.divider.isVisible()


def test_the_original_is_let_go_of_with_the_focus(view):
    show_blue_result(view)
    view.setFocus()
    QTest.keyPress(view, Qt.Key.Key_Space)
    assert view.showing_original
    view.clearFocus()
    assert not view.showing_original


def test_the_wheel_zooms_at_the_cursor(view):
    at = QPoint(420, 130)
    point = view.viewport.to_scene((420, 130))
    wheel(view, at, 2)
    assert view.viewport.zoom == 2.0
    assert view.viewport.to_view(point) == pytest.approx((420, 130), abs=2)
    wheel(view, at, -1)
    assert view.viewport.zoom == 1.5


def test_fine_wheels_add_up(view):
    for _ in range(4):
        wheel(view, QPoint(300, 200), 0.25)
    assert view.viewport.zoom == 1.5


def test_pinching_zooms(view):
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        QPointF(100, 100),
        QPointF(100, 100),
        QPointF(100, 100),
        0.5,
        QPointF(),
    )
    QApplication.sendEvent(view, event)
    assert view.viewport.zoom == pytest.approx(1.5)


def test_zooming_by_command(view):
    view.zoom_to(2.0)
    assert view.viewport.zoom == 2.0
    view.zoom_by(1)
    assert view.viewport.zoom == 3.0
    view.fit()
    assert (view.viewport.zoom, view.viewport.fitting) == (1.0, True)


def test_dragging_pans(view):
    view.zoom_to(4.0)
    point = view.viewport.to_scene((300, 200))
    assert view.cursor().shape() == Qt.CursorShape.OpenHandCursor
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    assert view.cursor().shape() == Qt.CursorShape.ClosedHandCursor
    QTest.mouseMove(view, QPoint(340, 170))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(340, 170))
    assert view.viewport.to_view(point) == pytest.approx((340, 170), abs=1)
    assert view.cursor().shape() == Qt.CursorShape.OpenHandCursor


@pytest.mark.parametrize(
    ("key", "moved"),
    [(Qt.Key.Key_Left, (80, 0)), (Qt.Key.Key_Right, (-80, 0)), (Qt.Key.Key_Up, (0, 80)), (Qt.Key.Key_Down, (0, -80))],
)
def test_arrows_pan(view, key, moved):
    view.zoom_to(4.0)
    point = view.viewport.to_scene((300, 200))
    QTest.keyClick(view, key)
    assert view.viewport.to_view(point) == pytest.approx((300 + moved[0], 200 + moved[1]), abs=1)


def test_shifted_arrows_pan_by_a_page(view):
    view.zoom_to(4.0)
    before = view.viewport.centre[0]
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.viewport.centre[0] - before == pytest.approx(0.9 * 600 / 4)


def test_the_pixel_under_the_cursor_is_told(view, qtbot):
    with qtbot.waitSignal(view.hovered) as told:
        QTest.mouseMove(view, QPoint(123, 45))
    assert told.args == [(123, 45)]
    view.resize(800, 500)
    with qtbot.waitSignal(view.hovered) as told:
        QTest.mouseMove(view, QPoint(3, 3))
    assert told.args == [None]


def test_what_is_in_view_is_rendered_and_shown(view, background, monkeypatch):
    monkeypatch.setattr(pictures, "AT_HAND", 2000)
    pixels = ramp(600, 400)
    view.show_before(Original.of(Photo(ramp(300, 200))).at(2), same_photo=False)
    view.show_after(result_picture(Photo(pixels)))
    background.run_all()
    view.zoom_to(1.0)
    background.run_all()
    view.divider.setValue(0)
    shown = view.grab().toImage()
    for x, y in ((100, 350), (511, 200), (512, 200), (590, 390)):
        assert shown.pixelColor(x, y).getRgb()[:3] == tuple(pixels[y, x])


def test_pixels_are_squares_from_twice_the_size(view, background):
    view.show_before(Original.of(Photo(ramp(300, 200))).at(2), same_photo=False)
    result = ramp(600, 400)
    view.show_after(result_picture(Photo(result)))
    view.divider.setValue(0)
    view.set_viewport(view.viewport.zoomed(3.0))
    background.run_all()
    left, top = view.viewport.offset
    shown = view.grab().toImage()
    for x, y in ((290, 180), (301, 222)):
        corners = [(left + 3 * x + dx, top + 3 * y + dy) for dx in (0, 2) for dy in (0, 2)]
        assert {shown.pixelColor(*corner).getRgb()[:3] for corner in corners} == {tuple(result[y, x].tolist())}


def test_another_scale_of_the_same_photo_stays_in_place(view):
    view.zoom_to(2.0)
    view.pan(30, 20)
    before = [value / side for value, side in zip(view.viewport.centre, view.viewport.scene, strict=True)]
    view.show_before(original().at(4), same_photo=True)
    after = [value / side for value, side in zip(view.viewport.centre, view.viewport.scene, strict=True)]
    assert view.viewport.zoom == 1.0
    assert after == pytest.approx(before)


def test_another_photo_is_seen_at_the_same_zoom_and_place(view):
    view.zoom_to(4.0)
    view.set_viewport(view.viewport.centred((450.0, 100.0)))
    view.divider.setValue(200)
    view.show_before(Original.of(flat(400, 400, BLUE)).at(2), same_photo=False)
    assert view.viewport.zoom == 4.0
    assert view.viewport.centre == pytest.approx((600.0, 200.0))
    assert view.divider.value() == 200
    view.fit()
    view.show_before(original().at(2), same_photo=False)
    assert view.viewport.fitting


def test_a_result_appears_where_it_has_come(view, background):
    photo = flat(300, 200, RED)
    growing = GrowingPicture(Original.of(photo), 2)
    view.show_growing(growing.picture)
    view.divider.setValue(0)
    waiting = colour(view, 500, 300)
    assert waiting != RED, "what has not come yet is dimmed"
    growing.add(200, 100, np.full((100, 100, 3), BLUE, np.uint8))
    view.touch_after(growing.take())
    assert colour(view, 250, 150) == BLUE
    assert colour(view, 500, 300) == waiting
    show_blue_result(view)
    assert colour(view, 500, 300) == BLUE
    view.clear_after()
    assert colour(view, 500, 300) == RED


def test_tiles_of_a_growing_result_follow_its_pixels(view, background, monkeypatch):
    monkeypatch.setattr(pictures, "AT_HAND", 2000)
    growing = GrowingPicture(original(), 2)
    view.show_growing(growing.picture)
    view.divider.setValue(0)
    view.zoom_to(1.0)
    background.run_all()
    growing.add(0, 0, np.full((400, 600, 3), BLUE, np.uint8))
    view.touch_after(growing.take())
    assert colour(view, 300, 300) == BLUE, "from the copy at hand"
    view.zoom_to(1.0)
    background.run_all()
    assert colour(view, 300, 300) == BLUE


def large_result(colour):
    return result_picture(flat(3900, 2700, colour))


@pytest.fixture
def zoomed(view, background, monkeypatch):
    """The view on a part of a large blue result, of which tiles are needed."""
    monkeypatch.setattr(pictures, "AT_HAND", 20_000)
    view.show_before(Original.of(flat(1300, 900, RED)).at(3), same_photo=False)
    view.show_after(large_result(BLUE))
    view.set_viewport(view.viewport.zoomed(1.0))
    view.divider.setValue(0)
    background.run_all()
    return view


def corners(view):
    """The colours seen near the corners of the view."""
    return {colour(view, x, y) for x in (60, 540) for y in (60, 340)}


def test_a_swapped_result_appears_all_at_once(zoomed, background):
    zoomed.swap_after(large_result(GREEN))
    seen = [corners(zoomed)]
    while background.waiting:
        background.run_one()
        seen.append(corners(zoomed))
    assert len(seen) > 4, "tiles had to be rendered"
    assert (seen[0], seen[-1]) == ({BLUE}, {GREEN})
    assert all(frame in ({BLUE}, {GREEN}) for frame in seen), "nothing in between, nothing of both"


def test_a_result_that_was_seen_before_comes_back_at_once(zoomed, background):
    blue = large_result(BLUE)
    zoomed.swap_after(blue)
    green = large_result(GREEN)
    for picture in (green, blue, green):
        zoomed.swap_after(picture)
        background.run_all()
    zoomed.swap_after(blue)
    assert not background.waiting
    assert colour(zoomed, 300, 200) == BLUE


def test_the_last_of_several_swaps_counts(zoomed, background):
    zoomed.swap_after(large_result(GREEN))
    zoomed.swap_after(large_result(RED))
    background.run_all()
    assert colour(zoomed, 300, 200) == RED


def test_moving_while_a_result_is_swapped_in(zoomed, background):
    zoomed.swap_after(large_result(GREEN))
    zoomed.pan(-700, -500)
    background.run_one()
    background.run_one()
    assert colour(zoomed, 300, 200) == BLUE
    background.run_all()
    assert colour(zoomed, 300, 200) == GREEN
    zoomed.fit()
    assert colour(zoomed, 300, 200) == GREEN


def test_a_result_that_is_at_hand_is_swapped_in_at_once(view):
    show_blue_result(view)
    view.swap_after(result_picture(flat(600, 400, GREEN)))
    assert colour(view, 500, 300) == GREEN


def test_without_a_result_swapping_one_in_shows_it(view):
    view.swap_after(result_picture(flat(600, 400, GREEN)))
    assert colour(view, 500, 300) == GREEN


def test_a_swap_is_given_up_with_the_result(zoomed, background):
    zoomed.swap_after(large_result(GREEN))
    zoomed.clear_after()
    background.run_all()
    assert colour(zoomed, 300, 200) == RED
    assert not zoomed.divider.isVisible()


def test_a_result_of_another_size_is_not_swapped_in(zoomed):
    with pytest.raises(ValueError, match="3900"):
        zoomed.swap_after(result_picture(flat(600, 400, GREEN)))


def test_checks_show_through_transparent_pictures(view):
    view.show_before(Original.of(flat(300, 200, RED, alpha=0)).at(2), same_photo=False)
    image = view.grab().toImage()
    seen = {image.pixelColor(x, 300).getRgb()[:3] for x in range(100, 140)}
    assert len(seen) == 2
    assert all(red == green == blue for red, green, blue in seen)


def test_only_what_is_near_is_painted_when_zoomed_in_deep(view, background):
    show_blue_result(view)
    view.zoom_to(32.0)
    background.run_all()
    view.divider.setValue(STEPS // 2)
    assert [colour(view, x, 300) for x in (20, 580)] == [RED, BLUE]


def test_a_tile_that_cannot_be_rendered_is_told_about(view, background, qtbot, monkeypatch):
    monkeypatch.setattr(pictures, "AT_HAND", 2000)

    def broken(_pixels):
        raise ValueError("no colours")

    picture = result_picture(flat(600, 400, BLUE))
    object.__setattr__(picture, "colours", Colours(broken, broken))
    with qtbot.waitSignal(view.render_failed) as told:
        view.show_after(picture)
        background.run_all()
    assert str(told.args[0].error) == "no colours"


def test_it_can_be_found_by_a_screen_reader(view):
    assert view.accessibleName()
    assert "Before" in view.accessibleDescription()
    assert view.divider.accessibleName()


@pytest.mark.parametrize("zoom", [0.11, 0.3, 1 / 3, 0.37, 0.6, 2 / 3, 0.77, 1.0, 1.37, 1.5, 2.3, 3.0])
def test_tiles_meet_without_seams_at_every_zoom(view, background, zoom, monkeypatch):
    monkeypatch.setattr(pictures, "AT_HAND", 20_000)
    view.show_before(Original.of(flat(1300, 900, RED)).at(3), same_photo=False)
    view.show_after(result_picture(flat(3900, 2700, BLUE)))
    view.set_viewport(view.viewport.zoomed(zoom, (17, 23)))
    background.run_all()
    left, top = (max(0, edge) for edge in view.viewport.offset)
    for divider, seen in ((0, BLUE), (STEPS, RED)):
        view.divider.setValue(divider)
        view.divider.hide()
        for label in view.findChildren(CaptionLabel):
            label.hide()
        image = view.grab().toImage()
        right = min(image.width(), view.viewport.shown(Rect(0, 0, 3900, 2700)).right - 1)
        bottom = min(image.height(), view.viewport.shown(Rect(0, 0, 3900, 2700)).bottom - 1)
        shown = colours(image)[top + 1 : bottom, left + 1 : right, :3]
        assert np.unique(shown.reshape(-1, 3), axis=0).tolist() == [list(seen)]


def colours(image):
    rgba = image.convertToFormat(QImage.Format.Format_RGBA8888)
    return np.frombuffer(rgba.constBits(), np.uint8).reshape(image.height(), image.width(), 4).copy()
