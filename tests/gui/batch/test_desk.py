"""The batch's desk: plans, runs, rests for the window, is stopped, gone on with, taken back."""

import sys

import pytest
from PySide6.QtWidgets import QLabel

from srdesk.engines.priority import niceness
from srdesk.errors import EngineError, OutputError
from srdesk.gui.batch.draft import BatchDraft, Lack
from srdesk.gui.batch.plan_page import PlanPage
from srdesk.gui.batch.stage import Page, Stage
from srdesk.gui.batch.standing import Sieve, Standing
from srdesk.jobs import known
from srdesk.jobs.planning.table import Verdict
from srdesk.jobs.running.control import Cause, Politeness
from srdesk.jobs.running.finish import Finish
from srdesk.texts import Text
from tests.bin import recycle_bin
from tests.fakes import RepeatSession
from tests.gui.fakes import GatedSession


class BrokenSession(RepeatSession):
    def run(self, planes, token):
        raise EngineError("The engine broke.", hint="Mend it.")


def under_way(qtbot, desk):
    """Wait until a photo of the run is in the engine."""
    qtbot.waitUntil(lambda: any(desk.rows.row(n).standing is Standing.RESTORING for n in range(desk.rows.rowCount())))


def texts(desk):
    return [message.text for message in desk.notices.messages]


def test_what_is_missing_is_known_before_anything_is_planned(tmp_path):
    photo = tmp_path / "a.png"
    assert BatchDraft().lack is Lack.PHOTOS
    assert BatchDraft(inputs=(photo,)).lack is Lack.OUTPUT
    assert BatchDraft(inputs=(photo,), in_place=True).lack is Lack.ONE_FOLDER
    assert BatchDraft(inputs=(tmp_path,), in_place=True).lack is None
    assert BatchDraft(inputs=(tmp_path,), in_place=True).spec.output == tmp_path


def test_a_plan_says_what_there_is_to_do_and_how_long_it_takes(qtbot, room, tree, planned):
    desk = room().desk
    tree.add("a.png", "b/c.jpg")
    assert planned(desk).summary.counts[Verdict.TODO] == 2
    assert (desk.stage, desk.page) == (Stage.PLANNED, Page.PLAN)
    qtbot.waitUntil(lambda: desk.planned.summary.eta is not None)
    assert not desk.timing


def test_a_plan_whose_time_cannot_be_known_says_no_longer_that_it_is_being_found_out(
    qtbot, room, tree, planned, monkeypatch
):
    def broken(*_arguments):
        raise EngineError("The engine broke.")

    monkeypatch.setattr("srdesk.gui.batch.work.timed", broken)
    desk = room().desk
    page = PlanPage(desk)
    qtbot.addWidget(page)
    tree.add("a.png")
    planned(desk)
    with qtbot.waitSignal(desk.planning.failed):
        assert desk.timing
    assert desk.planned is not None and not desk.timing
    assert not [fact for fact in page.findChildren(QLabel) if "find out" in fact.text()]


def test_how_a_run_behaves_is_no_reason_to_plan_anew(room, tree, planned):
    desk = room().desk
    tree.add("a.png")
    plan = planned(desk)
    desk.change(fail_fast=True, max_ram=2**30, politeness=Politeness(low_priority=True), finish=Finish.NOTHING)
    assert desk.planned is not None
    assert desk.planned.plan is plan.plan
    desk.change(in_place=True)
    assert desk.planned is None


def test_a_run_may_end_at_the_first_failure(room, tree, done):
    desk = room(BrokenSession()).desk
    tree.add("a.png", "b.png", "c.png")
    desk.change(fail_fast=True)
    outcome = done(desk)
    assert (outcome.failed, outcome.remaining) == (1, 2)
    assert isinstance(outcome.stopped, Text)


def test_memory_is_bounded_for_photos_and_for_tiles(room, tree, done):
    desk = room().desk
    tree.add("a.png")
    desk.change(max_ram=2**30)
    done(desk)
    assert desk.press._make_restorer().tile_memory == 2**28


@pytest.mark.skipif(sys.platform != "linux", reason="niceness of threads is Linux's")
def test_others_go_first_while_a_run_goes_on_and_the_window_stays_where_it_was(room, tree, done):
    seen = []

    class WatchedSession(RepeatSession):
        def run(self, planes, token):
            seen.append(niceness())
            return super().run(planes, token)

    desk, began = room(WatchedSession()).desk, niceness()
    tree.add("a.png")
    desk.change(politeness=Politeness(low_priority=True))
    done(desk)
    assert set(seen[-1:]) == {19}
    assert niceness() == began


