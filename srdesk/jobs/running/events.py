"""What a batch tells while it runs: frozen values, one sink, one call at a time."""

from collections.abc import Callable
from dataclasses import dataclass

from srdesk.errors import ExitCode
from srdesk.jobs.job import JobOutcome
from srdesk.jobs.queue import State
from srdesk.jobs.records import DoneRecord, FailedRecord
from srdesk.jobs.running.control import Cause


@dataclass(frozen=True, slots=True)
class BatchProgress:
    """How far a run has come.

    ``done`` and ``failed`` of ``photos`` are through; pixels are those of the sources, photos of unknown size counting
    as the average of the others. ``eta`` is the least and the most number of seconds still to go, ``None`` while
    unknown. ``seconds`` and ``rate`` (source pixels per second) leave pauses out; ``engine_share`` (0..1) is for how
    much of the time at least one tile was inside the engine; of a cluster, the average share of each of its lanes.
    """

    done: int
    failed: int
    photos: int
    pixels: float
    of_pixels: float
    seconds: float
    rate: float
    eta: tuple[float, float] | None
    engine_share: float

    @property
    def fraction(self) -> float:
        """0..1 by pixels; never less than before."""
        return min(1.0, self.pixels / self.of_pixels) if self.of_pixels else 1.0


@dataclass(frozen=True, slots=True)
class RunStarted:
    """So many photos are to be done."""

    photos: int
    of_pixels: float


@dataclass(frozen=True, slots=True)
class PhotoChanged:
    """A photo is in another state, or further (``fraction``, 0..1) in the same."""

    index: int
    state: State
    fraction: float = 0.0


@dataclass(frozen=True, slots=True)
class PhotoDone:
    """A photo's result is in its place."""

    index: int
    outcome: JobOutcome
    record: DoneRecord


@dataclass(frozen=True, slots=True)
class PhotoFailed:
    """A photo is on the list of failed ones, the others go on."""

    index: int
    record: FailedRecord


@dataclass(frozen=True, slots=True)
class RunAdvanced:
    """The whole has come further."""

    progress: BatchProgress


@dataclass(frozen=True, slots=True)
class RunPaused:
    """The run rests, or rests for other causes than before; with no cause left it goes on."""

    causes: frozenset[Cause]


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something worth knowing that is not about one photo."""

    text: str


@dataclass(frozen=True, slots=True)
class BatchOutcome:
    """How a run ended.

    ``done`` and ``failed`` count this run, ``failed_before`` photos that were not tried again, ``remaining`` those that
    wait for the next run. ``stopped`` says why it ended before its time, empty if it did not. ``missed`` counts folders
    and links behind which there may be photos that nobody could look at.
    """

    done: int
    failed: int
    failed_before: int
    skipped: int
    remaining: int
    seconds: float
    engine_share: float
    stopped: str = ""
    stopped_by_user: bool = False
    disk_full: bool = False
    missed: int = 0

    @property
    def exit_code(self) -> ExitCode:
        """What the command line ends with."""
        if self.stopped_by_user:
            return ExitCode.CANCELLED
        if self.disk_full:
            return ExitCode.OUTPUT
        left_out = self.failed or self.failed_before or self.missed or self.stopped
        return ExitCode.PARTIAL if left_out else ExitCode.OK


@dataclass(frozen=True, slots=True)
class RunEnded:
    """The last event of a run."""

    outcome: BatchOutcome


BatchEvent = RunStarted | PhotoChanged | PhotoDone | PhotoFailed | RunAdvanced | RunPaused | Noticed | RunEnded
BatchSink = Callable[[BatchEvent], None]


def unheard(_event: BatchEvent) -> None:
    """A sink for those who do not want to know."""
