"""The window as its user has it: drop, restore, compare, save, and whatever goes wrong."""

import sys

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QMessageBox,
    QSlider,
    QToolButton,
    QWidget,
)

from srdesk.comparison import Mode
from srdesk.gui import places
from srdesk.gui.app import show_bugs_in
from srdesk.gui.compare.readout import Readout
from srdesk.gui.share.save_sheet import SaveSheet
from srdesk.gui.shell import SMALLEST
from srdesk.gui.stance import fitting
from srdesk.gui.studio import Studio
from srdesk.gui.wording import Severity
from srdesk.imaging.codec import decode, encode
from srdesk.restore import RestoreOptions, Restorer
from srdesk.settings import Settings, load
from tests.fakes import BlockingSession, FailingSession, catalogue, opener
from tests.gui.conftest import OPTIONS
from tests.gui.fakes import GatedSession, photo_file, smooth

COPY = Qt.DropAction.CopyAction
LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def opened(qtbot, window, path):
    """Open a photo and wait until it is there."""
    with qtbot.waitSignal(window.workbench.opened):
        window.open([path])
    return window.workbench.document


def restored(qtbot, window):
    with qtbot.waitSignal(window.workbench.restored):
        window.commands["restore"].trigger()
    return window.workbench.document.result


def saved(qtbot, window):
    with qtbot.waitSignal(window.workbench.saved) as told:
        window.commands["save"].trigger()
    return told.args[0].path


def dialog(window, kind):
    return next(child for child in window.findChildren(kind) if child.isVisible())


def answer(window, button):
    dialog(window, QMessageBox).button(button).click()


def messages(window):
    return [message.text for message in window.shell.messages.messages]


def drop(window, *urls):
    mime = QMimeData()
    mime.setUrls([QUrl(url) for url in urls])
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(300, 300), COPY, mime, LEFT, PLAIN))
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), COPY, mime, LEFT, PLAIN))


def test_it_begins_with_an_invitation(open_window):
    window = open_window()
    assert window.shell.welcoming
    assert window.windowTitle() == "srdesk"
    assert not any(window.commands[name].isEnabled() for name in ("save", "save_as", "restore", "cancel", "fit"))
    assert window.minimumSize() == fitting(SMALLEST, window.screen().availableSize())


@pytest.mark.parametrize(
    ("screen", "smallest"), [((1920, 1080), (1024, 700)), ((1280, 680), (1024, 640)), ((640, 360), (640, 320))]
)
def test_the_window_fits_screens_of_any_scaling(screen, smallest):
    assert fitting(SMALLEST, QSize(*screen)).toTuple() == smallest


def test_a_dropped_photo_is_opened(qtbot, open_window, family):
    window = open_window()
    with qtbot.waitSignal(window.workbench.opened):
        drop(window, QUrl.fromLocalFile(str(family)))
    assert not window.shell.welcoming
    assert window.windowTitle().startswith("family.png")
    assert window.view.viewport.scene == (80, 60)
    assert window.view.hasFocus() or not window.isActiveWindow()


def test_an_address_is_explained(open_window):
    window = open_window()
    drop(window, "https://example.org/photo.jpg")
    assert "address" in messages(window)[0]


def test_holding_a_photo_over_the_window_invites_it(qtbot, open_window, family):
    window = open_window()
    opened(qtbot, window, family)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(family))])
    hint = window.findChild(object, "dropHint")
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(5, 5), COPY, mime, LEFT, PLAIN))
    assert hint.isVisible()
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not hint.isVisible()


def test_the_open_dialog_opens(qtbot, open_window, family):
    window = open_window()
    window.commands["open"].trigger()
    files = dialog(window, QFileDialog)
    files.selectFile(str(family))
    with qtbot.waitSignal(window.workbench.opened):
        files.filesSelected.emit([str(family)])
    files.close()


def test_the_sample_is_there_to_be_tried(qtbot, open_window, sample):
    window = open_window()
    with qtbot.waitSignal(window.workbench.opened):
        window.shell.welcome.sample_clicked.emit()
    assert window.workbench.document.photo.size == (384, 384)
    assert window.workbench.document.source.samefile(sample)


