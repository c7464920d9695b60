"""Before and after of a few photos of a batch, cut out where there is most to see."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from srdesk.errors import SrdeskError
from srdesk.imaging.codec import decode
from srdesk.imaging.comparison.pair import pair_of
from srdesk.imaging.comparison.request import Crop
from srdesk.imaging.comparison.slider import embedded
from srdesk.imaging.photo import Photo
from srdesk.jobs.places import originals_of
from srdesk.jobs.records import DoneRecord
from srdesk.jobs.report.account import Account
from srdesk.progress import CancelToken

_SIDE = 240


@dataclass(frozen=True)
class Sample:
    """A photo, and a part of it before and after as addresses that contain the pictures."""

    record: DoneRecord
    before: str
    after: str


def samples(account: Account, number: int, *, token: CancelToken | None = None) -> Iterator[Sample]:
    """Samples of up to so many photos, from the first to the last; what cannot be read again is left out.

    Raises `Cancelled`.
    """
    token = token or CancelToken()
    for record in _spread(account, number):
        token.check()
        try:
            yield _sample(account.output, record)
        except SrdeskError:
            continue


def _sample(output: Path, record: DoneRecord) -> Sample:
    original = originals_of(output) / record.target
    before, after = decode(original if original.exists() else Path(record.source)), decode(output / record.target)
    pair = pair_of(before, after, crop=_liveliest(after), longest=_SIDE)
    return Sample(record, embedded(pair.before), embedded(pair.after))


def _spread(account: Account, number: int) -> list[DoneRecord]:
    """So many of the photos that are done, evenly."""
    total = sum(1 for _ in account.done())
    step = max(1, -(-total // number)) if number else total + 1
    return [record for place, record in enumerate(account.done()) if place % step == 0] if number else []


def _liveliest(photo: Photo) -> Crop:
    """The part of a picture with the most contrast from block to block of a coarse grid."""
    width, height = photo.size
    side = min(_SIDE, width, height)
    luma = photo.pixels if photo.gray else photo.pixels[..., 1]
    best, place = -1.0, (0, 0)
    for top in range(0, height - side + 1, max(side // 2, 1)):
        for left in range(0, width - side + 1, max(side // 2, 1)):
            block = luma[top : top + side : 4, left : left + side : 4].astype(np.float32)
            liveliness = float(np.abs(np.diff(block, axis=0)).mean() + np.abs(np.diff(block, axis=1)).mean())
            if liveliness > best:
                best, place = liveliness, (left, top)
    return Crop(*place, side, side)
