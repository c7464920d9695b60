"""The start page: invites a photo, and says that it stays here."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from srdesk.gui.icons import drawing
from srdesk.gui.styled import named, words

_PICTURE = 72
_SIGN = 18


class Welcome(QWidget):
    """Shown while no photo is open."""

    open_clicked = Signal()
    sample_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "welcome")
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._sign = QLabel()
        self._zone = named(QFrame(), "dropZone")
        self._open = named(QPushButton(self.tr("Open a photo…")), "primary")
        self._sample = QPushButton(self.tr("Try the sample photo"))
        self._open.clicked.connect(self.open_clicked)
        self._sample.clicked.connect(self.sample_clicked)
        self._arrange()
        self._color()

    def invite(self, *, inviting: bool) -> None:
        """Show that a photo held over the window may be dropped."""
        self._zone.setProperty("inviting", inviting)
        self._zone.style().unpolish(self._zone)
        self._zone.style().polish(self._zone)

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch()
        buttons.addWidget(self._open)
        buttons.addWidget(self._sample)
        buttons.addStretch()
        promise = QHBoxLayout()
        promise.setSpacing(8)
        promise.addStretch()
        promise.addWidget(self._sign)
        promise.addWidget(
            words(self.tr("Everything happens on this computer: srdesk never uses the network."), "promise")
        )
        promise.addStretch()
        zone = QVBoxLayout(self._zone)
        zone.setContentsMargins(48, 40, 48, 40)
        zone.setSpacing(18)
        zone.addStretch()
        zone.addWidget(self._picture)
        zone.addWidget(words(self.tr("Drop a photo here"), "invitation", centred=True))
        formats = self.tr("JPEG, PNG, TIFF, WebP, AVIF, HEIC or BMP, 8 or 16 bit")
        zone.addWidget(words(formats, "promise", centred=True))
        zone.addLayout(buttons)
        zone.addStretch()
        zone.addLayout(promise)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 32)
        column.addWidget(self._zone)

    def _color(self) -> None:
        color = self.palette().color(QPalette.ColorRole.PlaceholderText)
        ratio = self.devicePixelRatioF()
        for label, name, side in ((self._picture, "photo", _PICTURE), (self._sign, "shield", _SIGN)):
            pixmap = drawing(name, round(side * ratio), color)
            pixmap.setDevicePixelRatio(ratio)
            label.setPixmap(pixmap)
            label.setMinimumSize(QSize(side, side))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._color()
        super().changeEvent(event)
