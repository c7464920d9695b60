"""Pictures as they are shown: pixels at several resolutions, fine ones rendered when seen, coarse ones at hand."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple, cast

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from srdesk.gui.compare.qimage import Colours, Converter, colours_of, to_qimage
from srdesk.gui.compare.raster import Block, EnlargedRaster, PhotoRaster, Raster, reduced
from srdesk.imaging.photo import Photo, Samples
from srdesk.imaging.resample import Method
from srdesk.rect import Rect

TILE = 512
"""Side of a rendered tile."""

AT_HAND = 4_000_000
"""Pixels of the finest copy that is kept whole."""

_SMALLEST = 256
_STRIP = 1024
_NEAR = 1e-6


@dataclass(frozen=True, eq=False)
class Level:
    """A picture at one resolution (pixels per scene pixel), rendered tile by tile where it is seen."""

    raster: Raster
    resolution: float
    reduction: int = 1

    @property
    def size(self) -> tuple[int, int]:
        """``(width, height)`` in the level's own pixels."""
        width, height = self.raster.size
        return -(-width // self.reduction), -(-height // self.reduction)

    def tiles(self, scene: Rect) -> Iterator[tuple[int, int]]:
        """Column and row of every tile that shows a part of the scene."""
        width, height = self.size
        left, right = math.floor(scene.x * self.resolution), math.ceil(scene.right * self.resolution)
        top, bottom = math.floor(scene.y * self.resolution), math.ceil(scene.bottom * self.resolution)
        for row in range(max(0, top) // TILE, -(-min(height, bottom) // TILE)):
            for column in range(max(0, left) // TILE, -(-min(width, right) // TILE)):
                yield column, row

    def place(self, column: int, row: int) -> QRectF:
        """Where a tile is in the scene."""
        area = self._area(column, row)
        x, y, width, height = (value / self.resolution for value in area)
        return QRectF(x, y, width, height)

    def render(self, column: int, row: int, convert: Converter) -> QImage:
        """Draw a tile; for a background thread."""
        source = self._area(column, row).scaled(self.reduction).cut(Rect(0, 0, *self.raster.size))
        return to_qimage(_reduced_part(self.raster, source, self.reduction), convert)

    def _area(self, column: int, row: int) -> Rect:
        return Rect(column * TILE, row * TILE, TILE, TILE).cut(Rect(0, 0, *self.size))


class Mip(NamedTuple):
    """A whole picture, small enough to be kept, at a resolution in its pixels per scene pixel."""

    image: QImage
    resolution: float


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture in a scene: levels and then mips, each finest first; one of the two may be missing.

    ``raster`` has every pixel of the scene, in the photo's own colours.
    """

    scene: tuple[int, int]
    levels: tuple[Level, ...]
    mips: tuple[Mip, ...]
    colours: Colours
    transparent: bool
    raster: Raster

    def level_for(self, zoom: float) -> int | None:
        """The index of the coarsest level that is fine enough for a zoom, ``None`` if a mip is."""
        if any(mip.resolution >= zoom * (1 - _NEAR) for mip in self.mips):
            return None
        fine = [index for index, level in enumerate(self.levels) if level.resolution >= zoom * (1 - _NEAR)]
        return fine[-1] if fine else 0 if self.levels else None

    def render(self, level: int, column: int, row: int) -> QImage:
        """Draw a tile of a level; for a background thread."""
        return self.levels[level].render(column, row, self.colours.shown)

    def mip_for(self, zoom: float) -> Mip | None:
        """The coarsest mip that is fine enough for a zoom, else the finest, ``None`` if there are none."""
        fine = [mip for mip in self.mips if mip.resolution >= zoom * (1 - _NEAR)]
        return fine[-1] if fine else next(iter(self.mips), None)

    def resampled(self, method: Method) -> "Picture":
        """The same with what is enlarged in it enlarged by another method."""
        levels = tuple(replace(level, raster=_resampled(level.raster, method)) for level in self.levels)
        return replace(self, levels=levels, raster=_resampled(self.raster, method))


@dataclass(frozen=True, eq=False)
class Original:
    """A photo ready to be shown at any scale."""

    photo: Photo
    colours: Colours
    reduction: int
    images: tuple[QImage, ...]

    @classmethod
    def of(cls, photo: Photo, *, screen: bytes | None = None) -> "Original":
        """For a screen of that profile. Takes a moment for a large photo: for a background thread."""
        colours = colours_of(photo, screen)
        reduction = reduction_for(photo.size)
        return cls(photo, colours, reduction, tuple(_small_copies(PhotoRaster(photo), colours.shown, reduction)))

    def at(self, scale: int) -> Picture:
        """The photo in output pixels, enlarged by bicubic interpolation."""
        enlarged = [Level(EnlargedRaster(self.photo, k), k / scale) for k in range(scale, 1, -1)]
        own = _reductions(PhotoRaster(self.photo), 1 / scale, self.reduction)
        width, height = self.photo.size
        return Picture(
            (width * scale, height * scale),
            (*enlarged, *own),
            tuple(_mips(self.images, 1 / (scale * self.reduction))),
            self.colours,
            self.photo.alpha is not None,
            EnlargedRaster(self.photo, scale),
        )


def whole_picture(raster: Raster, colours: Colours, *, transparent: bool) -> Picture:
    """A picture all of which is there; takes a moment for a large one: for a background thread."""
    return Picture(raster.size, levels_of(raster), mips_of(raster, colours.shown), colours, transparent, raster)


def levels_of(raster: Raster) -> tuple[Level, ...]:
    """The levels of a picture in its own resolution that are finer than its mips."""
    return tuple(_reductions(raster, 1.0, reduction_for(raster.size)))


def mips_of(raster: Raster, convert: Converter) -> tuple[Mip, ...]:
    """The mips of a picture in its own resolution; takes a moment for a large one: for a background thread."""
    reduction = reduction_for(raster.size)
    return tuple(_mips(tuple(_small_copies(raster, convert, reduction)), 1 / reduction))


def blank_mips(size: tuple[int, int]) -> tuple[Mip, ...]:
    """The mips of a picture of that size of which nothing is there yet: transparent."""
    reduction = reduction_for(size)
    return tuple(_mips(tuple(_blank_copies(size, reduction)), 1 / reduction))


def reduction_for(size: tuple[int, int]) -> int:
    """The power of two by which a picture is reduced to be kept whole."""
    reduction = 1
    while size[0] * size[1] / reduction**2 > AT_HAND:
        reduction *= 2
    return reduction


def _reductions(raster: Raster, resolution: float, end: int) -> Iterator[Level]:
    """Levels reduced by 1, 2, 4 ... before ``end``."""
    reduction = 1
    while reduction < end:
        yield Level(raster, resolution / reduction, reduction)
        reduction *= 2


def _mips(images: tuple[QImage, ...], resolution: float) -> Iterator[Mip]:
    for index, image in enumerate(images):
        yield Mip(image, resolution / 2**index)


def _small_copies(raster: Raster, convert: Converter, reduction: int) -> Iterator[QImage]:
    """The raster reduced, then halved until it is small."""
    block = _reduced_part(raster, Rect(0, 0, *raster.size), reduction)
    yield to_qimage(block, convert)
    while max(block.pixels.shape[:2]) > _SMALLEST:
        block = reduced(block, 2)
        yield to_qimage(block, convert)


def _blank_copies(size: tuple[int, int], reduction: int) -> Iterator[QImage]:
    """Transparent images of the sizes of `_small_copies`."""
    width, height = (-(-side // reduction) for side in size)
    while True:
        image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        yield image
        if max(width, height) <= _SMALLEST:
            return
        width, height = -(-width // 2), -(-height // 2)


def _reduced_part(raster: Raster, area: Rect, reduction: int) -> Block:
    """A part of a raster, reduced strip by strip so that no second copy of it is needed."""
    strips = [
        reduced(raster.read(Rect(area.x, y, area.width, min(_STRIP, area.bottom - y))), reduction)
        for y in range(area.y, area.bottom, _STRIP)
    ]
    pixels: Samples = np.concatenate([strip.pixels for strip in strips])
    alphas = [strip.alpha for strip in strips if strip.alpha is not None]
    return Block(pixels, cast(Samples, np.concatenate(alphas)) if alphas else None)


def _resampled(raster: Raster, method: Method) -> Raster:
    return replace(raster, method=method) if isinstance(raster, EnlargedRaster) else raster
