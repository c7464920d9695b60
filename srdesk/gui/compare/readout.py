"""The readout: the pixel under the cursor in figures, with a swatch for each side."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from srdesk.gui.compare.probe import Reading

_MARGIN = 12
_BACK = QColor(18, 18, 20, 210)
_TEXT = QColor(255, 255, 255)
_EDGE = QColor(255, 255, 255, 90)
_SWATCH = 18
_PAD = 8


class Readout(QWidget):
    """Stands in the lower left corner of its parent while there is something to read."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._whole = parent
        self._reading: Reading | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self.tr("Pixel under the cursor"))
        self.hide()

    @property
    def text(self) -> str:
        """What there is to read, empty if nothing is."""
        return self._reading.text if self._reading is not None else ""

    def show_reading(self, reading: "Reading | None") -> None:
        """Tell about a pixel, or nothing."""
        self._reading = reading
        self.setVisible(reading is not None)
        if reading is None:
            return
        self.setAccessibleDescription(reading.text)
        size = self.sizeHint()
        self.setGeometry(_MARGIN, self._whole.height() - _MARGIN - size.height(), size.width(), size.height())
        self.update()

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text)
        return QSize(3 * _PAD + 2 * _SWATCH + width, max(_SWATCH, self.fontMetrics().height()) + _PAD)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        assert self._reading is not None
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_BACK)
        painter.drawRoundedRect(self.rect(), 9, 9)
        spots = [spot for spot in (self._reading.before, self._reading.after) if spot is not None]
        top = (self.height() - _SWATCH) / 2
        painter.setPen(_EDGE)
        for place, spot in enumerate(spots):
            painter.setBrush(QColor(*spot.color))
            painter.drawRect(QRectF(_PAD + place * _SWATCH + 0.5, top + 0.5, _SWATCH - 1, _SWATCH - 1))
        painter.setPen(_TEXT)
        left = 2 * _PAD + 2 * _SWATCH
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._reading.text)
