"""The divider between two sides: a line that is dragged, and a slider for keyboards and screen readers."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QSlider, QWidget

STEPS = 1000
"""The divider's range: 0 at the left or upper edge of its parent, this at the other."""

WIDTH = 36
_GRIP = 15.0
_LINE = QColor(255, 255, 255)
_EDGE = QColor(0, 0, 0, 110)
_ARROW = QColor(60, 60, 64)
_SMALL_STEP, _LARGE_STEP = STEPS // 100, STEPS // 10
_UPRIGHT_KEYS = {Qt.Key.Key_Left: -_SMALL_STEP, Qt.Key.Key_Right: _SMALL_STEP}
_LEVEL_KEYS = {Qt.Key.Key_Up: -_SMALL_STEP, Qt.Key.Key_Down: _SMALL_STEP}
_ALL_ARROWS = {*_UPRIGHT_KEYS, *_LEVEL_KEYS}


class Divider(QSlider):
    """Stands where it divides its parent; ``valueChanged`` tells that it moved, a double click centres it.

    An upright one stands between left and right, another lies between above and below.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._whole = parent
        self.setRange(0, STEPS)
        self.setSingleStep(_SMALL_STEP)
        self.setPageStep(_LARGE_STEP)
        self.setValue(STEPS // 2)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Divider between before and after"))
        self.setToolTip(self.tr("Drag to compare; double-click to centre"))
        self._grabbed_at = 0.0
        self.valueChanged.connect(self.reposition)
        self.turn(upright=True)

    @property
    def upright(self) -> bool:
        """Whether the line stands upright, and so moves left and right."""
        return self.orientation() == Qt.Orientation.Horizontal

    @property
    def fraction(self) -> float:
        """The share of the parent that is left of the line, or above it."""
        return self.value() / STEPS

    def turn(self, *, upright: bool) -> None:
        """Stand upright, or lie."""
        self.setOrientation(Qt.Orientation.Horizontal if upright else Qt.Orientation.Vertical)
        # So that for screen readers, too, more is further down.
        self.setInvertedAppearance(not upright)
        self.setCursor(Qt.CursorShape.SplitHCursor if upright else Qt.CursorShape.SplitVCursor)
        self.reposition()

    def move_to(self, fraction: float) -> None:
        """Stand at a share (0..1) of the parent."""
        self.setValue(round(fraction * STEPS))

    def centre(self) -> None:
        """Give both sides the same room."""
        self.move_to(0.5)

    def reposition(self) -> None:
        """Stand at the line; to be called when the parent is resized."""
        width, height = self._whole.width(), self._whole.height()
        at = round(self.fraction * self._length()) - WIDTH // 2
        if self.upright:
            self.setGeometry(at, 0, WIDTH, height)
        else:
            self.setGeometry(0, at, width, WIDTH)

    def drag_to(self, point: QPointF) -> None:
        """Stand where a point of the parent is."""
        at = point.x() if self.upright else point.y()
        self.move_to(min(max(at / max(1, self._length()), 0.0), 1.0))

    def _length(self) -> int:
        return self._whole.width() if self.upright else self._whole.height()

    def _grip(self, point: QPointF) -> QPointF:
        """How far a point of the widget is from the line."""
        return point - QPointF(self.width() / 2, self.height() / 2)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, WIDTH)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            grip = self._grip(event.position())
            self._grabbed_at = grip.x() if self.upright else grip.y()
            self.setSliderDown(True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self.drag_to(self.mapToParent(event.position()) - QPointF(self._grabbed_at, self._grabbed_at))

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
        step = (_UPRIGHT_KEYS if self.upright else _LEVEL_KEYS).get(Qt.Key(event.key()))
        if step is not None:
            self.setValue(self.value() + step)
        elif event.key() in _ALL_ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self.width() / 2, self.height() / 2)
        if not self.upright:
            painter.rotate(90)
        half = max(self.width(), self.height()) / 2
        painter.fillRect(QRectF(-2, -half, 4, 2 * half), _EDGE)
        painter.fillRect(QRectF(-1, -half, 2, 2 * half), _LINE)
        painter.setPen(QPen(self.palette().highlight().color() if self.hasFocus() else _EDGE, 2))
        painter.setBrush(_LINE)
        painter.drawEllipse(QPointF(0, 0), _GRIP, _GRIP)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_ARROW)
        for side in (-1, 1):
            painter.drawPolygon(QPolygonF([QPointF(side * 9, 0), QPointF(side * 4, -5), QPointF(side * 4, 5)]))
