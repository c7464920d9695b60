"""Numbers that are typed or stepped, and a slider that knows where a number is exactly right."""

from PySide6.QtCore import QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QSizePolicy, QSlider, QStyle, QStyleOptionSlider

_TEXT_MARGIN = 6
_HEIGHT = 30
_SNAP = 2
_MARK = 3.0


class Amount(QDoubleSpinBox):
    """A number with a unit; whole if it has no decimals."""

    chosen = Signal(float)

    def __init__(self, lowest: float, highest: float, *, decimals: int = 0, step: float = 1, unit: str = "") -> None:
        super().__init__()
        self.measure(lowest, highest, decimals=decimals, step=step, unit=unit)
        self.setMinimumHeight(_HEIGHT)
        # As wide as there is room for, not as its largest number would be.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.lineEdit().setTextMargins(_TEXT_MARGIN, 0, 0, 0)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.valueChanged.connect(self.chosen)

    def measure(self, lowest: float, highest: float, *, decimals: int, step: float, unit: str) -> None:
        """Measure something else from now on; nobody is told."""
        with QSignalBlocker(self):
            self.setDecimals(decimals)
            self.setRange(lowest, highest)
            self.setSingleStep(step)
            self.setSuffix(unit)

    def show_amount(self, amount: float) -> None:
        """Show a number; nobody is told."""
        with QSignalBlocker(self):
            self.setValue(amount)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling the panel must not change the number."""
        event.ignore()


class HaloSlider(QSlider):
    """An overlap in pixels. The halo, from which on it is exact, is marked; there it stands for ``None``, automatic."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._halo = 0
        self.setPageStep(4)
        self.valueChanged.connect(lambda value: self.chosen.emit(None if value == self._halo else value))

    @property
    def mark(self) -> float:
        """Where the halo is marked, in pixels from the left."""
        option, style = QStyleOptionSlider(), self.style()
        self.initStyleOption(option)
        handle = style.subControlRect(QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, self)
        room = self.width() - handle.width()
        return handle.width() / 2 + style.sliderPositionFromValue(0, self.maximum(), self._halo, room)

    def show_overlap(self, overlap: int | None, halo: int) -> None:
        """Show an overlap and mark the halo; nobody is told."""
        with QSignalBlocker(self):
            self._halo = halo
            self.setRange(0, max(2 * halo, 16, overlap or 0))
            self.setValue(halo if overlap is None else overlap)
        self.update()

    def sliderChange(self, change: QSlider.SliderChange) -> None:
        """Being dragged near the halo is meant to be on it."""
        if self.isSliderDown() and 0 < abs(self.sliderPosition() - self._halo) <= _SNAP < self._halo / 4:
            self.setSliderPosition(self._halo)
            return
        super().sliderChange(change)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling the panel must not move the slider."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().brush(QPalette.ColorRole.Text))
            painter.drawRect(QRectF(self.mark - _MARK / 2, 2, _MARK, self.height() - 4))
        super().paintEvent(event)
