"""Layers: pictures laid over each other in one scene, drawn through one viewport."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPainter, QRegion

from srdesk.gui.compare.tiles import TileKey, TileStore, Wanted
from srdesk.gui.compare.viewport import Viewport
from srdesk.rect import Rect

if TYPE_CHECKING:
    from srdesk.gui.compare.pictures import Picture

PIXELS_FROM = 2.0
"""From this zoom on pixels are drawn as squares."""

_numbers = count()


class Layer:
    """One picture and the state of its tiles."""

    def __init__(self, picture: "Picture", *, number: int | None = None) -> None:
        """``number`` is that of an earlier layer of the same picture, whose tiles may still be there."""
        self.picture = picture
        self.number = next(_numbers) if number is None else number
        self._versions: Counter[TileKey] = Counter()
        self._age = 0

    def renew(self, picture: "Picture") -> None:
        """Show another picture of the same levels; tiles that are there are shown until the new ones are rendered."""
        self.picture = picture
        self._age += 1

    def touch(self, area: Rect) -> None:
        """Say that pixels of a part of the scene have changed: tiles that show it are rendered anew when wanted."""
        self._versions.update(self._keys(area, range(len(self.picture.levels))))

    def wanted(self, viewport: Viewport, part: Rect) -> Iterator[Wanted]:
        """The tiles that a part of the view (device pixels) shows, those in its middle first."""
        level = self.picture.level_for(viewport.zoom)
        if level is None:
            return
        middle = viewport.to_scene((part.x + part.width / 2, part.y + part.height / 2))
        keys = list(self._keys(viewport.seen(part), range(level, level + 1)))
        for key in sorted(keys, key=lambda key: self._distance(key, middle)):
            yield Wanted(key, self._version(key), partial(self.picture.render, *key[1:]))

    def on_view(self, key: TileKey, viewport: Viewport) -> Rect:
        """The device pixels that a tile covers."""
        place = self._place(key, viewport).toAlignedRect()
        return Rect(place.x(), place.y(), place.width(), place.height())

    def paint(self, painter: QPainter, viewport: Viewport, part: Rect, store: TileStore) -> None:
        """Draw what a part of the view shows; ``painter`` draws in device pixels."""
        painter.setClipRect(QRect(*part))
        index = self.picture.level_for(viewport.zoom)
        if index is None:
            self._paint_mip(painter, viewport, part)
            return
        keys = list(self._keys(viewport.seen(part), range(index, index + 1)))
        places = {key: self._place(key, viewport) for key in keys}
        fresh = [key for key in keys if store.fresh(key, self._version(key))]
        if len(fresh) < len(keys):
            bare = QRegion(QRect(*part))
            for key in fresh:
                bare -= places[key].toRect()
            painter.setClipRegion(bare)
            self._paint_mip(painter, viewport, part)
            self._paint_other_levels(painter, viewport, part, store)
            painter.setClipRect(QRect(*part))
        _smooth(painter, smooth=viewport.zoom < PIXELS_FROM or self.picture.levels[index].resolution < 1)
        for key in keys:
            image = store.image(key)
            if image is not None:
                painter.drawImage(places[key], image, QRectF(image.rect()))

    def _paint_mip(self, painter: QPainter, viewport: Viewport, part: Rect) -> None:
        """Draw the part from the copy at hand, only the pixels needed."""
        mip = self.picture.mip_for(viewport.zoom)
        if mip is None:
            return
        image, resolution = mip
        source = _covering(image, viewport.seen(part), resolution)
        place = QRectF(*(value / resolution for value in (source.x(), source.y(), source.width(), source.height())))
        _smooth(painter, smooth=viewport.zoom < PIXELS_FROM or resolution < 1)
        painter.drawImage(_on_view(viewport, place), image, QRectF(source))

    def _paint_other_levels(self, painter: QPainter, viewport: Viewport, part: Rect, store: TileStore) -> None:
        """Draw tiles that were rendered for other zooms, if there is nothing better at hand."""
        if self.picture.mips:
            return
        shown = self.picture.level_for(viewport.zoom) or 0
        coarser = range(len(self.picture.levels) - 1, shown, -1)
        _smooth(painter, smooth=True)
        for level in (*coarser, *([shown - 1] if shown else [])):
            for key in self._keys(viewport.seen(part), range(level, level + 1)):
                image = store.image(key)
                if image is not None:
                    painter.drawImage(self._place(key, viewport), image, QRectF(image.rect()))

    def _version(self, key: TileKey) -> int:
        return self._age + self._versions[key]

    def _place(self, key: TileKey, viewport: Viewport) -> QRectF:
        return _on_view(viewport, self.picture.levels[key.level].place(key.column, key.row))

    def _keys(self, scene: Rect, levels: range) -> Iterator[TileKey]:
        for level in levels:
            for column, row in self.picture.levels[level].tiles(scene):
                yield TileKey(self.number, level, column, row)

    def _distance(self, key: TileKey, point: tuple[float, float]) -> float:
        centre = self.picture.levels[key.level].place(key.column, key.row).center()
        return (centre.x() - point[0]) ** 2 + (centre.y() - point[1]) ** 2


def _on_view(viewport: Viewport, place: QRectF) -> QRectF:
    """A rectangle of the scene in device pixels; common edges of two stay common to the last bit."""
    left, top = viewport.to_view((place.left(), place.top()))
    right, bottom = viewport.to_view((place.right(), place.bottom()))
    return QRectF(left, top, right - left, bottom - top)


def _covering(image: QImage, scene: Rect, resolution: float) -> QRect:
    """The pixels of a whole picture's copy that cover a part of the scene, with one more on each side."""
    left, top = int(scene.x * resolution) - 1, int(scene.y * resolution) - 1
    right, bottom = int(scene.right * resolution) + 2, int(scene.bottom * resolution) + 2
    return QRect(left, top, right - left, bottom - top) & image.rect()


def _smooth(painter: QPainter, *, smooth: bool) -> None:
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
