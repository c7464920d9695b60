"""Heat: what a network invented, block by block, and how it is laid over a result."""

from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from srdesk.gui.compare.pictures import Level
from srdesk.gui.compare.qimage import Converter
from srdesk.progress import CancelToken
from srdesk.rect import Rect
from srdesk.restore.invented import Invention, blocks, measurable, measure
from srdesk.restore.mosaic import Mosaic

FROM, UP_TO = 1.5, 14.0
"""Invented detail, in 8-bit levels, from which on there is colour, and at which there is no more."""

_COLOUR = (255, 60, 200)
_DENSEST = 190


class Heat:
    """What has been measured of a mosaic. Measured in the background, looked at from anywhere."""

    def __init__(self, mosaic: Mosaic) -> None:
        self.mosaic = mosaic
        width, height = mosaic.plan.size
        self._blocks = tuple(blocks((width, height)))
        self._measured: dict[Rect, Invention] = {}
        self._levels = np.zeros((height, width), np.uint8)

    @property
    def total(self) -> Invention:
        """What all that has been measured comes to."""
        return sum(tuple(self._measured.values()), Invention())

    @property
    def measured(self) -> int:
        """How many blocks have been measured."""
        return len(self._measured)

    @property
    def complete(self) -> bool:
        return self.measured == len(self._blocks)

    def pending(self, gaze: Rect | None) -> list[Rect]:
        """Blocks that can be measured and have not been, those that are looked at first."""
        found = [block for block in self._blocks if block not in self._measured and measurable(self.mosaic, block)]
        return sorted(found, key=lambda block: gaze is None or not block.meets(gaze))

    def measure(self, block: Rect, token: CancelToken) -> Rect:
        """Measure a block and return the part of the scene that it is; raises `Cancelled`."""
        token.check()
        totals, detail = measure(self.mosaic.source, self.mosaic.canvas, block)
        shown = (detail - FROM).clip(0, UP_TO - FROM) * (255 / (UP_TO - FROM))
        self._levels[block.slices] = np.rint(shown)
        self._measured[block] = totals
        scene = block.scaled(self.mosaic.scale)
        return Rect(scene.x, scene.y, scene.width, scene.height)

    def image(self, area: Rect) -> QImage:
        """The heat of an area (source pixels): transparent where nothing was invented, or measured."""
        levels = self._levels[area.slices].astype(np.uint32) * _DENSEST // 255
        red, green, blue = (np.uint32(value) * levels // 255 for value in _COLOUR)
        words = np.ascontiguousarray(levels << 24 | red << 16 | green << 8 | blue)
        form = QImage.Format.Format_ARGB32_Premultiplied
        return QImage(words.data, area.width, area.height, 4 * area.width, form).copy()


@dataclass(frozen=True, eq=False)
class HeatedLevel(Level):
    """Another level with heat laid over it."""

    inner: Level = field(kw_only=True)
    heat: Heat = field(kw_only=True)

    @property
    def size(self) -> tuple[int, int]:
        return self.inner.size

    def render(self, column: int, row: int, convert: Converter) -> QImage:
        tile = self.inner.render(column, row, convert)
        scene, scale = self.place(column, row), self.heat.mosaic.scale
        source = QRectF(*(value / scale for value in (scene.x(), scene.y(), scene.width(), scene.height())))
        rect = source.toAlignedRect()
        width, height = self.heat.mosaic.plan.size
        area = Rect(rect.x(), rect.y(), rect.width(), rect.height()).cut(Rect(0, 0, width, height))
        with QPainter(tile) as painter:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceAtop)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(tile.rect()), self.heat.image(area), source.translated(-area.x, -area.y))
        return tile
