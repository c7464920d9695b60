"""Previews and variants as the user of a window has them."""

import numpy as np
import pytest

from srdesk.imaging.codec import decode, encode
from srdesk.rect import Rect
from srdesk.restore import RestoreOptions, Restorer
from tests.fakes import FailingSession, RepeatSession
from tests.gui.conftest import OPTIONS
from tests.gui.fakes import GatedSession, photo_file, smooth


def settled(window):
    return not window.studio.previewer.busy and not window.view._stage._incoming


def opened(qtbot, window, path):
    """Open a photo and wait until what is seen of it is restored."""
    with qtbot.waitSignal(window.workbench.opened):
        window.open([path])
    qtbot.waitUntil(lambda: settled(window))


def restored(qtbot, window):
    with qtbot.waitSignal(window.workbench.restored):
        window.commands["restore"].trigger()


def said(window):
    return window.view.accessibleDescription()


def after(window):
    """The pixels of the after side."""
    from srdesk.gui.compare.modes import Side

    picture = window.view._stage.layer(Side.AFTER).picture
    return picture.raster.read(Rect(0, 0, *picture.scene)).pixels


def test_opening_shows_a_preview_of_what_is_seen(qtbot, open_window, family):
    window = open_window(preview=True)
    opened(qtbot, window, family)
    assert "Preview · Fake 2×" in said(window)
    assert window.view.divider.isVisible()
    assert "preview" in window.shell.run.note
    assert not window.commands["save"].isEnabled()
    assert not window.isWindowModified()
    np.testing.assert_array_equal(after(window), smooth(40, 30).repeat(2, 0).repeat(2, 1))


def test_restoring_takes_the_preview_over(qtbot, open_window, tmp_path):
    session = RepeatSession()
    window = open_window(session, preview=True)
    window.view.comparing.viewport = None
    path = photo_file(tmp_path, size=(400, 300))
    with qtbot.waitSignal(window.workbench.opened):
        window.open([path])
    window.view.zoom_to(16.0)
    qtbot.waitUntil(lambda: settled(window))
    previewed = session.runs
    everything = len(window.workbench.plan(OPTIONS).layout.tiles)
    assert previewed > 0
    restored(qtbot, window)
    assert session.runs <= everything
    assert session.runs - previewed < everything
    assert "After · Fake 2×" in said(window)
    assert window.shell.run.note == ""


def test_the_window_saves_what_the_library_makes_after_a_preview(qtbot, open_window, sample, tmp_path):
    """The same bytes, with a real network, strength and grain."""
    options = RestoreOptions(model="fsrcnn", scale=2, tile=64, strength=0.6, grain=0.4)
    photo = tmp_path / "photo.png"
    encode(decode(sample), photo)
    window = open_window(restorer=Restorer(), options=options, preview=True)
    opened(qtbot, window, photo)
    restored(qtbot, window)
    with qtbot.waitSignal(window.workbench.saved) as told:
        window.commands["save"].trigger()
    encode(Restorer().restore(decode(photo), options).photo, tmp_path / "by library.png")
    assert told.args[0].path.read_bytes() == (tmp_path / "by library.png").read_bytes()


def test_tiles_appear_in_place_as_they_are_computed(qtbot, open_window, family):
    session = GatedSession()
    window = open_window(session, preview=True)
    with qtbot.waitSignal(window.workbench.opened):
        window.open([family])
    assert not window.view.divider.isVisible()
    with qtbot.waitSignal(window.studio.previewer.grown):
        session.gate.release()
    qtbot.waitUntil(window.view.divider.isVisible)
    assert 0 < np.count_nonzero(after(window).any(axis=-1)) < 80 * 60
    session.gate.release(100)
    qtbot.waitUntil(lambda: settled(window))


def test_strength_is_seen_at_once_and_saved(qtbot, open_window, family):
    session = RepeatSession()
    window = open_window(session, preview=True)
    opened(qtbot, window, family)
    restored(qtbot, window)
    full, runs = after(window), session.runs
    window.panel._change(strength=0.0)
    qtbot.waitUntil(lambda: settled(window) and not np.array_equal(after(window), full))
    assert session.runs == runs
    assert window.workbench.document.result is not None
    with qtbot.waitSignal(window.workbench.saved) as told:
        window.commands["save"].trigger()
    np.testing.assert_array_equal(decode(told.args[0].path).pixels, after(window))
    assert session.runs == runs


def test_other_settings_show_a_preview_and_the_result_comes_back(qtbot, open_window, family):
    window = open_window(preview=True)
    opened(qtbot, window, family)
    restored(qtbot, window)
    window.panel._change(overlap=7)
    qtbot.waitUntil(lambda: settled(window) and "Preview" in said(window))
    assert not window.commands["save"].isEnabled()
    window.panel._change(overlap=None)
    qtbot.waitUntil(lambda: settled(window) and "After" in said(window))
    assert window.commands["save"].isEnabled()


def test_a_preview_that_fails_is_told(qtbot, open_window, family):
    window = open_window(FailingSession(at=0), preview=True)
    with qtbot.waitSignal(window.studio.previewer.failed):
        window.open([family])
    assert [message.text for message in window.studio.notices.messages] == ["The engine broke."]
    assert window.commands["restore"].isEnabled()


def test_previews_can_be_switched_off_for_good(qtbot, open_window, family):
    from srdesk.settings import load

    session = RepeatSession()
    window = open_window(session, preview=True)
    assert window.commands["preview"].isChecked()
    window.commands["preview"].trigger()
    opened(qtbot, window, family)
    assert session.runs == 0
    assert "Preview" not in said(window)
    window.commands["preview"].trigger()
    qtbot.waitUntil(lambda: settled(window) and "Preview" in said(window))
    window.commands["preview"].trigger()
    window.close_at_once()
    assert not load().preview


@pytest.mark.parametrize("preview", [True, False])
def test_another_window_shows_what_there_is(qtbot, open_window, family, preview):
    from srdesk.gui.main_window import MainWindow

    window = open_window(preview=preview)
    opened(qtbot, window, family)
    restored(qtbot, window)
    new = MainWindow(window.studio, window.stance)
    qtbot.addWidget(new, before_close_func=lambda window: window.dismiss())
    assert said(new) == said(window)
    np.testing.assert_array_equal(after(new), after(window))
