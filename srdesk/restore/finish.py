"""Finishing: the ordered steps from what a network made to what is saved, each of which can be asked for any area."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, cast

import numpy as np
from numpy.typing import NDArray

from srdesk.imaging.resample import enlarge_floats
from srdesk.imaging.resize import combined, taps
from srdesk.progress import CancelToken
from srdesk.rect import Rect
from srdesk.restore.grain import depth, grain, seed_of
from srdesk.restore.options import RestoreOptions
from srdesk.restore.size import Size

Floats = NDArray[np.float32]
Canvas = NDArray[np.uint8] | NDArray[np.uint16] | Floats

_STRIP = 256
# Source pixels that bicubic interpolation reads beyond an edge.
_SUPPORT = 3


class Stage(Protocol):
    """A picture after one of the steps, computed where it is read."""

    @property
    def size(self) -> tuple[int, int]:
        """``(width, height)`` in pixels."""

    def read(self, area: Rect) -> Floats:
        """``h x w`` or ``h x w x 3`` in the units of the canvas, perhaps a little beyond its range."""


@dataclass(frozen=True, eq=False)
class Learned:
    """What the network made: the step that all others follow."""

    canvas: Canvas

    @property
    def size(self) -> tuple[int, int]:
        return self.canvas.shape[1], self.canvas.shape[0]

    def read(self, area: Rect) -> Floats:
        return self.canvas[area.slices].astype(np.float32)


@dataclass(frozen=True, eq=False)
class Blended:
    """The stage before, mixed with a bicubic enlargement of the source, ``scale`` times; strength 0 is all bicubic."""

    before: Stage
    source: Canvas
    scale: int
    strength: float

    @property
    def size(self) -> tuple[int, int]:
        return self.before.size

    def read(self, area: Rect) -> Floats:
        plain = plain_area(self.source, self.scale, area)
        mixed: Floats = plain + np.float32(self.strength) * (self.before.read(area) - plain)
        return mixed


@dataclass(frozen=True, eq=False)
class Resized:
    """The stage before in another ``size``, by antialiased bicubic interpolation; ``peak`` is the value of white.

    Where it gets smaller, brightness is averaged as the eye does from afar: samples are squared before and rooted
    after, which is close to the curves of sRGB and its kind.
    """

    before: Stage
    size: Size
    peak: int

    def read(self, area: Rect) -> Floats:
        width, height = self.before.size
        rows = taps(height, self.size[1], area.y, area.bottom)
        columns = taps(width, self.size[0], area.x, area.right)
        needed = Rect(columns.first, rows.first, columns.last - columns.first, rows.last - rows.first)
        picture = self.before.read(needed).clip(0, self.peak)
        if self.size[0] * self.size[1] >= width * height:
            return combined(picture, rows, columns)
        return cast(Floats, np.sqrt(combined(np.square(picture), rows, columns).clip(0, None)))


@dataclass(frozen=True, eq=False)
class Grained:
    """The stage before with grain, all channels alike; ``peak`` is the value of white."""

    before: Stage
    amount: float
    seed: int
    peak: int

    @property
    def size(self) -> tuple[int, int]:
        return self.before.size

    def read(self, area: Rect) -> Floats:
        picture = self.before.read(area)
        added = np.float32(self.amount * self.peak) * depth(picture / np.float32(self.peak)) * grain(area, self.seed)
        return picture + (added if picture.ndim == 2 else added[..., None])


@dataclass(frozen=True, eq=False)
class Finish:
    """What becomes of a network's result: ``canvas`` from ``source``, both ``H x W`` or ``H x W x 3``.

    Both are of one type: 8 or 16 bits over the full range, or float32 in 0..1. The steps are, in this order:
    strength, size, grain. Everything is rounded once, at the end. ``output`` is the size to reach, ``None`` that of the
    canvas.
    """

    source: Canvas
    canvas: Canvas
    strength: float = 1.0
    grain: float = 0.0
    output: Size | None = None

    @classmethod
    def of(cls, source: Canvas, canvas: Canvas, options: RestoreOptions) -> "Finish":
        """What options ask for."""
        output = options.output_size((source.shape[1], source.shape[0]))
        return cls(source, canvas, options.strength, options.grain, output)

    @property
    def idle(self) -> bool:
        """Whether the canvas is what is saved, as it is."""
        return isinstance(self._last, Learned)

    @property
    def size(self) -> tuple[int, int]:
        """``(width, height)`` of what is saved."""
        return self._last.size

    def read(self, area: Rect) -> Canvas:
        """An area of what is saved, in the canvas's type; equal to that part of `whole`."""
        return self.canvas[area.slices] if self.idle else _rounded(self._last.read(area), self.canvas)

    def whole(self, out: Canvas, *, token: CancelToken | None = None) -> Canvas:
        """Write all that is saved into ``out``, which may be the canvas itself if that has the size, and return it.

        Works strip by strip. Raises `Cancelled`.
        """
        stage = self._last
        for strip in strips(stage.size):
            if token is not None:
                token.check()
            out[strip.slices] = _rounded(stage.read(strip), self.canvas)
        return out

    @property
    def _last(self) -> Stage:
        """The steps that have something to do, one after the other."""
        stage: Stage = Learned(self.canvas)
        if self.strength < 1:
            stage = Blended(stage, self.source, self.canvas.shape[0] // self.source.shape[0], self.strength)
        if self.output not in (None, stage.size):
            stage = Resized(stage, self.output, peak_of(self.canvas))
        if self.grain > 0:
            stage = Grained(stage, self.grain, seed_of(self.source), peak_of(self.canvas))
        return stage


def plain_area(source: Canvas, scale: int, area: Rect) -> Floats:
    """An area of the source enlarged ``scale`` times by bicubic interpolation, in the source's units."""
    height, width = source.shape[:2]
    x, y = area.x // scale, area.y // scale
    covered = Rect(x, y, -(-area.right // scale) - x, -(-area.bottom // scale) - y)
    context = covered.grown(_SUPPORT, Rect(0, 0, width, height))
    floats = enlarge_floats(source[context.slices].astype(np.float32), scale)
    return floats[area.within(context.scaled(scale)).slices]


def peak_of(canvas: Canvas) -> int:
    """The value that means 1.0."""
    return {1: 255, 2: 65535}.get(canvas.dtype.itemsize, 1)


def strips(size: tuple[int, int]) -> Iterator[Rect]:
    """A picture cut across, top to bottom."""
    width, height = size
    for top in range(0, height, _STRIP):
        yield Rect(0, top, width, min(_STRIP, height - top))


def _rounded(picture: Floats, like: Canvas) -> Canvas:
    picture = picture.clip(0, peak_of(like))
    return picture if like.dtype == np.float32 else cast(Canvas, np.rint(picture).astype(like.dtype))