def test_a_run_goes_to_its_end_with_rows_and_report(room, tree, done):
    desk = room().desk
    tree.add("a.png", "b/c.jpg")
    (tree.inside / "text.jpg").write_text("no photo")
    outcome = done(desk)
    assert (outcome.done, outcome.failed) == (2, 1)
    assert list(tree.results()) == ["a_x2.png", "b/c_x2.jpg"]
    assert (desk.stage, desk.page) == (Stage.ENDED, Page.REPORT)
    assert [desk.rows.number(sieve) for sieve in (Sieve.DONE, Sieve.FAILED, Sieve.WAITING)] == [2, 1, 0]
    assert (tree.out / "srdesk-report.html").exists()
    assert known.known(desk.places) == (tree.out,)


def test_the_same_again_is_done_already(room, tree, done, planned):
    desk = room().desk
    tree.add("a.png")
    done(desk)
    assert planned(desk).summary.counts[Verdict.DONE] == 1


def test_what_was_said_of_earlier_runs_is_history_once_another_begins(qtbot, room, tree, done):
    desk = room().desk
    tree.add("a.png")
    done(desk)
    (tree.out / "srdesk-report.html").unlink()
    (tree.out / "srdesk-report.html").mkdir()
    with qtbot.waitSignal(desk.aftermath.failed):
        desk.aftermath.report(tree.out, None)
    assert texts(desk)
    tree.add("b.png")
    with qtbot.waitSignal(desk.ended):
        desk.go_on()
    assert not texts(desk)


def test_changes_of_what_is_made_drop_the_plan_and_others_do_not(room, tree, planned):
    desk = room().desk
    tree.add("a.png")
    planned(desk)
    desk.change(finish=Finish.NOTHING, politeness=Politeness(battery=True))
    assert desk.stage is Stage.PLANNED
    desk.change(template="{stem}-big{ext}")
    assert (desk.stage, desk.planned) == (Stage.DRAFT, None)


def test_a_name_that_makes_no_sense_is_said(room, tree):
    desk = room().desk
    desk.change(template="{nonsense}")
    desk.plan()
    assert "cannot be understood" in texts(desk)[0]
    assert desk.stage is Stage.DRAFT


def test_a_folder_that_is_gone_is_said(qtbot, room, tree):
    desk = room().desk
    tree.inside.rmdir()
    with qtbot.waitSignal(desk.planning.failed):
        desk.plan()
    assert "There is no file or folder" in texts(desk)[0]
    assert desk.stage is Stage.DRAFT


def test_it_pauses_and_goes_on(qtbot, room, tree, planned):
    session = GatedSession()
    desk = room(session).desk
    planned_with_one(tree, planned, desk)
    desk.start()
    under_way(qtbot, desk)
    desk.reins.pause()
    assert desk.causes == {Cause.USER}
    desk.reins.resume()
    assert not desk.causes
    with qtbot.waitSignal(desk.ended):
        session.gate.release(100)
    assert desk.outcome.done == 1


def test_it_rests_while_the_window_wants_the_engine(qtbot, room, tree, planned):
    session = GatedSession()
    made = room(session)
    desk = made.desk
    planned_with_one(tree, planned, desk)
    desk.start()
    under_way(qtbot, desk)
    made.busy[0] = True
    qtbot.waitUntil(lambda: desk.causes == {Cause.WINDOW})
    desk.reins.resume()
    assert desk.causes == {Cause.WINDOW}, "the user's word does not take the engine from the window"
    made.busy[0] = False
    qtbot.waitUntil(lambda: not desk.causes)
    with qtbot.waitSignal(desk.ended):
        session.gate.release(100)


@pytest.mark.parametrize("stop", ["stop_after_photo", "stop_now"])
def test_what_is_stopped_can_be_gone_on_with(qtbot, room, tree, planned, stop):
    session = GatedSession()
    desk = room(session).desk
    tree.add("a.png", "b.png", "c.png")
    planned(desk)
    desk.start()
    under_way(qtbot, desk)
    with qtbot.waitSignal(desk.ended):
        getattr(desk.reins, stop)()
        assert desk.stopping
        session.gate.release(100)
    assert desk.outcome.stopped_by_user and desk.outcome.remaining
    assert known.is_unfinished(tree.out)
    with qtbot.waitSignal(desk.ended):
        desk.plan(start=True)
    assert desk.outcome.remaining == 0
    assert len(tree.results()) == 3


def test_failed_ones_are_tried_again(qtbot, room, tree, done):
    desk = room().desk
    bad = tree.add("a.png").inside / "b.png"
    bad.write_text("no photo")
    done(desk)
    tree.add("b.png")
    with qtbot.waitSignal(desk.ended):
        desk.retry_failed()
    assert (desk.outcome.done, desk.outcome.failed) == (1, 0)
    assert desk.rows.number(Sieve.DONE) == 2


