"""Icons: drawings of our own, in the colour of the text beside them, sharp at every size."""

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPaintEvent, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from srdesk.paths import bundled

APP_SIZES = (16, 24, 32, 48, 64, 128, 256)
"""Pixels a side in which desktops ask for the application's icon."""


def icon(name: str, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> QIcon:
    """The icon ``resources/icons/{name}.svg`` in a colour of the application's palette, whatever that becomes."""
    return QIcon(_Drawing(name, role))


def app_icon() -> QIcon:
    """The application's own."""
    result = QIcon()
    for size in APP_SIZES:
        result.addPixmap(_drawn("srdesk", QSize(size, size), QColor()))
    return result


class Sign(QWidget):
    """An icon that stands by itself, a square of ``side`` device-independent pixels."""

    def __init__(self, name: str, side: int, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> None:
        super().__init__()
        self._icon = icon(name, role)
        self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._icon.paint(painter, self.rect())


class _Drawing(QIconEngine):
    """Draws an icon anew at every size and in every palette it is asked for."""

    def __init__(self, name: str, role: QPalette.ColorRole) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def clone(self) -> QIconEngine:
        return _Drawing(self._name, self._role)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        _render(self._name, painter, rect, self._color(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        return _drawn(self._name, size, self._color(mode))

    def _color(self, mode: QIcon.Mode) -> QColor:
        group = QPalette.ColorGroup.Disabled if mode is QIcon.Mode.Disabled else QPalette.ColorGroup.Normal
        return QGuiApplication.palette().color(group, self._role)


def _drawn(name: str, size: QSize, color: QColor) -> QPixmap:
    pixmap = QPixmap(size)
    if size.isEmpty():  # a button without room
        return pixmap
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        _render(name, painter, QRect(QPoint(0, 0), size), color)
    return pixmap


def _render(name: str, painter: QPainter, rect: QRect, color: QColor) -> None:
    colored = _source(name).replace(b"currentColor", color.name().encode())
    renderer = QSvgRenderer(QByteArray(colored))
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    renderer.render(painter, QRectF(rect))


@cache
def _source(name: str) -> bytes:
    return bundled("resources", "icons", f"{name}.svg").read_bytes()
