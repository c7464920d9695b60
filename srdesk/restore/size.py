"""TargetSize: how large a result is to be, in whatever terms people think of it."""

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from srdesk.errors import UsageError
from srdesk.texts import Text

Size = tuple[int, int]
Dpi = tuple[float, float]

LARGEST = 1_000_000_000
"""The most pixels a result may be asked to have: a gigapixel."""

MOST_TIMES = 64
MOST_DPI = 10_000
USUAL_DPI = 300.0
SYNTAX = "2.5x, 3840w, 2160h, 4000long, 2000short, 1920x1080, 24mp, 30x20cm@300 or 12x8in@300"

KEEP_DPI, SCALE_DPI, AUTO_DPI = "keep", "scale", "auto"
DPI_RULES = (AUTO_DPI, SCALE_DPI, KEEP_DPI)

_CM_PER_INCH = 2.54
_NUMBER = r"(\d+(?:\.\d+)?(?:/\d+)?|\.\d+)"
_PATTERN = re.compile(
    rf"(?:(?P<times>{_NUMBER}x|x{_NUMBER})|{_NUMBER}(?P<unit>w|h|long|short|mp)"
    rf"|{_NUMBER}x{_NUMBER}(?:(?P<print>cm|in)(?:@{_NUMBER})?)?)"
)


class Measure(StrEnum):
    """In what terms a size is given."""

    FACTOR = "factor"
    WIDTH = "width"
    HEIGHT = "height"
    LONG_SIDE = "long"
    SHORT_SIDE = "short"
    BOX = "box"
    MEGAPIXELS = "megapixels"
    PRINT = "print"


class Unit(StrEnum):
    """What paper is measured in."""

    CM = "cm"
    INCH = "in"


_SUFFIXES = {
    Measure.WIDTH: "w",
    Measure.HEIGHT: "h",
    Measure.LONG_SIDE: "long",
    Measure.SHORT_SIDE: "short",
    Measure.MEGAPIXELS: "mp",
}
_BY_SUFFIX = {suffix: measure for measure, suffix in _SUFFIXES.items()}
_WHOLE = (Measure.WIDTH, Measure.HEIGHT, Measure.LONG_SIDE, Measure.SHORT_SIDE, Measure.BOX)
_TWO_SIDED = (Measure.BOX, Measure.PRINT)