def test_restore_compare_save(qtbot, open_window, family):
    window = open_window()
    opened(qtbot, window, family)
    result = restored(qtbot, window)
    assert result.photo.size == (80, 60)
    assert window.view.divider.isVisible()
    assert window.isWindowModified()
    target = saved(qtbot, window)
    assert target == family.with_name("family_x2.png")
    assert np.array_equal(decode(target).pixels, smooth(40, 30).repeat(2, axis=0).repeat(2, axis=1))
    assert not window.isWindowModified()
    assert not window.commands["save"].isEnabled()


def test_the_window_saves_what_the_library_makes(qtbot, open_window, sample, tmp_path):
    """The same bytes, with a real network."""
    options = RestoreOptions(model="fsrcnn", scale=2, tile=100, strength=0.7, grain=0.3)
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(sample.read_bytes())
    window = open_window(restorer=Restorer(), options=options)
    opened(qtbot, window, photo)
    restored(qtbot, window)
    by_window = saved(qtbot, window)
    encode(Restorer().restore(decode(photo), options).photo, tmp_path / "by library.jpg")
    assert by_window.read_bytes() == (tmp_path / "by library.jpg").read_bytes()


def test_results_appear_tile_by_tile_with_time_and_rate(qtbot, open_window, family):
    session = GatedSession()
    window = open_window(session)
    opened(qtbot, window, family)
    window.commands["restore"].trigger()
    with qtbot.waitSignal(window.workbench.progressed, check_params_cb=lambda progress: progress.fraction > 0):
        session.gate.release()
    assert "%" in window.view.accessibleDescription()
    assert window.commands["cancel"].isEnabled()
    assert not window.commands["save"].isEnabled()
    with qtbot.waitSignal(window.workbench.restored):
        session.gate.release(100)
    assert not window.commands["cancel"].isEnabled()


def test_cancelling_inside_a_tile(qtbot, open_window, family):
    session = BlockingSession()
    window = open_window(session)
    opened(qtbot, window, family)
    window.commands["restore"].trigger()
    assert session.entered.wait(30)
    with qtbot.waitSignal(window.workbench.reverted):
        window.shell.run.cancel_clicked.emit()
    assert not window.workbench.restoring
    assert not window.view.divider.isVisible()
    assert window.commands["restore"].isEnabled()
    assert messages(window) == []


def test_cancelling_brings_the_earlier_result_back(qtbot, open_window, family):
    session = GatedSession()
    session.gate.release(100)
    window = open_window(session)
    opened(qtbot, window, family)
    first = restored(qtbot, window)
    while session.gate.acquire(blocking=False):
        pass
    window.panel._change(tile=8)
    window.commands["restore"].trigger()
    with qtbot.waitSignal(window.workbench.reverted):
        window.commands["cancel"].trigger()
    window.panel._change(tile=16)
    assert window.workbench.document.result is first
    assert window.view.divider.isVisible()
    assert window.isWindowModified()


def test_an_error_is_shown_with_its_next_step(qtbot, open_window, family):
    window = open_window(FailingSession(at=0))
    opened(qtbot, window, family)
    with qtbot.waitSignal(window.workbench.failed):
        window.commands["restore"].trigger()
    (message,) = window.shell.messages.messages
    assert (message.text, message.hint, message.severity) == ("The engine broke.", "Mend it.", Severity.ERROR)
    assert window.commands["restore"].isEnabled()


def test_what_is_no_picture_is_shown_and_what_is_open_stays(qtbot, open_window, family, tmp_path):
    window = open_window()
    document = opened(qtbot, window, family)
    (tmp_path / "notes.txt").write_text("no picture")
    with qtbot.waitSignal(window.workbench.failed):
        window.open([tmp_path / "notes.txt"])
    assert "notes.txt" in messages(window)[0]
    assert window.workbench.document is document


def test_messages_go_when_another_photo_is_open(qtbot, open_window, family, tmp_path):
    window = open_window()
    with qtbot.waitSignal(window.workbench.failed):
        window.open([tmp_path / "gone.jpg"])
    assert messages(window)
    opened(qtbot, window, family)
    assert messages(window) == []


def test_bugs_are_shown_with_a_traceback(open_window, monkeypatch, capsys):
    window = open_window()
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    show_bugs_in(window.studio.notices)
    try:
        raise LookupError("nobody expected this")
    except LookupError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    (message,) = window.shell.messages.messages
    assert "nobody expected this" in message.details
    assert "test_bugs_are_shown" in message.details
    assert "nobody expected this" in capsys.readouterr().err


