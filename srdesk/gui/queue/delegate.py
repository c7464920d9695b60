"""How a photo of the queue is drawn: a thumbnail, its name, what is going on with it."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from srdesk.gui.icons import icon
from srdesk.gui.queue import words
from srdesk.gui.queue.model import ENTRY
from srdesk.gui.queue.thumbnails import Thumbnails
from srdesk.jobs.queue import ACTIVE, QueueEntry, State

_HEIGHT = 70
_THUMBNAIL = 48
_THINNEST = QSize(2, 2)
_MARGIN = 10
_GAP = 10
_SIGN = 16
_BAR = 3
_ROUNDING = 6
_SIGNS = {
    State.DONE: ("done", QPalette.ColorRole.Accent),
    State.FAILED: ("error", QPalette.ColorRole.Text),
    State.CANCELLED: ("cancel", QPalette.ColorRole.PlaceholderText),
}

Settings = Callable[[QueueEntry], str]
Line = tuple[str, QPalette.ColorRole, Qt.TextElideMode]
"""A text, its colour, and where it is cut if there is no room."""


class QueueDelegate(QStyledItemDelegate):
    """Draws rows of a `QueueModel`."""

    def __init__(
        self, thumbnails: Thumbnails, settings: Settings, held: Callable[[], bool], parent: QObject | None = None
    ) -> None:
        """``settings`` says what a photo is restored with, ``held`` whether the queue is held up."""
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._settings = settings
        self._held = held

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, _HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry = index.data(ENTRY)
        if entry is None:
            return
        area: QRect = option.rect
        palette: QPalette = option.palette
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw_ground(painter, option, area, palette)
        picture = QRect(area.left() + _MARGIN, area.top() + (_HEIGHT - _THUMBNAIL) // 2, _THUMBNAIL, _THUMBNAIL)
        self._draw_picture(painter, picture, entry, palette)
        left, right = picture.right() + _GAP, area.right() - _MARGIN
        sign = _SIGNS.get(entry.state)
        if sign is not None:
            name, role = sign
            icon(name, role).paint(painter, QRect(right - _SIGN, area.center().y() - _SIGN // 2, _SIGN, _SIGN))
        room = _SIGN + 6 if sign is not None else 0
        self._draw_texts(painter, QRect(left, area.top(), right - left - room, area.height()), entry, palette)
        if entry.state in ACTIVE:
            _draw_bar(painter, QRect(left, area.bottom() - 6, right - left, _BAR), entry.fraction, palette)
        painter.restore()

    def _draw_picture(self, painter: QPainter, area: QRect, entry: QueueEntry, palette: QPalette) -> None:
        image = self._thumbnails.get(entry.source)
        if image is None or image.isNull():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(QPalette.ColorRole.Midlight))
            painter.drawRoundedRect(area, _ROUNDING, _ROUNDING)
            if image is not None:
                icon("photo", QPalette.ColorRole.PlaceholderText).paint(painter, area.adjusted(12, 12, -12, -12))
            return
        size = image.size().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio).expandedTo(_THINNEST)
        place = QRect(area.topLeft(), size)
        place.moveCenter(area.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, image)

    def _draw_texts(self, painter: QPainter, area: QRect, entry: QueueEntry, palette: QPalette) -> None:
        lines = self._lines(entry, painter.font(), area.width())
        metrics = QFontMetrics(painter.font())
        step = metrics.height() + 1
        top = area.top() + (area.height() - len(lines) * step) // 2
        for number, (text, color, cut) in enumerate(lines):
            painter.setPen(palette.color(color))
            line = QRect(area.left(), top + number * step, area.width(), metrics.height())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, metrics.elidedText(text, cut, line.width()))

    def _lines(self, entry: QueueEntry, font: QFont, width: int) -> list[Line]:
        """Name, state and facts; of a photo that failed the reason instead of the facts, where it needs their room."""
        role, elide = QPalette.ColorRole, Qt.TextElideMode
        name = (entry.source.name, role.Text, elide.ElideMiddle)
        facts = " · ".join(filter(None, (words.size_line(entry), self._settings(entry))))
        last = (facts, role.PlaceholderText, elide.ElideRight)
        state = words.state_line(entry, held=self._held())
        if entry.state is not State.FAILED:
            return [name, (state, role.PlaceholderText, elide.ElideMiddle), last]
        first, rest = broken(state, font, width)
        return [name, (first, role.Text, elide.ElideRight), (rest, role.Text, elide.ElideRight) if rest else last]


def broken(text: str, font: QFont, width: int) -> tuple[str, str]:
    """As much of a text as a line of so many pixels has room for, and the rest."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    layout.endLayout()
    return text[: line.textLength()].rstrip(), text[line.textLength() :]


def _draw_ground(painter: QPainter, option: QStyleOptionViewItem, area: QRect, palette: QPalette) -> None:
    state = option.state
    inner = QRectF(area).adjusted(4, 2, -4, -2)
    if state & QStyle.StateFlag.State_Selected:
        color = QColor(palette.color(QPalette.ColorRole.Accent))
        color.setAlpha(52)
        painter.setBrush(color)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(inner, _ROUNDING, _ROUNDING)
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(palette.color(QPalette.ColorRole.Midlight))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(inner, _ROUNDING, _ROUNDING)
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(palette.color(QPalette.ColorRole.Accent))
        painter.drawRoundedRect(inner.adjusted(0.5, 0.5, -0.5, -0.5), _ROUNDING, _ROUNDING)


def _draw_bar(painter: QPainter, area: QRect, fraction: float, palette: QPalette) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.color(QPalette.ColorRole.Mid))
    painter.drawRoundedRect(area, 1.5, 1.5)
    done = QRectF(area)
    done.setWidth(area.width() * fraction)
    painter.setBrush(palette.color(QPalette.ColorRole.Accent))
    painter.drawRoundedRect(done, 1.5, 1.5)
