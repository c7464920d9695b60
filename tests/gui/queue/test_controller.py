"""Many photos in the window: dropped, pasted, put in order, restored, paused, looked at."""

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from srdesk.gui.app import Front
from srdesk.imaging.codec import decode
from srdesk.jobs.queue import State
from srdesk.paths import pasted_folder
from srdesk.restore import RestoreOptions
from tests.fakes import BlockingSession, FailingSession
from tests.gui.conftest import OPTIONS, let_go
from tests.gui.fakes import GatedSession, photo_file

OTHER = RestoreOptions(model="fake", tile=8)
LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def photos(tmp_path):
    folder = tmp_path / "album"
    folder.mkdir()
    return [photo_file(folder, f"{name}.png", (40, 30 + n)) for n, name in enumerate("abcd")]


def files(*paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def drop(window, mime):
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(300, 300), Qt.DropAction.CopyAction, mime, LEFT, PLAIN))
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, mime, LEFT, PLAIN))


def filled(qtbot, window, *paths):
    """Drop photos and wait until they are in the queue and the first is open."""
    with qtbot.waitSignals([window.studio.queue.arrived, window.workbench.opened]):
        drop(window, files(*paths))
    return window.studio.queue.desk


def finished(qtbot, window):
    with qtbot.waitSignal(window.studio.queue.desk.ended):
        window.commands["start_queue"].trigger()


def begun(qtbot, desk, session):
    """Let tiles of the first photo through, one at a time, until some of it is done."""

    def look():
        if desk.queue[0].fraction == 0:
            session.gate.release()
        return desk.queue[0].fraction > 0

    qtbot.waitUntil(look)


def strip(window):
    return window._queue.strip


def names(window):
    return [entry.source.name for entry in window.studio.queue.desk.queue]


def states(window):
    return [entry.state for entry in window.studio.queue.desk.queue]


def messages(window):
    return [message.text for message in window.studio.notices.messages]


def dialog(window, kind):
    return next(child for child in window.findChildren(kind) if child.isVisible())


def image(colour="teal"):
    picture = QImage(12, 8, QImage.Format.Format_RGB32)
    picture.fill(QColor(colour))
    return picture


