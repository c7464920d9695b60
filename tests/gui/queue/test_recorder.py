"""What was in the queue comes back: after an end as it should be, after a crash, and never into two windows."""

import errno
import json

import pytest

from srdesk.gui.background import Failure
from srdesk.gui.queue import recorder as module
from srdesk.gui.queue.desk import QueueDesk
from srdesk.gui.queue.recorder import Recorder
from srdesk.gui.workbench import Workbench
from srdesk.jobs import queue_file
from srdesk.jobs.queue import QueueEntry, Recipe, State
from srdesk.jobs.queue_file import INTERRUPTED, Unsaved
from srdesk.restore import RestoreOptions, Restorer
from tests.fakes import RepeatSession, catalogue, opener
from tests.gui.fakes import HeldBackground, photo_file

OPTIONS = RestoreOptions(model="fake", tile=16)
RECIPE = Recipe(OPTIONS)


class Bench:
    """A desk, a workbench and their recorder, none of which does anything of itself."""

    def __init__(self, file):
        restorer = Restorer(catalogue(), opener=opener(RepeatSession()))
        self.inference, self.files, self.disk = HeldBackground(), HeldBackground(), HeldBackground()
        self.desk = QueueDesk(lambda: restorer, inference=self.inference)
        self.workbench = Workbench(lambda: restorer, inference=self.inference, files=self.files)
        self.recorder = Recorder(self.desk, self.workbench, self.disk, file)
        self.recalled, self.failures = [], []
        self.recorder.recalled.connect(self.recalled.append)
        self.recorder.failed.connect(self.failures.append)

    def begin(self):
        self.recorder.begin()
        self.disk.run_all()
        return self

    def crash(self):
        """End without a word; the system takes the lock away."""
        self.recorder._lock.close()


@pytest.fixture
def file(tmp_path):
    return tmp_path / "config" / "queue.jsonl"


@pytest.fixture
def photos(tmp_path):
    return [photo_file(tmp_path, f"{name}.png") for name in "abc"]


@pytest.fixture
def bench(qtbot, file):
    bench = Bench(file).begin()
    yield bench
    bench.recorder.close()


def entries(file):
    return queue_file.read(file).entries


def test_the_first_time_there_is_nothing(bench, file):
    assert bench.recalled == [queue_file.Kept()]
    assert entries(file) == ()


def test_everything_is_on_disk_as_it_happens(bench, file, photos):
    bench.desk.add(photos, RECIPE)
    bench.disk.run_all()
    assert [entry.source for entry in entries(file)] == photos
    bench.desk.move({3}, 0)
    bench.desk.remove({1})
    bench.disk.run_all()
    assert [entry.key for entry in entries(file)] == [3, 2]


def test_a_crash_brings_the_queue_back_and_says_what_it_struck(bench, file, photos):
    bench.desk.add(photos, RECIPE)
    bench.desk.start(RECIPE)
    bench.inference.run_one()
    bench.disk.run_all()
    bench.crash()
    again = Bench(file).begin()
    assert [entry.state for entry in again.desk.queue] == [State.DONE, State.FAILED, State.QUEUED]
    assert again.desk.queue[1].reason == INTERRUPTED
    assert not again.recalled[0].closed
    assert again.inference.waiting == []
    again.recorder.close()
    bench.inference.run_all()


def test_an_end_as_it_should_be_keeps_what_is_to_be_done(bench, file, photos):
    photos[0].write_bytes(b"no picture")
    bench.desk.add(photos, RECIPE)
    bench.desk.start(RECIPE)
    bench.inference.run_one()
    bench.inference.run_one()
    bench.desk.put_back()
    bench.inference.run_all()
    bench.disk.run_all()
    bench.recorder.close()
    again = Bench(file).begin()
    assert [(entry.source.name, entry.state) for entry in again.desk.queue] == [
        ("a.png", State.FAILED),
        ("c.png", State.QUEUED),
    ]
    assert again.recalled[0].closed
    again.recorder.close()


def test_what_comes_back_stands_behind_what_came_meanwhile(qtbot, file, photos):
    queue_file.rewrite(file, [QueueEntry(1, photos[0]), QueueEntry(2, photos[1], RECIPE)])
    bench = Bench(file)
    bench.recorder.begin()
    bench.desk.add([photos[2], photos[0]], RECIPE)
    bench.disk.run_all()
    assert [entry.source.name for entry in bench.desk.queue] == ["c.png", "a.png", "b.png"]
    assert bench.desk.queue[2].recipe == RECIPE
    assert entries(file) == tuple(bench.desk.queue)
    bench.recorder.close()


def test_a_second_srdesk_keeps_its_hands_off(bench, file, photos):
    bench.desk.add(photos[:1], RECIPE)
    bench.disk.run_all()
    second = Bench(file).begin()
    second.desk.add(photos[1:], RECIPE)
    second.disk.run_all()
    second.recorder.close()
    assert second.recalled == []
    assert [entry.source for entry in entries(file)] == photos[:1]


def test_changes_that_come_while_writing_are_written_next(bench, file, photos):
    for photo in photos:
        bench.desk.add([photo], RECIPE)
    assert len(bench.disk.waiting) == 1
    bench.disk.run_one()
    assert len(entries(file)) == 1
    bench.disk.run_all()
    assert len(entries(file)) == 3


def test_a_full_disk_is_said_once_and_made_up_for(bench, file, photos, monkeypatch):
    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(queue_file.os, "fsync", full)
        for photo in photos[:2]:
            bench.desk.add([photo], RECIPE)
            bench.disk.run_all()
    (failure,) = bench.failures
    assert isinstance(failure, Failure)
    assert "crash would lose" in failure.error.hint
    bench.desk.add(photos[2:], RECIPE)
    bench.disk.run_all()
    assert len(entries(file)) == 3
    assert len(bench.failures) == 1


def test_the_file_does_not_grow_for_ever(bench, file, photos, monkeypatch):
    monkeypatch.setattr(module, "MOST_CHANGES", 5)
    bench.desk.add(photos, RECIPE)
    for _ in range(20):
        bench.desk.move({1}, 3)
        bench.disk.run_all()
    assert len(file.read_text().splitlines()) < 12
    assert len(entries(file)) == 3


def test_a_result_that_is_not_saved_is_noted_until_it_is(bench, file, photos, tmp_path):
    bench.workbench.open(photos[0])
    bench.files.run_all()
    bench.workbench.restore(OPTIONS)
    bench.disk.run_all()
    assert queue_file.read(file).unsaved == Unsaved(photos[0], OPTIONS), "in the making"
    bench.inference.run_all()
    bench.disk.run_all()
    assert queue_file.read(file).unsaved == Unsaved(photos[0], OPTIONS)
    bench.workbench.save(tmp_path / "saved.png", overwrite=False)
    bench.files.run_all()
    bench.disk.run_all()
    assert queue_file.read(file).unsaved is None


def test_people_can_read_it(bench, file, photos):
    bench.desk.add(photos[:1], RECIPE)
    bench.disk.run_all()
    assert json.loads(file.read_text().splitlines()[-1])["put"][0]["source"] == str(photos[0])
