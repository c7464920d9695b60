"""Runs: every photo its result or its failure, whatever happens to it or around it."""

import errno
import gc
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from srdesk.errors import DiskFullError, EngineError, ExitCode, InputError, OutputError, UsageError
from srdesk.imaging.codec import decode
from srdesk.imaging.photo import Photo
from srdesk.jobs import job as job_module
from srdesk.jobs.job import DevelopedJob, OpenedJob
from srdesk.jobs.journal import open_journal, read_journal
from srdesk.jobs.places import ORIGINALS
from srdesk.jobs.planning.spec import Conflict
from srdesk.jobs.planning.table import Verdict
from srdesk.jobs.queue import State
from srdesk.jobs.records import DoneRecord, EndRecord, FailedRecord, RunRecord
from srdesk.jobs.running import patience
from srdesk.jobs.running.control import Cause, RunControl
from srdesk.jobs.running.events import (
    BatchEvent,
    BatchOutcome,
    PhotoChanged,
    PhotoDone,
    PhotoFailed,
    RunAdvanced,
    RunEnded,
    RunPaused,
    RunStarted,
)
from srdesk.jobs.running.lanes import Lanes
from srdesk.jobs.running.policy import RunPolicy
from srdesk.jobs.running.run import run_batch
from srdesk.restore import Restorer
from srdesk.restore.mosaic import Mosaic
from tests.fakes import RepeatSession, catalogue, opener
from tests.jobs.trees import Tree, picture


@dataclass
class Listener:
    """A sink that remembers, and may act on an event."""

    act: Callable[[BatchEvent], None] = lambda _event: None
    events: list[BatchEvent] = field(default_factory=list)

    def __call__(self, event: BatchEvent) -> None:
        self.events.append(event)
        self.act(event)

    def of(self, kind: type) -> list:
        return [event for event in self.events if isinstance(event, kind)]


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    (tmp_path / "in").mkdir()
    return Tree(tmp_path)


def run(
    tree: Tree,
    *,
    session: object = None,
    control: RunControl | None = None,
    listener: Listener | None = None,
    policy: RunPolicy | None = None,
    retry_failed: bool = False,
    **changes: object,
) -> BatchOutcome:
    """Plan and run a tree with a network that repeats pixels."""
    spec = tree.spec(**changes)
    restorer = Restorer(catalogue(), opener=opener(session or RepeatSession()))
    with open_journal(spec.output) as journal:
        plan = tree.plan(journal, retry_failed=retry_failed, **changes)
        return run_batch(plan, restorer, journal, control=control, sink=listener or Listener(), policy=policy)


def records(tree: Tree, kind: type) -> list:
    journal = read_journal(tree.out)
    assert journal is not None
    with journal:
        return [record for record in journal.records() if isinstance(record, kind)]


def test_every_photo_gets_its_result(tree: Tree) -> None:
    outcome = run(tree.add("a.png", "b/c.jpg", "b/d.png"))
    assert list(tree.results()) == ["a_x2.png", "b/c_x2.jpg", "b/d_x2.png"]
    assert decode(tree.out / "b/c_x2.jpg").size == (48, 32)
    assert (outcome.done, outcome.failed, outcome.remaining, outcome.exit_code) == (3, 0, 0, ExitCode.OK)


def test_the_result_is_that_of_a_single_job(tree: Tree) -> None:
    """One job description: what a batch makes of a photo is what anything else makes of it, byte for byte."""
    tree.add("a.jpg")
    run(tree)
    job = job_module.RestoreJob(tree.inside / "a.jpg", tree.folder / "single.jpg", tree.spec().options)
    job_module.run_job(job, Restorer(catalogue(), opener=opener(RepeatSession())))
    assert (tree.folder / "single.jpg").read_bytes() == (tree.out / "a_x2.jpg").read_bytes()


def test_the_journal_says_what_was_done(tree: Tree) -> None:
    run(tree.add("a.png"))
    (record,) = records(tree, DoneRecord)
    target = tree.out / "a_x2.png"
    assert (record.source, record.target) == (str(tree.inside / "a.png"), "a_x2.png")
    assert (record.source_size, record.target_size) == ((24, 16), (48, 32))
    assert record.target_mark.size == target.stat().st_size
    assert record.target_mark.mtime_ns == target.stat().st_mtime_ns
    (begin,), (end,) = records(tree, RunRecord), records(tree, EndRecord)
    assert begin.precision == "fp32"
    assert (end.done, end.failed, end.stopped) == (1, 0, False)


