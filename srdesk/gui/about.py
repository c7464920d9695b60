"""Help in the window: what srdesk is and stands on, and what the keyboard does."""

from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from srdesk import __version__
from srdesk.gui.actions import Command, mouse_and_keys
from srdesk.gui.icons import app_icon
from srdesk.gui.styled import words

LICENCES = (
    ("PySide6 and Qt", "PySide6-Essentials", "LGPL 3.0"),
    ("ONNX Runtime", "onnxruntime", "MIT"),
    ("ONNX", "onnx", "Apache 2.0"),
    ("OpenCV", "opencv-python-headless", "Apache 2.0"),
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

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About srdesk"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picture = QLabel(pixmap=app_icon().pixmap(64, 64))
        title = words(f"srdesk {__version__}", "heading")
        text = words(
            self.tr(
                "Restores and enlarges photographs on this computer, without the network and without a graphics card.\n"
                "srdesk and the networks it comes with are free software under the MIT licence."
            ),
            wrap=True,
        )
        texts = QVBoxLayout()
        texts.addWidget(title)
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
        column.addWidget(_close_button(self))


class ShortcutsDialog(QDialog):
    """Every key, from the table of commands itself."""

    def __init__(self, commands: Iterable[Command], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard and mouse"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        keyed = [(_keys(command), _plain(command.text)) for command in commands if command.keys]
        columns = QHBoxLayout()
        columns.setSpacing(40)
        columns.addLayout(_table(keyed, strong=0))
        columns.addLayout(_table(mouse_and_keys(), strong=0))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(16)
        column.addLayout(columns)
        column.addWidget(_close_button(self))


def _table(rows: Iterable[tuple[str, ...]], *, strong: int | None = None) -> QGridLayout:
    """Rows of words; the column ``strong`` stands out."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(7)
    number = 0
    for number, row in enumerate(rows):
        for place, text in enumerate(row):
            grid.addWidget(words(text, "fieldTitle" if place == strong else ""), number, place)
    grid.setRowStretch(number + 1, 1)
    return grid


def _close_button(dialog: QDialog) -> QDialogButtonBox:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    return buttons


def _keys(command: Command) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return "   ".join(QKeySequence(keys).toString(native) for keys in command.keys[:2])


def _plain(text: str) -> str:
    """A menu's text without its mnemonic and dots."""
    return text.replace("&", "").rstrip("…")


def _version(package: str) -> str:
    """The installed version of a distribution, nothing where that is not recorded."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
