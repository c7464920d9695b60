"""A view that is zoomed and panned: by wheel, mouse, keys and pinching, in the pixels of what it shows."""

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from srdesk.gui.compare.viewport import Viewport
from srdesk.rect import Rect

_WHEEL_STEP = 120
_PAN = 80
"""Device-independent pixels that an arrow key moves."""

_ARROWS = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_DRAG_BUTTONS = Qt.MouseButton.LeftButton | Qt.MouseButton.MiddleButton


class PanZoomView(QWidget):
    """Keeps the `Viewport` of a scene; what is drawn through it is a subclass's."""

    viewport_changed = Signal()
    hovered = Signal(object)
    """The scene pixel under the cursor as ``(x, y)``, ``None`` if there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._viewport: Viewport | None = None
        self._dragged_from: QPointF | None = None
        self._wheel = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    @property
    def viewport(self) -> Viewport | None:
        """What is shown how large, ``None`` while there is no scene."""
        return self._viewport

    def set_viewport(self, viewport: Viewport | None) -> None:
        self._viewport = viewport
        self._show_cursor()
        self.viewport_changed.emit()
        self.update()

    def fit(self) -> None:
        """Show all of the scene."""
        self._change(lambda viewport: viewport.fitted())

    def fill(self) -> None:
        """Show nothing but the scene."""
        self._change(lambda viewport: viewport.filled())

    def zoom_to(self, zoom: float) -> None:
        """Zoom around the cursor if it is over the view, else around the middle."""
        self._change(lambda viewport: viewport.zoomed(zoom, self._anchor()))

    def zoom_by(self, steps: int) -> None:
        """Zoom in, or out, by steps, around the cursor if it is over the view."""
        self._change(lambda viewport: viewport.stepped(steps, self._anchor()))

    def pan(self, dx: float, dy: float) -> None:
        """Move the scene by device-independent pixels."""
        ratio = self.devicePixelRatioF()
        self._change(lambda viewport: viewport.panned(dx * ratio, dy * ratio))

    def refit(self) -> None:
        """Have the viewport follow the size of the frame."""
        if self._viewport is not None and self._viewport.view != self.frame_size():
            self.set_viewport(self._viewport.resized(self.frame_size()))

    def device_size(self) -> tuple[int, int]:
        """``(width, height)`` in device pixels, counting those that are covered in part."""
        ratio = self.devicePixelRatioF()
        return max(1, math.ceil(self.width() * ratio)), max(1, math.ceil(self.height() * ratio))

    def frame_size(self) -> tuple[int, int]:
        """The part of the view that the scene is fitted into: all of it, unless a subclass has several frames."""
        return self.device_size()

    def frame_origin(self, _point: tuple[float, float]) -> tuple[int, int]:
        """Where the frame begins that is at a point of the view (device pixels)."""
        return 0, 0

    def to_device(self, point: QPoint | QPointF) -> tuple[float, float]:
        """A point of the widget in device pixels."""
        ratio = self.devicePixelRatioF()
        return point.x() * ratio, point.y() * ratio

    def to_frame(self, point: QPoint | QPointF) -> tuple[float, float]:
        """A point of the widget in device pixels of the frame that is there."""
        x, y = self.to_device(point)
        left, top = self.frame_origin((x, y))
        return x - left, y - top

    def zoom_around(self, position: QPointF, factor: float) -> None:
        """Zoom by any factor and keep what is at a point of the widget there."""
        anchor = self.to_frame(position)
        self._change(lambda viewport: viewport.zoomed(viewport.zoom * factor, anchor))

    def update_device(self, area: Rect) -> None:
        """Repaint some device pixels."""
        ratio = self.devicePixelRatioF()
        covered: QRect = QRectF(*(value / ratio for value in area)).toAlignedRect()
        self.update(covered.adjusted(-1, -1, 1, 1))

    def device_area(self, rect: QRect) -> Rect:
        """The device pixels that a part of the widget covers."""
        left, top = self.to_device(rect.topLeft())
        right, bottom = self.to_device(rect.topLeft() + QPoint(rect.width(), rect.height()))
        x, y = int(left), int(top)
        return Rect(x, y, math.ceil(right) - x, math.ceil(bottom) - y)

    def _change(self, change: Callable[[Viewport], Viewport]) -> None:
        if self._viewport is not None:
            self.set_viewport(change(self._viewport))

    def _anchor(self) -> tuple[float, float] | None:
        position = self.mapFromGlobal(self.cursor().pos())
        return self.to_frame(position) if self.rect().contains(position) else None

    def _show_cursor(self) -> None:
        if self._viewport is None or not self._viewport.pannable:
            self.unsetCursor()
        else:
            dragging = self._dragged_from is not None
            self.setCursor(Qt.CursorShape.ClosedHandCursor if dragging else Qt.CursorShape.OpenHandCursor)

    def _hover(self, position: QPointF) -> None:
        if self._viewport is None:
            return
        x, y = self._viewport.to_scene(self.to_frame(position))
        width, height = self._viewport.scene
        self.hovered.emit((int(x), int(y)) if 0 <= x < width and 0 <= y < height else None)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_around(event.position(), 1 + event.value())
            return True
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.refit()
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._wheel += event.angleDelta().y()
        steps = int(self._wheel / _WHEEL_STEP)
        self._wheel -= steps * _WHEEL_STEP
        if steps:
            anchor = self.to_frame(event.position())
            self._change(lambda viewport: viewport.stepped(steps, anchor))
            self._hover(event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() & _DRAG_BUTTONS:
            self._dragged_from = event.position()
            self._show_cursor()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged_from is not None:
            moved = event.position() - self._dragged_from
            self._dragged_from = event.position()
            self.pan(moved.x(), moved.y())
        self._hover(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged_from = None
        self._show_cursor()
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        direction = _ARROWS.get(Qt.Key(event.key()))
        if direction is None:
            super().keyPressEvent(event)
            return
        paged = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        step = (self.width() * 0.9, self.height() * 0.9) if paged else (_PAN, _PAN)
        self.pan(direction[0] * step[0], direction[1] * step[1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.refit()
        super().resizeEvent(event)