def test_no_photo_waits_for_the_collector(tree: Tree) -> None:
    """It counts objects, not bytes: photos that refer to themselves would fill the memory until it comes by."""
    tree.add("a.png", "b.jpg")

    def held() -> dict[int, object]:
        kinds = Mosaic | Photo | OpenedJob | DevelopedJob
        return {id(one): one for one in gc.get_objects() if isinstance(one, kinds)}

    gc.collect()
    gc.disable()
    try:
        before = held()
        run(tree)
        assert not held().keys() - before.keys()
    finally:
        gc.enable()


def test_events_tell_the_whole_story(tree: Tree) -> None:
    listener = Listener()
    run(tree.add("a.png", "b.png"), listener=listener)
    assert isinstance(listener.events[0], RunStarted)
    assert isinstance(listener.events[-1], RunEnded)
    states = [event.state for event in listener.of(PhotoChanged) if event.index == 0]
    assert list(dict.fromkeys(states)) == [State.READING, State.RUNNING, State.ENCODING, State.DONE]
    assert [event.index for event in listener.of(PhotoDone)] == [0, 1]
    fractions = [event.progress.fraction for event in listener.of(RunAdvanced)]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0


def test_a_second_run_does_nothing_twice(tree: Tree) -> None:
    run(tree.add("a.png", "b.png"))
    before = {path: path.stat().st_mtime_ns for path in tree.out.glob("*.png")}
    session = RepeatSession()
    outcome = run(tree, session=session)
    assert (outcome.done, session.runs) == (0, 0)
    assert {path: path.stat().st_mtime_ns for path in tree.out.glob("*.png")} == before


@pytest.mark.parametrize("change", ["source", "target", "settings", "missing"])
def test_done_means_there_with_these_settings_from_this_source(tree: Tree, change: str) -> None:
    run(tree.add("a.png", "b.png"))
    if change == "source":
        picture(tree.inside / "a.png", seed=9)
    elif change == "target":
        (tree.out / "a_x2.png").write_bytes(b"edited")
    elif change == "missing":
        (tree.out / "a_x2.png").unlink()
    options = tree.spec().options
    settings = {"options": type(options)(model="fake", tile=16, strength=0.5)} if change == "settings" else {}
    outcome = run(tree, conflict=Conflict.OVERWRITE, **settings)
    assert outcome.done == (2 if change == "settings" else 1)
    assert decode(tree.out / "a_x2.png").size == (48, 32)


def test_a_source_that_was_only_touched_is_not_done_again(tree: Tree) -> None:
    run(tree.add("a.png"))
    os.utime(tree.inside / "a.png", (1, 1))
    assert run(tree).done == 0


def test_a_clock_set_back_confuses_nothing(tree: Tree) -> None:
    """Times only tell files apart; no run compares them with the clock."""
    tree.add("a.png", "b.png")
    os.utime(tree.inside / "a.png", (2**32, 2**32))
    assert run(tree).done == 2
    assert run(tree).done == 0