class TestArriving:
    def test_one_photo_is_no_queue(self, qtbot, open_window, photos):
        window = open_window()
        with qtbot.waitSignal(window.workbench.opened):
            drop(window, files(photos[0]))
        assert names(window) == []
        assert not strip(window).isVisible()

    def test_several_photos_are_a_queue_and_the_first_is_opened(self, qtbot, open_window, photos):
        window = open_window()
        filled(qtbot, window, *photos[:3])
        assert names(window) == ["a.png", "b.png", "c.png"]
        assert window.workbench.document.source == photos[0]
        assert strip(window).isVisible()
        assert [entry.source for entry in strip(window).list.chosen] == [photos[0]]

    def test_a_folder_is_a_queue_of_what_is_in_it(self, qtbot, open_window, photos):
        folder = photos[0].parent
        (folder / "below").mkdir()
        photo_file(folder / "below", "e.PNG")
        photo_file(folder, "a_x2.png")
        for junk in ("notes.txt", "._a.png", ".hidden.png"):
            (folder / junk).write_text("x")
        window = open_window()
        filled(qtbot, window, folder)
        assert names(window) == ["a.png", "b.png", "c.png", "d.png", "e.PNG"]
        assert "1 file is a result of srdesk and was left out." in messages(window)

    def test_a_folder_with_one_photo_opens_it(self, qtbot, open_window, family):
        window = open_window()
        with qtbot.waitSignal(window.workbench.opened):
            drop(window, files(family.parent))
        assert names(window) == []

    def test_a_folder_without_photos_is_said(self, qtbot, open_window, tmp_path):
        window = open_window()
        with qtbot.waitSignal(window.studio.notices.added):
            drop(window, files(tmp_path))
        assert "no photos" in messages(window)[0]

    def test_the_photo_that_is_open_joins_the_others(self, qtbot, open_window, photos, family):
        window = open_window()
        with qtbot.waitSignal(window.workbench.opened):
            drop(window, files(family))
        with qtbot.waitSignal(window.studio.queue.arrived):
            drop(window, files(*photos[:2]))
        assert names(window) == ["family.png", "a.png", "b.png"]
        assert window.workbench.document.source == family

    def test_photos_are_in_the_queue_once(self, qtbot, open_window, photos):
        window = open_window()
        filled(qtbot, window, *photos[:3])
        with qtbot.waitSignal(window.studio.queue.remarked):
            drop(window, files(*photos[1:]))
        assert names(window) == ["a.png", "b.png", "c.png", "d.png"]
        assert window.statusBar().currentMessage() == "2 photos were in the queue already."
        assert not messages(window), "nothing that has to be dismissed"

    def test_an_open_photo_shows_what_the_queue_has_made_of_it(self, qtbot, open_window, photos):
        window = open_window()
        filled(qtbot, window, *photos[:2])
        assert window.workbench.document.result is None
        with qtbot.waitSignals([window.workbench.restored, window.studio.queue.desk.ended]):
            window.commands["start_queue"].trigger()
        made, result = window.studio.queue.desk.queue[0].made, window.workbench.document.result
        assert window.workbench.document.source == photos[0]
        assert result.computed is None, "read, and not computed once more"
        assert result.saved == made.target
        assert np.array_equal(result.photo.pixels, decode(made.target).pixels)
        assert not window.workbench.document.unsaved
        qtbot.waitUntil(lambda: window.view.captions[1].title == "After")

    def test_what_the_queue_has_made_of_a_photo_that_is_another_by_now_is_not_shown(self, qtbot, open_window, photos):
        window = open_window()
        desk = filled(qtbot, window, *photos[:2])
        with Image.open(photos[0]) as image:
            other = image.rotate(180)
        other.save(photos[0])
        with qtbot.waitSignal(desk.ended):
            window.commands["start_queue"].trigger()
        qtbot.waitUntil(lambda: not window.studio._files.busy)
        assert desk.queue[0].made is not None
        assert window.workbench.document.result is None

    def test_queue_and_settings_make_room_for_each_other_in_a_narrow_window(self, qtbot, open_window, photos):
        window = open_window()
        window.setMinimumSize(1, 1)
        window.resize(680, 460)
        filled(qtbot, window, *photos[:2])
        assert strip(window).isVisible() and not window.shell.side.isVisible()
        window.commands["panel"].trigger()
        assert window.shell.side.isVisible() and not strip(window).isVisible()
        window.commands["queue"].trigger()
        assert strip(window).isVisible() and not window.shell.side.isVisible()
        window.resize(1100, 700)
        window.commands["panel"].trigger()
        assert strip(window).isVisible() and window.shell.side.isVisible()

    def test_another_single_photo_is_added_and_opened(self, qtbot, open_window, photos):
        window = open_window()
        filled(qtbot, window, *photos[:2])
        with qtbot.waitSignal(window.workbench.opened):
            drop(window, files(photos[3]))
        assert names(window) == ["a.png", "b.png", "d.png"]
        assert window.workbench.document.source == photos[3]

    def test_files_of_the_command_line_are_a_queue(self, qtbot, open_window, photos):
        window = open_window()
        with qtbot.waitSignal(window.studio.queue.arrived):
            window.open(photos)
        assert len(names(window)) == 4

    @pytest.mark.parametrize("name", ["add", "open"])
    def test_photos_can_be_chosen(self, qtbot, open_window, photos, name):
        window = open_window()
        window.commands[name].trigger()
        chooser = dialog(window, QFileDialog)
        with qtbot.waitSignal(window.studio.queue.arrived):
            chooser.filesSelected.emit([str(path) for path in photos[:2]])
        chooser.close()
        assert names(window) == ["a.png", "b.png"]

    def test_a_folder_can_be_chosen(self, qtbot, open_window, photos):
        window = open_window()
        window.commands["add_folder"].trigger()
        chooser = dialog(window, QFileDialog)
        with qtbot.waitSignal(window.studio.queue.arrived):
            chooser.fileSelected.emit(str(photos[0].parent))
        chooser.close()
        assert len(names(window)) == 4

    def test_very_many_come_some_at_a_time(self, qtbot, open_window, tmp_path, monkeypatch):
        from srdesk.gui.queue import room

        monkeypatch.setattr(room, "AT_ONCE", 3)
        content = photo_file(tmp_path, "0.png").read_bytes()
        for number in range(1, 10):
            (tmp_path / f"{number}.png").write_bytes(content)
        window = open_window()
        filled(qtbot, window, tmp_path)
        qtbot.waitUntil(lambda: len(names(window)) == 10)


