"""Known batches: remembered across starts, and offered only while something is left to do."""

import subprocess
import sys
from pathlib import Path

import pytest

from srdesk.jobs import known
from srdesk.jobs.journal import now, open_journal
from srdesk.jobs.lock import turn
from srdesk.jobs.places import journal_of
from srdesk.jobs.records import EndRecord, FailedRecord, RunRecord, UndoneRecord

RUN = RunRecord(now(), "s", {}, "fp32")
FAILED = FailedRecord(now(), "/a.png", 1, 1, "s", 1, 3, "Broken.", "Mend it.")
END, STOPPED = EndRecord(now(), 1, 0, False, 1.0), EndRecord(now(), 1, 0, True, 1.0)
UNDONE = UndoneRecord(now(), "/a.png", "a.png", "s")


def test_outputs_are_remembered_latest_first_and_each_once(tmp_path):
    file = tmp_path / "deep" / "batches.json"
    for name in ("a", "b", "a"):
        known.remember(tmp_path / name, file)
    assert known.known(file) == (tmp_path / "a", tmp_path / "b")
    known.forget(tmp_path / "a", file)
    assert known.known(file) == (tmp_path / "b",)


def test_only_so_many_are_remembered(tmp_path):
    for number in range(known.MOST + 5):
        known.remember(tmp_path / str(number), tmp_path / "batches.json")
    assert len(known.known(tmp_path / "batches.json")) == known.MOST


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"outputs": 3}', '{"outputs": [3]}'])
def test_a_damaged_file_knows_nothing(tmp_path, content):
    (tmp_path / "batches.json").write_text(content)
    assert known.known(tmp_path / "batches.json") == ()


def test_what_cannot_be_written_is_not_missed(tmp_path):
    (tmp_path / "file").write_text("")
    known.remember(tmp_path / "a", tmp_path / "file" / "batches.json")


@pytest.mark.parametrize(
    ("records", "unfinished"),
    [
        ((), False),
        ((RUN,), True),
        ((RUN, FAILED), True),
        ((RUN, FAILED, END), False),
        ((RUN, STOPPED), True),
        ((RUN, STOPPED, RUN, END), False),
        ((RUN, END, UNDONE), False),
    ],
)
def test_what_is_unfinished(tmp_path, records, unfinished):
    with open_journal(tmp_path) as journal:
        for record in records:
            journal.append(record)
    assert known.is_unfinished(tmp_path) is unfinished


def test_a_torn_last_line_does_not_hide_that_it_is_unfinished(tmp_path):
    with open_journal(tmp_path) as journal:
        journal.append(RUN)
    with journal_of(tmp_path).open("ab") as file:
        file.write(b'{"event": "end", "done"')
    assert known.is_unfinished(tmp_path)


def test_the_end_of_a_long_journal_is_enough(tmp_path):
    with open_journal(tmp_path) as journal:
        journal.append(RUN)
    with journal_of(tmp_path).open("ab") as file:
        file.write(b"\0" * 300_000 + b"\n")
    with open_journal(tmp_path) as journal:
        journal.append(STOPPED)
    assert known.is_unfinished(tmp_path)


def test_a_batch_under_way_is_not_offered(tmp_path):
    with open_journal(tmp_path) as journal:
        journal.append(RUN)
        assert not known.is_unfinished(tmp_path)


WRITER = """
import sys
from pathlib import Path
from srdesk.jobs import known
file, name = Path(sys.argv[1]), sys.argv[2]
sys.stdin.read(1)
for number in range(40):
    known.remember(Path(f"/gone-{name}"), file)
    known.forget(Path(f"/gone-{name}"), file)
known.remember(Path(f"/kept-{name}"), file)
"""


def test_several_programs_lose_nothing_of_each_other(tmp_path):
    file = tmp_path / "batches.json"
    names = "abcd"
    command = [sys.executable, "-c", WRITER, str(file)]
    writers = [subprocess.Popen([*command, name], stdin=subprocess.PIPE) for name in names]
    for writer in writers:
        writer.stdin.write(b"x")
        writer.stdin.close()
    assert [writer.wait(60) for writer in writers] == [0] * len(names)
    assert sorted(known.known(file)) == [Path(f"/kept-{name}") for name in names]


def test_one_that_hangs_is_not_waited_for(tmp_path):
    file = tmp_path / "batches.json"
    with turn(file), turn(file, patience=0.0):
        known._write(file, [tmp_path])
    assert known.known(file) == (tmp_path,)


def test_no_folder_is_no_batch(tmp_path):
    assert not known.is_unfinished(tmp_path / "gone")
