"""What a survey finds: values with their spread, by network, engine and precision."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from srdesk.engines.devices import TITLES


@dataclass(frozen=True)
class Spread:
    """The best, the median and the worst of several measurements, and how many there were."""

    best: float
    median: float
    worst: float
    runs: int

    @classmethod
    def of(cls, values: Iterable[float], *, largest_is_best: bool = False) -> "Spread":
        """That of at least one value."""
        found = sorted(values, reverse=largest_is_best)
        return cls(found[0], median(found), found[-1], len(found))


@dataclass(frozen=True)
class Pace:
    """Milliseconds for a tile of so many source pixels."""

    width: int
    height: int
    ms: Spread

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height

    def left_within(self, halo: int) -> int:
        """Pixels of a core as a tile reads it with that halo around; 0 for one that is hardly there."""
        sides = (self.width - 2 * halo, self.height - 2 * halo)
        return sides[0] * sides[1] if min(sides) >= SMALLEST_CORE else 0


@dataclass(frozen=True)
class Trial:
    """A network in one precision, run by one engine.

    ``bytes`` is the size of its file, ``load`` the milliseconds until it can run. ``held`` is the memory in bytes that
    it holds after a tile of `HELD_SIDE`, ``None`` where the system does not tell. ``loss`` is what the precision costs
    in dB by the catalogue. ``problem`` says why there are no figures, and is empty where there are.
    """

    engine: str
    version: str
    precision: str
    bytes: int
    load: Spread | None = None
    paces: tuple[Pace, ...] = ()
    held: int | None = None
    loss: float | None = None
    problem: str = ""

    @property
    def title(self) -> str:
        return f"{TITLES.get(self.engine, self.engine)} {self.precision}"

    def pixel_seconds(self, halo: int) -> float | None:
        """Seconds for a source pixel of a large picture in the best tiles, what tiles read around them included.

        For a network that sees so far that no tile that was measured has anything left within its halo, that of a tile
        with a core of `ASSUMED_CORE`, by the best time for a pixel. ``None`` where nothing was measured.
        """
        if not self.paces:
            return None
        cores = [(pace.ms.best / 1e3, core) for pace in self.paces if (core := pace.left_within(halo))]
        if cores:
            return min(seconds / core for seconds, core in cores)
        return self.read_seconds * ((ASSUMED_CORE + 2 * halo) / ASSUMED_CORE) ** 2

    @property
    def read_seconds(self) -> float:
        """The best seconds for a source pixel that is read, whatever becomes of it; something has to be measured."""
        return min(pace.ms.best / 1e3 / (pace.width * pace.height) for pace in self.paces)


@dataclass(frozen=True)
class Quality:
    """Y-PSNR in dB and SSIM over pictures; ``bicubic`` is what a plain enlargement reaches on the same ones."""

    precision: str
    psnr: float
    ssim: float
    bicubic: float
    pictures: int


@dataclass(frozen=True)
class Subject:
    """A network at one scale with everything that was found out about it.

    ``operations`` are multiplications for a source pixel.
    """

    name: str
    title: str
    scale: int
    parameters: int
    operations: int
    halo: int
    trials: tuple[Trial, ...] = ()
    quality: tuple[Quality, ...] = ()

    @property
    def rate(self) -> float:
        """Multiplications a second in float32, to which half precision is widened; 0 if nothing was measured."""
        costs = [trial.read_seconds for trial in self.trials if trial.precision != "int8" and trial.paces]
        return self.operations / max(min(costs), 1e-12) if costs else 0.0

    @property
    def output_operations(self) -> float:
        """Multiplications for a pixel of the result."""
        return self.operations / self.scale**2


@dataclass(frozen=True)
class Machine:
    """Where it was measured, and how.

    ``core_peak`` is multiplications a second of one core in matrix products; networks ran on ``threads`` cores, and the
    one that makes most of them ``reached`` so many. Times are by the clock on the wall, or ``processor_time``.
    """

    processor: str
    threads: int
    core_peak: Spread
    version: str
    processor_time: bool = False
    reached: float = 0.0

    @property
    def peak(self) -> float:
        """Multiplications a second of the cores that networks ran on, as far as anything got."""
        return max(self.core_peak.best * self.threads, self.reached)


@dataclass(frozen=True)
class Findings:
    """All of one run, so that its figures may be compared."""

    machine: Machine
    subjects: tuple[Subject, ...]


HELD_SIDE = 128
# A tile has to be larger than what it reads around itself by this much, in pixels.
SMALLEST_CORE = 16
ASSUMED_CORE = 128
