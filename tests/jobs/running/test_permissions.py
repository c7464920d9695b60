"""Permissions that hold for real, for root too: what may not be read or written fails alone, with a reason."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from srdesk.jobs.journal import read_journal
from srdesk.jobs.records import FailedRecord
from tests.jobs.trees import Tree

# Root passes over permission bits by these two powers; without them it is an owner of files like any other.
HUMBLE = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]
ROOT = Path(__file__).parents[3]
DONE, PARTIAL = 0, 8

pytestmark = [
    pytest.mark.end2end,
    pytest.mark.skipif(
        not hasattr(os, "getuid") or (os.getuid() == 0 and shutil.which("setpriv") is None),
        reason="needs a user for whom permission bits hold, or setpriv to become one",
    ),
]


@pytest.fixture
def tree(tmp_path: Path) -> Iterator[Tree]:
    yield Tree(tmp_path).add("good.png", "secret.png", "closed/inside.png", "shut/photo.png")
    for path in tmp_path.rglob("*"):
        path.chmod(0o755)


def lived(tree: Tree) -> int:
    """A run in a process of its own, and how it ended."""
    humble = HUMBLE if os.getuid() == 0 else []
    command = [*humble, sys.executable, "-m", "tests.jobs.running.mortal"]
    ran = subprocess.run(command, input=f"{tree.folder} -1\n", capture_output=True, text=True, cwd=ROOT, check=True)
    return int(ran.stdout)


def made(tree: Tree) -> list[str]:
    return [name for name in tree.results() if not name.endswith(".txt")]


def failures(tree: Tree) -> dict[str, tuple[str, str]]:
    journal = read_journal(tree.out)
    assert journal is not None
    with journal:
        failed = [record for record in journal.last_words() if isinstance(record, FailedRecord)]
    return {Path(record.source).name: (record.message, record.hint) for record in failed}


def test_what_may_not_be_read_or_written_fails_alone(tree: Tree) -> None:
    (tree.inside / "secret.png").chmod(0)
    (tree.inside / "closed").chmod(0)
    (tree.out / "shut").mkdir(parents=True)
    (tree.out / "shut" / "note.txt").write_text("An empty folder would be made anew.")
    (tree.out / "shut").chmod(0o555)
    assert lived(tree) == PARTIAL
    assert made(tree) == ["good_x2.png"]
    failed = failures(tree)
    assert failed["secret.png"] == (
        f"{tree.inside / 'secret.png'} may not be read.",
        "Change its permissions, or copy it elsewhere.",
    )
    assert failed["photo.png"] == (f"Nothing may be written in {tree.out / 'shut'}.", "Choose a folder of your own.")
    (tree.inside / "closed").chmod(0o755)
    (tree.out / "shut").chmod(0o755)
    for name in ("secret.png", "shut/photo.png"):
        (tree.inside / name).chmod(0o644)
        os.utime(tree.inside / name, (1, 1))  # as if it was saved anew: a failure of the same file would stay one
    assert lived(tree) == DONE
    assert made(tree) == ["closed/inside_x2.png", "good_x2.png", "secret_x2.png", "shut/photo_x2.png"]


def test_an_output_that_may_not_be_written_is_said_before_anything_is_done(tree: Tree) -> None:
    tree.out.mkdir()
    tree.out.chmod(0o555)
    assert lived(tree) not in (DONE, PARTIAL)
    tree.out.chmod(0o755)
    assert not list(tree.out.iterdir())
