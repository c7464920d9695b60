"""What each part of the frozen application weighs, and why the heavy ones are there."""

import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1e6
LARGE = 10
"""Megabytes from which on a part has to be worth it."""

WHY = {
    "OpenCV": "second engine, 16 bits of PNG, measures of photos; `make opencv` leaves out what these do not need",
    "Qt": "the window; ICU's data are 31 MB, which QtCore is linked with",
    "PySide6": "Qt for Python",
    "ONNX Runtime": "runs the networks",
    "NumPy": "pixels; its OpenBLAS is 25 MB, which its core is linked with",
    "models": "the networks",
    "Python": "the interpreter and its library",
    "Pillow": "reads and writes pictures; AVIF is 5 MB of it",
}

PARTS = (
    ("OpenCV", ("cv2/", "opencv_python_headless")),
    ("Qt", ("PySide6/Qt/",)),
    ("PySide6", ("PySide6/", "shiboken6/", "pyside6", "libshiboken")),
    ("ONNX Runtime", ("onnxruntime",)),
    ("ONNX", ("onnx",)),
    ("NumPy", ("numpy",)),
    ("Pillow", ("PIL/", "pillow")),
    ("pi-heif", ("pi_heif", "_pi_heif")),
    ("models", ("models/",)),
    ("resources", ("resources/",)),
    ("licences", ("licences/",)),
)
"""Parts by what the names of their files begin with; the rest is Python."""


@dataclass(frozen=True)
class Weight:
    """A part with its size in the folder and when it is packed by xz, in megabytes."""

    name: str
    size: float
    packed: float


def weighed(frozen: Path) -> list[Weight]:
    """All parts, the heaviest first."""
    parts: dict[str, list[Path]] = {}
    for name, path in files(frozen):
        parts.setdefault(name, []).append(path)
    weights = [Weight(name, size(paths), packed(paths)) for name, paths in parts.items()]
    return sorted(weights, key=lambda one: -one.size)


def files(frozen: Path) -> Iterator[tuple[str, Path]]:
    """Every file with the part that it belongs to."""
    for path in sorted(frozen.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield part_of(path.relative_to(frozen).as_posix().removeprefix("lib/")), path


def part_of(name: str) -> str:
    """The part that a file belongs to, by its place in the folder."""
    return next((part for part, begins in PARTS if name.startswith(begins)), "Python")


def size(paths: list[Path]) -> float:
    """Megabytes of files."""
    return sum(path.stat().st_size for path in paths) / MEGABYTE


def packed(paths: list[Path]) -> float:
    """Megabytes of files packed one after the other."""
    packer = lzma.LZMACompressor(preset=6)
    return (sum(len(packer.compress(path.read_bytes())) for path in paths) + len(packer.flush())) / MEGABYTE
