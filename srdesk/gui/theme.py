"""The look of the window: dark or light as the system is, from one table of colours."""

from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from srdesk.paths import bundled

LIGHT = {
    "text": "#1e1e22",
    "muted": "#5f5f68",
    "faint": "#9a9aa3",
    "backdrop": "#e6e6ea",
    "chrome": "#f6f6f8",
    "raised": "#ffffff",
    "sunken": "#ffffff",
    "line": "#dadade",
    "edge": "#c3c3ca",
    "hover": "#e6e6eb",
    "pressed": "#d9d9e0",
    "accent": "#2f62d8",
    "accent_hover": "#3a6ee6",
    "accent_pressed": "#264fae",
    "accent_back": "#e7eefc",
    "on_accent": "#ffffff",
    "caution": "#8a5300",
    "note_back": "#e7eefc",
    "caution_back": "#fdf0d5",
    "error_back": "#fbe3e2",
}
DARK = {
    "text": "#ececf0",
    "muted": "#a2a2ad",
    "faint": "#6c6c76",
    "backdrop": "#1c1c1f",
    "chrome": "#29292d",
    "raised": "#38383e",
    "sunken": "#1f1f22",
    "line": "#3a3a40",
    "edge": "#4c4c54",
    "hover": "#3a3a41",
    "pressed": "#47474f",
    "accent": "#6c9bff",
    "accent_hover": "#83abff",
    "accent_pressed": "#5585ea",
    "accent_back": "#26334f",
    "on_accent": "#0e1a33",
    "caution": "#f0b652",
    "note_back": "#26334f",
    "caution_back": "#453616",
    "error_back": "#4d2726",
}


def follow_system(app: QApplication) -> None:
    """Give the application its look now and whenever the system turns dark or light."""
    app.setStyle("Fusion")
    hints = app.styleHints()
    _apply(app, hints.colorScheme())
    hints.colorSchemeChanged.connect(lambda scheme: _apply(app, scheme))


def _apply(app: QApplication, scheme: Qt.ColorScheme) -> None:
    colors = DARK if scheme is Qt.ColorScheme.Dark else LIGHT
    app.setPalette(palette(colors))
    style = bundled("resources", "style", "srdesk.qss").read_text(encoding="utf-8")
    app.setStyleSheet(Template(style).substitute(colors, icons=bundled("resources", "icons").as_posix()))


def palette(colors: dict[str, str]) -> QPalette:
    """Qt's roles in the colours of a table."""
    role = QPalette.ColorRole
    roles = {
        role.Window: "chrome",
        role.WindowText: "text",
        role.Base: "sunken",
        role.AlternateBase: "chrome",
        role.Text: "text",
        role.PlaceholderText: "muted",
        role.Button: "raised",
        role.ButtonText: "text",
        role.BrightText: "on_accent",
        role.ToolTipBase: "raised",
        role.ToolTipText: "text",
        role.Highlight: "accent",
        role.HighlightedText: "on_accent",
        role.Accent: "accent",
        role.Link: "accent",
        role.LinkVisited: "accent",
        role.Light: "raised",
        role.Midlight: "hover",
        role.Mid: "edge",
        role.Dark: "edge",
        role.Shadow: "backdrop",
    }
    result = QPalette()
    for name, color in roles.items():
        result.setColor(name, QColor(colors[color]))
    for name in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, name, QColor(colors["faint"]))
    result.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(colors["edge"]))
    return result
