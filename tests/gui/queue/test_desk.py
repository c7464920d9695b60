"""The desk: one photo after the other, paused, stopped and gone on with, and every end that there is."""

import errno
from functools import partial

import numpy as np
import pytest

from srdesk.gui.queue.desk import MOST_FAILURES, QueueDesk
from srdesk.imaging.codec import decode
from srdesk.imaging.options import EncodeOptions
from srdesk.jobs.job import RestoreJob, run_job
from srdesk.jobs.queue import Made, Recipe, State
from srdesk.restore import RestoreOptions, Restorer
from tests.fakes import FailingSession, RepeatSession, catalogue, opener
from tests.gui.fakes import HeldBackground, photo_file

OPTIONS = RestoreOptions(model="fake", tile=16)
PLAIN = Recipe(OPTIONS)
OTHER = Recipe(RestoreOptions(model="fake", tile=8), EncodeOptions(format="WEBP"))
SIGNALS = ("changed", "written", "taken_out", "arranged", "progressed", "halted", "ended")


class Bench:
    """A desk, and everything it said."""

    def __init__(self, session=None):
        self.inference = HeldBackground()
        self.restorer = Restorer(catalogue(), opener=opener(session or RepeatSession()))
        self.desk = QueueDesk(lambda: self.restorer, inference=self.inference)
        self.said = []
        for name in SIGNALS:
            getattr(self.desk, name).connect(partial(self._note, name))

    def _note(self, name, *values):
        self.said.append((name, values))

    def heard(self, name):
        return [values for said, values in self.said if said == name]

    @property
    def states(self):
        return [entry.state for entry in self.desk.queue]

    @property
    def keys(self):
        return self.desk.queue.order


@pytest.fixture
def bench(qtbot):
    return Bench()


@pytest.fixture
def photos(tmp_path):
    return [photo_file(tmp_path, f"{name}.png", (40, 30 + n)) for n, name in enumerate("abc")]


def test_nothing_is_done_before_it_is_started(bench, photos):
    assert bench.desk.add(photos, PLAIN) == 3
    assert bench.inference.waiting == []
    assert bench.states == [State.QUEUED] * 3
    assert bench.desk.progress is None


def test_photos_are_done_one_after_the_other(bench, photos):
    bench.desk.add(photos, PLAIN)
    bench.desk.start(PLAIN)
    assert bench.states == [State.READING, State.QUEUED, State.QUEUED]
    bench.inference.run_one()
    assert bench.states == [State.DONE, State.READING, State.QUEUED]
    bench.inference.run_all()
    assert bench.states == [State.DONE] * 3
    assert not bench.desk.running
    assert len(bench.heard("ended")) == 1
    for photo, entry in zip(photos, bench.desk.queue, strict=True):
        assert entry.made.target == photo.with_name(f"{photo.stem}_x2.png")
        assert entry.made.options == OPTIONS
        expected = decode(photo).pixels.repeat(2, axis=0).repeat(2, axis=1)
        assert np.array_equal(decode(entry.made.target).pixels, expected)
        assert entry.size == decode(photo).size


def test_the_bytes_are_those_of_the_command_line(bench, photos, tmp_path):
    bench.desk.add(photos[:1], PLAIN)
    bench.desk.start(PLAIN)
    bench.inference.run_all()
    by_job = run_job(RestoreJob(photos[0], tmp_path / "other.png", OPTIONS), bench.restorer)
    assert bench.desk.queue[0].made.target.read_bytes() == by_job.target.read_bytes()


def test_every_state_is_passed_through_and_progress_never_goes_back(bench, photos):
    bench.desk.add(photos, PLAIN)
    bench.desk.model.measure([(key, (40, 30)) for key in bench.keys])
    passed = []
    bench.desk.model.dataChanged.connect(lambda *_: passed.append(bench.desk.queue[0].state))
    bench.desk.start(PLAIN)
    bench.inference.run_all()
    assert list(dict.fromkeys(passed)) == [
        State.READING,
        State.LOADING,
        State.RUNNING,
        State.ENCODING,
        State.DONE,
    ]
    fractions = [values[0].fraction for values in bench.heard("progressed")]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0


def test_a_file_that_is_there_is_never_overwritten(bench, photos):
    taken = photos[0].with_name("a_x2.png")
    taken.write_bytes(b"mine")
    bench.desk.add(photos[:1], PLAIN)
    bench.desk.start(PLAIN)
    bench.inference.run_all()
    assert taken.read_bytes() == b"mine"
    assert bench.desk.queue[0].made.target.name == "a_x2-2.png"