class TestPasting:
    @pytest.fixture(autouse=True)
    def clipboard(self, qapp):
        """Empty again before the application goes, which what is on it does not survive."""
        yield
        QGuiApplication.clipboard().clear()

    def paste(self, qtbot, window, mime):
        QGuiApplication.clipboard().setMimeData(mime)
        with qtbot.waitSignal(window.workbench.opened):
            window.commands["paste"].trigger()
        return window.workbench.document

    def test_a_picture_is_kept_as_a_png_in_the_cache(self, qtbot, open_window):
        window = open_window()
        mime = QMimeData()
        mime.setImageData(image())
        document = self.paste(qtbot, window, mime)
        assert document.source.parent == pasted_folder()
        assert document.source.suffix == ".png"
        assert document.source.name.startswith("Pasted 2")
        assert tuple(document.photo.pixels[3, 4]) == QColor("teal").getRgb()[:3]

    def test_a_browsers_picture_is_opened_when_it_is_dropped(self, qtbot, open_window):
        window = open_window()
        mime = QMimeData()
        mime.setUrls([QUrl("https://example.org/photo.png")])
        mime.setImageData(image())
        with qtbot.waitSignal(window.workbench.opened):
            drop(window, mime)
        assert window.workbench.document.homeless

    def test_files_are_pasted_as_files(self, qtbot, open_window, family):
        assert self.paste(qtbot, open_window(), files(family)).source == family

    def test_nothing_to_paste_is_said(self, open_window):
        window = open_window()
        mime = QMimeData()
        mime.setText("hello")
        QGuiApplication.clipboard().setMimeData(mime)
        window.commands["paste"].trigger()
        assert "clipboard" in messages(window)[0]

    def test_what_is_no_picture_after_all_is_said(self, qtbot, open_window):
        window = open_window()
        mime = QMimeData()
        mime.setData("image/png", b"no picture")
        QGuiApplication.clipboard().setMimeData(mime)
        with qtbot.waitSignal(window.workbench.failed):
            window.commands["paste"].trigger()

    def test_a_cache_that_cannot_be_written_is_said(self, qtbot, open_window, srdesk_home):
        window = open_window()
        (srdesk_home / "cache").write_text("in the way")
        mime = QMimeData()
        mime.setImageData(image())
        QGuiApplication.clipboard().setMimeData(mime)
        with qtbot.waitSignal(window.studio.notices.added):
            window.commands["paste"].trigger()
        assert window.studio.notices.messages[0].hint

    def test_the_result_of_a_pasted_picture_goes_where_photos_are_kept(self, qtbot, open_window, photos):
        window = open_window()
        filled(qtbot, window, *photos[:2])
        mime = QMimeData()
        mime.setImageData(image())
        self.paste(qtbot, window, mime)
        finished(qtbot, window)
        made = [entry.made.target.parent for entry in window.studio.queue.desk.queue]
        assert made == [photos[0].parent] * 3


