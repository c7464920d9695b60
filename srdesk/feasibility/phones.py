"""Phones: what their processors can multiply at best, and times of this computer turned into theirs."""

from dataclasses import dataclass

from srdesk.feasibility.findings import Machine, Subject, Trial

ON_PHONES = ("onnx", "opencv", "tflite", "ncnn")
"""Engines that applications for phones carry; OpenVINO is at home on Intel's processors."""

# How far a projection may be off, either way; verdicts are firm where they hold all the same.
DOUBT = 2.0


@dataclass(frozen=True)
class Cores:
    """So many equal cores at so many GHz that multiply ``lanes`` pairs of float32 and add them up in every cycle."""

    count: int
    name: str
    gigahertz: float
    lanes: int

    @property
    def peak(self) -> float:
        """Multiplications a second."""
        return self.count * self.gigahertz * 1e9 * self.lanes

    def __str__(self) -> str:
        return f"{self.count} {self.name} at {self.gigahertz:g} GHz, {self.lanes} a cycle"


@dataclass(frozen=True)
class Phone:
    """A class of phones by its fast cores.

    ``int8`` is whether they multiply bytes four at a time, as this computer has to for its INT8 figures to carry over;
    ``sustained`` is the share of the peak that is left once the phone is warm.
    """

    name: str
    cores: tuple[Cores, ...]
    int8: bool
    sustained: float

    @property
    def peak(self) -> float:
        """Multiplications a second of its fast cores, in float32."""
        return sum(cores.peak for cores in self.cores)


PHONES = (
    Phone("entry phone", (Cores(2, "Cortex-A75", 2.0, 4),), int8=False, sustained=0.8),
    Phone("mid-range phone", (Cores(4, "Cortex-A78", 2.4, 8),), int8=True, sustained=0.7),
    Phone(
        "flagship phone", (Cores(1, "Cortex-X4", 3.3, 16), Cores(3, "Cortex-A720", 3.0, 8)), int8=True, sustained=0.6
    ),
)


@dataclass(frozen=True)
class Projection:
    """The trial that is the quickest on a phone, and seconds for a source pixel there, cool and warm."""

    phone: str
    trial: Trial
    seconds: float
    warm_seconds: float
    measured: bool = False


def project(subject: Subject, machine: Machine, phone: Phone) -> Projection | None:
    """Measured time, times the peak of this computer, through the peak of the phone: the same share of both is reached.

    Engines count that run on phones, and INT8 only on those that have the instructions for it. ``None`` where nothing
    of that was measured.
    """
    ratio = machine.peak / phone.peak
    carried = (trial for trial in subject.trials if trial.engine in ON_PHONES)
    usable = tuple(trial for trial in carried if phone.int8 or trial.precision != "int8")
    return _quickest(usable, subject.halo, phone.name, ratio, phone.sustained)


def here(subject: Subject) -> Projection | None:
    """This computer itself, as measured."""
    found = _quickest(subject.trials, subject.halo, "this computer", 1.0, 1.0)
    return found and Projection(found.phone, found.trial, found.seconds, found.warm_seconds, measured=True)


def _quickest(trials: tuple[Trial, ...], halo: int, name: str, ratio: float, sustained: float) -> Projection | None:
    costs = [(cost, trial) for trial in trials if (cost := trial.pixel_seconds(halo)) is not None]
    if not costs:
        return None
    cost, trial = min(costs, key=lambda pair: pair[0])
    return Projection(name, trial, cost * ratio, cost * ratio / sustained)
