"""The window of a batch: each page, closing, languages, and the main window meanwhile."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMessageBox

from srdesk.gui.app import Front
from srdesk.gui.batch.offers import shortest
from srdesk.gui.batch.stage import Page, Stage
from srdesk.gui.batch.standing import Sieve, Standing
from srdesk.gui.languages import Interpreter, Language, named
from srdesk.gui.studio import Studio
from srdesk.jobs import known
from srdesk.jobs.journal import now, open_journal
from srdesk.jobs.planning.spec import Conflict
from srdesk.jobs.records import RunRecord
from srdesk.jobs.running.control import Cause, Politeness
from srdesk.jobs.running.finish import Finish
from srdesk.jobs.undo import undo_batch
from srdesk.restore import Restorer
from srdesk.settings import Settings
from tests.bin import recycle_bin
from tests.fakes import RepeatSession, catalogue, opener
from tests.gui.conftest import OPTIONS
from tests.gui.fakes import GatedSession
from tests.gui.test_accessibility import unnamed


@pytest.fixture(autouse=True)
def not_kept_awake(monkeypatch):
    """The computer of the tests may sleep."""
    monkeypatch.setattr("srdesk.jobs.running.awake.keeper_command", lambda _process: [])


@pytest.fixture
def main(open_window):
    """A main window with the batch open."""

    def make(session=None):
        window = open_window(session)
        window.commands["batch"].trigger()
        return window

    return make


def ready(main_window, tree):
    """Have the batch ask for a tree; returns its window and its desk."""
    batch = main_window.batch.window
    batch.choose.take([tree.inside])
    desk = main_window.studio.batch
    desk.change(output=tree.out)
    return batch, desk


def plan(qtbot, desk):
    with qtbot.waitSignal(desk.planning.planned):
        desk.plan()


def run(qtbot, desk):
    plan(qtbot, desk)
    with qtbot.waitSignal(desk.ended):
        desk.start()


def under_way(qtbot, desk):
    qtbot.waitUntil(lambda: any(desk.rows.row(n).standing is Standing.RESTORING for n in range(desk.rows.rowCount())))


def answer(qtbot, parent, button):
    """Answer the question that is open over a window."""
    box = parent.findChildren(QMessageBox)[-1]
    qtbot.mouseClick(box.button(button), Qt.MouseButton.LeftButton)


def drop(widget, path):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys)
    widget.dragEnterEvent(enter)
    assert enter.isAccepted()
    widget.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys))


def test_a_new_batch_begins_with_the_settings_of_the_window(main):
    window = main()
    assert window.studio.batch.draft.options == OPTIONS
    assert window.batch.window.isVisible()


def test_photos_are_dropped_chosen_and_taken_out(qtbot, main, tree):
    window = main()
    batch, desk = window.batch.window, window.studio.batch
    assert not batch.forward.isEnabled()
    drop(batch, tree.inside)
    assert desk.draft.inputs == (tree.inside,)
    assert desk.draft.output == tree.folder / "in restored"
    assert batch.forward.isEnabled()
    qtbot.keyClicks(batch.choose.include, "*.jpg; scans/*")
    batch.choose.recursive.click()
    assert desk.draft.selection.include == ("*.jpg", "scans/*")
    assert not desk.draft.selection.recursive
    batch.choose.inputs.item(0).setSelected(True)
    qtbot.keyClick(batch.choose.inputs, Qt.Key.Key_Delete)
    assert desk.draft.inputs == ()


def test_replacing_needs_one_folder(main, tree):
    batch, _ = ready(main(), tree.add("a.png"))
    batch.choose.in_place.click()
    assert batch.forward.isEnabled()
    batch.choose.take([tree.inside / "a.png"])
    assert "one folder" in batch.choose.lack.text()
    assert not batch.forward.isEnabled()


def test_names_are_shown_as_they_are_typed(qtbot, main, tree):
    batch, desk = ready(main(), tree.add("a.png", "b.jpg"))
    batch.forward.click()
    qtbot.waitUntil(lambda: "a.png → a_x2.png" in batch.options.names.text())
    batch.options.template.clear()
    qtbot.keyClicks(batch.options.template, "{counter:03}{ext}")
    qtbot.waitUntil(lambda: "b.jpg → 002.jpg" in batch.options.names.text())
    qtbot.keyClicks(batch.options.template, "{oops}")
    qtbot.waitUntil(lambda: "cannot be understood" in batch.options._fields["template"].caution)
    assert desk.draft.template == "{counter:03}{ext}{oops}"


def test_options_are_those_of_the_batch_alone(main, tree):
    window = main()
    batch, desk = ready(window, tree)
    batch.options.conflict.setCurrentIndex(1)
    batch.options.conflict.activated.emit(1)
    batch.options.strength.setValue(50)
    assert (desk.draft.conflict, desk.draft.options.strength) == (Conflict.UNIQUE, 0.5)
    assert window.studio.settings.options == OPTIONS


def test_manners_are_changed_with_the_mouse(main, tree):
    batch, desk = ready(main(), tree)
    manners = batch.options.manners
    manners.battery.click()
    manners.memory.click()
    manners.low_priority.click()
    manners.fail_fast.click()
    manners.memory_limit.setValue(4)
    manners.finish.setCurrentIndex(1)
    manners.finish.activated.emit(1)
    assert desk.draft.politeness == Politeness(battery=True, least_memory=10**9, low_priority=True)
    assert (desk.draft.fail_fast, desk.draft.max_ram) == (True, 4 * 2**30)
    assert desk.draft.finish is Finish.NOTHING
    assert batch.run.manners.battery.isChecked(), "both pages say the same"
    assert batch.run.manners.low_priority.isChecked()
    manners.memory_limit.setValue(manners.memory_limit.minimum())
    assert desk.draft.max_ram is None


def test_the_plan_is_read_before_the_start(qtbot, main, tree):
    tree.add("a.png", "b/c.jpg")
    (tree.inside / "text.jpg").write_text("no photo")
    (tree.inside / "notes.txt").write_text("no photo")
    batch, desk = ready(main(), tree)
    plan(qtbot, desk)
    qtbot.waitUntil(lambda: not desk.timing)
    facts = dict(batch.plan.sheet.facts)
    assert batch.plan.heading.text() == "3 photos to restore"
    assert "1 PNG" in facts["By format"] and "tried all the same" in facts["By format"]
    assert facts["Left out"].startswith("1: no picture, for instance")
    assert "c.jpg → b" in facts["Names"]
    assert "free" in facts["Disk space"]
    assert "by a piece of" in facts["Time"]
    assert batch.forward.isEnabled()


def test_results_that_would_replace_each_other_forbid_the_start(qtbot, main, tree):
    batch, desk = ready(main(), tree.add("a.png", "A.PNG"))
    desk.change(template="x")
    plan(qtbot, desk)
    assert "no name of their own" in batch.plan.caution.text()
    assert not batch.forward.isEnabled()


def test_a_disk_that_is_too_small_is_said(qtbot, main, tree, monkeypatch):
    monkeypatch.setattr("srdesk.jobs.planning.estimate.free_space", lambda _folder: 1)
    batch, desk = ready(main(), tree.add("a.png"))
    plan(qtbot, desk)
    assert "less room" in batch.plan.caution.text()


def test_a_run_is_watched_held_up_and_stopped(qtbot, main, tree):
    session = GatedSession()
    window = main(session)
    batch, desk = ready(window, tree.add("a.png", "b.png"))
    plan(qtbot, desk)
    batch.forward.click()
    under_way(qtbot, desk)
    assert desk.page is Page.RUN
    assert window.batch.sign.isVisible()
    batch.run.pause.click()
    assert batch.run.why.text() == "Paused."
    assert not batch.run.pause.isVisible()
    batch.run.resume.click()
    with qtbot.waitSignal(desk.ended):
        batch.run.stop_now.click()
    assert not window.batch.sign.isVisible()
    assert "The journal is kept" in batch.report.line.text()


@pytest.mark.parametrize("stop", ["stop_after", "stop_now"])
def test_what_was_stopped_goes_on_from_its_report(qtbot, main, tree, stop):
    session = GatedSession()
    batch, desk = ready(main(session), tree.add("a.png", "b.png", "c.png"))
    plan(qtbot, desk)
    desk.start()
    under_way(qtbot, desk)
    with qtbot.waitSignal(desk.ended):
        getattr(batch.run, stop).click()
        session.gate.release(100)
    assert batch.report.buttons["go_on"].isVisible()
    with qtbot.waitSignal(desk.ended):
        batch.report.buttons["go_on"].click()
    assert desk.page is Page.REPORT and len(tree.results()) == 3
    assert not batch.report.buttons["go_on"].isVisible()


def test_only_failed_ones_can_be_looked_at(qtbot, main, tree):
    tree.add("a.png")
    (tree.inside / "text.jpg").write_text("no photo")
    batch, desk = ready(main(), tree)
    run(qtbot, desk)
    batch.report.buttons["failed"].click()
    assert (desk.page, desk.rows.sieve, desk.rows.rowCount()) == (Page.RUN, Sieve.FAILED, 1)
    assert batch.run.sieves[Sieve.FAILED].isChecked()
    batch.run.table.selectRow(0)
    assert "not a picture" in batch.run.told.text() and str(tree.inside / "text.jpg") in batch.run.told.text()
    batch.run.sieves[Sieve.ALL].click()
    assert desk.rows.rowCount() == 2


def test_a_result_is_compared_by_a_double_click(qtbot, main, tree):
    window = main()
    batch, desk = ready(window, tree.add("a.png"))
    run(qtbot, desk)
    with qtbot.waitSignal(window.workbench.opened):
        batch.run.table.doubleClicked.emit(desk.rows.index(0, 0))
    document = window.workbench.document
    assert document.source == tree.inside / "a.png"
    assert document.result.saved == tree.out / "a_x2.png"


def test_the_report_is_opened(qtbot, main, tree, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    batch, desk = ready(main(), tree.add("a.png"))
    run(qtbot, desk)
    assert batch.report.heading.text() == "Finished"
    (tree.out / "srdesk-report.html").unlink()
    batch.report.buttons["report"].click()
    qtbot.waitUntil(lambda: bool(opened))
    assert opened == [str(tree.out / "srdesk-report.html")]
    assert (tree.out / "srdesk-report.html").exists()


def test_the_report_is_in_the_language_of_the_window(qtbot, main, tree, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    (tree.add("a.png").inside / "text.jpg").write_text("no photo")
    batch, desk = ready(main(), tree)
    run(qtbot, desk)
    assert "1 of 2 photos failed" in (tree.out / "srdesk-report.html").read_text(encoding="utf-8")
    monkeypatch.setattr(Language, "can_be_shown", property(lambda _self: True))
    interpreter = Interpreter()
    try:
        interpreter.speak(named("zh_CN"))
        batch.report.buttons["report"].click()
        qtbot.waitUntil(lambda: bool(opened))
    finally:
        interpreter.be_silent()
    page = (tree.out / "srdesk-report.html").read_text(encoding="utf-8")
    assert '<html lang="zh' in page and "2 张照片中有 1 张失败" in page and "not a picture" not in page


def test_to_undo_is_asked(qtbot, main, tree, tmp_path):
    batch, desk = ready(main(), tree.add("a.png"))
    run(qtbot, desk)
    batch.report.buttons["undo"].click()
    answer(qtbot, batch, QMessageBox.StandardButton.Cancel)
    assert (tree.out / "a_x2.png").exists()
    batch.report.buttons["undo"].click()
    with recycle_bin(tmp_path / "bin"), qtbot.waitSignal(desk.aftermath.undone):
        answer(qtbot, batch, QMessageBox.StandardButton.Discard)
    assert not (tree.out / "a_x2.png").exists()


def test_closing_asks_and_the_run_goes_on(qtbot, main, tree):
    session = GatedSession()
    window = main(session)
    batch, desk = ready(window, tree.add("a.png"))
    plan(qtbot, desk)
    desk.start()
    under_way(qtbot, desk)
    batch.close()
    assert batch.isVisible()
    answer(qtbot, batch, QMessageBox.StandardButton.Ok)
    assert window.batch.window is None and desk.running
    with qtbot.waitSignal(desk.ended):
        session.gate.release(100)
    assert "The batch has ended: 1 photo restored" in window.studio.notices.messages[0].text


def test_closing_can_stop_it_and_it_is_offered_again(qtbot, main, tree):
    window = main(GatedSession())
    batch, desk = ready(window, tree.add("a.png"))
    plan(qtbot, desk)
    desk.start()
    under_way(qtbot, desk)
    batch.close()
    with qtbot.waitSignal(desk.ended):
        answer(qtbot, batch, QMessageBox.StandardButton.Discard)
    assert known.is_unfinished(tree.out)
    window.studio.notices.clear()
    with qtbot.waitSignal(window.studio.notices.added):
        window.studio.offers.recall()
    (message,) = window.studio.notices.messages
    assert message.text == "The batch into out is not finished."
    with qtbot.waitSignal(desk.planning.planned):
        message.offers[0].do()
    assert window.batch.window.isVisible()
    assert desk.planned.todo == 1
    message.offers[1].do()
    qtbot.waitUntil(lambda: known.known(desk.places) == ())


def test_quitting_asks_while_it_runs(qtbot, main, tree):
    window = main(GatedSession())
    _, desk = ready(window, tree.add("a.png"))
    plan(qtbot, desk)
    desk.start()
    under_way(qtbot, desk)
    window.close()
    assert window.isVisible() and desk.running
    answer(qtbot, window, QMessageBox.StandardButton.Discard)
    assert not window.isVisible()
    assert window.batch.window is None
    assert known.is_unfinished(tree.out)


def test_the_batch_rests_for_the_photo_in_the_window(qtbot, main, tree, family):
    session = GatedSession()
    window = main(session)
    with qtbot.waitSignal(window.workbench.opened):
        window.open([family])
    batch, desk = ready(window, tree.add("a.png"))
    plan(qtbot, desk)
    desk.start()
    under_way(qtbot, desk)
    window.restore()
    qtbot.waitUntil(lambda: desk.causes == {Cause.WINDOW})
    desk.changed.emit()
    assert "the photo in the window" in batch.run.why.text()
    with qtbot.waitSignals([window.workbench.restored, desk.ended]):
        session.gate.release(1000)
    assert desk.outcome.done == 1


def test_another_language_neither_stops_it_nor_closes_it(qtbot, tree):
    session = GatedSession()
    restorer = Restorer(catalogue(), opener=opener(session))
    studio = Studio(restorer.specs, lambda: restorer, Settings(options=OPTIONS, preview=False))
    front = Front(studio)
    try:
        front.window.batch.show()
        batch, desk = ready(front.window, tree.add("a.png"))
        plan(qtbot, desk)
        desk.start()
        under_way(qtbot, desk)
        appearance = replace(studio.settings.appearance, language="zh_CN")
        with qtbot.waitSignal(studio.appearance_changed):
            studio.appear(language=appearance.language)
        qtbot.waitUntil(lambda: front.window.batch.window is not None and front.window.batch.window is not batch)
        assert desk.running
        assert front.window.batch.window.isVisible()
        assert front.window.batch.window.windowTitle() != "Batch"
        with qtbot.waitSignal(desk.ended):
            session.gate.release(100)
        assert desk.stage is Stage.ENDED
    finally:
        front.close()
        front.window.deleteLater()


def test_every_page_has_names_for_those_who_hear_it(qtbot, main, tree):
    batch, desk = ready(main(), tree.add("a.png"))
    plan(qtbot, desk)
    for page in Page:
        desk.turn(page)
        assert unnamed(batch) == [], page


def test_a_batch_of_a_folder_is_opened_and_told_about(qtbot, main, tree):
    window = main()
    batch, desk = ready(window, tree.add("a.png"))
    run(qtbot, desk)
    batch.report.buttons["anew"].click()
    assert (desk.page, desk.draft.inputs) == (Page.CHOOSE, ())
    with qtbot.waitSignal(desk.planning.planned):
        desk.open(tree.out)
    assert batch.plan.heading.text() == "There is nothing to do"
    assert not batch.forward.isEnabled()
    desk.turn(Page.REPORT)
    assert batch.report.heading.text() == "What was done so far"
    assert batch.report.buttons["undo"].isEnabled()


def test_a_countdown_brings_the_window_back(main, monkeypatch):
    window = main(RepeatSession())
    window.batch.window.close()
    assert window.batch.window is None
    window.studio.batch.change(finish=Finish.SHUTDOWN)
    window.studio.batch.aftermath.counted.emit(42)
    assert window.batch.window.isVisible()
    window.studio.batch.aftermath.counted.emit(41)
    window.studio.batch.turn(Page.REPORT)
    assert "41 seconds" in window.batch.window.report.countdown.text()


def test_an_unfinished_batch_is_gone_on_with_in_a_window_that_is_new(qtbot, main, open_window, tree):
    window = main(GatedSession())
    _, desk = ready(window, tree.add("a.png", "b.png"))
    plan(qtbot, desk)
    desk.start()
    under_way(qtbot, desk)
    window.close_at_once()
    window = open_window()
    with qtbot.waitSignal(window.studio.notices.added):
        window.studio.offers.recall()
    desk = window.studio.batch
    with qtbot.waitSignal(desk.planning.planned):
        window.studio.notices.messages[0].offers[0].do()
        assert window.batch.window.isVisible()
    assert (desk.draft.inputs, desk.page) == ((tree.inside,), Page.PLAN)


def test_undoing_is_seen_and_can_be_stopped(qtbot, main, tree, tmp_path, monkeypatch):
    batch, desk = ready(main(), tree.add("a.png", "b.png", "c.png"))
    run(qtbot, desk)
    first, gate = threading.Event(), threading.Event()

    def slow(path):
        path.unlink()
        first.set()
        gate.wait(30)

    monkeypatch.setattr(undo_batch, "__kwdefaults__", {**undo_batch.__kwdefaults__, "throw": slow})
    undoing = batch.report.undoing
    assert not undoing.isVisible()
    desk.undo()
    assert undoing.isVisible()
    qtbot.waitUntil(first.is_set)
    with qtbot.waitSignals([desk.aftermath.undone, desk.planning.planned]):
        undoing.stop.click()
        assert not undoing.stop.isEnabled()
        gate.set()
    assert not undoing.isVisible()
    text = desk.notices.messages[0].text
    assert "1 results were moved" in text
    assert "2 were left because you stopped it" in text
    assert len(list(tree.out.glob("*_x2.png"))) == 2
    assert desk.rows.number(Sieve.DONE) == 2, "they may be undone too"


def unfinished(folder):
    """A batch that was begun into a folder, and no more."""
    with open_journal(folder) as journal:
        journal.append(RunRecord(now(), "s", "fp32", {}))
    return folder


def test_of_several_unfinished_batches_one_is_chosen(qtbot, open_window, tmp_path):
    window = open_window()
    outputs = [unfinished(tmp_path / name) for name in ("x/out", "y/out", "z/out", "other")]
    for output in (*outputs, tmp_path / "gone"):
        known.remember(output, known.places_file())
    window.studio.offers.recall()
    qtbot.waitUntil(lambda: bool(window.studio.notices.messages))
    message = window.studio.notices.messages[0]
    assert message.text == "4 batches are not finished."
    assert [offer.text for offer in message.offers] == [
        "Go on with other…", "Go on with z/out…", "Go on with y/out…", "Leave them",
    ]  # fmt: skip
    assert message.details.splitlines() == [str(output) for output in reversed(outputs)]
    opened = []
    window.studio.batch.open = opened.append
    message.offers[1].do()
    assert opened == [tmp_path / "z/out"]
    message.offers[-1].do()
    qtbot.waitUntil(lambda: known.known(known.places_file()) == (tmp_path / "gone",))


def test_names_that_tell_folders_apart():
    a, b = Path("/p/x/out"), Path("/q/x/out")
    assert shortest((a,)) == {a: "out"}
    assert shortest((a, b)) == {a: "p/x/out", b: "q/x/out"}
