"""Killed at any point, any number of times: in the end the tree is that of a run that nobody disturbed."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srdesk.jobs.journal import BatchJournal, read_journal
from srdesk.jobs.places import ORIGINALS, journal_of
from srdesk.jobs.records import DoneRecord
from tests.jobs.trees import Tree

pytestmark = [
    pytest.mark.end2end,
    pytest.mark.timeout(400),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork"),
]

NAMES = ("a.png", "b/c.jpg", "b/d.png", "e/f/g.png")
KILLED, DONE, PARTIAL = -9, 0, 8
EXAMPLES = 10


class Lives:
    """Runs of a batch in processes that may be killed."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def live(self, tree: Tree, point: int = -1) -> int:
        """One run, and how it ended."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(f"{tree.folder} {point}\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


@pytest.fixture(scope="module")
def lives(user_folders: Path) -> Iterator[Lives]:
    command = [sys.executable, "-m", "tests.jobs.running.mortal"]
    root = Path(__file__).parents[3]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        yield Lives(process)
        assert process.stdin
        process.stdin.close()
        process.wait(30)


def planted(folder: Path, *, bad: bool = True, in_place: bool = False) -> Tree:
    """A small tree, with a bad photo alone in a folder of its own."""
    tree = Tree(folder).add(*NAMES)
    if bad:
        (tree.inside / "bad").mkdir()
        (tree.inside / "bad" / "torn.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    if in_place:
        (folder / "in-place").touch()
    return tree


def everything(folder: Path) -> dict[str, bytes | None]:
    """Every file with its content and every folder; the journal, which tells of times, as empty."""
    found: dict[str, bytes | None] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        found[name] = None if path.is_dir() else b"" if path.suffix == ".jsonl" else path.read_bytes()
    return found


@pytest.fixture(scope="module")
def undisturbed(lives: Lives, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes | None]:
    tree = planted(tmp_path_factory.mktemp("undisturbed"))
    assert lives.live(tree) == PARTIAL
    return everything(tree.out)


def inodes(tree: Tree) -> dict[str, int]:
    """Results by which file they are: one that was made again would be another."""
    return {name: (tree.out / name).stat().st_ino for name in tree.results() if not name.endswith(".part")}


def test_at_every_single_point(lives: Lives, undisturbed, tmp_path_factory: pytest.TempPathFactory) -> None:
    """And nothing that has its place is made again."""
    point, ended = 0, KILLED
    while ended == KILLED:
        tree = planted(tmp_path_factory.mktemp("point"))
        ended = lives.live(tree, point)
        whole = inodes(tree)
        assert lives.live(tree) == PARTIAL
        assert everything(tree.out) == undisturbed, f"killed at point {point}"
        assert {name: inode for name, inode in inodes(tree).items() if name in whole} == whole
        assert len(done_lines(tree.out)) == len(NAMES), f"killed at point {point}"
        point += 5
    assert point > 60


def done_lines(output: Path) -> list[DoneRecord]:
    """Every whole line on a photo done: each is a photo restored."""
    with journal_of(output).open("rb") as file, BatchJournal(file, journal_of(output), writable=False) as journal:
        return [record for record in journal.records() if isinstance(record, DoneRecord)]


def moment(output: Path) -> str:
    """Where on its way to its name the photo was whose run was killed."""
    parts = list(output.rglob("*.part"))
    if not parts:
        return "between photos"
    if not journal_of(output).read_bytes().endswith(b"\n"):
        return "in the middle of the line"
    part, records = parts[0], done_lines(output)
    record = next((record for record in records if record.target_mark.size == part.stat().st_size), None)
    if record is None:
        return "before the line"
    target = output / record.target
    return "after the name" if target.exists() and target.samefile(part) else "between line and name"


@pytest.mark.parametrize("way", ["batch", "in-place", "watch", "cluster"])
def test_no_photo_is_done_twice_whatever_the_moment(
    lives: Lives, tmp_path_factory: pytest.TempPathFactory, way: str
) -> None:
    """Killed at every point that there is; the tree is that of an undisturbed run."""
    seen, point, ended, whole = Counter[str](), -1, KILLED, {}
    while ended == KILLED:
        tree = Tree(tmp_path_factory.mktemp("moment")).add("b/c.jpg")
        (tree.folder / way).touch()
        output = tree.inside if way == "in-place" else tree.out
        ended = lives.live(tree, point)
        if ended == KILLED:
            seen[moment(output)] += 1
            assert lives.live(tree) == DONE
        elif point < 0:
            ended = KILLED  # the one that nobody disturbed
        whole = whole or everything(output)
        assert everything(output) == whole, f"killed at point {point}"
        assert len(done_lines(output)) == 1, f"killed at point {point}"
        point += 1
    expected = {"before the line", "in the middle of the line", "between line and name"}
    assert expected <= set(seen)
    assert way == "in-place" or "after the name" in seen  # a file that replaces another has one name at a time


@settings(max_examples=EXAMPLES)
@given(points=st.lists(st.integers(0, 60), max_size=6))
def test_any_sequence_of_kills_ends_like_an_undisturbed_run(
    lives: Lives, undisturbed, tmp_path_factory: pytest.TempPathFactory, points: list[int]
) -> None:
    tree = planted(tmp_path_factory.mktemp("kills"))
    for point in points:
        assert lives.live(tree, point) in (KILLED, PARTIAL)
    assert lives.live(tree) == PARTIAL
    assert everything(tree.out) == undisturbed
    journal = read_journal(tree.out)
    assert journal is not None
    with journal:
        done = [record.source for record in journal.last_words() if isinstance(record, DoneRecord)]
    assert sorted(done) == sorted(str(tree.inside / name) for name in NAMES)
    assert sorted(record.source for record in done_lines(tree.out)) == sorted(done)


@settings(max_examples=EXAMPLES // 2)
@given(points=st.lists(st.integers(0, 90), min_size=1, max_size=4))
def test_in_place_no_original_is_ever_lost(
    lives: Lives, tmp_path_factory: pytest.TempPathFactory, points: list[int]
) -> None:
    tree = planted(tmp_path_factory.mktemp("place"), bad=False, in_place=True)
    originals = {name: (tree.inside / name).read_bytes() for name in NAMES}
    for point in points:
        lives.live(tree, point)
        for name, content in originals.items():
            kept = tree.inside / ORIGINALS / name
            assert content in ((tree.inside / name).read_bytes(), kept.read_bytes() if kept.exists() else b"")
    assert lives.live(tree) == DONE
    assert {name: (tree.inside / ORIGINALS / name).read_bytes() for name in NAMES} == originals
    kept = [path for path in (tree.inside / ORIGINALS).rglob("*") if path.is_file()]
    assert len(kept) == len(NAMES)
    assert not list(tree.inside.rglob("*.part"))
