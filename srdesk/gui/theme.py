"""The look of the window: dark, light or of high contrast, as the system is or as chosen, each a table of colours."""

from string import Template

from PySide6.QtCore import QObject, Qt
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
CONTRAST_LIGHT = {
    "text": "#000000",
    "muted": "#000000",
    "faint": "#5a5a5a",
    "backdrop": "#ffffff",
    "chrome": "#ffffff",
    "raised": "#ffffff",
    "sunken": "#ffffff",
    "line": "#000000",
    "edge": "#000000",
    "hover": "#e2e2e2",
    "pressed": "#cfcfcf",
    "accent": "#0000b3",
    "accent_hover": "#0000d6",
    "accent_pressed": "#000080",
    "accent_back": "#e0e0ff",
    "on_accent": "#ffffff",
    "caution": "#7a0000",
    "note_back": "#ffffff",
    "caution_back": "#fff3c4",
    "error_back": "#ffe0e0",
}
CONTRAST_DARK = {
    "text": "#ffffff",
    "muted": "#ffffff",
    "faint": "#a8a8a8",
    "backdrop": "#000000",
    "chrome": "#000000",
    "raised": "#000000",
    "sunken": "#000000",
    "line": "#ffffff",
    "edge": "#ffffff",
    "hover": "#262626",
    "pressed": "#3d3d3d",
    "accent": "#ffe100",
    "accent_hover": "#fff27a",
    "accent_pressed": "#d6bd00",
    "accent_back": "#2b2600",
    "on_accent": "#000000",
    "caution": "#ffe100",
    "note_back": "#000000",
    "caution_back": "#2b2600",
    "error_back": "#3d0000",
}

_HIGH = Qt.ContrastPreference.HighContrast


class Theme(QObject):
    """Gives the application its colours: chosen ones, or as the system has it, now and whenever that changes."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._chosen = ""
        self._hints = app.styleHints()
        self._accessibility = self._hints.accessibility()
        self._system_scheme = self._hints.colorScheme()
        self._system_contrast = self._accessibility.contrastPreference()
        app.setStyle("Fusion")
        self._hints.colorSchemeChanged.connect(self._on_system_scheme_changed)
        self._accessibility.contrastPreferenceChanged.connect(self._on_system_contrast_changed)
        self._apply()

    @classmethod
    def of_application(cls) -> "Theme":
        """The one theme of the application."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        return app.findChild(cls) or cls(app)

    def choose(self, scheme: str) -> None:
        """Have a scheme of `srdesk.settings.SCHEMES`; the system's where it is empty."""
        if scheme != self._chosen:
            self._chosen = scheme
            self._apply()

    @property
    def colors(self) -> dict[str, str]:
        """The table of colours that is in use."""
        dark = self._system_scheme is Qt.ColorScheme.Dark
        if self._chosen == "contrast" or (not self._chosen and self._system_contrast is _HIGH):
            return CONTRAST_DARK if dark else CONTRAST_LIGHT
        return DARK if self._chosen == "dark" or (not self._chosen and dark) else LIGHT

    def _on_system_scheme_changed(self, scheme: Qt.ColorScheme) -> None:
        self._system_scheme = scheme
        self._apply()

    def _on_system_contrast_changed(self, contrast: Qt.ContrastPreference) -> None:
        self._system_contrast = contrast
        self._apply()

    def _apply(self) -> None:
        colors = self.colors
        self._app.setPalette(palette(colors))
        sheets = ["srdesk", "contrast"] if colors in (CONTRAST_DARK, CONTRAST_LIGHT) else ["srdesk"]
        style = "".join(bundled("resources", "style", f"{name}.qss").read_text(encoding="utf-8") for name in sheets)
        self._app.setStyleSheet(Template(style).substitute(colors, icons=bundled("resources", "icons").as_posix()))


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
