"""A batch as a process: signals, a full disk, two at once."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from srdesk.errors import ExitCode
from srdesk.jobs.journal import read_journal
from srdesk.jobs.records import DoneRecord

pytestmark = [
    pytest.mark.end2end,
    pytest.mark.timeout(400),
    pytest.mark.skipif(os.name == "nt", reason="signals of POSIX"),
]

PHOTOS = 6


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(PHOTOS):
        noise = np.random.default_rng(number).integers(90, 160, (320, 320, 3), dtype=np.uint8)
        Image.fromarray(noise).save(folder / f"{number}.png")
    return folder


@contextmanager
def batch(photos: Path, out: Path, *words: str) -> Iterator["subprocess.Popen[str]"]:
    """A batch with JSON lines; killed if the test leaves it running."""
    options = ("--no-settings", "--model", "fsrcnn", "--tile", "96", "--json", "--report", "none")
    command = [sys.executable, "-m", "srdesk", "batch", str(photos), str(out), *options, *words]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def until(process: "subprocess.Popen[str]", event: str) -> dict[str, object]:
    """The next event of a kind."""
    assert process.stdout
    for line in process.stdout:
        found: dict[str, object] = json.loads(line)
        if found["event"] == event:
            return found
    raise AssertionError(f"ended without {event}: {process.stderr.read() if process.stderr else ''}")


def done(out: Path) -> int:
    journal = read_journal(out)
    if journal is None:
        return 0
    with journal:
        return sum(isinstance(record, DoneRecord) for record in journal.last_words())


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGINT, ExitCode.CANCELLED), (signal.SIGTERM, ExitCode.CANCELLED), (signal.SIGKILL, -9)],
)
def test_however_it_ends_nothing_is_half_and_it_goes_on(photos: Path, tmp_path: Path, number: int, code: int) -> None:
    out = tmp_path / "out"
    with batch(photos, out) as process:
        until(process, "done")
        process.send_signal(number)
        process.communicate(timeout=120)
        assert process.returncode == code
    finished = done(out)
    assert 1 <= finished < PHOTOS
    whole = {path.name: path.stat().st_ino for path in out.glob("*_x2.png")}
    for name in whole:
        with Image.open(out / name) as picture:
            picture.load()
    with batch(photos, out) as process:
        ended = until(process, "ended")
        process.communicate(timeout=120)
    assert ended["done"] == PHOTOS - finished
    assert {name: (out / name).stat().st_ino for name in whole} == whole
    assert sorted(path.name for path in out.iterdir()) == [
        *(f"{n}_x2.png" for n in range(PHOTOS)),
        "srdesk-journal.jsonl",
    ]


def test_signals_pause_and_go_on(photos: Path, tmp_path: Path) -> None:
    with batch(photos, tmp_path / "out") as process:
        until(process, "done")
        process.send_signal(signal.SIGUSR1)
        assert until(process, "paused")["causes"] == ["as you asked"]
        process.send_signal(signal.SIGUSR2)
        until(process, "resumed")
        assert until(process, "ended")["done"] == PHOTOS
        process.communicate(timeout=120)
        assert process.returncode == ExitCode.OK


def test_two_runs_on_one_output_exclude_each_other(photos: Path, tmp_path: Path) -> None:
    with batch(photos, tmp_path / "out") as first:
        until(first, "started")
        with batch(photos, tmp_path / "out") as second:
            said, _ = second.communicate(timeout=120)
        assert second.returncode == ExitCode.JOURNAL
        assert "in use" in json.loads(said)["message"]
        first.send_signal(signal.SIGTERM)
        first.communicate(timeout=120)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes."""
    place = tmp_path / "small"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("needs to mount a small file system")
    yield place
    deadline = time.monotonic() + 10
    while subprocess.run(["umount", str(place)], capture_output=True, check=False).returncode:
        assert time.monotonic() < deadline


def test_a_full_disk_ends_a_run_that_nobody_watches_and_more_room_lets_it_go_on(
    photos: Path, tmp_path: Path, small_disk: Path
) -> None:
    out = small_disk / "out"
    with batch(photos, out) as process:
        ended = until(process, "ended")
        process.communicate(timeout=120)
        assert process.returncode == ExitCode.OUTPUT
    assert (ended["failed"], ended["stopped"]) == (0, "the disk is full")
    assert ended["remaining"] == PHOTOS - int(str(ended["done"]))
    assert not list(out.rglob("*.part"))
    subprocess.run(["mount", "-o", "remount,size=99m", str(small_disk)], check=True)
    with batch(photos, out) as process:
        assert until(process, "ended")["remaining"] == 0
        process.communicate(timeout=120)
        assert process.returncode == ExitCode.OK
    assert len(list(out.glob("*_x2.png"))) == PHOTOS
