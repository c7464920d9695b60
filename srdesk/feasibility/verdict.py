"""Verdicts: whether a network will do for a use on a phone, and why."""

from dataclasses import dataclass
from enum import StrEnum

from srdesk.feasibility.phones import DOUBT, Projection

LARGEST_FILE = 10_000_000
"""Bytes that an application can be asked to carry for one network."""


class Answer(StrEnum):
    """``PERHAPS`` is where the doubt about a projection is larger than what is missing or left."""

    YES = "yes"
    PERHAPS = "perhaps"
    NO = "no"


@dataclass(frozen=True)
class Use:
    """What a network is wanted for: a picture of so many source pixels in so many seconds, with so much memory.

    ``warm`` is whether it goes on for so long that the phone has to slow down.
    """

    name: str
    sentence: str
    pixels: int
    seconds: float
    memory: int
    warm: bool = False


_LITTLE, _SOME = 256_000_000, 512_000_000
USES = (
    Use(
        "live video", "640 x 360 pixels enlarged 30 times a second, for minutes", 640 * 360, 1 / 30, _LITTLE, warm=True
    ),
    Use("viewfinder still", "1280 x 960 pixels enlarged within a second", 1280 * 960, 1.0, _LITTLE),
    Use("photo in background", "12 megapixels enlarged within two minutes", 12_000_000, 120.0, _SOME),
)


@dataclass(frozen=True)
class Verdict:
    """The answer, and the reason in a sentence."""

    use: Use
    answer: Answer
    reason: str


def judge(use: Use, projection: Projection) -> Verdict:
    """Judge by time first, then by memory and the size of the file, which only make an answer worse."""
    seconds = use.pixels * (projection.warm_seconds if use.warm else projection.seconds)
    doubt = 1.0 if projection.measured else DOUBT
    answer = _by_time(seconds / use.seconds, doubt)
    trial = projection.trial
    reasons = [f"takes {duration(seconds)} of {duration(use.seconds)} ({trial.title})"]
    if trial.held is not None and trial.held > use.memory:
        answer = Answer.NO
        reasons.append(f"holds {trial.held / 1e6:.0f} MB of {use.memory / 1e6:.0f} MB")
    if trial.bytes > LARGEST_FILE:
        answer = Answer.NO
        reasons.append(f"its file has {trial.bytes / 1e6:.1f} MB of {LARGEST_FILE / 1e6:.0f} MB")
    return Verdict(use, answer, "; ".join(reasons))


def _by_time(share: float, doubt: float) -> Answer:
    if share * doubt <= 1:
        return Answer.YES
    return Answer.PERHAPS if share <= doubt else Answer.NO


def duration(seconds: float) -> str:
    """For reading: two digits are all that a projection knows."""
    for least, unit, factor in ((7200.0, "h", 3600.0), (121.0, "min", 60.0), (1.0, "s", 1.0)):
        if seconds >= least:
            return f"{_two_digits(seconds / factor)} {unit}"
    return f"{_two_digits(seconds * 1e3)} ms"


def _two_digits(value: float) -> str:
    return f"{float(f'{value:.2g}'):g}"
