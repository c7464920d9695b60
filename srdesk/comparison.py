"""Comparison: in what way a photo and its result are compared, as a value."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

GAINS = (1, 2, 4, 8, 16, 32)
"""How many times differences may be amplified."""

INTERVALS = (200, 300, 400, 600, 800, 1200, 2000)
"""Milliseconds that a side may be seen for while blinking; none so short that the view would flicker."""

_OPACITY_STEPS = 20
_DIVIDER_STEPS = 50

T = TypeVar("T")


class Mode(StrEnum):
    """In what way two pictures are compared."""

    SPLIT = "split"
    SIDE_BY_SIDE = "side_by_side"
    BLINK = "blink"
    ONION = "onion"
    DIFFERENCE = "difference"
    SINGLE = "single"


class Channel(StrEnum):
    """Of what differences are shown: of colours, of brightness alone, of hue and saturation alone."""

    ALL = "all"
    LUMA = "luma"
    CHROMA = "chroma"


class Baseline(StrEnum):
    """By what plain method the photo is enlarged to be compared; see `srdesk.imaging.resample.Method`."""

    BICUBIC = "bicubic"
    LANCZOS = "lanczos"
    NEAREST = "nearest"


@dataclass(frozen=True)
class Comparison:
    """Everything that can be chosen about a comparison.

    The divider stands at ``position`` (0..1) of the view's width, or of its height unless it is ``upright``;
    ``swapped`` puts the result left of it, or above. ``opacity`` (0..1) is that of the result over the photo, ``gain``
    one of `GAINS`, ``interval`` one of `INTERVALS`. ``signed`` differences are shown around a middle gray, others from
    black. ``probe``, ``grid``, ``minimap`` and ``labels`` say what is drawn over the pictures.
    """

    mode: Mode = Mode.SPLIT
    position: float = 0.5
    upright: bool = True
    swapped: bool = False
    opacity: float = 0.5
    gain: int = 8
    signed: bool = False
    channel: Channel = Channel.ALL
    baseline: Baseline = Baseline.BICUBIC
    interval: int = 400
    probe: bool = False
    grid: bool = True
    minimap: bool = True
    labels: bool = True

    def __post_init__(self) -> None:
        if not (0 <= self.position <= 1 and 0 <= self.opacity <= 1):
            raise ValueError("position and opacity must be in 0..1")
        if self.gain not in GAINS or self.interval not in INTERVALS:
            raise ValueError(f"gain must be one of {GAINS}, interval one of {INTERVALS}")

    @property
    def recipe(self) -> tuple[object, ...]:
        """What the picture of the difference depends on."""
        return self.mode is Mode.DIFFERENCE, self.gain, self.signed, self.channel, self.baseline

    def more(self, steps: int) -> "Comparison":
        """With so many steps more (or less, if negative) of what the mode has: gain, opacity, speed, or left side."""
        match self.mode:
            case Mode.SPLIT:
                return replace(self, position=_moved(self.position, steps / _DIVIDER_STEPS))
            case Mode.ONION:
                return replace(self, opacity=_moved(self.opacity, steps / _OPACITY_STEPS))
            case Mode.DIFFERENCE:
                return replace(self, gain=_further(GAINS, self.gain, steps))
            case Mode.BLINK:
                return replace(self, interval=_further(INTERVALS, self.interval, -steps))
        return self

    def with_next_channel(self) -> "Comparison":
        return replace(self, channel=_after(tuple(Channel), self.channel))

    def with_next_baseline(self) -> "Comparison":
        return replace(self, baseline=_after(tuple(Baseline), self.baseline))


def _moved(share: float, by: float) -> float:
    return min(max(round(share + by, 6), 0.0), 1.0)


def _further(values: tuple[T, ...], value: T, steps: int) -> T:
    """The value so many places on, the last one at most."""
    return values[min(max(values.index(value) + steps, 0), len(values) - 1)]


def _after(values: tuple[T, ...], value: T) -> T:
    """The next value, the first one after the last."""
    return values[(values.index(value) + 1) % len(values)]
