"""Icons: drawings of our own, in the colour of the text beside them, sharp at every size."""

from functools import cache

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from srdesk.paths import bundled

SIZES = (16, 20, 24, 32, 40, 48, 64, 96)
"""Pixels a side in which an icon is at hand; Qt takes the nearest that is not smaller."""

APP_SIZES = (16, 24, 32, 48, 64, 128, 256)


def icon(name: str, palette: QPalette) -> QIcon:
    """The icon ``resources/icons/{name}.svg`` in the palette's colour for text on buttons."""
    result = QIcon()
    for mode, group in (
        (QIcon.Mode.Normal, QPalette.ColorGroup.Normal),
        (QIcon.Mode.Disabled, QPalette.ColorGroup.Disabled),
    ):
        color = palette.color(group, QPalette.ColorRole.ButtonText)
        for size in SIZES:
            result.addPixmap(drawing(name, size, color), mode)
    return result


def app_icon() -> QIcon:
    """The application's own."""
    result = QIcon()
    for size in APP_SIZES:
        result.addPixmap(drawing("srdesk", size, QColor()))
    return result


def drawing(name: str, size: int, color: QColor) -> QPixmap:
    """An icon in one size (device pixels) and colour; coloured drawings keep theirs."""
    pixmap = QPixmap(QSize(size, size))
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        QSvgRenderer(QByteArray(_source(name).replace(b"currentColor", color.name().encode()))).render(painter)
    return pixmap


@cache
def _source(name: str) -> bytes:
    return bundled("resources", "icons", f"{name}.svg").read_bytes()