@dataclass(frozen=True)
class TargetSize:
    """A size to reach, whatever the photo; the shape of the photo is kept and it never becomes smaller.

    ``amount`` is a factor for both sides, a side in pixels, megapixels, or the first side of a box (pixels) or a paper
    (``unit``), of which ``second`` is the other. A photo is made to fit a box or a paper; a paper is turned if that
    makes the print larger. ``dpi`` is the resolution of a print. Raises `UsageError` for values that make no sense.
    """

    measure: Measure
    amount: float
    second: float = 0.0
    unit: Unit = Unit.CM
    dpi: float = USUAL_DPI

    def __post_init__(self) -> None:
        given = (self.amount, self.second) if self.measure in _TWO_SIDED else (self.amount,)
        if not all(math.isfinite(value) and 0 < value <= LARGEST for value in given):
            raise UsageError(
                "A size has to be larger than nothing, and finite.", hint=Text("For instance {0}.", SYNTAX)
            )
        if self.measure in _WHOLE and not all(float(value).is_integer() for value in given):
            raise UsageError("Pixels come whole.", hint="For instance 3840w or 1920x1080.")
        if self.measure is Measure.FACTOR and self.amount > MOST_TIMES:
            raise UsageError(
                Text("{0:g} times is too much.", self.amount),
                hint=Text("{0} is the most; 2 to 4 is usual.", MOST_TIMES),
            )
        if not 1 <= self.dpi <= MOST_DPI:
            raise UsageError(
                Text("Nothing is printed at {0:g} DPI.", self.dpi), hint=Text("1 to {0}; 300 is usual.", MOST_DPI)
            )

    @classmethod
    def parse(cls, text: str) -> "TargetSize":
        """The size that a text of the command line's syntax means; raises `UsageError`.

        ``2.5x`` or ``5/2x``, ``3840w``, ``2160h``, ``4000long``, ``2000short``, ``1920x1080``, ``24mp``,
        ``30x20cm@300``, ``12x8in@300`` (300 DPI if not given).
        """
        found = _PATTERN.fullmatch("".join(text.lower().split()))
        if found is None:
            raise UsageError(Text("{0!r} is no size.", text), hint=Text("Sizes look like {0}.", SYNTAX))
        try:
            return cls._of(found)
        except ZeroDivisionError as error:
            raise UsageError(
                Text("{0!r} divides by nothing.", text), hint=Text("Sizes look like {0}.", SYNTAX)
            ) from error

    @classmethod
    def _of(cls, found: re.Match[str]) -> "TargetSize":
        names = ("times", "unit", "print")
        texts = [group for group in found.groups() if group and group not in [found[name] for name in names]]
        amount, second, dpi = [*(float(Fraction(text)) for text in texts), 0.0, 0.0, 0.0][:3]
        if found["times"]:
            return cls(Measure.FACTOR, amount)
        if found["unit"]:
            return cls(_BY_SUFFIX[found["unit"]], amount)
        if found["print"]:
            return cls(Measure.PRINT, amount, second, Unit(found["print"]), dpi if len(texts) > 2 else USUAL_DPI)
        return cls(Measure.BOX, amount, second)

    def __str__(self) -> str:
        """The text that `parse` reads as this size."""
        amount, second = _plain(self.amount), _plain(self.second)
        if self.measure is Measure.FACTOR:
            return f"{amount}x"
        if self.measure is Measure.BOX:
            return f"{amount}x{second}"
        if self.measure is Measure.PRINT:
            return f"{amount}x{second}{self.unit}@{_plain(self.dpi)}"
        return f"{amount}{_SUFFIXES[self.measure]}"

    def factor(self, source: Size) -> float:
        """By how much a photo of ``(width, height)`` has to be enlarged, at least 1."""
        width, height = source
        factors = {
            Measure.FACTOR: lambda: self.amount,
            Measure.WIDTH: lambda: self.amount / width,
            Measure.HEIGHT: lambda: self.amount / height,
            Measure.LONG_SIDE: lambda: self.amount / max(source),
            Measure.SHORT_SIDE: lambda: self.amount / min(source),
            Measure.BOX: lambda: _fitting(source, (self.amount, self.second)),
            Measure.MEGAPIXELS: lambda: math.sqrt(self.amount * 1e6 / (width * height)),
            Measure.PRINT: lambda: self._print_factor(source),
        }
        return max(1.0, factors[self.measure]())

    def of(self, source: Size) -> Size:
        """The size, in whole pixels, that a photo of ``(width, height)`` becomes.

        Each side is within half a pixel of what keeps the shape. Raises `UsageError` beyond a gigapixel.
        """
        factor = self.factor(source)
        width, height = (max(side, math.floor(side * factor + 0.5)) for side in source)
        check_room(str(self), source, (width, height))
        return width, height

    def _print_factor(self, source: Size) -> float:
        per_unit = self.dpi / (_CM_PER_INCH if self.unit is Unit.CM else 1)
        paper = self.amount * per_unit, self.second * per_unit
        return max(_fitting(source, paper), _fitting(source, paper[::-1]))


def check_room(asked: str, source: Size, output: Size) -> None:
    """Raise `UsageError` where what was asked for makes more than a gigapixel of less than that."""
    if output[0] * output[1] > LARGEST and output != source:
        raise UsageError(
            Text("{0} of a photo of {1} x {2} pixels is {3} x {4}: more than a gigapixel.", asked, *source, *output),
            hint="Ask for less.",
        )


def check_dpi_rule(rule: float | str) -> None:
    """Raise `UsageError` for what is neither a rule for the print resolution nor a resolution."""
    if not (rule in DPI_RULES if isinstance(rule, str) else 1 <= rule <= MOST_DPI):
        raise UsageError(
            Text("There is no print resolution {0!r}.", rule),
            hint=Text("Choose {0} or 1 to {1} DPI.", ", ".join(DPI_RULES), MOST_DPI),
        )


def decided_dpi(rule: float | str, target: TargetSize | None) -> float | str:
    """What a rule of ``auto`` stands for: the resolution of a print size, else ``scale``."""
    if rule != AUTO_DPI:
        return rule
    return target.dpi if target is not None and target.measure is Measure.PRINT else SCALE_DPI


def result_dpi(rule: float | str, dpi: Dpi | None, *, source: Size, output: Size) -> Dpi | None:
    """The print resolution of a result, in x and y, by a rule that has been decided.

    ``scale`` keeps a print's size on paper, ``keep`` the photo's own number, a number sets it. A photo without a
    resolution gets none unless one is set.
    """
    if not isinstance(rule, str):
        return float(rule), float(rule)
    if dpi is None or rule == KEEP_DPI:
        return dpi
    return dpi[0] * output[0] / source[0], dpi[1] * output[1] / source[1]


def _fitting(source: Size, box: tuple[float, float]) -> float:
    return min(box[0] / source[0], box[1] / source[1])


def _plain(value: float) -> str:
    """A number as it would be typed, read back as exactly that number."""
    if float(value).is_integer():
        return str(int(value))
    text = repr(float(value))
    return text if "e" not in text else f"{value:.20f}".rstrip("0")
