"""The journal: on disk line by line, mended after anything, for one run at a time."""

import errno
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srdesk.errors import DiskFullError, ExitCode, JournalError, OutputError
from srdesk.jobs import journal as module
from srdesk.jobs.journal import open_journal, read_journal
from srdesk.jobs.places import JOURNAL
from srdesk.jobs.records import (
    DoneRecord,
    EndRecord,
    FailedRecord,
    FileMark,
    RunRecord,
    UndoneRecord,
    line_of,
    record_of,
)
from srdesk.texts import Text
from tests.fresh import run_fresh

MARK = FileMark(10, 20, "ab" * 32)


def done(source: str = "/a.jpg", settings: str = "s", *, number: int = 1, target: str = "a_x2.jpg") -> DoneRecord:
    return DoneRecord(
        *("now", source, MARK, (3, 2), target, MARK, (6, 4), settings, number, "JPEG", "fake", 2, "fp32", "onnx"),
        *(1.5, 1.0, 0.01, 41, 41, ("a note",)),
    )


def failed(source: str = "/a.jpg", settings: str = "s") -> FailedRecord:
    return FailedRecord("now", source, 1, 2, settings, 1, 3, "It broke.", "Mend it.")


RECORDS = [
    done(),
    failed(),
    UndoneRecord("now", "/a.jpg", "a_x2.jpg", "s"),
    RunRecord("now", "s", {"inputs": ["/in"], "options": {"scale": 2}}, "fp32"),
    EndRecord("now", 3, 1, False, 2.5),
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.event)
def test_a_record_survives_its_line(record) -> None:
    line = line_of(record)
    assert line.isascii()
    assert line.count(b"\n") == 1
    assert record_of(line) == record


@pytest.mark.parametrize("source", ["/häß/写真🎞.jpg", "/undecodable\udcff.jpg", "C:\\new\nline.jpg"])
def test_any_name_survives(source: str) -> None:
    assert record_of(line_of(done(source))) == done(source)


def test_what_a_newer_srdesk_adds_is_left_out() -> None:
    table = json.loads(line_of(failed())) | {"novelty": 1}
    assert record_of(json.dumps(table).encode()) == failed()


@pytest.mark.parametrize("line", [b"", b"{}", b"[]", b"nonsense", b'{"event": "done"}', b'{"event": "x"}', b"[" * 9999])
def test_what_is_no_record_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError, match="no record"):
        record_of(line)


