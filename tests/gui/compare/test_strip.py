"""The strip and the keys: every way to compare can be reached, is told, and does what it says."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QMainWindow, QSlider, QToolButton, QVBoxLayout, QWidget

from srdesk.comparison import Baseline, Channel, Comparison, Mode
from srdesk.gui.actions import Actions, command_table
from srdesk.gui.compare.commands import CompareCommands
from srdesk.gui.compare.compare_view import CompareView
from srdesk.gui.compare.comparing import Comparing
from srdesk.gui.compare.dial import Dial
from srdesk.gui.compare.pictures import Original
from srdesk.gui.compare.strip import CompareStrip
from tests.gui.fakes import HeldBackground, photo

Key, SHIFT, PLAIN = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(qtbot):
    """A window with nothing but a comparison."""
    window = QMainWindow()
    qtbot.addWidget(window)
    window.commands = Actions(window)
    window.view = CompareView(HeldBackground(), Comparing())
    CompareCommands(window.commands.__getitem__, window.view)
    window.strip = CompareStrip(window.commands.__getitem__, window.view.comparing)
    middle = QWidget()
    column = QVBoxLayout(middle)
    column.addWidget(window.strip)
    column.addWidget(window.view)
    window.setCentralWidget(middle)
    window.resize(1000, 600)
    window.view.show_before(Original.of(photo()).at(2), same_photo=False)
    window.show()
    qtbot.waitExposed(window)
    return window


def value(window) -> Comparison:
    return window.view.comparing.value


KEYS = {
    Key.Key_S: Mode.SPLIT,
    Key.Key_Y: Mode.SIDE_BY_SIDE,
    Key.Key_B: Mode.BLINK,
    Key.Key_O: Mode.ONION,
    Key.Key_D: Mode.DIFFERENCE,
    Key.Key_I: Mode.SINGLE,
}


@pytest.mark.parametrize(("key", "mode"), KEYS.items())
def test_each_mode_has_a_key_an_action_and_a_button(window, key, mode):
    window.view.comparing.change(mode=Mode.ONION if mode is not Mode.ONION else Mode.SPLIT)
    QTest.keyClick(window.view, key)
    assert value(window).mode is mode
    assert [other for other in Mode if window.commands[other.value].isChecked()] == [mode], "like radio buttons"
    button = next(b for b in window.strip.findChildren(QToolButton) if b.defaultAction() is window.commands[mode.value])
    assert button.isChecked()
    assert button.accessibleName() == command_table()[mode.value].text.replace("&", "")


@pytest.mark.parametrize(
    ("key", "modifier", "changed"),
    [
        (Key.Key_T, PLAIN, {"upright": False}),
        (Key.Key_X, PLAIN, {"swapped": True}),
        (Key.Key_G, PLAIN, {"grid": False}),
        (Key.Key_M, PLAIN, {"minimap": False}),
        (Key.Key_H, PLAIN, {"labels": False}),
        (Key.Key_P, PLAIN, {"probe": True}),
        (Key.Key_K, PLAIN, {"baseline": Baseline.LANCZOS}),
        (Key.Key_L, PLAIN, {"channel": Channel.LUMA}),
        (Key.Key_D, SHIFT, {"signed": True}),
        (Key.Key_BracketLeft, PLAIN, {"position": 0.48}),
        (Key.Key_BracketRight, PLAIN, {"position": 0.52}),
    ],
)
def test_each_key_changes_one_thing(window, key, modifier, changed):
    QTest.keyClick(window.view, key, modifier)
    assert value(window) == Comparison(**changed)


def test_w_fills_the_view(window):
    QTest.keyClick(window.view, Key.Key_W)
    viewport = window.view.viewport
    assert all(side * viewport.zoom >= view for side, view in zip(viewport.scene, viewport.view, strict=True))


def test_switches_show_what_is_so(window):
    window.view.comparing.change(grid=False, probe=True)
    assert [window.commands[name].isChecked() for name in ("grid", "probe")] == [False, True]


def shown(window, kind):
    return [child for child in window.strip.findChildren(kind) if child.isVisible()]


@pytest.mark.parametrize(
    ("mode", "field", "text", "end"),
    [
        (Mode.BLINK, "interval", "400 ms", 200),
        (Mode.ONION, "opacity", "50%", 1.0),
        (Mode.DIFFERENCE, "gain", "× 8", 32),
    ],
)
def test_a_slider_sets_and_follows_what_a_mode_has(window, mode, field, text, end):
    window.view.comparing.change(mode=mode)
    (slider,) = shown(window, QSlider)
    assert slider.accessibleName()
    assert slider.accessibleDescription() == text
    slider.setValue(slider.maximum())
    assert getattr(value(window), field) == end
    window.view.comparing.take(Comparison(mode=mode))
    assert slider.accessibleDescription() == text
    QTest.keyClick(window.view, Key.Key_BracketLeft)
    assert slider.accessibleDescription() != text


@pytest.mark.parametrize("mode", [Mode.SPLIT, Mode.SIDE_BY_SIDE, Mode.SINGLE])
def test_other_modes_have_no_slider(window, mode):
    window.view.comparing.change(mode=mode)
    assert shown(window, QSlider) == []


def pick(combo: QComboBox, index: int) -> None:
    combo.setCurrentIndex(index)
    combo.activated.emit(index)


def test_the_baseline_and_the_channel_are_chosen_from_lists(window):
    window.view.comparing.change(mode=Mode.DIFFERENCE)
    baselines, channels = shown(window, QComboBox)
    assert channels.accessibleName() != baselines.accessibleName() != ""
    pick(channels, 2)
    pick(baselines, 1)
    assert (value(window).channel, value(window).baseline) == (Channel.CHROMA, Baseline.LANCZOS)
    window.view.comparing.take(Comparison(mode=Mode.DIFFERENCE))
    assert (channels.currentIndex(), baselines.currentIndex()) == (0, 0)
    window.view.comparing.change(mode=Mode.SPLIT)
    assert shown(window, QComboBox) == [baselines]


def test_it_says_why_nothing_blinks(window):
    window.view.comparing.change(mode=Mode.BLINK)
    notes = [label for label in shown(window, QLabel) if "Tab" in label.text()]
    assert notes == []
    window.view.comparing.be_still(still=True)
    assert [label.text() for label in shown(window, QLabel) if "Tab" in label.text()]


SMALLEST_ROOM = 1024 - 330
"""Beside the settings of the smallest window ..."""
QUEUED_ROOM = SMALLEST_ROOM - 268
"""... and the queue."""


def wanted(window):
    """The widgets that the mode in force has, by what they are called."""
    parts = [part for part, modes in window.strip._parts.items() if value(window).mode in modes]
    return [*parts, window.strip._baselines]


def squeezed(window, width):
    window.strip.setFixedWidth(width)
    window.strip.layout().activate()
    return window.strip


@pytest.mark.parametrize("width", [SMALLEST_ROOM, QUEUED_ROOM])
@pytest.mark.parametrize("mode", Mode)
def test_all_of_it_fits_into_the_smallest_window(window, mode, width):
    window.view.comparing.change(mode=mode)
    strip = squeezed(window, width)
    assert strip.minimumSizeHint().width() < width
    for part in wanted(window):
        assert part.isVisible()
        assert part.width() >= part.sizeHint().width() or isinstance(part, Dial)
        assert strip.rect().contains(part.rect().translated(part.mapTo(strip, part.rect().topLeft())))


def top(window, part):
    return part.mapTo(window.strip, part.rect().topLeft()).y()


def test_settings_stand_below_the_modes_only_where_they_have_to(window):
    window.view.comparing.change(mode=Mode.DIFFERENCE)
    slider, *_ = wanted(window)
    squeezed(window, QUEUED_ROOM)
    assert top(window, slider) > top(window, window.strip._modes) + window.strip._modes.height() // 2
    window.view.comparing.change(mode=Mode.SPLIT)
    squeezed(window, QUEUED_ROOM)
    assert len(rows(window)) == 1
    window.view.comparing.change(mode=Mode.DIFFERENCE)
    squeezed(window, 1000)
    assert len(rows(window)) == 1


def rows(window):
    """The heights at which buttons stand."""
    return {top(window, button) for button in shown(window, QToolButton)}


def test_what_has_no_room_is_left_out_but_the_modes_stay(window):
    window.view.comparing.change(mode=Mode.DIFFERENCE)
    squeezed(window, window.strip.minimumSizeHint().width())
    assert shown(window, QComboBox) == []
    assert {button.defaultAction() for button in shown(window, QToolButton)} >= {
        window.commands[mode.value] for mode in Mode
    }
    squeezed(window, 1000)
    assert len(shown(window, QComboBox)) == 2
