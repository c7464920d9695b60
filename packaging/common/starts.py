"""How fast the frozen application starts, beside the source, and what memory it takes at rest."""

import os
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAIRS = 5
SETTLED = 5.0
"""Seconds after which the window is at rest."""

PATIENCE = 120.0
KILOBYTE = 1e3


@dataclass(frozen=True)
class Times:
    """Seconds of the first start, of later ones and of those of the source; later ones by the source's; megabytes."""

    first: float
    second: float
    source: float
    ratio: float
    memory: float


@dataclass(frozen=True)
class Start:
    """Something to start: the frozen program's name, its arguments, and how it is timed."""

    name: str
    program: str
    arguments: tuple[str, ...]
    time: Callable[[Sequence[str]], tuple[float, float]]

    @staticmethod
    def all(frozen: Path) -> "tuple[Start, ...]":
        """What is started: the command line, one photo, the window with a photo."""
        photo = str(frozen / "lib" / "resources" / "sample" / "astronaut.jpg")
        made = ("restore", photo, "-o", "out.png", "--model", "fsrcnn", "--overwrite")
        return (
            Start("`srdesk --version`", "srdesk", ("--version",), to_its_end),
            Start("`srdesk restore` of the sample", "srdesk", made, to_its_end),
            Start("window, until it takes photos", "srdesk-gui", (), partial(to_its_window, at_rest=SETTLED)),
        )


def paired(start: Start, frozen: Path) -> Times:
    """A first start with files that the system has to read, then frozen and source in turn; the medians."""
    own = [str(frozen / start.program), *start.arguments]
    command = ("gui",) if start.program == "srdesk-gui" else ()
    source = [sys.executable, "-m", "srdesk", *command, *start.arguments]
    forget(frozen)
    first, memory = start.time(own)
    start.time(source)
    pairs = [(start.time(own)[0], start.time(source)[0]) for _ in range(PAIRS)]
    ratio = statistics.median(ours / theirs for ours, theirs in pairs)
    second, plain = (statistics.median(side) for side in zip(*pairs, strict=True))
    return Times(first, second, plain, ratio, memory)


def forget(frozen: Path) -> None:
    """Have the system read the files anew, where it can be told to."""
    for path in frozen.rglob("*"):
        if path.is_file() and hasattr(os, "posix_fadvise"):
            with path.open("rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def to_its_end(command: Sequence[str]) -> tuple[float, float]:
    """Seconds until a program has ended, and megabytes at the peak of the largest program run so far."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        subprocess.run(command, cwd=folder, env=surroundings(folder), capture_output=True, check=True)
        took = time.perf_counter() - began
    return took, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / KILOBYTE


def to_its_window(command: Sequence[str], *, at_rest: float) -> tuple[float, float]:
    """Seconds until the window is there and takes photos of others, and megabytes that it has to itself at rest.

    Its socket is the sign: it is opened once the window is shown.
    """
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        program = subprocess.Popen(
            command, cwd=folder, env=surroundings(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            while not list(Path(folder).rglob("*.sock")):
                if program.poll() is not None or time.perf_counter() - began > PATIENCE:
                    sys.exit(f"{command[0]} showed no window")
                time.sleep(0.005)
            took = time.perf_counter() - began
            time.sleep(at_rest)
            memory = alone(program.pid)
        finally:
            program.send_signal(signal.SIGTERM)
            program.wait()
    return took, memory


def surroundings(folder: str) -> dict[str, str]:
    """An environment in which everything that is kept is kept in a folder, and windows need no screen."""
    own = {"SRDESK_HOME": folder, "XDG_RUNTIME_DIR": folder, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    return {**os.environ, **own}


def alone(number: int) -> float:
    """Megabytes of a process's own, its share of what it has in common with others included."""
    lines = Path(f"/proc/{number}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1.024 / KILOBYTE