def test_the_last_word_on_a_photo_counts(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        for record in (failed(), done("/b.jpg"), done(), done(settings="other", target="other.jpg")):
            journal.append(record)
        assert journal.latest("/a.jpg", "s") == done()
    read = read_journal(tmp_path)
    assert read is not None
    with read:
        assert read.latest("/a.jpg", "s") == done()
        assert read.latest("/a.jpg", "unknown") is None
        assert read.result_at("other.jpg") == done(settings="other", target="other.jpg")
        assert read.result_at("nowhere.jpg") is None
        assert [word.source for word in read.last_words()] == ["/b.jpg", "/a.jpg", "/a.jpg"]


def test_every_record_is_on_disk_when_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[bytes] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        real(handle)
        synced.append((tmp_path / JOURNAL).read_bytes())

    with open_journal(tmp_path) as journal:
        monkeypatch.setattr(module.os, "fsync", fsync)
        journal.append(done())
    assert synced == [(tmp_path / JOURNAL).read_bytes()]
    assert synced[0].endswith(line_of(done()))


def test_there_is_none_before_the_first_run(tmp_path: Path) -> None:
    assert read_journal(tmp_path / "nowhere") is None


@given(st.integers(0, 400), st.sampled_from([b"", b"\0\0\0\0", b'{"event": "do', b"\xff\xfe"]))
def test_a_journal_cut_off_anywhere_is_mended(tmp_path_factory: pytest.TempPathFactory, cut: int, junk: bytes) -> None:
    """What was whole stays, what was not is gone, and writing goes on."""
    folder = tmp_path_factory.mktemp("out")
    with open_journal(folder) as journal:
        for name in "abc":
            journal.append(done(f"/{name}.jpg"))
    path = folder / JOURNAL
    whole = path.read_bytes()
    path.write_bytes(whole[: max(len(whole) - cut, 0)] + junk)
    left = path.read_bytes().count(b"\n") - 1
    with open_journal(folder) as journal:
        journal.append(done("/d.jpg"))
    lines = path.read_bytes().splitlines(keepends=True)
    assert [record_of(line).event for line in lines] == ["journal", *["done"] * (max(left, 0) + 1)]
    assert lines[-1] == line_of(done("/d.jpg"))


@pytest.mark.parametrize("left", [0, 1, 20, 60])
def test_a_first_line_cut_off_is_written_anew(tmp_path: Path, left: int) -> None:
    open_journal(tmp_path).close()
    path = tmp_path / JOURNAL
    path.write_bytes(path.read_bytes()[:left])
    with open_journal(tmp_path) as journal:
        assert journal.header.version == 1


def test_damage_in_the_middle_costs_its_line_only(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        for name in "abc":
            journal.append(done(f"/{name}.jpg"))
    path = tmp_path / JOURNAL
    path.write_bytes(path.read_bytes().replace(b'"/b.jpg"', b'"/b.j\x00'))
    with open_journal(tmp_path) as journal:
        assert journal.damaged == 1
        assert journal.latest("/c.jpg", "s") is not None
        assert journal.latest("/b.jpg", "s") is None


@pytest.mark.parametrize(
    "content", [b"my shopping list\n", b"shopping", b'{"event": "journal", "format": "other"}\n', b"[]\n"]
)
def test_a_foreign_file_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / JOURNAL).write_bytes(content)
    with pytest.raises(JournalError, match="not a journal") as refused:
        open_journal(tmp_path)
    assert refused.value.exit_code == ExitCode.JOURNAL
    assert (tmp_path / JOURNAL).read_bytes() == content


def test_a_newer_journal_is_refused_and_left_alone(tmp_path: Path) -> None:
    open_journal(tmp_path).close()
    path = tmp_path / JOURNAL
    newer = path.read_bytes().replace(b'"version": 1', b'"version": 2')
    path.write_bytes(newer)
    for opened in (open_journal, read_journal):
        with pytest.raises(JournalError, match="newer"):
            opened(tmp_path)
    assert path.read_bytes() == newer


def test_two_runs_exclude_each_other(tmp_path: Path) -> None:
    with open_journal(tmp_path), pytest.raises(JournalError, match="in use"):
        open_journal(tmp_path)
    open_journal(tmp_path).close()


def test_a_journal_in_use_can_be_read(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        journal.append(done())
        read = read_journal(tmp_path)
        assert read is not None
        with read:
            assert read.latest("/a.jpg", "s") == done()


HOLD = """
import os, signal, sys
from pathlib import Path
from srdesk.jobs.journal import open_journal
journal = open_journal(Path(sys.argv[1]))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_lock_ends_with_its_process(tmp_path: Path) -> None:
    assert run_fresh(["-c", HOLD, tmp_path], cwd=tmp_path).returncode == -9
    open_journal(tmp_path).close()


@pytest.mark.parametrize(
    ("number", "kind"), [(errno.ENOSPC, DiskFullError), (errno.EDQUOT, DiskFullError), (errno.EIO, OutputError)]
)
def test_a_line_that_cannot_be_written_leaves_the_journal_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[OutputError]
) -> None:
    def fail(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    with open_journal(tmp_path) as journal:
        before = (tmp_path / JOURNAL).read_bytes()
        with monkeypatch.context() as patch:
            patch.setattr(module.os, "fsync", fail)
            with pytest.raises(kind):
                journal.append(done())
        assert (tmp_path / JOURNAL).read_bytes() == before
        journal.append(done())
    assert (tmp_path / JOURNAL).read_bytes() == before + line_of(done())


def test_a_folder_that_cannot_be_made_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(OutputError):
            open_journal(folder)


def test_what_was_noted_twice_is_found_once(tmp_path: Path) -> None:
    names: Callable[[int], str] = "/{}.jpg".format
    with open_journal(tmp_path) as journal:
        for number in range(50):
            journal.append(done(names(number % 20), number=number))
        assert len(journal) == 50
        for number in range(20):
            word = journal.latest(names(number), "s")
            assert isinstance(word, DoneRecord)
            assert word.number == max(n for n in range(50) if n % 20 == number)
        assert len(list(journal.last_words())) == 20


def test_failures_of_earlier_runs_can_be_said_in_other_languages(tmp_path: Path) -> None:
    message = Text("{0} changed while it was read.", Path("/a.jpg"))
    said = replace(failed(), message=message, hint=Text("Mend it."))
    with open_journal(tmp_path) as journal:
        journal.append(said)
    with open_journal(tmp_path) as journal:
        (found,) = journal.last_words()
    assert isinstance(found, FailedRecord)
    assert found == said
    assert isinstance(found.message, Text)
    assert (found.message.template, found.message.arguments) == (message.template, ("/a.jpg",))
    assert isinstance(found.hint, Text)


def test_remarks_on_results_can_be_said_in_other_languages(tmp_path: Path) -> None:
    remark = Text("Only the first of {0} {1} was read.", 3, Text("pages"))
    said = replace(done(), notices=("a note", remark))
    with open_journal(tmp_path) as journal:
        journal.append(said)
    with open_journal(tmp_path) as journal:
        (found,) = journal.last_words()
    assert isinstance(found, DoneRecord)
    assert found == said
    assert [isinstance(notice, Text) for notice in found.notices] == [False, True]


@pytest.mark.parametrize("texts", [3, {"notices": 3}, {"notices": [["a note"], None]}, {"notices": [["Another."]]}])
def test_remarks_count_more_than_what_they_are_said_to_be_made_of(texts: object) -> None:
    line = json.loads(line_of(done()))
    found = record_of(json.dumps(line | {"texts": texts}).encode())
    assert found == done()
    assert isinstance(found, DoneRecord) and not any(isinstance(notice, Text) for notice in found.notices)


@pytest.mark.parametrize("texts", [3, {"message": 3}, {"message": ["Another."], "other": []}, {"hint": ["{0}"]}])
def test_a_sentence_counts_more_than_what_it_is_said_to_be_made_of(texts: object) -> None:
    line = json.loads(line_of(failed()))
    assert record_of(json.dumps(line | {"texts": texts}).encode()) == failed()