def test_a_bug_in_showing_bugs_is_printed_and_that_is_all(open_window, monkeypatch, capsys):
    window = open_window()
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    show_bugs_in(window.studio.notices)

    def show(_message):
        sys.excepthook(LookupError, LookupError("and again"), None)

    monkeypatch.setattr(window.studio.notices, "show", show)
    sys.excepthook(ValueError, ValueError("once"), None)
    assert capsys.readouterr().err.count("and again") == 1


def test_a_result_goes_with_its_settings_and_comes_back_with_them(qtbot, open_window, family):
    window = open_window()
    opened(qtbot, window, family)
    result = restored(qtbot, window)
    window.panel._change(tile=32)
    assert window.workbench.document.result is None
    assert "After" not in window.view.accessibleDescription()
    assert not window.view.divider.isVisible()
    assert not window.commands["save"].isEnabled()
    assert window.isWindowModified(), "what was restored is still there, and not saved"
    window.panel._change(tile=16)
    assert window.workbench.document.result is result
    assert "After" in window.view.accessibleDescription()
    assert window.commands["save"].isEnabled()


def test_another_scale_before_restoring_changes_the_scene(qtbot, open_window, family):
    window = open_window(restorer=Restorer(), options=RestoreOptions())
    opened(qtbot, window, family)
    window.panel._change(scale=4)
    assert window.view.viewport.scene == (160, 120)


def test_the_pixel_under_the_cursor_is_read_on_both_sides(qtbot, open_window, family):
    window = open_window()
    opened(qtbot, window, family)
    restored(qtbot, window)
    readout = window.view.findChild(Readout)
    window.view.hovered.emit((6, 4))
    assert not readout.isVisible()
    QTest.keyClick(window.view, Qt.Key.Key_P)
    shown = " ".join(str(value) for value in smooth(40, 30)[2, 3])
    assert f"→ {shown} " in readout.text
    window.view.hovered.emit(None)
    assert not readout.isVisible()


def test_keys_zoom(qtbot, open_window, family):
    window = open_window()
    opened(qtbot, window, family)
    for key, zoom in ((Qt.Key.Key_Z, 1.0), (Qt.Key.Key_Plus, 1.5), (Qt.Key.Key_Minus, 1.0), (Qt.Key.Key_F, 4.0)):
        QTest.keyClick(window.view, key)
        assert window.view.viewport.zoom == zoom
    assert window.commands.zoom_label.text() == "400%"


def test_the_panel_can_be_hidden(open_window):
    window = open_window()
    window.commands["panel"].trigger()
    assert not window.shell.side.isVisible()
    window.commands["panel"].trigger()
    assert window.shell.side.isVisible()


@pytest.mark.parametrize("name", ["pages", "shortcuts", "edit_shortcuts", "about"])
def test_help_opens_and_closes(open_window, name):
    window = open_window()
    window.commands[name].trigger()
    dialog(window, QDialog).reject()


def test_save_as_asks_where(qtbot, open_window, family, tmp_path):
    window = open_window()
    opened(qtbot, window, family)
    restored(qtbot, window)
    window.commands["save_as"].trigger()
    files = dialog(window, QFileDialog)
    assert files.selectedFiles()[0].endswith("family_x2.png")
    assert files.selectedNameFilter().startswith("PNG")
    target = tmp_path / "elsewhere.jpg"
    files.fileSelected.emit(str(target))
    files.close()
    with qtbot.waitSignal(window.workbench.saved):
        dialog(window, SaveSheet).findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Save).click()
    assert decode(target).size == (80, 60)


def test_a_file_in_the_way_is_never_overwritten_unasked(qtbot, open_window, family):
    window = open_window()
    taken = family.with_name("family_x2.png")
    taken.write_bytes(b"mine")
    opened(qtbot, window, family)
    restored(qtbot, window)
    window.commands["save"].trigger()
    files = dialog(window, QFileDialog)
    assert files.selectedFiles()[0].endswith("family_x2-2.png")
    files.reject()
    assert taken.read_bytes() == b"mine"
    assert window.workbench.document.unsaved


def test_the_original_is_never_replaced(qtbot, open_window, family):
    before = family.read_bytes()
    window = open_window()
    opened(qtbot, window, family)
    restored(qtbot, window)
    window.commands["save_as"].trigger()
    files = dialog(window, QFileDialog)
    files.fileSelected.emit(str(family))
    files.close()
    assert "original" in messages(window)[0]
    assert family.read_bytes() == before


