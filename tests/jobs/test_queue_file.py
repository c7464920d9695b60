"""The queue on disk: comes back as it was, from any crash, and from files that nobody should have touched."""

import errno
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srdesk.errors import OutputError
from srdesk.imaging.options import EncodeOptions
from srdesk.jobs import queue_file
from srdesk.jobs.queue import ACTIVE, Made, QueueEntry, Reason, Recipe, State
from srdesk.restore.options import RestoreOptions
from srdesk.restore.size import TargetSize

OWN = RestoreOptions(model="edsr", tile=96, strength=0.5)
RECIPE = Recipe(OWN, EncodeOptions(format="WEBP", quality=80))
ENTRIES = (
    QueueEntry(1, Path("photos/a.jpg")),
    QueueEntry(
        2,
        Path("photos/ünï\udcff 照片.jpg"),
        RECIPE,
        Path("results"),
        State.FAILED,
        reason=Reason("broken", "mend", "Traceback"),
    ),
    QueueEntry(
        5, Path("b.png"), state=State.DONE, size=(40, 30), fraction=1.0, made=Made(Path("b_x2.png"), OWN, 1.5, 0.25)
    ),
)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "config" / "queue.jsonl"


def test_everything_comes_back(file):
    queue_file.rewrite(file, ENTRIES)
    assert queue_file.read(file) == queue_file.Kept(ENTRIES, closed=False)


def test_nothing_comes_back_where_nothing_was(file):
    assert queue_file.read(file) == queue_file.Kept()


def test_changes_are_done_again(file):
    queue_file.rewrite(file, ENTRIES)
    queue_file.append(file, [queue_file.gone({2}), queue_file.put([QueueEntry(6, Path("c.png"))])])
    queue_file.append(file, [queue_file.order([6, 5, 1])])
    assert [entry.key for entry in queue_file.read(file).entries] == [6, 5, 1]


def test_an_order_does_not_lose_what_it_does_not_name(file):
    queue_file.rewrite(file, ENTRIES)
    queue_file.append(file, [queue_file.order([5, 1])])
    assert [entry.key for entry in queue_file.read(file).entries] == [5, 1, 2]


@pytest.mark.parametrize("state", sorted(ACTIVE))
def test_what_was_worked_on_in_a_crash_is_not_begun_again_unasked(file, state):
    queue_file.rewrite(file, [QueueEntry(1, Path("a.jpg"), RECIPE, state=state, fraction=0.5)])
    (entry,) = queue_file.read(file).entries
    assert (entry.state, entry.reason, entry.recipe) == (State.FAILED, queue_file.INTERRUPTED, RECIPE)
    assert entry.reason.hint


def test_a_proper_end_is_known(file):
    queue_file.rewrite(file, ENTRIES, closed=True)
    assert queue_file.read(file).closed
    queue_file.append(file, [queue_file.gone({1})])
    assert not queue_file.read(file).closed


@given(st.integers(0, 400))
def test_a_power_cut_costs_the_line_it_struck(tmp_path_factory, cut):
    file = tmp_path_factory.mktemp("cut") / "queue.jsonl"
    queue_file.rewrite(file, ENTRIES[:1])
    whole = file.stat().st_size
    queue_file.append(file, [queue_file.put([ENTRIES[2]])])
    content = file.read_bytes()
    file.write_bytes(content[: whole + cut])
    kept = queue_file.read(file)
    lost = len(content) - 1 > whole + cut
    assert kept.entries == (ENTRIES[:1] if lost else (ENTRIES[0], ENTRIES[2]))
    assert kept.damaged == (lost and cut > 0)


@pytest.mark.parametrize(
    "line",
    [
        b"\xff\xfe\x00",
        b"[]",
        b"7",
        b"{",
        b'{"put": [{}]}',
        b'{"put": [{"key": 9, "source": "x", "state": "asleep"}]}',
        b'{"put": [{"key": 9, "source": "x", "state": "queued", "options": 3}]}',
        b'{"unsaved": 3}',
        b'{"unsaved": {}}',
        b'{"put": [{"key": 9, "source": "x", "state": "queued", "size": 3}]}',
        b'{"put": 3}',
        b'{"gone": 3}',
        b"[" * 100_000,
    ],
)
def test_lines_that_make_no_sense_are_counted_and_left_out(file, line):
    queue_file.rewrite(file, ENTRIES)
    with file.open("ab") as lines:
        lines.write(line + b"\n")
    queue_file.append(file, [queue_file.gone({1})])
    kept = queue_file.read(file)
    assert kept.entries == ENTRIES[1:]
    assert kept.damaged == 1


def test_a_source_that_stands_there_twice_comes_back_once(file):
    queue_file.rewrite(file, [QueueEntry(1, Path("a")), QueueEntry(2, Path("a"))])
    assert len(queue_file.read(file).entries) == 1


@pytest.mark.parametrize(
    "write", [lambda file: queue_file.rewrite(file, ENTRIES), lambda file: queue_file.append(file, [])]
)
def test_a_folder_that_may_not_be_written_is_said(file, write):
    file.parent.parent.joinpath("config").write_text("in the way")
    with pytest.raises(OutputError) as caught:
        write(file)
    assert "crash would lose" in caught.value.hint


def test_a_full_disk_leaves_the_file_as_it_was(file, monkeypatch):
    queue_file.rewrite(file, ENTRIES)

    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(queue_file.os, "fsync", full)
    with pytest.raises(OutputError, match="No space"):
        queue_file.rewrite(file, ())
    assert queue_file.read(file).entries == ENTRIES
    assert [path.name for path in file.parent.iterdir()] == ["queue.jsonl"]


def test_people_can_read_it(file):
    queue_file.rewrite(file, ENTRIES)
    head, put = map(json.loads, file.read_text().splitlines())
    assert head == {"srdesk": "queue", "version": 1}
    assert put["put"][0] == {"key": 1, "source": "photos/a.jpg", "state": "queued"}
    assert put["put"][1]["options"] == {"model": "edsr", "tile": 96, "strength": 0.5}
    assert put["put"][1]["encoding"] == {"format": "WEBP", "quality": 80}


def test_an_option_that_makes_no_sense_costs_that_option_alone(file):
    queue_file.rewrite(file, ())
    line = b'{"put": [{"key": 9, "source": "x", "state": "queued", "options": {"scale": 99, "tile": 96, "new": 1}}]}'
    with file.open("ab") as lines:
        lines.write(line)
    kept = queue_file.read(file)
    assert kept.entries[0].recipe == Recipe(RestoreOptions(tile=96))
    assert kept.damaged == 2


def test_a_size_to_reach_comes_back(file):
    sized = Recipe(RestoreOptions(size=TargetSize.parse("3840w")))
    queue_file.rewrite(file, [QueueEntry(1, Path("a"), sized)])
    assert queue_file.read(file).entries[0].recipe == sized


def test_a_result_that_was_not_saved_is_known(file):
    queue_file.rewrite(file, ENTRIES)
    assert queue_file.read(file).unsaved is None
    result = queue_file.Unsaved(Path("a.jpg"), OWN)
    queue_file.append(file, [queue_file.unsaved(result)])
    assert queue_file.read(file).unsaved == result
    queue_file.append(file, [queue_file.unsaved(None)])
    assert queue_file.read(file).unsaved is None
