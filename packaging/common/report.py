"""Prints what the frozen application weighs, part by part, how fast it starts and what memory it takes.

usage: report.py FROZEN   (and counts what lies in dist)
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

MEGABYTE = 1e6
LARGE = 10

WHY = {
    "OpenCV": "second engine, 16-bit PNG, deep AVIF, resizing; its video libraries are linked and never called",
    "Qt and PySide6": "the window; ICU's data alone is 31 MB and linked by QtCore",
    "ONNX Runtime": "runs the networks",
    "NumPy": "pixels; its OpenBLAS is 25 MB and linked by its core",
    "models": "the networks",
    "Python": "the interpreter and its library",
    "Pillow": "reads and writes pictures",
}
PARTS = (
    ("OpenCV", ("cv2/", "opencv_python_headless.libs/", "opencv_python_headless-")),
    ("Qt and PySide6", ("PySide6/", "shiboken6/", "pyside6", "libshiboken")),
    ("ONNX Runtime", ("onnxruntime",)),
    ("ONNX", ("onnx",)),
    ("NumPy", ("numpy",)),
    ("Pillow", ("PIL/", "pillow")),
    ("pi-heif", ("pi_heif", "_pi_heif")),
    ("models", ("models/",)),
    ("resources", ("resources/",)),
    ("licences", ("licences/",)),
)


def main(frozen: Path) -> None:
    """The report, as Markdown."""
    weights: dict[str, float] = {}
    for part, size in files(frozen):
        weights[part] = weights.get(part, 0) + size / MEGABYTE
    print(f"| part | MB | why |\n|---|---:|---|\n| all | {sum(weights.values()):.1f} | |")
    for part, size in sorted(weights.items(), key=lambda one: -one[1]):
        why = WHY.get(part, "") if size > LARGE else ""
        print(f"| {part} | {size:.1f} | {why} |")
    print("\n| given away | MB |\n|---|---:|")
    for path in sorted(Path("dist").glob("srdesk*")):
        print(f"| {path.name} | {path.stat().st_size / MEGABYTE:.1f} |")
    print("\n| run | first, s | second, s | peak memory, MB |\n|---|---:|---:|---:|")
    for name, command in runs(frozen):
        forget(frozen)
        first, second = timed(command), timed(command)
        print(f"| {name} | {first[0]:.2f} | {second[0]:.2f} | {second[1]:.0f} |")


def files(frozen: Path) -> Iterator[tuple[str, int]]:
    """Every file by the part that it belongs to, with its size."""
    for path in frozen.rglob("*"):
        if path.is_file() and not path.is_symlink():
            name = path.relative_to(frozen).as_posix().removeprefix("lib/")
            part = next((part for part, begins in PARTS if name.startswith(begins)), "Python")
            yield part, path.stat().st_size


def runs(frozen: Path) -> Iterator[tuple[str, list[str]]]:
    """What is timed."""
    photo = str(frozen / "lib" / "resources" / "sample" / "astronaut.jpg")
    yield "`srdesk --version`", [str(frozen / "srdesk"), "--version"]
    yield "`srdesk restore` of the sample", [str(frozen / "srdesk"), "restore", photo, "-o", "out.png", "--overwrite"]


def forget(frozen: Path) -> None:
    """Have the system read the files anew, where it can be told to."""
    for path in frozen.rglob("*"):
        if path.is_file() and hasattr(os, "posix_fadvise"):
            with path.open("rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def timed(command: list[str]) -> tuple[float, float]:
    """Seconds, and megabytes at the peak of the largest program run so far."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        subprocess.run(command, cwd=folder, env={**os.environ, "SRDESK_HOME": folder}, capture_output=True, check=True)
        took = time.perf_counter() - began
    return took, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
