"""Mixed levels: a result seen from afar, mixed with the plain enlargement without a look at any pixel."""

import threading
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from srdesk.gui.compare.pictures import Level, Mip
from srdesk.gui.compare.qimage import Converter


@dataclass(frozen=True, eq=False)
class MixedLevel(Level):
    """A mip of a result with a mip of the plain enlargement laid over it, the more opaque the less ``strength``.

    Grain is left out: seen from so far it averages out. ``painting`` is held while the result's mip is looked at.
    """

    mip: Mip = field(kw_only=True)
    plain: Mip = field(kw_only=True)
    strength: float = field(kw_only=True)
    painting: threading.Lock = field(kw_only=True)

    @property
    def size(self) -> tuple[int, int]:
        return self.mip.image.width(), self.mip.image.height()

    def render(self, column: int, row: int, _convert: Converter) -> QImage:
        with self.painting:
            tile = self.mip.image.copy(*self._area(column, row))
        scene, by = self.place(column, row), self.plain.resolution
        source = QRectF(scene.x() * by, scene.y() * by, scene.width() * by, scene.height() * by)
        with QPainter(tile) as painter:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceAtop)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setOpacity(1 - self.strength)
            painter.drawImage(QRectF(tile.rect()), self.plain.image, source)
        return tile