def hostile(tree: Tree) -> list[str]:
    good = picture(tree.inside / "good.png").read_bytes()
    files = {
        "bomb.png": good[:16] + b"\x7f\xff\xff\xff\x7f\xff\xff\xff" + good[24:],
        "empty.jpg": b"",
        "text.jpg": b"not a picture at all",
        "torn.png": good[: len(good) // 2],
    }
    for name, content in files.items():
        (tree.inside / name).write_bytes(content)
    return sorted(files)


def test_bad_photos_fail_with_a_reason_and_a_next_step_and_the_rest_goes_on(tree: Tree) -> None:
    bad = hostile(tree)
    listener = Listener()
    outcome = run(tree, listener=listener)
    assert (outcome.done, outcome.failed, outcome.exit_code) == (1, 4, ExitCode.PARTIAL)
    failed = [event.record for event in listener.of(PhotoFailed)]
    assert [Path(record.source).name for record in failed] == bad
    assert all(record.message and record.hint and record.code == ExitCode.INPUT for record in failed)
    assert list(tree.results()) == ["good_x2.png"]


def test_what_failed_is_not_tried_again_unless_asked_or_changed(tree: Tree) -> None:
    hostile(tree)
    run(tree)
    outcome = run(tree)
    assert (outcome.failed, outcome.failed_before, outcome.exit_code) == (0, 4, ExitCode.PARTIAL)
    picture(tree.inside / "text.jpg")
    assert run(tree).done == 1
    picture(tree.inside / "torn.png")
    outcome = run(tree, retry_failed=True)
    assert (outcome.done, outcome.failed) == (1, 2)


def test_a_photo_that_vanishes_in_between_fails(tree: Tree) -> None:
    tree.add("a.png", "b.png")
    with open_journal(tree.out) as journal:
        plan = tree.plan(journal)
        (tree.inside / "a.png").unlink()
        outcome = run_batch(plan, Restorer(catalogue(), opener=opener(RepeatSession())), journal)
    assert (outcome.done, outcome.failed) == (1, 1)


def test_a_photo_that_changes_while_it_is_read_fails(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    tree.add("a.png")

    def slow(source: Path) -> object:
        photo = decode(source)
        picture(source, seed=7)
        return photo

    monkeypatch.setattr(job_module, "decode", slow)
    listener = Listener()
    assert run(tree, listener=listener).failed == 1
    assert "changed while it was read" in listener.of(PhotoFailed)[0].record.message


def test_a_folder_that_cannot_be_made_fails_its_photos_only(tree: Tree) -> None:
    tree.add("a.png", "sub/b.png", "sub/c.png")
    tree.out.mkdir()
    (tree.out / "sub").write_bytes(b"in the way")
    outcome = run(tree)
    assert (outcome.done, outcome.failed) == (1, 2)
    assert (tree.out / "sub").read_bytes() == b"in the way"


def test_a_bug_is_kept_with_its_details_and_stays_with_its_photo(tree: Tree) -> None:
    class Buggy(RepeatSession):
        def run(self, planes, token):
            if self.runs == 0:
                self.runs += 1
                raise ZeroDivisionError("oops")
            return super().run(planes, token)

    outcome = run(tree.add("a.png", "b.png"), session=Buggy())
    assert (outcome.done, outcome.failed) == (1, 1)
    (record,) = records(tree, FailedRecord)
    assert (record.code, record.message) == (ExitCode.BUG, "ZeroDivisionError: oops")
    assert "Traceback" in record.details


def test_fail_fast_ends_at_the_first_failure(tree: Tree) -> None:
    tree.add("b.png", "c.png")
    (tree.inside / "a.png").write_bytes(b"")
    outcome = run(tree, policy=RunPolicy(fail_fast=True))
    assert (outcome.failed, outcome.remaining) == (1, 2)
    assert outcome.exit_code == ExitCode.PARTIAL
    assert run(tree).done == 2


def broken(tree: Tree, number: int) -> None:
    for index in range(number):
        (tree.inside / f"{index}.png").write_bytes(b"")
    tree.add("z.png")


def test_too_many_failures_in_a_row_stop_a_run_that_nobody_watches(tree: Tree) -> None:
    broken(tree, 8)
    outcome = run(tree, policy=RunPolicy(failures_in_a_row=3, unattended=True))
    assert (outcome.failed, outcome.done) == (3, 0)
    assert "one after the other" in outcome.stopped


def test_too_many_failures_in_a_row_pause_a_run_that_somebody_watches(tree: Tree) -> None:
    broken(tree, 7)
    control = RunControl()

    def go_on(event: BatchEvent) -> None:
        if isinstance(event, RunPaused) and event.causes:
            assert event.causes == {Cause.FAILURES}
            threading.Thread(target=control.resume).start()

    listener = Listener(go_on)
    outcome = run(tree, control=control, listener=listener, policy=RunPolicy(failures_in_a_row=3))
    assert (outcome.failed, outcome.done) == (7, 1)
    assert len([event for event in listener.of(RunPaused) if event.causes]) == 2


def test_stop_now_leaves_no_half_photo_and_the_next_run_goes_on(tree: Tree) -> None:
    tree.add(*(f"{number}.png" for number in range(5)))
    control = RunControl()

    def stop(event: BatchEvent) -> None:
        if isinstance(event, PhotoDone):
            control.stop_now()

    outcome = run(tree, control=control, listener=Listener(stop))
    assert outcome.exit_code == ExitCode.CANCELLED
    assert 1 <= outcome.done < 5
    assert outcome.done + outcome.remaining == 5
    assert len(tree.results()) == outcome.done
    assert run(tree).done == outcome.remaining


def test_stop_after_this_photo_finishes_what_was_begun(tree: Tree) -> None:
    tree.add(*(f"{number}.png" for number in range(9)))
    control = RunControl()

    def stop(event: BatchEvent) -> None:
        if isinstance(event, PhotoChanged) and event.state is State.RUNNING and event.index == 1:
            control.stop_after_photo()

    outcome = run(tree, control=control, listener=Listener(stop))
    assert outcome.done == 2
    assert sorted(tree.results()) == ["0_x2.png", "1_x2.png"]
    assert outcome.stopped_by_user


def test_pausing_rests_inside_a_photo_and_going_on_finishes_it(tree: Tree) -> None:
    tree.add("a.png", "b.png")
    control = RunControl()
    resting: list[frozenset[Cause]] = []

    def pause(event: BatchEvent) -> None:
        if isinstance(event, PhotoChanged) and event.state is State.RUNNING and not resting:
            control.changed = lambda causes: resting.append(causes)
            control.pause()
            threading.Timer(0.05, control.resume).start()

    assert run(tree, control=control, listener=Listener(pause)).done == 2
    assert resting == [{Cause.USER}, frozenset()]


class FullUntil:
    """A disk that is full for the first few attempts to write."""

    def __init__(self, times: int) -> None:
        self.left = times
        self.real = job_module.encode

    def __call__(self, *arguments: object, **options: object) -> object:
        if self.left:
            self.left -= 1
            raise DiskFullError("The disk is full.")
        return self.real(*arguments, **options)  # type: ignore[arg-type]


def test_a_full_disk_is_waited_for(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "_LOOK_AGAIN", 0.0)
    monkeypatch.setattr(job_module, "encode", FullUntil(3))
    listener = Listener()
    outcome = run(tree.add("a.png", "b.png"), listener=listener)
    assert (outcome.done, outcome.failed, outcome.exit_code) == (2, 0, ExitCode.OK)
    assert {Cause.DISK_FULL} in [event.causes for event in listener.of(RunPaused)]


def test_a_full_disk_stops_a_run_that_nobody_watches_without_failing_thousands(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job_module, "encode", FullUntil(99))
    listener = Listener()
    outcome = run(tree.add("a.png", "b.png"), listener=listener, policy=RunPolicy(unattended=True))
    assert (outcome.done, outcome.failed, outcome.remaining) == (0, 0, 2)
    assert listener.of(RunPaused) == []
    assert (outcome.exit_code, outcome.stopped) == (ExitCode.OUTPUT, "the disk is full")
    monkeypatch.undo()
    assert run(tree).done == 2


@pytest.mark.parametrize("stop", [RunControl.stop_now, RunControl.stop_after_photo])
def test_a_run_that_is_stopped_while_the_disk_is_full_does_not_say_that_it_goes_on(
    tree: Tree, monkeypatch: pytest.MonkeyPatch, stop: Callable[[RunControl], None]
) -> None:
    monkeypatch.setattr(job_module, "encode", FullUntil(99))
    control = RunControl()

    def end(event: BatchEvent) -> None:
        if isinstance(event, RunPaused):
            stop(control)

    listener = Listener(end)
    outcome = run(tree.add("a.png", "b.png"), listener=listener, control=control)
    assert (outcome.done, outcome.failed, outcome.exit_code) == (0, 0, ExitCode.CANCELLED)
    assert listener.of(RunPaused) == [RunPaused(frozenset({Cause.DISK_FULL}))]


def test_a_drive_that_is_taken_out_is_waited_for(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    """The photos on it are not failures."""
    tree.add("a.png", "b.png")
    monkeypatch.setattr(patience, "_LOOK_AGAIN", 0.0)
    away, times = tree.folder / "away", iter([True])

    def unplug(event: BatchEvent) -> None:
        if isinstance(event, PhotoChanged) and (event.index, event.state) == (1, State.READING) and next(times, False):
            tree.inside.rename(away)
        if isinstance(event, RunPaused) and Cause.DRIVE_GONE in event.causes:
            away.rename(tree.inside)

    outcome = run(tree, listener=Listener(unplug))
    assert (outcome.done, outcome.failed) == (2, 0)


def test_a_hiccup_of_a_share_is_tried_again(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "HICCUP_WAITS", (0.0, 0.0))
    left = [2]

    def flaky(source: Path) -> object:
        if left[0]:
            left[0] -= 1
            raise InputError("It cannot be read.") from OSError(errno.ESTALE, "Stale file handle")
        return decode(source)

    monkeypatch.setattr(job_module, "decode", flaky)
    assert run(tree.add("a.png")).done == 1


def test_a_failure_of_the_engine_is_one_photo_s(tree: Tree) -> None:
    class Broken(RepeatSession):
        def run(self, planes, token):
            self.runs += 1
            if self.runs <= 2:  # with this engine and with the other
                raise EngineError("The engine broke.", hint="Mend it.")
            return planes.repeat(2, axis=1).repeat(2, axis=2)

    outcome = run(tree.add("a.png", "b.png"), session=Broken())
    assert (outcome.done, outcome.failed) == (1, 1)
    assert records(tree, FailedRecord)[0].code == ExitCode.ENGINE


def test_a_plan_with_clashes_is_refused_before_anything_is_done(tree: Tree) -> None:
    session = RepeatSession()
    with pytest.raises(UsageError, match="same name"):
        run(tree.add("a.png", "A.png"), session=session)
    assert session.runs == 0
    assert tree.results() == {}


def test_a_name_taken_in_between_is_not_overwritten(tree: Tree) -> None:
    tree.add("a.png", "b.png")

    def take(event: BatchEvent) -> None:
        if isinstance(event, PhotoChanged) and (event.index, event.state) == (0, State.ENCODING):
            (tree.out / "a_x2.png").write_bytes(b"mine")

    outcome = run(tree, listener=Listener(take))
    assert (outcome.done, outcome.failed) == (1, 1)
    assert (tree.out / "a_x2.png").read_bytes() == b"mine"


def test_in_place_keeps_the_originals_and_does_nothing_twice(tree: Tree) -> None:
    tree.add("a.png", "sub/b.png")
    before = (tree.inside / "sub/b.png").read_bytes()
    assert run(tree, output=tree.inside, in_place=True).done == 2
    assert decode(tree.inside / "sub/b.png").size == (48, 32)
    assert (tree.inside / ORIGINALS / "sub/b.png").read_bytes() == before
    assert run(tree, output=tree.inside, in_place=True).done == 0
    options = type(tree.spec().options)(model="fake", tile=16, strength=0.5)
    assert run(tree, output=tree.inside, in_place=True, options=options).done == 0, "results are no photos to restore"
    assert decode(tree.inside / "sub/b.png").size == (48, 32)


def test_in_place_without_a_backup_nothing_is_replaced(tree: Tree) -> None:
    before = tree.add("a.png").inside.joinpath("a.png").read_bytes()
    (tree.inside / ORIGINALS).write_bytes(b"in the way")
    outcome = run(tree, output=tree.inside, in_place=True)
    assert outcome.failed == 1
    assert (tree.inside / "a.png").read_bytes() == before


def test_results_beside_their_sources_are_no_sources(tree: Tree) -> None:
    tree.add("a.png")
    assert run(tree, output=tree.inside).done == 1
    outcome = run(tree, output=tree.inside)
    assert (outcome.done, outcome.skipped) == (0, 0)


@pytest.mark.parametrize("lanes", [Lanes(), Lanes(engine=2, threads=1, readers=2, writers=2)])
def test_however_the_processor_is_shared_the_results_are_the_same(tree: Tree, lanes: Lanes) -> None:
    tree.add(*(f"{number:02}.png" for number in range(20)))
    outcome = run(tree, policy=RunPolicy(lanes=lanes))
    assert outcome.done == 20
    single = Restorer(catalogue(), opener=opener(RepeatSession()))
    job_module.run_job(
        job_module.RestoreJob(tree.inside / "07.png", tree.folder / "x.png", tree.spec().options), single
    )
    assert tree.results()["07_x2.png"] == (tree.folder / "x.png").read_bytes()


def test_few_photos_are_in_memory_at_once_however_many_there_are(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    alive: set[int] = set()
    most: list[int] = []

    def watch(event: BatchEvent) -> None:
        if isinstance(event, PhotoChanged):
            if event.state in (State.READING, State.RUNNING, State.ENCODING):
                alive.add(event.index)
            else:
                alive.discard(event.index)
            most.append(len(alive))

    tree.add(*(f"{number:02}.png" for number in range(30)))
    run(tree, listener=Listener(watch))
    assert max(most) <= 7
    most.clear()
    tree2 = Tree(tree.folder / "second").add(*(f"{number:02}.png" for number in range(12)))
    run(tree2, listener=Listener(watch), policy=RunPolicy(max_ram=1))
    assert max(most) == 1, "what never fits goes alone"


def test_a_journal_that_cannot_be_written_publishes_nothing(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    tree.add("a.png")
    with open_journal(tree.out) as journal:
        plan = tree.plan(journal)
        real = journal.append

        def append(record: object) -> None:
            if isinstance(record, DoneRecord):
                raise OutputError("The journal cannot be written.")
            real(record)  # type: ignore[arg-type]

        monkeypatch.setattr(journal, "append", append)
        outcome = run_batch(plan, Restorer(catalogue(), opener=opener(RepeatSession())), journal)
    assert outcome.failed == 1
    assert tree.results() == {}


def test_the_plan_knows_what_is_done(tree: Tree) -> None:
    run(tree.add("a.png", "b.png"))
    tree.add("c.png")
    journal = read_journal(tree.out)
    assert journal is not None
    with journal:
        picture(tree.inside / "b.png", seed=5)
        plan = tree.plan(journal)
    assert plan.counts[Verdict.DONE] == 1
    assert [row.source.name for row in plan.rows if row.verdict is Verdict.TODO] == ["c.png"]
