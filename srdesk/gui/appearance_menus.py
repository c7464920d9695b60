"""Appearance menus: in which language, in which colours and how lively the window is."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from srdesk.gui.languages import LANGUAGES, Language, system_language
from srdesk.gui.studio import Studio


class AppearanceMenus(QObject):
    """Adds to a menu what changes the appearance of a studio's window."""

    def __init__(self, menu: QMenu, studio: Studio) -> None:
        super().__init__(menu)
        self._studio = studio
        appearance = studio.settings.appearance
        menu.addSeparator()
        self.languages = menu.addMenu(self.tr("La&nguage"))
        self._offer(self.languages, self._language_titles(), appearance.language, self._choose_language)
        self.schemes = menu.addMenu(self.tr("&Colours"))
        self._offer(self.schemes, self._scheme_titles(), appearance.scheme, self._choose_scheme)
        self.still = QAction(self.tr("&Reduce motion"), menu, checkable=True, checked=appearance.still)
        self.still.setToolTip(self.tr("Nothing moves by itself"))
        self.still.toggled.connect(self._choose_still)
        menu.addAction(self.still)

    def _language_titles(self) -> dict[str, str]:
        system = self.tr("As the system has it ({0})").format(_title(system_language()))
        return {"": system} | {language.code: _title(language) for language in LANGUAGES}

    def _scheme_titles(self) -> dict[str, str]:
        return {
            "": self.tr("As the system has them"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
            "contrast": self.tr("High contrast"),
        }

    def _offer(self, menu: QMenu, titles: dict[str, str], value: str, choose: Callable[[QAction], None]) -> None:
        group = QActionGroup(menu)
        for name, title in titles.items():
            action = QAction(title, menu, checkable=True, checked=name == value)
            action.setData(name)
            group.addAction(action)
            menu.addAction(action)
        group.triggered.connect(choose)

    def _choose_language(self, action: QAction) -> None:
        self._studio.appear(language=action.data())

    def _choose_scheme(self, action: QAction) -> None:
        self._studio.appear(scheme=action.data())

    def _choose_still(self, still: bool) -> None:
        self._studio.appear(still=still)


def _title(language: Language) -> str:
    """The language in its own words, and in English for who cannot read those; English alone without a font for it."""
    if language.own_name == language.english_name:
        return language.own_name
    return f"{language.own_name} ({language.english_name})" if language.can_be_shown else language.english_name
