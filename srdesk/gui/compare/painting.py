"""Painting: panes of a comparison, and what is drawn over them."""

from PySide6.QtCore import QLine, QPointF, QRect, QRectF
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen

from srdesk.comparison import Comparison
from srdesk.gui.compare.modes import Pane, Side
from srdesk.gui.compare.stage import Stage
from srdesk.gui.compare.viewport import Point, Viewport
from srdesk.rect import Rect

BACKDROP = QColor(38, 38, 40)
"""Around pictures: neutral and dark in every theme, so that colours are judged alike."""

GRID_FROM = 8.0
"""From this zoom on pixels can be told apart by a grid."""

_DIM = QColor(20, 20, 22, 110)
_CHECKS = QColor(102, 102, 102), QColor(153, 153, 153)
_CHECK = 8
_GRID = QColor(128, 128, 128, 96)
_SAME = {False: QColor(0, 0, 0), True: QColor(128, 128, 128)}
"""What no difference looks like, absolute and signed."""

_MARK = (QPen(QColor(0, 0, 0, 190), 3), QPen(QColor(255, 255, 255), 1))
_ARM = 9
_GAP = 3


class PanePainter:
    """Paints what is on a stage through one viewport; everything is in device pixels."""

    def __init__(self, painter: QPainter, stage: Stage, viewport: Viewport, comparison: Comparison) -> None:
        self._painter = painter
        self._stage = stage
        self._viewport = viewport
        self._comparison = comparison

    def paint(self, pane: Pane, dirty: Rect) -> None:
        """Paint the scene in a pane, as far as it lies in an area of the view."""
        x, y = pane.origin
        scene = self._viewport.shown(Rect(0, 0, *self._viewport.scene))
        part = pane.local.cut(scene).cut(dirty.moved(-x, -y))
        if part.empty:
            return
        self._painter.save()
        self._painter.translate(x, y)
        self._painter.setClipRect(QRect(*part))
        self._paint_sheets(pane, part)
        if self._comparison.grid and self._viewport.zoom >= GRID_FROM:
            self._paint_grid(part)
        self._painter.restore()

    def mark(self, pane: Pane, point: tuple[int, int], *, under_cursor: bool) -> None:
        """Point out a pixel of the scene: by its outline if it is large enough, else by a cross beside the cursor's."""
        left, top = self._viewport.to_view(point)
        zoom = self._viewport.zoom
        outlined = zoom >= GRID_FROM
        if under_cursor and not outlined:
            return
        self._painter.save()
        self._painter.setClipRect(QRect(*pane.part))
        self._painter.translate(*pane.origin)
        for pen in _MARK:
            self._painter.setPen(pen)
            if outlined:
                self._painter.drawRect(QRectF(left, top, zoom, zoom))
            else:
                self._draw_cross((left + zoom / 2, top + zoom / 2))
        self._painter.restore()

    def _paint_sheets(self, pane: Pane, part: Rect) -> None:
        whole = QRect(*part)
        layers = [*self._stage.paint_order(pane)]
        before = self._stage.layer(Side.BEFORE)
        if before is not None and before.picture.transparent:
            self._painter.fillRect(whole, checkerboard())
        if before is not None and self._stage.growing and [side for side, _, _ in layers] == [Side.AFTER]:
            # What has not come yet is the photo, dimmed.
            before.paint(self._painter, self._viewport, part, self._stage.store)
            self._painter.fillRect(whole, _DIM)
        for side, layer, opacity in layers:
            if side is Side.DIFFERENCE:
                self._painter.fillRect(whole, _SAME[self._comparison.signed])
            self._painter.setOpacity(opacity)
            layer.paint(self._painter, self._viewport, part, self._stage.store)
        self._painter.setOpacity(1.0)

    def _paint_grid(self, part: Rect) -> None:
        seen, zoom = self._viewport.seen(part), self._viewport.zoom
        left, top = self._viewport.offset
        columns = (round(left + column * zoom) for column in range(seen.x, seen.right + 1))
        rows = (round(top + row * zoom) for row in range(seen.y, seen.bottom + 1))
        self._painter.setPen(QPen(_GRID, 1))
        self._painter.drawLines(
            [QLine(x, part.y, x, part.bottom - 1) for x in columns]
            + [QLine(part.x, y, part.right - 1, y) for y in rows]
        )

    def _draw_cross(self, at: Point) -> None:
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            inner = QPointF(at[0] + dx * _GAP, at[1] + dy * _GAP)
            outer = QPointF(at[0] + dx * _ARM, at[1] + dy * _ARM)
            self._painter.drawLine(inner, outer)


def checkerboard() -> QBrush:
    """What shows through transparent pictures."""
    tile = QImage(2 * _CHECK, 2 * _CHECK, QImage.Format.Format_RGB32)
    dark, light = _CHECKS
    tile.fill(light)
    with QPainter(tile) as painter:
        painter.fillRect(0, 0, _CHECK, _CHECK, dark)
        painter.fillRect(_CHECK, _CHECK, _CHECK, _CHECK, dark)
    return QBrush(tile)