def test_one_that_fails_does_not_stop_the_others_and_can_be_tried_again(bench, photos):
    content = photos[1].read_bytes()
    photos[1].write_bytes(b"no picture")
    bench.desk.add(photos, PLAIN)
    bench.desk.start(PLAIN)
    bench.inference.run_all()
    assert bench.states == [State.DONE, State.FAILED, State.DONE]
    reason = bench.desk.queue[1].reason
    assert "b.png is not a picture" in reason.text
    assert reason.hint
    photos[1].write_bytes(content)
    bench.desk.retry(bench.keys[1:2])
    assert bench.states[1] is State.QUEUED
    bench.desk.start(PLAIN)
    bench.inference.run_all()
    assert bench.states == [State.DONE] * 3


def test_a_file_that_has_vanished_is_said(bench, photos):
    bench.desk.add(photos[:1], PLAIN)
    photos[0].unlink()
    bench.desk.start(PLAIN)
    bench.inference.run_all()
    assert "no file" in bench.desk.queue[0].reason.text
    assert "moved or renamed" in bench.desk.queue[0].reason.hint


def test_a_bug_is_said_with_its_traceback(bench, photos, monkeypatch):
    monkeypatch.setattr(bench, "restorer", None)
    bench.desk.add(photos[:1], PLAIN)
    bench.desk.start(PLAIN)
    bench.inference.run_all()
    assert "Something went wrong inside srdesk" in bench.desk.queue[0].reason.text
    assert "Traceback" in bench.desk.queue[0].reason.details


def test_photos_may_come_while_it_runs(bench, photos):
    bench.desk.add(photos[:1], PLAIN)
    bench.desk.start(PLAIN)
    bench.desk.add(photos[1:], PLAIN)
    assert bench.desk.progress.of_photos == 3
    bench.inference.run_all()
    assert bench.states == [State.DONE] * 3


def test_waiting_photos_go_with_the_panel_until_the_start(bench, photos):
    bench.desk.add(photos[:2], PLAIN)
    bench.desk.follow(OTHER)
    assert bench.desk.queue.recipe_for(bench.desk.queue[0]) == OTHER
    bench.desk.start(PLAIN)
    bench.desk.follow(OTHER)
    bench.desk.add(photos[2:], OTHER)
    bench.inference.run_all()
    assert [entry.made.options for entry in bench.desk.queue] == [OPTIONS, OPTIONS, OTHER.options]


def test_a_photo_may_have_a_recipe_of_its_own(bench, photos):
    bench.desk.add(photos, PLAIN)
    bench.desk.give_recipe(bench.keys[:1], OTHER)
    bench.desk.start(PLAIN)
    bench.desk.give_recipe(bench.keys[:1], None)
    bench.inference.run_all()
    assert [entry.made.options for entry in bench.desk.queue] == [OTHER.options, OPTIONS, OPTIONS]
    assert bench.desk.queue[0].made.target.suffix == ".webp"


def test_removing_and_moving(bench, photos):
    bench.desk.add(photos, PLAIN)
    bench.desk.move({3}, 0)
    bench.desk.remove({1})
    assert bench.keys == (3, 2)
    assert bench.heard("arranged") == [((3, 1, 2),)]
    ((gone,),) = bench.heard("taken_out")
    assert [entry.source for entry in gone] == photos[:1]


def test_pausing_lets_the_present_photo_wait_and_begins_no_other(bench, photos):
    bench.desk.add(photos, PLAIN)
    bench.desk.start(PLAIN)
    bench.desk.pause(pausing=True)
    assert bench.desk.paused
    assert bench.desk._press._gate.shut
    bench.desk._press._gate.hold(holding=False)
    bench.inference.run_one()
    assert bench.states == [State.DONE, State.QUEUED, State.QUEUED]
    assert bench.inference.waiting == []
    bench.desk.start(PLAIN)
    assert not bench.desk.paused
    bench.inference.run_all()
    assert bench.states == [State.DONE] * 3


def test_stepping_aside_is_no_pause_of_the_users(bench, photos):
    bench.desk.add(photos, PLAIN)
    bench.desk.step_aside(aside=True)
    bench.desk.start(PLAIN)
    assert bench.inference.waiting == []
    assert (bench.desk.aside, bench.desk.paused) == (True, False)
    bench.desk.step_aside(aside=False)
    assert len(bench.inference.waiting) == 1
    bench.desk.pause(pausing=True)
    bench.desk.step_aside(aside=True)
    bench.desk.step_aside(aside=False)
    assert bench.desk._press._gate.shut
    bench.desk.pause(pausing=False)
    bench.inference.run_all()


def test_cancelling_the_present_photo_goes_on_with_the_next(bench, photos):
    bench.desk.add(photos, PLAIN)
    bench.desk.start(PLAIN)
    bench.desk.cancel(bench.keys[:1])
    bench.inference.run_all()
    assert bench.states == [State.CANCELLED, State.DONE, State.DONE]


