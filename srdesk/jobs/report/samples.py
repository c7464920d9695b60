"""Before and after of a few photos of a batch, cut out where there is most to see."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
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
# Bytes for a pixel of a picture that is being read.
_DECODING = 8


@dataclass(frozen=True)
class Sample:
    """A photo, and a part of it before and after as addresses that contain the pictures."""

    record: DoneRecord
    before: str
    after: str


@dataclass(frozen=True)
class Choice:
    """The photos that samples are taken of, and how many were ``too_large`` to be among them."""

    records: tuple[DoneRecord, ...]
    too_large: int


def choose(account: Account, number: int, *, memory: int) -> Choice:
    """Choose up to so many photos, of each stretch of the batch the one with the smallest result.

    What takes more than ``memory`` bytes to be read again is left out.
    """
    if number == 0:
        return Choice((), 0)
    total = sum(1 for _ in account.done())
    fitting = sum(1 for _ in _fitting(account, memory))
    step = max(1, -(-fitting // number))
    stretches = groupby(enumerate(_fitting(account, memory)), key=lambda place: place[0] // step)
    chosen = (min((record for _, record in stretch), key=_pixels) for _, stretch in stretches)
    return Choice(tuple(chosen), total - fitting)


def samples(output: Path, choice: Choice, *, token: CancelToken | None = None) -> Iterator[Sample]:
    """The samples of a choice, one after the other; what cannot be read again is left out. Raises `Cancelled`."""
    token = token or CancelToken()
    for record in choice.records:
        token.check()
        try:
            yield _sample(output, record)
        except SrdeskError:
            continue


def _fitting(account: Account, memory: int) -> Iterator[DoneRecord]:
    return (record for record in account.done() if _pixels(record) * _DECODING <= memory)


def _pixels(record: DoneRecord) -> int:
    """Those of the larger of photo and result."""
    return max(width * height for width, height in (record.source_size, record.target_size))


def _sample(output: Path, record: DoneRecord) -> Sample:
    """The result is read first: it takes most, and the photo is not there yet."""
    after = decode(output / record.target)
    original = originals_of(output) / record.target
    before = decode(original if original.exists() else Path(record.source))
    pair = pair_of(before, after, crop=_liveliest(after), longest=_SIDE)
    return Sample(record, embedded(pair.before), embedded(pair.after))


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
