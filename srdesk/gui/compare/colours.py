"""Colours: in what space photos are shown, and how that is said."""

from PySide6.QtCore import QByteArray, QCoreApplication
from PySide6.QtGui import QColorSpace, QSurfaceFormat

SCREEN = QColorSpace.NamedColorSpace.SRgb
"""What every pixel of a window is in: Qt tells of no screen's own profile."""


def tr(text: str) -> str:
    """A text in the user's language."""
    return QCoreApplication.translate("colours", text)


def declare_colours() -> None:
    """Tell the window system what the pixels are in, before the first window is made.

    Where it manages colours, as macOS and some Wayland compositors do, it converts them to the screen's.
    """
    form = QSurfaceFormat.defaultFormat()
    form.setColorSpace(QColorSpace(SCREEN))
    QSurfaceFormat.setDefaultFormat(form)


def colour_note(icc: bytes | None) -> str:
    """What space a photo is in, by its profile, and in what it is shown."""
    if icc is None:
        return tr("sRGB (no profile)")
    space = QColorSpace.fromIccProfile(QByteArray(icc))
    name = space.description() or tr("own profile")
    if space.isValid() and space == QColorSpace(SCREEN):
        return name
    return tr("{0}, shown in sRGB").format(name)
