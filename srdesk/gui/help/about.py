"""About: what srdesk is, and what it stands on."""

from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from srdesk import __version__
from srdesk.gui.icons import app_icon
from srdesk.gui.styled import words
from srdesk.release import built

LICENCES = (
    ("PySide6 and Qt", "PySide6-Essentials", "LGPL 3.0"),
    ("ONNX Runtime", "onnxruntime", "MIT"),
    ("ONNX", "onnx", "Apache 2.0"),
    ("OpenCV", "opencv-python-headless", "Apache 2.0"),
    ("FlatBuffers", "flatbuffers", "Apache 2.0"),
    ("Protocol Buffers", "protobuf", "BSD"),
    ("NumPy", "numpy", "BSD"),
    ("Pillow", "pillow", "MIT-CMU"),
    ("pi-heif with libheif and libde265", "pi-heif", "BSD and LGPL 3.0"),
    ("platformdirs", "platformdirs", "MIT"),
    ("Rich", "rich", "MIT"),
    ("Send2Trash", "send2trash", "BSD"),
)
"""What srdesk stands on: title, distribution, licence."""


class AboutDialog(QDialog):
    """Version, promise and licences."""

    licences_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About srdesk"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picture = QLabel(pixmap=app_icon().pixmap(64, 64))
        title = words(f"srdesk {__version__}", "heading")
        text = words(
            self.tr(
                "Restores and enlarges photographs on this computer, without the network and without a graphics card.\n"
                "srdesk and the networks it comes with are free software under the MIT licence.\n"
                "It does not look for newer versions: they are where you have this one from."
            ),
            wrap=True,
        )
        texts = QVBoxLayout()
        texts.addWidget(title)
        if built():
            texts.addWidget(words(self.tr("Built {0}").format(built()), "caption"))
        texts.addWidget(text)
        top = QHBoxLayout()
        top.setSpacing(18)
        top.addWidget(picture, alignment=Qt.AlignmentFlag.AlignTop)
        top.addLayout(texts, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(16)
        column.addLayout(top)
        column.addWidget(words(self.tr("It stands on the work of others:"), "fieldTitle"))
        column.addLayout(_table((name, f"{_version(package)}", licence) for name, package, licence in LICENCES))
        column.addWidget(self._buttons())

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        licences = box.addButton(self.tr("&Licences…"), QDialogButtonBox.ButtonRole.ActionRole)
        licences.clicked.connect(self._on_licences_clicked)
        box.rejected.connect(self.reject)
        return box

    def _on_licences_clicked(self) -> None:
        self.accept()
        self.licences_wanted.emit()


def _table(rows: Iterable[tuple[str, ...]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(7)
    number = 0
    for number, row in enumerate(rows):
        for place, text in enumerate(row):
            grid.addWidget(words(text), number, place)
    grid.setRowStretch(number + 1, 1)
    return grid


def _version(package: str) -> str:
    """The installed version of a distribution, nothing where that is not recorded."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
