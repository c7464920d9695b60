"""Growing: small copies of a picture in the making, filled in as its parts come."""

import threading
from collections import deque
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from srdesk.gui.compare.pictures import Mip, blank_mips, reduction_for
from srdesk.gui.compare.qimage import Converter, to_qimage
from srdesk.gui.compare.raster import Raster
from srdesk.rect import Rect


class Patch(NamedTuple):
    """A part that has come: where it is in the scene, and a small image of it."""

    area: Rect
    image: QImage


class GrowingMips:
    """The mips of a raster that fills up: patches come in on background threads, and are put in in the GUI thread."""

    def __init__(self, raster: Raster, convert: Converter) -> None:
        self._raster = raster
        self._convert = convert
        self._reduction = reduction_for(raster.size)
        self._patches: deque[Patch] = deque()
        self.painting = threading.Lock()
        """Held while the mips' images change; hold it to look at them from another thread."""
        self.mips = blank_mips(raster.size)

    @property
    def size(self) -> tuple[int, int]:
        """``(width, height)`` of the raster."""
        return self._raster.size

    def add(self, area: Rect) -> None:
        """Say that a part of the raster has come; for a background thread."""
        image = to_qimage(self._raster.read(area), self._convert, reduction=self._reduction)
        self._patches.append(Patch(area, image))

    def take(self) -> list[Rect]:
        """Put what has come since into the mips, and return what parts of the scene that is."""
        patches = [self._patches.popleft() for _ in range(len(self._patches))]
        with self.painting:
            for mip in self.mips if patches else ():
                self._paint(patches, mip)
        return [patch.area for patch in patches]

    def _paint(self, patches: list[Patch], mip: Mip) -> None:
        with QPainter(mip.image) as painter:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            for patch in patches:
                painter.drawImage(self._place(patch.area, mip), patch.image)

    def _place(self, area: Rect, mip: Mip) -> QRectF:
        """Where a part of the scene is in a mip; at the scene's ends the mip's last pixels belong to it too."""
        width, height = self._raster.size
        right = area.right * mip.resolution if area.right < width else mip.image.width()
        bottom = area.bottom * mip.resolution if area.bottom < height else mip.image.height()
        x, y = area.x * mip.resolution, area.y * mip.resolution
        return QRectF(x, y, right - x, bottom - y)
