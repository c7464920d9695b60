"""What a comparison to be sent to somebody is to be: values that need no picture."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from srdesk.errors import UsageError
from srdesk.texts import Text

if TYPE_CHECKING:
    from srdesk.imaging.resample import Method

LONGEST = 8192
"""The longest side, in pixels, that a side of a comparison may be asked to have."""


class Crop(NamedTuple):
    """A part of a result, in its pixels."""

    x: int
    y: int
    width: int
    height: int


class Kind(StrEnum):
    """What a comparison is written as."""

    PNG = "png"
    GIF = "gif"
    HTML = "html"


@dataclass(frozen=True)
class ComparisonFile:
    """What a comparison shows: the part ``crop`` (``None``: everything), each side at most ``longest`` pixels.

    Small parts are ``magnified`` so many times, as squares. The photo is enlarged by ``method``. An animated GIF is
    made smaller still: 1280 pixels, and 8 MB. Raises `UsageError` for values that make no sense.
    """

    kind: Kind = Kind.HTML
    crop: Crop | None = None
    longest: int = 2000
    magnified: int = 1
    method: "Method" = "bicubic"

    def __post_init__(self) -> None:
        if not 16 <= self.longest <= LONGEST:
            raise UsageError(
                Text("{0} pixels is no size for a side.", self.longest), hint=Text("Choose 16 to {0}.", LONGEST)
            )
        if self.magnified < 1:
            raise UsageError("A comparison cannot be magnified by less than 1.", hint="Choose a smaller size.")


@dataclass(frozen=True)
class Words:
    """What a page says, in its reader's ``language`` (as in HTML's ``lang``).

    ``before`` and ``after`` are what stands on the sides, ``slider`` and ``share`` what a screen reader says of the
    divider and where it is (``{0}`` for the percentage), ``hint`` how to use it, ``note`` how the result was made.
    """

    title: str = "Before and after"
    before: str = "Before"
    after: str = "After"
    slider: str = "Divider between before and after"
    share: str = "{0}% before"
    hint: str = "Drag across the picture, or use the arrow keys."
    note: str = ""
    language: str = "en"