class TestRunning:
    def test_everything_is_restored_and_said(self, qtbot, open_window, photos):
        window = open_window()
        filled(qtbot, window, *photos)
        assert window.commands["start_queue"].isEnabled()
        finished(qtbot, window)
        assert states(window) == [State.DONE] * 4
        for photo in photos:
            expected = decode(photo).pixels.repeat(2, axis=0).repeat(2, axis=1)
            assert np.array_equal(decode(photo.with_name(f"{photo.stem}_x2.png")).pixels, expected)
        assert "4 done" in window.statusBar().currentMessage()
        assert not window.commands["start_queue"].isEnabled()

    def test_the_title_and_the_strip_tell_how_far_it_is(self, qtbot, open_window, photos):
        session = GatedSession()
        window = open_window(session, options=OTHER)
        desk = filled(qtbot, window, *photos)
        qtbot.waitUntil(lambda: all(entry.size for entry in desk.queue))
        window.commands["start_queue"].trigger()
        begun(qtbot, desk, session)
        assert "% · a.png" in window.windowTitle()
        assert strip(window)._line.text() == "1 of 4"
        assert strip(window)._bar.value() > 0
        session.gate.release(1000)
        qtbot.waitUntil(lambda: not desk.running)
        assert window.windowTitle() == "a.png[*] — srdesk"

    def test_pausing_inside_a_photo_keeps_its_tiles(self, qtbot, open_window, photos):
        session = GatedSession()
        window = open_window(session, options=OTHER)
        desk = filled(qtbot, window, *photos[:2])
        window.commands["start_queue"].trigger()
        begun(qtbot, desk, session)
        window.commands["pause_queue"].trigger()
        assert not window.commands["pause_queue"].isEnabled()
        assert "Paused" in strip(window)._line.text()
        assert strip(window)._time.text() == "", "a pause has no pace"
        session.gate.release(1000)
        runs = session.runs
        window.commands["start_queue"].trigger()
        qtbot.waitUntil(lambda: not desk.running)
        assert states(window) == [State.DONE] * 2
        assert runs < session.runs == 2 * 5 * 4, "no tile was restored twice"

    def test_cancelling_stops_inside_a_tile(self, qtbot, open_window, photos):
        session = BlockingSession()
        window = open_window(session)
        desk = filled(qtbot, window, *photos[:2])
        window.commands["start_queue"].trigger()
        assert session.entered.wait(30)
        with qtbot.waitSignal(desk.ended):
            window.commands["cancel_queue"].trigger()
        assert states(window) == [State.CANCELLED] * 2

    def test_failures_are_shown_and_tried_again(self, qtbot, open_window, photos):
        content = photos[1].read_bytes()
        photos[1].write_bytes(b"no picture")
        window = open_window()
        filled(qtbot, window, *photos[:3])
        finished(qtbot, window)
        assert states(window) == [State.DONE, State.FAILED, State.DONE]
        assert "2 done, 1 failed" in strip(window)._summary.text()
        assert strip(window)._retry.isVisible()
        photos[1].write_bytes(content)
        strip(window)._retry.click()
        finished(qtbot, window)
        assert states(window) == [State.DONE] * 3

    def test_the_queue_steps_aside_for_the_photo_that_is_open(self, qtbot, open_window, photos):
        session = GatedSession()
        window = open_window(session)
        desk = filled(qtbot, window, *photos[:2])
        window.commands["start_queue"].trigger()
        window.commands["restore"].trigger()
        assert desk.aside
        assert "open photo" in strip(window)._line.text()
        with qtbot.waitSignal(window.workbench.restored):
            session.gate.release(12)
        assert not desk.aside
        session.gate.release(1000)
        qtbot.waitUntil(lambda: not desk.running)

    def test_saving_the_open_photo_is_that_photo_done(self, qtbot, open_window, photos):
        window = open_window()
        filled(qtbot, window, *photos[:2])
        with qtbot.waitSignal(window.workbench.restored):
            window.commands["restore"].trigger()
        with qtbot.waitSignal(window.workbench.saved):
            window.commands["save"].trigger()
        assert states(window) == [State.DONE, State.QUEUED]

    def test_taking_a_save_back_is_that_photo_not_done(self, qtbot, open_window, photos):
        window = open_window()
        desk = filled(qtbot, window, *photos[:2])
        finished(qtbot, window)
        desk.unsettle(desk.queue[1].made.target)
        assert states(window) == [State.DONE, State.CANCELLED]
        desk.unsettle(photos[0])
        assert states(window) == [State.DONE, State.CANCELLED]

    def test_the_panel_counts_until_the_start(self, qtbot, open_window, photos):
        window = open_window()
        filled(qtbot, window, *photos[:2])
        window.panel._change(tile=8)
        finished(qtbot, window)
        assert [entry.made.options for entry in window.studio.queue.desk.queue] == [OTHER] * 2

    def test_an_own_setting_is_kept(self, qtbot, open_window, photos):
        window = open_window()
        desk = filled(qtbot, window, *photos[:2])
        menu = window._queue._menu([desk.queue[1]])
        action(menu, "panel's settings").trigger()
        window.panel._change(tile=8)
        finished(qtbot, window)
        assert [entry.made.options for entry in desk.queue] == [OTHER, OPTIONS]