def test_cancelling_all_ends_the_run(bench, photos):
    bench.desk.add(photos, PLAIN)
    bench.desk.start(PLAIN)
    bench.desk.cancel_all()
    bench.inference.run_all()
    assert bench.states == [State.CANCELLED] * 3
    assert not bench.desk.running
    assert len(bench.heard("ended")) == 1
    assert sorted(path.name for path in photos[0].parent.iterdir()) == ["a.png", "b.png", "c.png"]


def test_cancelling_before_the_start_needs_no_end(bench, photos):
    bench.desk.add(photos, PLAIN)
    bench.desk.cancel_all()
    assert bench.states == [State.CANCELLED] * 3
    assert bench.heard("ended") == []


def test_cancelling_while_paused(bench, photos):
    bench.desk.add(photos[:1], PLAIN)
    bench.desk.start(PLAIN)
    bench.desk.pause(pausing=True)
    bench.desk.cancel_all()
    bench.inference.run_all()
    assert bench.states == [State.CANCELLED]
    assert (bench.desk.running, bench.desk.paused) == (False, False)


def test_a_full_disk_pauses_and_loses_nothing(bench, photos, monkeypatch):
    from srdesk.imaging import files

    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    bench.desk.add(photos, PLAIN)
    bench.desk.start(PLAIN)
    bench.inference.run_one()
    assert bench.states == [State.QUEUED] * 3
    assert bench.desk.paused
    (reason,) = bench.heard("halted")[0]
    assert "Free disk space" in reason.hint
    assert sorted(path.name for path in photos[0].parent.iterdir()) == ["a.png", "b.png", "c.png"]
    monkeypatch.undo()
    bench.desk.start(PLAIN)
    bench.inference.run_all()
    assert bench.states == [State.DONE] * 3


def test_many_failures_in_a_row_pause(qtbot, tmp_path):
    bench = Bench(FailingSession(at=0))
    bench.desk.add([photo_file(tmp_path, f"{n}.png") for n in range(MOST_FAILURES + 2)], PLAIN)
    bench.desk.start(PLAIN)
    bench.inference.run_all()
    assert bench.states.count(State.FAILED) == MOST_FAILURES
    assert bench.desk.paused
    assert len(bench.heard("halted")) == 1


def test_what_is_put_back_waits_again(bench, photos):
    bench.desk.add(photos, PLAIN)
    bench.desk.start(PLAIN)
    bench.desk.put_back()
    bench.inference.run_all()
    assert bench.states == [State.QUEUED] * 3
    assert not bench.desk.running


def test_what_was_saved_elsewhere_is_done(bench, photos, tmp_path):
    bench.desk.add(photos[:2], PLAIN)
    made = Made(tmp_path / "elsewhere.png", OPTIONS)
    bench.desk.settle(photos[1], made)
    bench.desk.settle(tmp_path / "not in the queue.png", made)
    assert bench.states == [State.QUEUED, State.DONE]
    assert bench.desk.queue[1].made == made


def test_everything_that_happens_is_written(bench, photos):
    bench.desk.add(photos[:1], PLAIN)
    bench.desk.start(PLAIN)
    bench.inference.run_all()
    states = [entry.state for (entries,) in bench.heard("written") for entry in entries]
    assert states == [State.QUEUED, State.READING, State.DONE]


def test_clearing_takes_out_what_is_over_but_not_what_failed(bench, photos):
    photos[1].write_bytes(b"no picture")
    bench.desk.add(photos, PLAIN)
    bench.desk.start(PLAIN)
    bench.inference.run_one()
    bench.inference.run_one()
    bench.desk.clear_ended()
    assert bench.states == [State.FAILED, State.READING]
    bench.inference.run_all()


def test_the_rate_leaves_out_the_time_of_a_pause(bench, photos):
    times = iter(range(0, 1000, 5))
    bench.desk._press._clock = lambda: next(times)
    bench.desk.add(photos[:1], PLAIN)
    bench.desk.start(PLAIN)
    bench.desk._press._gate.waited += 3
    bench.inference.run_all()
    assert bench.desk.queue[0].made.seconds == pytest.approx(2)


def test_a_photo_that_gives_no_sign_of_life_is_stopped(bench, photos):
    bench.desk.add(photos[:2], PLAIN)
    bench.desk.start(PLAIN)
    assert bench.desk._press._watchdog._timer.isActive()
    bench.desk._press._watchdog.barked.emit()
    assert bench.inference.waiting[0].token.cancelled
    bench.inference.run_all()
    assert bench.states == [State.FAILED, State.DONE]
    assert "no sign of life" in bench.desk.queue[0].reason.text
    assert not bench.desk._press._watchdog._timer.isActive()


def test_a_photo_that_is_held_up_may_be_silent(bench, photos):
    bench.desk.add(photos[:1], PLAIN)
    bench.desk.start(PLAIN)
    bench.desk.pause(pausing=True)
    assert not bench.desk._press._watchdog._timer.isActive()
    bench.desk.pause(pausing=False)
    assert bench.desk._press._watchdog._timer.isActive()
    bench.inference.run_all()
