"""Variants as the user of a window has them: keys that swap them, a blind test, and what was invented."""

import threading

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from srdesk.gui.compare.modes import Side
from srdesk.gui.exposures.heat import Heat
from srdesk.gui.variants.strip import VariantStrip
from srdesk.rect import Rect
from tests.fakes import BlurSession, RepeatSession


def settled(window):
    return not window.studio.previewer.busy and not window.view._stage._incoming


def after(window):
    """The pixels of the after side."""
    picture = window.view._stage.layer(Side.AFTER).picture
    return picture.raster.read(Rect(0, 0, *picture.scene)).pixels


def said(window):
    return window.view.accessibleDescription()


def shown(window):
    """The texts of the buttons of the strip that are seen."""
    strip = window.findChild(VariantStrip)
    return [button.text() for button in strip.findChildren(QToolButton) if button.isVisible()]


@pytest.fixture
def window(qtbot, open_window, family):
    """A window with a photo and two variants, the second of which is half as strong."""
    window = open_window(BlurSession(), preview=True)
    with qtbot.waitSignal(window.workbench.opened):
        window.open([family])
    window.commands["add_variant"].trigger()
    window.panel._change(strength=0.0)
    qtbot.waitUntil(lambda: settled(window) and window.studio.previewer.preview is not None)
    return window


def test_keys_swap_variants_in_place(qtbot, window):
    second = after(window)
    assert "B · Preview" in said(window)
    QTest.keyClick(window.view, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: settled(window))
    first = after(window)
    assert "A · Preview" in said(window)
    assert window.panel.options.strength == 1.0
    assert not np.array_equal(first, second)
    QTest.keyClick(window.view, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: settled(window))
    np.testing.assert_array_equal(after(window), second)
    assert window.panel.options.strength == 0.0
    QTest.keyClick(window.view, Qt.Key.Key_4)
    assert "B · Preview" in said(window), "there are but two"


def test_no_frame_shows_anything_between_two_variants(qtbot, window):
    """From the key to the swap the picture on screen is the one or the other, complete."""
    QTest.keyClick(window.view, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: settled(window))
    one = window.view.grab().toImage()
    QTest.keyClick(window.view, Qt.Key.Key_2)
    frames = []
    qtbot.waitUntil(lambda: frames.append(window.view.grab().toImage()) or settled(window))
    other = window.view.grab().toImage()
    whole = window.view._stage.layer(Side.AFTER).picture
    left = window.view.width() // 2 + 40
    bottom = window.view.height() - 60

    def middle(image):
        return [image.pixelColor(x, y).rgba() for x in range(left, left + 120, 7) for y in range(200, bottom, 37)]

    assert whole.scene == (80, 60)
    assert all(middle(frame) in (middle(one), middle(other)) for frame in frames)


def test_the_strip_shows_the_variants_there_are(window):
    assert [text for text in shown(window) if len(text) == 1] == ["A", "B"]
    window.commands["add_variant"].trigger()
    window.commands["add_variant"].trigger()
    assert [text for text in shown(window) if len(text) == 1] == ["A", "B", "C", "D"]
    assert not window.commands["add_variant"].isEnabled()
    for _ in range(3):
        window.commands["remove_variant"].trigger()
    assert [text for text in shown(window) if len(text) == 1] == ["A"]
    assert not window.commands["remove_variant"].isEnabled()
    assert "A ·" not in said(window), "one alone has no letter"


def test_each_variant_keeps_its_result(qtbot, window):
    for key in (Qt.Key.Key_1, Qt.Key.Key_2):
        QTest.keyClick(window.view, key)
        with qtbot.waitSignal(window.workbench.restored):
            window.commands["restore"].trigger()
        assert "After" in said(window)
    QTest.keyClick(window.view, Qt.Key.Key_1)
    assert window.workbench.document.result.options.strength == 1.0
    assert window.commands["save"].isEnabled()


def test_a_blind_test_hides_names_counts_picks_and_reveals(qtbot, window):
    window.commands["blind"].trigger()
    assert window.commands["blind"].isChecked()
    assert "Number 1" in said(window)
    assert "Fake" not in said(window)
    assert not window.shell.side.isVisible(), "the settings would tell"
    assert [text for text in shown(window) if len(text) == 1] == ["1", "2"]
    assert not window.commands["invented"].isEnabled()
    picked = []
    for place in (1, 0, 1):
        window.commands[f"variant_{place + 1}"].trigger()
        assert f"Number {place + 1}" in said(window)
        assert window.commands[f"variant_{place + 1}"].isChecked()
        picked.append(window.studio.lab.variants.index)
        window.commands["pick"].trigger()
        assert window.findChild(VariantStrip)._name.text() == f"Picked so far: {len(picked)}"
    window.commands["blind"].trigger()
    (message,) = window.studio.notices.messages
    best = max((0, 1), key=picked.count)
    assert message.text.startswith("AB"[best])
    assert f"{picked.count(best)} of 3" in message.text
    assert f"A · Fake 2×, tiles of 16: {picked.count(0)} of 3" in message.hint
    assert window.shell.side.isVisible()
    assert "Number" not in said(window)


def test_one_variant_cannot_be_tested_blind(window):
    window.commands["remove_variant"].trigger()
    assert not window.commands["blind"].isEnabled()
    assert not window.commands["pick"].isEnabled()


def test_invented_detail_is_coloured_and_counted(qtbot, open_window, family):
    window = open_window(RepeatSession(), preview=True)
    with qtbot.waitSignal(window.workbench.opened):
        window.open([family])
    with qtbot.waitSignal(window.studio.inventions.grown):
        window.commands["invented"].trigger()
    qtbot.waitUntil(lambda: settled(window))
    total = window.studio.inventions.total
    assert total.values == 80 * 60 * 3
    assert total.detail > 0
    strip = window.findChild(VariantStrip)
    assert f"Invented {total.detail:.1f}, disagrees by {total.error:.1f}" in strip._figures.text()
    assert "plain enlargement" in strip._figures.toolTip()
    assert window.view._stage.layer(Side.AFTER).picture.mips == ()
    window.commands["invented"].trigger()
    qtbot.waitUntil(lambda: settled(window))
    assert strip._figures.text() == ""
    assert window.view._stage.layer(Side.AFTER).picture.mips


def fresh(window):
    """Whether everything that is seen of the after side has been rendered as it is now."""
    stage = window.view._stage
    tiles = stage.layer(Side.AFTER).wanted(window.view.viewport, Rect(0, 0, *window.view.frame_size()))
    return all(stage.store.fresh(tile.key, tile.version) for tile in tiles)


def test_what_is_measured_after_the_picture_is_on_screen_is_coloured_too(qtbot, open_window, family, monkeypatch):
    measured, measure = threading.Event(), Heat.measure
    monkeypatch.setattr(Heat, "measure", lambda *args: measured.wait(30) and measure(*args))
    window = open_window(RepeatSession())
    with qtbot.waitSignal(window.workbench.opened):
        window.open([family])
    with qtbot.waitSignal(window.workbench.restored):
        window.commands["restore"].trigger()
    window.commands["invented"].trigger()
    qtbot.waitUntil(lambda: settled(window) and fresh(window))
    assert window.studio.inventions.total is None
    with qtbot.waitSignal(window.studio.inventions.grown):
        measured.set()
    qtbot.waitUntil(lambda: fresh(window))