def action(menu, text):
    return next(action for action in menu.actions() if text in action.text())


class TestLooking:
    def test_a_click_on_what_is_done_shows_before_and_after(self, qtbot, open_window, photos):
        window = open_window()
        desk = filled(qtbot, window, *photos[:2])
        finished(qtbot, window)
        rows = strip(window).list
        with qtbot.waitSignal(window.workbench.opened):
            QTest.mouseClick(rows.viewport(), LEFT, PLAIN, rows.visualRect(desk.model.index(1)).center())
        result = window.workbench.document.result
        assert result.saved == photos[1].with_name("b_x2.png")
        assert np.array_equal(result.photo.pixels, decode(result.saved).pixels)
        assert window.view.divider.isVisible()
        assert not window.isWindowModified()
        assert window.view.viewport.scene == (80, 62)

    def test_a_result_that_is_gone_leaves_the_photo(self, qtbot, open_window, photos):
        window = open_window()
        desk = filled(qtbot, window, *photos[:2])
        finished(qtbot, window)
        desk.queue[1].made.target.unlink()
        with qtbot.waitSignal(window.workbench.opened):
            rows = strip(window).list
            rows.opened.emit(desk.queue[1])
        assert window.workbench.document.result is None

    def test_a_click_on_what_failed_says_why(self, qtbot, open_window, photos):
        window = open_window(FailingSession(at=0))
        desk = filled(qtbot, window, *photos[:2])
        finished(qtbot, window)
        with qtbot.waitSignal(window.workbench.opened):
            strip(window).list.opened.emit(desk.queue[1])
        message = window.studio.notices.messages[0]
        assert (message.text, message.hint) == ("b.png: The engine broke.", "Mend it.")

    def test_an_unsaved_result_is_asked_about_first(self, qtbot, open_window, photos):
        window = open_window()
        desk = filled(qtbot, window, *photos[:2])
        with qtbot.waitSignal(window.workbench.restored):
            window.commands["restore"].trigger()
        strip(window).list.opened.emit(desk.queue[1])
        dialog(window, QMessageBox).button(QMessageBox.StandardButton.Cancel).click()
        assert window.workbench.document.source == photos[0]


