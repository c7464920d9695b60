"""The start page: invites a photo, and says that it stays here."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from srdesk.gui.icons import Sign
from srdesk.gui.styled import named, words

_PICTURE = 72
_SIGN = 18
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
        self._open.clicked.connect(self.open_clicked)
        self._sample.clicked.connect(self.sample_clicked)
        self._arrange()

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
        promise.addWidget(Sign("shield", _SIGN, _MUTED))
        promise.addWidget(
            words(self.tr("Everything happens on this computer: srdesk never uses the network."), "promise")
        )
        promise.addStretch()
        zone = QVBoxLayout(self._zone)
        zone.setContentsMargins(48, 40, 48, 40)
        zone.setSpacing(18)
        zone.addStretch()
        zone.addWidget(Sign("photo", _PICTURE, _MUTED), alignment=Qt.AlignmentFlag.AlignHCenter)
        zone.addWidget(words(self.tr("Drop a photo here"), "invitation", centred=True))
        formats = self.tr("JPEG, PNG, TIFF, WebP, AVIF, HEIC or BMP, 8 or 16 bit")
        zone.addWidget(words(formats, "promise", centred=True))
        zone.addLayout(buttons)
        zone.addStretch()
        zone.addLayout(promise)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 32)
        column.addWidget(self._zone)
