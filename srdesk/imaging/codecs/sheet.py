"""A photo as a format takes it, strip by strip, so that nothing as large as the photo is held in memory."""

import io
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import BinaryIO, TypeVar, cast

import numpy as np
from PIL import Image

from srdesk.errors import OutputError
from srdesk.imaging.color import narrowed, over_white
from srdesk.imaging.conversion import Colours, colours_for
from srdesk.imaging.formats import Format
from srdesk.imaging.metadata.exif import as_srgb, as_uncalibrated
from srdesk.imaging.options import ProfilePolicy
from srdesk.imaging.photo import Metadata, Photo, Samples
from srdesk.progress import CancelToken
from srdesk.texts import Text, said

Piece = TypeVar("Piece")
Result = TypeVar("Result")


@dataclass(frozen=True, eq=False)
class Sheet:
    """The samples of a photo, made to fit a format when they are asked for.

    Samples are 8 bits where the format holds no more, alpha is laid over white where it holds none, and colours are
    those that are wanted or sRGB where it holds no profile. ``notices`` say so.
    """

    photo: Photo
    deep: bool
    alpha: bool
    colours: Colours
    notices: tuple[str, ...] = ()
    token: CancelToken = field(default_factory=CancelToken)

    @property
    def size(self) -> tuple[int, int]:
        """``(width, height)`` in pixels."""
        return self.photo.size

    @property
    def channels(self) -> int:
        """Gray 1, gray and alpha 2, RGB 3, RGBA 4."""
        return (1 if self.photo.gray else 3) + self.alpha

    @property
    def bits(self) -> int:
        """8 or 16 per sample."""
        return 16 if self.deep else 8

    def profiled(self, metadata: Metadata) -> Metadata:
        """Metadata that say what colours the samples of the sheet are in."""
        if self.colours.space is None:
            return metadata
        renamed = as_uncalibrated if self.colours.space is ProfilePolicy.DISPLAY_P3 else as_srgb
        return replace(metadata, icc=self.colours.icc, exif=metadata.exif and renamed(metadata.exif))

    def strips(self, rows: int) -> Iterator[Samples]:
        """The whole from top to bottom, so many rows at a time; raises `Cancelled` between two."""
        for top in range(0, self.size[1], rows):
            self.token.check()
            yield self.rows(top, top + rows)

    def rows(self, top: int, bottom: int) -> Samples:
        """Some rows, ``n x W`` for one channel and ``n x W x channels`` for more, contiguous."""
        colour: Samples = self.photo.pixels[top:bottom]
        alpha = None if self.photo.alpha is None else self.photo.alpha[top:bottom]
        if alpha is not None and not self.alpha:
            colour, alpha = over_white(colour, alpha), None
        if not self.deep:
            colour, alpha = narrowed(colour), None if alpha is None else narrowed(alpha)
        if self.colours.convert is not None:
            colour = self.colours.convert(colour)
        whole = colour if alpha is None else np.dstack([colour, alpha])
        return cast(Samples, np.ascontiguousarray(whole))


def sheet_for(
    photo: Photo, form: Format, *, policy: ProfilePolicy = ProfilePolicy.KEEP, token: CancelToken | None = None
) -> Sheet:
    """The photo as a format can hold it, in the colours that a policy wants."""
    deep = photo.bits == 16 and form.deep
    colours = colours_for(photo, form, policy, deep=deep)
    notices = []
    if photo.bits == 16 and not form.deep:
        notices.append(Text("{0} holds 8 bits a channel: the 16 of the photo were rounded.", form.title))
    if photo.alpha is not None and not form.alpha:
        notices.append(Text("{0} holds no transparency: the photo was laid over white.", form.title))
    return Sheet(
        photo,
        deep=deep,
        alpha=photo.alpha is not None and form.alpha,
        colours=colours,
        notices=(*notices, *colours.notices),
        token=token or CancelToken(),
    )


def worked(pieces: Iterable[Piece], work: Callable[[Piece], Result]) -> Iterator[Result]:
    """What comes of each piece, in order, with a thread for each processor and few pieces in hand.

    Meant for work that lets other threads run: deflating, and arithmetic on arrays.
    """
    cores = os.cpu_count() or 1
    pending: deque[Future[Result]] = deque()
    with ThreadPoolExecutor(cores, "srdesk-pack") as pool:
        try:
            for piece in pieces:
                pending.append(pool.submit(work, piece))
                if len(pending) > 2 * cores:
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def written_whole(file: BinaryIO, sheet: Sheet, name: str, **options: object) -> tuple[str, ...]:
    """Have Pillow write a sheet that it can only take as a whole; no notices. Raises `OutputError`.

    It encodes into memory, so that what goes wrong with the file is never taken for the encoder's fault.
    """
    sheet.token.check()
    buffer = io.BytesIO()
    try:
        Image.fromarray(sheet.rows(0, sheet.size[1])).save(buffer, name, **options)
    except (OSError, ValueError, RuntimeError) as error:
        raise OutputError(
            Text("The encoder for {0} failed: {1}.", name, said(error)), hint="Save as PNG or TIFF instead."
        ) from error
    sheet.token.check()
    file.write(buffer.getbuffer())
    return ()
