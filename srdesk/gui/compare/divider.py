"""The divider between two sides: a line that is dragged, and a slider for keyboards and screen readers."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QSlider, QWidget

STEPS = 1000
"""The divider's range: 0 at the left edge of its parent, this at the right."""

WIDTH = 36
_GRIP = 15.0
_LINE = QColor(255, 255, 255)
_EDGE = QColor(0, 0, 0, 110)
_SMALL_STEP, _LARGE_STEP = STEPS // 100, STEPS // 10


class Divider(QSlider):
    """Stands where it divides its parent; ``valueChanged`` tells that it moved, a double click centres it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._whole = parent
        self.setRange(0, STEPS)
        self.setSingleStep(_SMALL_STEP)
        self.setPageStep(_LARGE_STEP)
        self.setValue(STEPS // 2)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Divider between before and after"))
        self.setToolTip(self.tr("Drag to compare; double-click to centre"))
        self._grabbed_at = 0.0
        self.valueChanged.connect(self.reposition)

    @property
    def fraction(self) -> float:
        """The share of the parent's width that is left of the line."""
        return self.value() / STEPS

    def centre(self) -> None:
        """Give both sides the same room."""
        self.setValue(STEPS // 2)

    def reposition(self) -> None:
        """Stand at the line; to be called when the parent is resized."""
        x = round(self.fraction * self._whole.width())
        self.setGeometry(x - WIDTH // 2, 0, WIDTH, self._whole.height())

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, WIDTH)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grabbed_at = event.position().x() - self.width() / 2
            self.setSliderDown(True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            x = self.mapToParent(event.position()).x() - self._grabbed_at
            self.setValue(round(x / max(1, self._whole.width()) * STEPS))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)
        self.centre()
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.width() / 2, self.height() / 2)
        painter.fillRect(QRectF(middle.x() - 2, 0, 4, self.height()), _EDGE)
        painter.fillRect(QRectF(middle.x() - 1, 0, 2, self.height()), _LINE)
        painter.setPen(QPen(self.palette().highlight().color() if self.hasFocus() else _EDGE, 2))
        painter.setBrush(_LINE)
        painter.drawEllipse(middle, _GRIP, _GRIP)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(60, 60, 64))
        for side in (-1, 1):
            tip, base = middle.x() + side * 9, middle.x() + side * 4
            points = [QPointF(tip, middle.y()), QPointF(base, middle.y() - 5), QPointF(base, middle.y() + 5)]
            painter.drawPolygon(QPolygonF(points))