def test_the_sample_is_saved_elsewhere(qtbot, open_window, sample, tmp_path, monkeypatch):
    window = open_window()
    monkeypatch.setattr(places.QStandardPaths, "writableLocation", lambda _kind: str(tmp_path))
    opened(qtbot, window, sample)
    restored(qtbot, window)
    window.commands["save"].trigger()
    files = dialog(window, QFileDialog)
    assert files.directory().absolutePath() == str(tmp_path)
    files.reject()


def test_a_save_that_fails_is_shown(qtbot, open_window, family):
    window = open_window()
    opened(qtbot, window, family)
    restored(qtbot, window)
    family.unlink()
    family.parent.rmdir()
    with qtbot.waitSignal(window.workbench.saves.refused):
        window.commands["save"].trigger()
    assert window.shell.messages.messages[0].hint
    assert window.workbench.document.unsaved


class TestUnsaved:
    """A result that nobody has saved is asked about."""

    @pytest.fixture
    def window(self, qtbot, open_window, family):
        window = open_window()
        opened(qtbot, window, family)
        restored(qtbot, window)
        return window

    def test_cancel_keeps_the_window_open(self, window):
        window.close()
        assert window.isVisible()
        answer(window, QMessageBox.StandardButton.Cancel)
        assert window.isVisible()
        assert window.workbench.document.unsaved

    def test_discard_closes(self, window, family):
        window.close()
        answer(window, QMessageBox.StandardButton.Discard)
        assert not window.isVisible()
        assert [path.name for path in family.parent.iterdir()] == ["family.png"]

    def test_save_saves_and_closes(self, qtbot, window, family):
        window.close()
        answer(window, QMessageBox.StandardButton.Save)
        qtbot.waitUntil(lambda: not window.isVisible())
        assert decode(family.with_name("family_x2.png")).size == (80, 60)

    def test_a_save_that_fails_keeps_the_window_open(self, qtbot, window, family):
        family.unlink()
        family.parent.rmdir()
        window.close()
        with qtbot.waitSignal(window.workbench.saves.refused):
            answer(window, QMessageBox.StandardButton.Save)
        assert window.isVisible()
        assert window.workbench.document.unsaved

    def test_a_dialog_that_is_dismissed_keeps_the_window_open(self, qtbot, window, family):
        family.with_name("family_x2.png").touch()
        window.close()
        answer(window, QMessageBox.StandardButton.Save)
        files = dialog(window, QFileDialog)
        files.reject()
        with qtbot.waitSignal(window.workbench.saved):
            window._keeper.write(family.with_name("later.png"), overwrite=False)
        assert window.isVisible(), "a later save is just a save"

    def test_what_was_discarded_is_no_longer_shown(self, qtbot, window, tmp_path):
        window.open([tmp_path / "gone.jpg"])
        with qtbot.waitSignal(window.workbench.failed):
            answer(window, QMessageBox.StandardButton.Discard)
        assert "After" not in window.view.accessibleDescription()
        assert not window.commands["save"].isEnabled()

    def test_it_is_asked_about_before_another_photo_is_opened(self, qtbot, window, tmp_path):
        other = photo_file(tmp_path, "other.png")
        drop(window, QUrl.fromLocalFile(str(other)))
        assert window.workbench.opening is None
        with qtbot.waitSignal(window.workbench.opened):
            answer(window, QMessageBox.StandardButton.Discard)
        assert window.workbench.document.source == other

    def test_a_saved_result_is_not_asked_about(self, qtbot, window):
        saved(qtbot, window)
        window.close()
        assert not window.isVisible()

    def test_closing_while_saving_waits_for_the_file(self, qtbot, window, family):
        window.commands["save"].trigger()
        window.close()
        qtbot.waitUntil(lambda: not window.isVisible())
        assert decode(family.with_name("family_x2.png")).size == (80, 60)

    def test_it_is_asked_about_after_a_restoration_that_is_stopped(self, qtbot, window):
        window.panel._change(strength=0.5, tile=8)
        window.commands["restore"].trigger()
        window.close()
        answer(window, QMessageBox.StandardButton.Discard)
        assert window.isVisible()
        answer(window, QMessageBox.StandardButton.Discard)
        assert not window.isVisible()

    def test_being_told_to_close_at_once_does(self, window):
        window.close_at_once()
        assert not window.isVisible()


