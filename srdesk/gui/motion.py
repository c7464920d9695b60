"""Motion: whether things may move by themselves."""

from PySide6.QtWidgets import QApplication, QStyle

from srdesk.settings import Appearance


def is_reduced(appearance: Appearance) -> bool:
    """Whether the user wants nothing to move by itself, by srdesk's setting or by the system's."""
    return appearance.still or _system_is_still()


def _system_is_still() -> bool:
    """Qt's styles take no time for animations where the system's user has turned them off."""
    return QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0
