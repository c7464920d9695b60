"""The frozen application does everything that the source does, wherever its folder lies.

``make check-frozen`` builds it and names it in SRDESK_FROZEN; without that there is nothing to try.
"""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image

from srdesk import __version__
from tests.fresh import run_fresh
from tests.packaging.recipes import recipe
from tests.test_telemetry import SOCKETS, foreign_files, private, skip_unless_traceable

FOLDER = Path(os.environ.get("SRDESK_FROZEN", ""))

pytestmark = [
    pytest.mark.end2end,
    pytest.mark.skipif("SRDESK_FROZEN" not in os.environ, reason="needs a frozen application (make check-frozen)"),
]

FILES = ["strace", "--follow-forks", "--quiet=all", "--successful-only", "--trace=open,openat,creat,mkdir", "--output"]

QUIET = [*FILES[:-2], f"{FILES[-2]},socket", "--output"]

UNTIL_IT_LISTENS = """
"$@" & window=$!
until ls "$0"/*.sock >/dev/null 2>&1 || ! kill -0 $window; do sleep 0.1; done
kill -TERM $window
wait $window
"""
"""Ends a window once it takes photos of others by its socket, which is below the folder that $0 names."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder that belongs to one test."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


def run(arguments: Sequence[str | Path], home: Path, before: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    """Run a frozen program in an environment in which telemetry is left to srdesk."""
    environment = {name: value for name, value in private(home).items() if value is not None}
    environment |= {
        "PATH": os.environ["PATH"],
        "QT_QPA_PLATFORM": "offscreen",
        "LANG": "C.UTF-8",
        "XDG_RUNTIME_DIR": str(home),
    }
    command = [*before, *map(str, arguments)]
    return subprocess.run(
        command, env=environment, cwd=home, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


def test_the_selftest_passes_and_no_connection_is_opened(home: Path, tmp_path: Path) -> None:
    skip_unless_traceable()
    trace = tmp_path / "trace"
    ended = run([FOLDER / "srdesk", "selftest"], home, [*SOCKETS, str(trace)])
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stdout.endswith("srdesk works.\n")
    assert "AF_INET" not in trace.read_text()
    assert foreign_files(home) == []


def test_nothing_is_written_outside_of_the_folders_of_srdesk(home: Path, tmp_path: Path, sample: Path) -> None:
    skip_unless_traceable()
    trace = tmp_path / "trace"
    target = home / "out.png"
    ended = run([FOLDER / "srdesk", "restore", sample, "-o", target], home, [*FILES, str(trace)])
    assert ended.returncode == 0, ended.stderr
    opened = written(trace)
    assert any(name.startswith(str(home)) for name in opened), "the result itself was not seen"
    assert foreign(opened, home) == set()


def written(trace: Path) -> set[str]:
    """Files that were opened to be written."""
    lines = trace.read_text(encoding="utf-8", errors="replace").splitlines()
    modes = ("O_WRONLY", "O_RDWR", "O_CREAT", "creat(")
    return {line.split('"')[1] for line in lines if any(mode in line for mode in modes) and '"' in line}


def foreign(files: set[str], home: Path) -> set[str]:
    """Those that are neither results, nor srdesk's own, nor no files at all."""
    return {name for name in files if not name.startswith((str(home), "/dev/", "/proc/")) and Path(name).is_absolute()}


def test_it_makes_what_the_source_makes(home: Path, tmp_path: Path, sample: Path) -> None:
    frozen, plain = home / "frozen.png", tmp_path / "plain.png"
    options = ["--model", "fsrcnn", "--scale", "2", "--threads", "1"]
    assert run([FOLDER / "srdesk", "restore", sample, "-o", frozen, *options], home).returncode == 0
    run_fresh(["-m", "srdesk", "restore", sample, "-o", plain, *options], cwd=tmp_path)
    assert frozen.read_bytes() == plain.read_bytes()


def test_it_runs_from_any_place(home: Path, tmp_path: Path, sample: Path) -> None:
    elsewhere = tmp_path / "fotos ü 中 100%"
    shutil.copytree(FOLDER, elsewhere, symlinks=True, copy_function=os.link)
    ended = run([elsewhere / "srdesk", "restore", sample, "-o", home / "out.png"], home)
    assert ended.returncode == 0, ended.stderr
    with Image.open(home / "out.png") as result:
        assert result.size == (768, 768)


def test_it_says_what_it_was_built_from(home: Path) -> None:
    said = run([FOLDER / "srdesk", "--version"], home).stdout
    assert said.startswith(f"srdesk {__version__} (20")


def test_the_licences_are_inside() -> None:
    notices = FOLDER / "lib" / "licences"
    listed = (notices / "THIRD-PARTY.txt").read_text(encoding="utf-8")
    for name in ("PySide6", "onnxruntime", "opencv", "pi_heif", "LGPL-3.txt", "may replace"):
        assert name in listed
    assert {"LGPL-3.txt", "GPL-3.txt", "LICENSE.txt", "python.txt", "pillow.txt"} <= {
        one.name for one in notices.iterdir()
    }
    assert "x265" not in " ".join(path.name for path in (FOLDER / "lib").rglob("*"))


def test_no_library_searches_folders_of_the_computer_it_was_made_on() -> None:
    untie = recipe("linux/untie.py")
    searched = {
        folder
        for file in (FOLDER / "lib").rglob("*.so*")
        for _, _, folders in untie.searches(file.read_bytes())
        for folder in folders
    }
    assert searched
    assert all(map(untie.relative, searched))


def test_the_window_opens_a_photo(home: Path, sample: Path) -> None:
    """It lives until it is asked to end, and then ends in order."""
    ended = run([FOLDER / "srdesk-gui", sample], home, until_it_listens(home))
    assert ended.returncode == 130, ended.stderr
    assert [line for line in ended.stderr.splitlines() if "propagateSizeHints" not in line] == []
    assert foreign_files(home) == []


def until_it_listens(home: Path) -> list[str]:
    """What to put before a window so that it is asked to end once it takes photos of others."""
    return ["sh", "-c", UNTIL_IT_LISTENS, str(home / "srdesk")]


def test_the_window_and_its_worker_reach_nothing_but_this_computer(home: Path, tmp_path: Path, sample: Path) -> None:
    """All that is opened is the socket by which photos of others come."""
    skip_unless_traceable()
    trace = tmp_path / "trace"
    traced = [*QUIET, str(trace)]
    assert run([FOLDER / "srdesk-gui", sample], home, [*traced, *until_it_listens(home)]).returncode == 130
    lines = trace.read_text(encoding="utf-8", errors="replace").splitlines()
    sockets = [line for line in lines if "socket(" in line]
    assert sockets, "its own socket was not seen"
    assert [line for line in sockets if "AF_UNIX" not in line] == []
    assert foreign(written(trace), home) == set()
