"""Languages: which there are, which the system speaks, and having Qt speak one of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QFontDatabase

from srdesk.paths import bundled
from srdesk.texts import Text, Tongue

LIBRARY = "srdesk"
"""The context of texts that come from the library."""

MODELS = "models"
"""The context of what the catalogue says of its models."""


@dataclass(frozen=True)
class Language:
    """A language that the window speaks: its code, what it is called in itself and in English, and its script."""

    code: str
    own_name: str
    english_name: str
    script: QFontDatabase.WritingSystem

    @property
    def can_be_shown(self) -> bool:
        """Whether there is a font for it on this computer."""
        return bool(QFontDatabase.families(self.script))


ENGLISH = Language("en", "English", "English", QFontDatabase.WritingSystem.Latin)
LANGUAGES = (
    ENGLISH,
    Language("zh_CN", "简体中文", "Simplified Chinese", QFontDatabase.WritingSystem.SimplifiedChinese),
)


def system_language(wanted: Iterable[str] | None = None) -> Language:
    """The first of the languages wanted that there is, those that the system's user prefers by default."""
    for name in QLocale.system().uiLanguages() if wanted is None else wanted:
        locale = QLocale(name)
        if locale.language() is QLocale.Language.English:
            return ENGLISH
        if locale.language() is QLocale.Language.Chinese and locale.script() is QLocale.Script.SimplifiedHanScript:
            return named("zh_CN")
    return ENGLISH


def named(code: str) -> Language:
    """The language of a code; that of the system for an empty or unknown one."""
    return next((language for language in LANGUAGES if language.code == code), None) or system_language()


class Interpreter:
    """Has the application speak one language at a time, with everything that Qt itself says."""

    def __init__(self) -> None:
        self._translators: list[QTranslator] = []
        self._language = ENGLISH
        self._locale = QLocale()

    @property
    def language(self) -> Language:
        """What is spoken."""
        return self._language

    def speak(self, language: Language) -> bool:
        """Speak another language from now on: whatever is made after this has its words.

        False, and English, where the computer has no font for it.
        """
        possible = language.can_be_shown
        self._language = language if possible else ENGLISH
        self.be_silent()
        if self._language is not ENGLISH:
            self._install(f"srdesk_{self._language.code}", str(bundled("resources", "translations")))
            self._install(f"qtbase_{self._language.code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        QLocale.setDefault(QLocale(self._language.code))
        return possible

    def be_silent(self) -> None:
        """Leave the application as it was before anything was spoken."""
        for translator in self._translators:
            QCoreApplication.removeTranslator(translator)
        self._translators.clear()
        QLocale.setDefault(self._locale)

    def _install(self, name: str, folder: str) -> None:
        translator = QTranslator()
        if translator.load(name, folder):
            QCoreApplication.installTranslator(translator)
            self._translators.append(translator)


def translated(text: str) -> str:
    """A text of the library in the language that is spoken; as it is where nobody has translated it."""
    if not text:
        return ""
    if not isinstance(text, Text):
        return QCoreApplication.translate(LIBRARY, text)
    template = QCoreApplication.translate(LIBRARY, text.template)
    return template.format(*(translated(one) if isinstance(one, Text) else one for one in text.arguments))


def tongue() -> Tongue:
    """The language that is spoken, for pages that the library writes."""
    locale = QLocale()
    english = locale.language() in (QLocale.Language.English, QLocale.Language.C)
    return Tongue(ENGLISH.code if english else locale.name().replace("_", "-"), translated)


def of_model(sentence: str) -> str:
    """What the catalogue says of a model, in the language that is spoken."""
    own = QCoreApplication.translate(MODELS, sentence)
    return own if own != sentence else QCoreApplication.translate(LIBRARY, sentence)
