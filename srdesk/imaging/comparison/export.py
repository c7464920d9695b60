"""From a photo and its result to a file that shows both, bounded in size and written whole or not at all."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from srdesk.errors import UsageError
from srdesk.imaging.comparison.badge import MakeBadge, latin_badge
from srdesk.imaging.comparison.blink import gif_of
from srdesk.imaging.comparison.pair import Crop, Pair, pair_of
from srdesk.imaging.comparison.sheet import png_of
from srdesk.imaging.comparison.slider import Words, page_of
from srdesk.imaging.files import replacing
from srdesk.imaging.photo import Photo
from srdesk.imaging.resample import Method
from srdesk.texts import Text

LONGEST = 8192
"""The longest side, in pixels, that a side of a comparison may be asked to have."""

MOST_GIF_BYTES = 8_000_000
_LONGEST_GIF = 1280


class Kind(StrEnum):
    """What a comparison is written as."""

    PNG = "png"
    GIF = "gif"
    HTML = "html"


@dataclass(frozen=True)
class Comparison:
    """What a comparison shows: the part ``crop`` (``None``: everything), each side at most ``longest`` pixels.

    Small parts are ``magnified`` so many times, as squares. The photo is enlarged by ``method``. An animated GIF is
    made smaller still: 1280 pixels, and 8 MB. Raises `UsageError` for values that make no sense.
    """

    kind: Kind = Kind.HTML
    crop: Crop | None = None
    longest: int = 2000
    magnified: int = 1
    method: Method = "bicubic"

    def __post_init__(self) -> None:
        if not 16 <= self.longest <= LONGEST:
            raise UsageError(
                Text("{0} pixels is no size for a side.", self.longest), hint=Text("Choose 16 to {0}.", LONGEST)
            )
        if self.magnified < 1:
            raise UsageError("A comparison cannot be magnified by less than 1.", hint="Choose a smaller size.")


def comparison_bytes(
    before: Photo,
    after: Photo,
    comparison: Comparison,
    *,
    words: Words | None = None,
    badge: MakeBadge = latin_badge,
) -> bytes:
    """A comparison as the content of a file; the same pictures make the same bytes. Raises `UsageError`."""
    words = words or Words()
    longest = min(comparison.longest, _LONGEST_GIF) if comparison.kind is Kind.GIF else comparison.longest
    pair: Pair = pair_of(
        before,
        after,
        crop=comparison.crop,
        longest=longest,
        magnified=comparison.magnified,
        method=comparison.method,
    )
    labels = words.before, words.after
    if comparison.kind is Kind.PNG:
        return png_of(pair, labels, badge=badge)
    if comparison.kind is Kind.GIF:
        return gif_of(pair, labels, most_bytes=MOST_GIF_BYTES, badge=badge)
    return page_of(pair, words).encode()


def write_comparison(
    before: Photo,
    after: Photo,
    target: Path,
    comparison: Comparison,
    *,
    words: Words | None = None,
    badge: MakeBadge = latin_badge,
    overwrite: bool = False,
) -> int:
    """Write a comparison into a file and return its size in bytes; raises `OutputError` and `UsageError`."""
    content = comparison_bytes(before, after, comparison, words=words, badge=badge)
    with replacing(target, overwrite=overwrite) as (file, _part):
        file.write(content)
    return len(content)
