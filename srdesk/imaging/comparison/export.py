"""From a photo and its result to a file that shows both, bounded in size and written whole or not at all."""

from pathlib import Path

from srdesk.imaging.comparison.badge import MakeBadge, latin_badge
from srdesk.imaging.comparison.blink import gif_of
from srdesk.imaging.comparison.pair import Pair, pair_of
from srdesk.imaging.comparison.request import ComparisonFile, Kind, Words
from srdesk.imaging.comparison.sheet import png_of
from srdesk.imaging.comparison.slider import page_of
from srdesk.imaging.files import replacing
from srdesk.imaging.photo import Photo
from srdesk.progress import CancelToken

MOST_GIF_BYTES = 8_000_000
_LONGEST_GIF = 1280


def comparison_bytes(
    before: Photo,
    after: Photo,
    comparison: ComparisonFile,
    *,
    words: Words | None = None,
    badge: MakeBadge = latin_badge,
    token: CancelToken | None = None,
) -> bytes:
    """A comparison as the content of a file; the same pictures make the same bytes.

    Raises `UsageError`, and `Cancelled` between two steps.
    """
    token = token or CancelToken()
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
    token.check()
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
    comparison: ComparisonFile,
    *,
    words: Words | None = None,
    badge: MakeBadge = latin_badge,
    overwrite: bool = False,
    token: CancelToken | None = None,
) -> int:
    """Write a comparison into a file and return its size in bytes.

    Raises `OutputError`, `UsageError` and `Cancelled`, and then leaves what was there.
    """
    token = token or CancelToken()
    content = comparison_bytes(before, after, comparison, words=words, badge=badge, token=token)
    token.check()
    with replacing(target, overwrite=overwrite) as (file, _part):
        file.write(content)
    return len(content)
