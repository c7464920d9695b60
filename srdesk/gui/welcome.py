"""The start page: invites a photo, and says that it stays here."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from srdesk.gui.icons import Sign
from srdesk.gui.styled import named, words

_PICTURE = 72
_SIGN = 18
_PADDING = 40
_GAP = 12
_MUTED = QPalette.ColorRole.PlaceholderText


class Welcome(QWidget):
    """Shown while no photo is open."""

    open_clicked = Signal()
    sample_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "welcome")
        self._zone = named(QFrame(), "dropZone")
        self._open = named(QPushButton(self.tr("Open a photo…")), "primary")
        self._sample = QPushButton(self.tr("Try the sample photo"))
        self._promise = QHBoxLayout()
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lines = (
            words(self.tr("Drop a photo here"), "invitation", centred=True),
            words(self.tr("JPEG, PNG, TIFF, WebP, AVIF, HEIC or BMP, 8 or 16 bit"), "promise", centred=True),
            words(self.tr("Everything happens on this computer: srdesk never uses the network."), "promise"),
        )
        self._open.clicked.connect(self.open_clicked)
        self._sample.clicked.connect(self.sample_clicked)
        self._arrange()

    def invite(self, *, inviting: bool) -> None:
        """Show that a photo held over the window may be dropped."""
        self._zone.setProperty("inviting", inviting)
        self._zone.style().unpolish(self._zone)
        self._zone.style().polish(self._zone)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Break lines only where there is no room for them."""
        room = self._zone.width() - 2 * _PADDING
        for label in self._lines:
            label.setWordWrap(label.fontMetrics().horizontalAdvance(label.text()) + _SIGN + _GAP > room)
        promise = self._lines[-1]
        self._promise.setStretchFactor(promise, int(promise.wordWrap()))
        beside = self._open.sizeHint().width() + _GAP + self._sample.sizeHint().width() <= room
        way = QBoxLayout.Direction
        self._buttons.setDirection(way.LeftToRight if beside else way.TopToBottom)

    def _arrange(self) -> None:
        invitation, formats, promise = self._lines
        for button in (self._open, self._sample):
            self._buttons.addWidget(button)
        self._buttons.setSpacing(_GAP)
        line = self._promise
        line.setSpacing(_GAP)
        line.addStretch()
        line.addWidget(Sign("shield", _SIGN, _MUTED))
        line.addWidget(promise)
        line.addStretch()
        zone = QVBoxLayout(self._zone)
        zone.setContentsMargins(_PADDING, 40, _PADDING, 40)
        zone.setSpacing(18)
        zone.addStretch()
        zone.addWidget(Sign("photo", _PICTURE, _MUTED), alignment=Qt.AlignmentFlag.AlignHCenter)
        zone.addWidget(invitation)
        zone.addWidget(formats)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addLayout(self._buttons)
        buttons.addStretch()
        zone.addLayout(buttons)
        zone.addStretch()
        zone.addLayout(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 32)
        column.addWidget(self._zone)
