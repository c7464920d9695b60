"""ModelSpec: what is known about a network without loading its weights."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from srdesk.lattice import ANY, Lattice
from srdesk.models.convention import Convention

LARGEST_SCALE = 16
"""The most that a network may enlarge each side; a result has 256 pixels for one of the source then."""


class Precision(StrEnum):
    """Arithmetic a weight file was made for."""

    FP32 = "fp32"
    FP16 = "fp16"
    INT8 = "int8"


class Color(StrEnum):
    """What a network sees: BT.601 luma (one channel) or RGB (three)."""

    LUMA = "luma"
    RGB = "rgb"


@dataclass(frozen=True)
class WeightFile:
    """A weight file with the SHA-256 it must have (lower-case hex), and what running it was measured to cost.

    ``loss`` is what it costs against full precision in dB of Y-PSNR on Set5, ``None`` if that was not measured.
    ``costs`` are ``(side, nanoseconds)`` sorted by side: the time for a source pixel in tiles whose source is ``side``
    pixels square, two threads. ``bytes_per_pixel`` is the memory for a source pixel of a tile. ``origin`` is the
    SHA-256 of the weights it was made from, if it was made on this computer.
    """

    path: Path
    sha256: str
    size: int
    loss: float | None = None
    costs: tuple[tuple[int, float], ...] = ()
    bytes_per_pixel: int = 4096
    origin: str = ""


@dataclass(frozen=True)
class NativeFile:
    """The file that a network was brought in as, for engines that run it as it is, and what pictures it takes."""

    file: WeightFile
    convention: Convention


@dataclass(frozen=True)
class ModelSpec:
    """One network at one scale, in one or more precisions.

    ``halo`` is the receptive-field radius in source pixels: the context a tile needs around its core to be exact.
    ``parameters`` counts weights, ``operations`` multiplications per source pixel. ``lattice`` are the sizes it takes.
    ``local`` is whether there is such a radius at all: a network that looks at the whole picture has a halo from which
    on little changes. ``imported`` is whether the user brought it; ``native`` is the file it was
    brought in as, if an engine runs that.
    """

    name: str
    title: str
    scale: int
    color: Color
    halo: int
    parameters: int
    operations: int
    sentence: str
    files: dict[Precision, WeightFile]
    lattice: Lattice = ANY
    local: bool = True
    imported: bool = False
    native: NativeFile | None = None

    def called(self, name: str) -> bool:
        """Whether that is its name or its title, in any case."""
        return name.lower() in (self.name.lower(), self.title.lower())

    @property
    def channels(self) -> int:
        return 1 if self.color is Color.LUMA else 3

    @property
    def fullest(self) -> Precision:
        """The most exact precision there are weights for."""
        return next(precision for precision in Precision if precision in self.files)

    @property
    def precisions(self) -> tuple[Precision, ...]:
        return tuple(self.files)