def test_keys_go_to_the_view_when_the_settings_that_had_them_are_hidden(qtbot, open_window, family):
    window = open_window()
    opened(qtbot, window, family)
    window.panel.findChild(QSlider).setFocus()
    assert window.focusWidget() is not window.view
    window.commands["panel"].trigger()
    assert window.focusWidget() is window.view, "Space shows the original, and opens no photo"


def test_opening_while_restoring_asks(qtbot, open_window, family, tmp_path):
    session = BlockingSession()
    window = open_window(session)
    opened(qtbot, window, family)
    window.commands["restore"].trigger()
    assert session.entered.wait(30)
    other = photo_file(tmp_path, "other.png")
    window.open([other])
    answer(window, QMessageBox.StandardButton.Cancel)
    assert window.workbench.restoring
    window.open([other])
    with qtbot.waitSignal(window.workbench.opened):
        answer(window, QMessageBox.StandardButton.Discard)
    assert window.workbench.document.source == other
    assert not window.workbench.restoring


def test_closing_while_restoring_asks_and_leaves_nothing_running(qtbot, open_window, family):
    session = BlockingSession()
    window = open_window(session)
    opened(qtbot, window, family)
    window.commands["restore"].trigger()
    assert session.entered.wait(30)
    window.close()
    answer(window, QMessageBox.StandardButton.Cancel)
    assert window.isVisible() and window.workbench.restoring
    window.close()
    answer(window, QMessageBox.StandardButton.Discard)
    assert not window.isVisible()
    assert not window.studio.busy


def test_settings_are_remembered(qtbot, open_window, family, srdesk_home):
    window = open_window()
    opened(qtbot, window, family)
    window.panel._change(strength=0.25, overlap=7)
    window.resize(1111, 777)
    window.close()
    assert load() == Settings(
        options=RestoreOptions(model="fake", tile=16, strength=0.25, overlap=7),
        folder=str(family.parent),
        preview=False,
    )
    again = open_window(options=load().options)
    assert again.height() == pytest.approx(777, abs=10)


def test_the_way_of_comparing_is_remembered_with_both_sides_in_view(qtbot, open_window, family):
    window = open_window()
    opened(qtbot, window, family)
    QTest.keyClick(window.view, Qt.Key.Key_O)
    window.view.divider.setValue(1000)
    window.close()
    assert (load().comparison.mode, load().comparison.position) == (Mode.ONION, 1.0)
    studio = Studio(catalogue().specs, lambda: pytest.fail("nothing is restored"), load())
    assert (studio.comparing.value.mode, studio.comparing.value.position) == (Mode.ONION, 0.5)


def test_settings_that_cannot_be_saved_do_not_keep_the_window_open(open_window, srdesk_home, capsys):
    window = open_window()
    (srdesk_home / "config").write_text("in the way")
    window.close()
    assert not window.isVisible()
    assert "settings" in capsys.readouterr().err


def test_notices_of_a_photo_are_shown(qtbot, open_window, tmp_path):
    from PIL import Image

    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    frames[0].save(tmp_path / "pages.tif", save_all=True, append_images=frames[1:])
    window = open_window()
    opened(qtbot, window, tmp_path / "pages.tif")
    assert "first of 2 pages" in window.shell.messages.messages[0].hint


def test_every_control_has_a_name_and_can_be_reached(qtbot, open_window, family):
    window = open_window()
    opened(qtbot, window, family)
    restored(qtbot, window)
    for fold in window.panel.findChildren(QToolButton, "fold"):
        fold.click()
    reached: set[QWidget] = set()
    while (widget := window.focusWidget()) not in reached:
        reached.add(widget)
        widget.focusNextChild()
    named = {widget.accessibleName() for widget in reached}
    assert {"Model", "Strength", "Precision", "Tile size", "Overlap"} <= named
    assert {window.view.accessibleName(), window.view.divider.accessibleName()} <= named


def test_a_model_without_that_scale_is_no_dead_end(open_window):
    restorer = Restorer(catalogue(scale=3), opener=opener(GatedSession()))
    window = open_window(restorer=restorer, options=OPTIONS)
    assert window.panel.options.scale == 3