def test_too_many_failures_in_a_row_are_a_reason_to_rest(qtbot, room, tree, planned):
    desk = room(BrokenSession()).desk
    tree.add(*(f"{number}.png" for number in range(22)))
    planned(desk)
    with qtbot.waitSignal(desk.halted) as halted:
        desk.start()
    assert halted.args == [Cause.FAILURES]
    with qtbot.waitSignal(desk.ended):
        desk.reins.resume()
    assert desk.outcome.failed == 22


def test_the_batch_of_a_folder_is_opened_as_it_was_asked_for(qtbot, room, tree, done):
    first = room().desk
    tree.add("a.png")
    first.change(template="{stem}-big{ext}")
    done(first)
    tree.add("a.png", "new.png")
    desk = room().desk
    desk.begin_anew(BatchDraft())
    with qtbot.waitSignal(desk.planning.planned):
        desk.open(tree.out)
    assert desk.draft.template == "{stem}-big{ext}"
    assert (desk.rows.number(Sieve.DONE), desk.rows.number(Sieve.WAITING)) == (1, 1)


def test_a_folder_without_a_journal_is_no_batch(qtbot, room, tmp_path):
    desk = room().desk
    with qtbot.waitSignal(desk.planning.failed):
        desk.open(tmp_path)
    assert "There is no journal" in texts(desk)[0]


def test_a_batch_is_taken_back(qtbot, room, tree, done, tmp_path):
    desk = room().desk
    tree.add("a.png", "b.png")
    done(desk)
    with recycle_bin(tmp_path / "bin") as thrown, qtbot.waitSignal(desk.aftermath.undone):
        desk.undo()
    assert sorted(path.name for path in thrown.iterdir()) == ["a_x2.png", "b_x2.png"]
    assert texts(desk) == ["2 results were moved to the recycle bin."]
    assert desk.stage is Stage.DRAFT


def test_what_came_of_a_photo_is_found_by_the_journal(qtbot, room, tree, done):
    desk = room().desk
    tree.add("a.png")
    done(desk)
    with qtbot.waitSignal(desk.aftermath.found) as found:
        desk.aftermath.find(desk.planned.plan, 0)
    source, made = found.args
    assert (source, made.target) == (tree.inside / "a.png", tree.out / "a_x2.png")


def test_sleep_at_the_end_can_be_called_off(qtbot, room, tree, planned, monkeypatch):
    monkeypatch.setattr("srdesk.gui.batch.desk.check_finish", lambda _finish: None)
    made = room()
    desk = made.desk
    tree.add("a.png")
    desk.change(finish=Finish.SLEEP)
    planned(desk)
    with qtbot.waitSignal(desk.aftermath.counted) as counted:
        desk.start()
    assert counted.args == [60]
    assert made.finished == [Finish.SLEEP]
    with qtbot.waitSignal(desk.aftermath.counted) as counted:
        desk.aftermath.call_off()
    assert counted.args == [0]


def test_what_the_computer_cannot_do_at_the_end_is_said_at_the_start(room, tree, planned, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda _name: None)
    desk = room().desk
    tree.add("a.png")
    desk.change(finish=Finish.SHUTDOWN)
    planned(desk)
    desk.start()
    assert "cannot be told to shut down" in texts(desk)[0]
    assert desk.stage is Stage.PLANNED


def test_another_run_on_the_same_output_is_refused(qtbot, room, tree, planned):
    from srdesk.jobs.journal import open_journal

    desk = room().desk
    tree.add("a.png")
    planned(desk)
    tree.out.mkdir()
    with open_journal(tree.out), qtbot.waitSignal(desk.press.finished):
        desk.start()
    assert "in use by another run" in texts(desk)[0]
    assert desk.stage is Stage.PLANNED


def test_threads_are_changed_while_it_runs(qtbot, room, tree, planned):
    from dataclasses import replace

    session = GatedSession()
    desk = room(session).desk
    planned_with_one(tree, planned, desk)
    desk.start()
    under_way(qtbot, desk)
    desk.change(options=replace(desk.draft.options, threads=1))
    assert desk.press._run._restorer.threads == 1
    assert desk.running, "threads are no other batch"
    with qtbot.waitSignal(desk.ended):
        session.gate.release(100)


def planned_with_one(tree, planned, desk):
    tree.add("a.png")
    return planned(desk)


def test_a_run_has_an_outcome_where_there_is_no_room_for_its_report(room, tree, done, monkeypatch):
    def full(_account, **_options):
        raise OutputError("There is no room for the report.")

    desk = room().desk
    tree.add("a.png")
    monkeypatch.setattr("srdesk.gui.batch.work.write_report", full)
    assert done(desk).done == 1
