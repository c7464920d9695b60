"""The minimap: all of a scene in a corner of its view, and what part of it is seen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from srdesk.gui.compare.pan_zoom import PanZoomView
from srdesk.gui.compare.viewport import Viewport

if TYPE_CHECKING:
    from srdesk.gui.compare.pictures import Picture

_LONGEST = 168
_MARGIN = 12
_FRAME = QColor(18, 18, 20, 190)
_SHADE = QColor(0, 0, 0, 120)
_BORDER = 3


class Minimap(QWidget):
    """Stands in the lower right corner of a view; pressing or dragging on it moves the view there."""

    def __init__(self, view: PanZoomView) -> None:
        super().__init__(view)
        self._view = view
        self._picture: Picture | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Overview of the photo"))
        self.setToolTip(self.tr("What part of the photo is seen; drag to move"))
        self.hide()

    def show_picture(self, picture: "Picture | None") -> None:
        """Show a picture as far as it is at hand, and where the view is in it; hide without one."""
        self._picture = picture
        viewport = self._view.viewport
        if picture is None or viewport is None:
            self.hide()
            return
        width, height = viewport.scene
        scale = min(_LONGEST, max(self._view.width(), self._view.height()) // 4) / max(width, height)
        size = QSize(max(8, round(width * scale)), max(8, round(height * scale)))
        size += QSize(2 * _BORDER, 2 * _BORDER)
        self.setGeometry(
            self._view.width() - size.width() - _MARGIN,
            self._view.height() - size.height() - _MARGIN,
            size.width(),
            size.height(),
        )
        self.show()
        self.update()

    def seen(self) -> QRectF:
        """The part of the widget that stands for what is seen."""
        viewport = self._viewport()
        left, top = viewport.to_scene((0, 0))
        right, bottom = viewport.to_scene(viewport.view)
        inner = self._inner()
        x, y = inner.width() / viewport.scene[0], inner.height() / viewport.scene[1]
        seen = QRectF(inner.left() + left * x, inner.top() + top * y, (right - left) * x, (bottom - top) * y)
        return seen & inner

    def _viewport(self) -> Viewport:
        assert self._view.viewport is not None
        return self._view.viewport

    def _inner(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_BORDER, _BORDER, -_BORDER, -_BORDER)

    def _go(self, position: QPointF) -> None:
        inner, viewport = self._inner(), self._viewport()
        x, y = (position.x() - inner.left()) / inner.width(), (position.y() - inner.top()) / inner.height()
        self._view.set_viewport(viewport.centred((x * viewport.scene[0], y * viewport.scene[1])))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_FRAME)
        painter.drawRoundedRect(self.rect(), 5, 5)
        inner, seen = self._inner(), self.seen()
        mip = self._picture.mip_for(inner.width() / self._viewport().scene[0]) if self._picture else None
        if mip is not None:
            painter.drawImage(inner, mip.image)
        painter.setClipRect(inner)
        for shade in (
            QRectF(inner.left(), inner.top(), inner.width(), seen.top() - inner.top()),
            QRectF(inner.left(), seen.bottom(), inner.width(), inner.bottom() - seen.bottom()),
            QRectF(inner.left(), seen.top(), seen.left() - inner.left(), seen.height()),
            QRectF(seen.right(), seen.top(), inner.right() - seen.right(), seen.height()),
        ):
            painter.fillRect(shade, _SHADE)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for color, width in ((QColor(0, 0, 0, 160), 3), (QColor(255, 255, 255), 1.5)):
            painter.setPen(QPen(color, width))
            painter.drawRect(seen)