class TestOrder:
    @pytest.fixture
    def window(self, qtbot, open_window, photos):
        window = open_window()
        filled(qtbot, window, *photos)
        return window

    def choose(self, window, row):
        rows = strip(window).list
        rows.setCurrentIndex(window.studio.queue.desk.model.index(row))
        return rows

    def test_keys_move_and_remove(self, window):
        rows = self.choose(window, 1)
        QTest.keyClick(rows, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        assert names(window) == ["b.png", "a.png", "c.png", "d.png"]
        QTest.keyClick(rows, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        QTest.keyClick(rows, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        assert names(window) == ["a.png", "c.png", "b.png", "d.png"]
        assert [entry.source.name for entry in rows.chosen] == ["b.png"]
        QTest.keyClick(rows, Qt.Key.Key_Delete)
        assert names(window) == ["a.png", "c.png", "d.png"]

    def test_keys_of_the_test_before_are_not_held(self, window):
        QTest.keyClick(window.view, Qt.Key.Key_Q, Qt.KeyboardModifier.MetaModifier | CONTROL)
        assert QApplication.keyboardModifiers() & CONTROL, "Qt believes so"
        let_go()
        self.choose(window, 2)
        assert [entry.source.name for entry in self.choose(window, 1).chosen] == ["b.png"]

    def test_moving_at_the_ends_changes_nothing(self, window):
        QTest.keyClick(self.choose(window, 0), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        QTest.keyClick(self.choose(window, 3), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        assert names(window) == ["a.png", "b.png", "c.png", "d.png"]

    def test_return_opens(self, qtbot, window, photos):
        rows = self.choose(window, 2)
        with qtbot.waitSignal(window.workbench.opened):
            QTest.keyClick(rows, Qt.Key.Key_Return)
        assert window.workbench.document.source == photos[2]

    @pytest.mark.parametrize(("row", "below", "order"), [(2, False, "bacd"), (2, True, "bcad"), (None, True, "bcda")])
    def test_rows_are_dragged(self, window, row, below, order):
        rows, model = self.choose(window, 0), window.studio.queue.desk.model
        mime = model.mimeData([model.index(0)])
        if row is None:
            place = QPointF(30, rows.viewport().height() - 3)
        else:
            area = rows.visualRect(model.index(row))
            place = QPointF(area.left() + 20, area.bottom() - 4 if below else area.top() + 4)
        rows.dropEvent(QDropEvent(place, Qt.DropAction.MoveAction, mime, LEFT, PLAIN))
        assert names(window) == [f"{name}.png" for name in order]

    def test_files_dropped_on_the_list_are_for_the_window(self, qtbot, window, tmp_path):
        rows = strip(window).list
        event = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, files(tmp_path), LEFT, PLAIN)
        rows.dragEnterEvent(event)
        assert not event.isAccepted()

    def test_the_menu_does_what_it_says(self, window):
        desk = window.studio.queue.desk
        menu = window._queue._menu([desk.queue[3]])
        action(menu, "top").trigger()
        assert names(window) == ["d.png", "a.png", "b.png", "c.png"]
        action(menu, "Cancel").trigger()
        assert states(window)[0] is State.CANCELLED
        action(window._queue._menu([desk.queue[0]]), "again").trigger()
        assert states(window)[0] is State.QUEUED
        action(menu, "Remove").trigger()
        assert len(names(window)) == 3

    def test_what_is_over_can_be_removed(self, qtbot, window):
        finished(qtbot, window)
        window.commands["clear_queue"].trigger()
        assert names(window) == []
        assert not strip(window).isVisible()

    def test_the_strip_can_be_hidden(self, window):
        window.commands["queue"].trigger()
        assert not strip(window).isVisible()
        window.commands["queue"].trigger()
        assert strip(window).isVisible()

    def test_rows_have_thumbnails_and_words(self, qtbot, window, photos):
        model, thumbnails = window.studio.queue.desk.model, window.studio.queue.thumbnails
        qtbot.waitUntil(lambda: (made := thumbnails.get(photos[3])) is not None and not made.isNull())
        assert thumbnails.get(photos[3]).size().toTuple() == (40, 33)
        assert "d.png, Waiting" in model.data(model.index(3), int(Qt.ItemDataRole.AccessibleTextRole))
        assert str(photos[3]) in model.data(model.index(3), int(Qt.ItemDataRole.ToolTipRole))


class TestLeaving:
    def test_a_running_queue_is_asked_about(self, qtbot, open_window, photos):
        session = BlockingSession()
        window = open_window(session)
        filled(qtbot, window, *photos[:2])
        window.commands["start_queue"].trigger()
        assert session.entered.wait(30)
        window.close()
        assert window.isVisible()
        dialog(window, QMessageBox).button(QMessageBox.StandardButton.Cancel).click()
        assert window.isVisible()
        window.close()
        dialog(window, QMessageBox).button(QMessageBox.StandardButton.Discard).click()
        assert not window.isVisible()
        assert states(window) == [State.QUEUED] * 2
        assert not list(photos[0].parent.glob("*_x2*"))

    def test_a_new_window_shows_the_same_queue(self, qtbot, open_window, photos):
        front = Front(open_window().studio)
        filled(qtbot, front.window, *photos)
        front.renew()
        assert strip(front.window).isVisible()
        assert strip(front.window).list.model().rowCount() == 4
        finished(qtbot, front.window)
        assert states(front.window) == [State.DONE] * 4
        front.close()
        front.window.deleteLater()


def test_the_announcer_tells_a_window_that_is_behind(qtbot, open_window, photos, monkeypatch):
    from srdesk.gui import notifying

    alerted = []
    monkeypatch.setattr(notifying.QApplication, "alert", alerted.append)
    window = open_window()
    monkeypatch.setattr(window, "isActiveWindow", lambda: False)
    filled(qtbot, window, *photos[:2])
    finished(qtbot, window)
    assert alerted == [window]
    monkeypatch.setattr(window, "isActiveWindow", lambda: True)
    window.studio.queue.desk.retry([1])
    finished(qtbot, window)
    assert alerted == [window]
