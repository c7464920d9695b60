"""The look: own icons, dark and light, and every word of help."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QKeySequence, QPalette
from PySide6.QtWidgets import QMainWindow

from srdesk.gui import actions, icons, theme
from srdesk.gui.actions import Actions, command_table
from srdesk.gui.wording import Severity
from srdesk.paths import bundled

TABLES = {
    "light": theme.LIGHT,
    "dark": theme.DARK,
    "contrast light": theme.CONTRAST_LIGHT,
    "contrast dark": theme.CONTRAST_DARK,
}
STYLE = bundled("resources", "style", "srdesk.qss")


def test_both_themes_have_every_colour_of_the_style():
    used = set(re.findall(r"\$(\w+)", STYLE.read_text(encoding="utf-8"))) - {"icons"}
    assert used <= set(theme.LIGHT)
    assert all(set(colors) == set(theme.LIGHT) for colors in TABLES.values())


def luminance(name):
    def linear(value):
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    color = QColor(name)
    return sum(share * linear(part) for share, part in zip((0.2126, 0.7152, 0.0722), color.getRgbF()[:3], strict=True))


@pytest.mark.parametrize("colors", TABLES.values(), ids=TABLES)
@pytest.mark.parametrize(
    ("front", "back"),
    [
        ("text", "chrome"),
        ("text", "raised"),
        ("text", "pressed"),
        ("muted", "chrome"),
        ("muted", "backdrop"),
        ("on_accent", "accent"),
        ("on_accent", "accent_hover"),
        ("caution", "chrome"),
        ("text", "error_back"),
        ("text", "caution_back"),
        ("text", "note_back"),
    ],
)
def test_words_can_be_read(colors, front, back):
    light, dark = sorted((luminance(colors[front]), luminance(colors[back])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= (7 if colors["line"] == colors["text"] else 4.5)


def test_the_look_follows_the_system(qapp):
    light = qapp.palette().color(QPalette.ColorRole.Window)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(theme.DARK["chrome"])
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert qapp.palette().color(QPalette.ColorRole.Window) == light == QColor(theme.LIGHT["chrome"])


@pytest.fixture
def look(qapp):
    """The application's theme; afterwards it is again as the system has it."""
    look = theme.Theme.of_application()
    yield look
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    qapp.styleHints().accessibility().contrastPreferenceChanged.emit(Qt.ContrastPreference.NoPreference)
    look.choose("")


def test_there_is_one_theme(look):
    assert theme.Theme.of_application() is look


@pytest.mark.parametrize(
    ("chosen", "colors"),
    [("light", theme.LIGHT), ("dark", theme.DARK), ("contrast", theme.CONTRAST_LIGHT), ("", theme.LIGHT)],
)
def test_a_scheme_is_chosen(qapp, look, chosen, colors):
    look.choose(chosen)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(colors["chrome"])
    assert ("focus beyond doubt" in qapp.styleSheet()) == (chosen == "contrast")


def test_high_contrast_is_the_systems_to_ask_for(qapp, look):
    qapp.styleHints().accessibility().contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    assert look.colors is theme.CONTRAST_LIGHT
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert look.colors is theme.CONTRAST_DARK
    look.choose("light")
    assert look.colors is theme.LIGHT


@pytest.fixture
def red_text(qapp):
    before = qapp.palette()
    red = QPalette(before)
    red.setColor(QPalette.ColorRole.ButtonText, QColor("#ff0000"))
    qapp.setPalette(red)
    yield
    qapp.setPalette(before)


def test_every_icon_is_drawn_in_the_colour_of_the_text(qapp, red_text):
    names = {command.icon for command in command_table().values() if command.icon}
    names |= {severity.value for severity in Severity} | {
        "details",
        "copy",
        "close",
        "cancel",
        "photo",
        "shield",
        "done",
    }
    for name in names:
        image = icons.icon(name).pixmap(48, 48).toImage()
        inked = [image.pixelColor(x, y) for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() > 200]
        assert len(inked) > 40, name
        assert {color.name() for color in inked} == {"#ff0000"}, name


def test_no_drawing_lies_around_unused():
    drawn = {path.stem for path in bundled("resources", "icons").glob("*.svg")}
    used = {command.icon for command in command_table().values()} | {severity.value for severity in Severity}
    style = set(re.findall(r"\$icons/([\w-]+)\.svg", STYLE.read_text(encoding="utf-8")))
    assert drawn == (used - {""}) | style | {"srdesk", "details", "copy", "close", "photo", "shield", "done"}


def test_an_icon_without_room_is_nothing(qapp):
    assert icons.icon("open").pixmap(0, 0).isNull()


def test_icons_follow_the_palette_and_what_is_disabled_is_fainter(qapp):
    drawn = icons.icon("open")
    normal, disabled = (drawn.pixmap(32, 32, mode).toImage() for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled))
    assert normal != disabled
    copy = QIcon(drawn)
    del drawn
    qapp.setPalette(theme.palette(theme.DARK))
    assert copy.pixmap(32, 32).toImage() != normal
    qapp.setPalette(theme.palette(theme.LIGHT))
    assert copy.pixmap(32, 32).toImage() == normal


def test_a_button_without_room_is_no_trouble(qapp):
    assert icons.icon("open").pixmap(0, 32).isNull()


def test_the_application_has_an_icon_of_its_own_in_every_size(qapp):
    sizes = {size.width() for size in icons.app_icon().availableSizes()}
    assert sizes == set(icons.APP_SIZES)


def test_no_two_commands_have_the_same_key():
    keys = [QKeySequence(key).toString() for command in command_table().values() for key in command.keys]
    assert len(keys) == len(set(keys))
    assert all(keys)


def test_every_command_is_in_a_menu_and_every_tool_is_a_command():
    in_menus = [name for names in actions.menus().values() for name in names if name]
    assert sorted(in_menus) == sorted(command_table())
    assert {tool for tool in actions.TOOLS if tool and not tool.endswith(":")} <= set(command_table())


@pytest.fixture
def window(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    return window


def test_menus_do_not_share_mnemonics(window):
    Actions(window)
    for menu in window.menuBar().actions():
        letters = [re.search("&(.)", action.text()) for action in menu.menu().actions() if action.text()]
        found = [letter.group(1).lower() for letter in letters if letter]
        assert len(found) == len(set(found)), menu.text()
