"""Colours: in what space photos are shown, and how that is said."""

from PySide6.QtCore import QByteArray, QCoreApplication
from PySide6.QtGui import QColorSpace, QSurfaceFormat

SCREEN = QColorSpace.NamedColorSpace.SRgb
"""What every pixel of a window is in where the system converts, or a screen has no profile."""


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


def colour_note(icc: bytes | None, screen: bytes | None = None) -> str:
    """What space a photo is in, by its profile, and in what it is shown on a screen of that profile."""
    name = tr("sRGB (no profile)") if icc is None else _name(icc)
    space = _space(icc)
    if space.isValid() and space == _space(screen):
        return name
    return tr("{0}, shown in {1}").format(name, "sRGB" if screen is None else _name(screen))


def _name(icc: bytes) -> str:
    return _space(icc).description() or tr("own profile")


def _space(icc: bytes | None) -> QColorSpace:
    return QColorSpace(SCREEN) if icc is None else QColorSpace.fromIccProfile(QByteArray(icc))
