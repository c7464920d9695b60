"""Touch: what fingers on a view mean, as movements and zooms."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QEventPoint, QTouchEvent

from srdesk.gui.compare.divider import Divider
from srdesk.gui.compare.pan_zoom import PanZoomView


@dataclass(frozen=True)
class Stroke:
    """What fingers did since they were last heard of: moved their middle by ``pan``, and spread by ``factor``.

    ``middle`` is where the middle is now; points are in the widget's pixels.
    """

    middle: QPointF
    pan: QPointF
    factor: float = 1.0


def stroke(points: Sequence[QEventPoint]) -> Stroke | None:
    """The meaning of one or more fingers, ``None`` if there is none."""
    if not points:
        return None
    before, now = [point.lastPosition() for point in points], [point.position() for point in points]
    middle = _middle(now)
    was, spread = _spread(before), _spread(now)
    return Stroke(middle, middle - _middle(before), spread / was if was > 0 and spread > 0 else 1.0)


def _middle(points: Sequence[QPointF]) -> QPointF:
    return QPointF(sum(point.x() for point in points), sum(point.y() for point in points)) / len(points)


def _spread(points: Sequence[QPointF]) -> float:
    """The mean distance from the middle."""
    middle = _middle(points)
    return sum(math.hypot(point.x() - middle.x(), point.y() - middle.y()) for point in points) / len(points)


class Fingers(QObject):
    """Moves a view, or the divider over it, as fingers do.

    One finger moves the divider if it came down there, else the scene; two zoom as well.
    """

    def __init__(self, view: PanZoomView, divider: Divider) -> None:
        super().__init__(view)
        self._view = view
        self._divider = divider
        self._on_divider = False
        view.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QTouchEvent):
            return super().eventFilter(watched, event)
        move = stroke(event.points())
        if move is not None:
            self._follow(move, event)
        return True

    def _follow(self, move: Stroke, event: QTouchEvent) -> None:
        if event.type() == QEvent.Type.TouchBegin:
            place = self._divider.geometry()
            self._on_divider = self._divider.isVisible() and place.contains(move.middle.toPoint())
        elif self._on_divider and len(event.points()) == 1:
            self._divider.drag_to(move.middle)
        elif event.type() == QEvent.Type.TouchUpdate:
            self._on_divider = False
            self._view.pan(move.pan.x(), move.pan.y())
            if move.factor != 1.0:
                self._view.zoom_around(move.middle, move.factor)
