"""Badges drawn by Qt: in any language that the window speaks."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QImage, QPainter

from srdesk.imaging.comparison.badge import INK, PAPER


def qt_badge(text: str, height: int) -> NDArray[np.uint8]:
    """A text with letters of a height in pixels, as `srdesk.imaging.comparison.badge` wants it; for any thread."""
    font = QFont(QGuiApplication.font())
    font.setPixelSize(height)
    pad_x, pad_y = round(height * 0.6), round(height * 0.35)
    metrics = QFontMetricsF(font)
    size = round(metrics.horizontalAdvance(text)) + 2 * pad_x, round(metrics.height()) + 2 * pad_y
    image = QImage(*size, QImage.Format.Format_RGBA8888)
    image.fill(0)
    place = QRectF(0, 0, *size)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(*PAPER))
        painter.drawRoundedRect(place, size[1] / 4, size[1] / 4)
        painter.setFont(font)
        painter.setPen(QColor(*INK))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(size[1], image.bytesPerLine())
    return rows[:, : 4 * size[0]].reshape(size[1], size[0], 4).copy()
