"""Appearance menus: language, colours and motion, chosen and remembered."""

import re

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from srdesk.errors import InputError
from srdesk.gui import motion
from srdesk.gui.app import Front
from srdesk.gui.appearance_menus import AppearanceMenus
from srdesk.gui.background import Failure
from srdesk.gui.languages import ENGLISH, LANGUAGES, Language
from srdesk.gui.studio import Studio
from srdesk.gui.wording import failure_message, remarks
from srdesk.restore import Restorer
from srdesk.settings import Appearance, Settings, load
from srdesk.texts import Text
from tests.fakes import RepeatSession, catalogue, opener
from tests.gui.conftest import OPTIONS


@pytest.fixture
def start(qtbot):
    """Start with an appearance; everything is closed and English again at the end."""
    fronts = []

    def make(appearance=Appearance()):  # noqa: B008 - frozen
        restorer = Restorer(catalogue(), opener=opener(RepeatSession()))
        front = Front(Studio(restorer.specs, lambda: restorer, Settings(OPTIONS, appearance=appearance, preview=False)))
        fronts.append(front)
        return front

    yield make
    for front in fronts:
        front.close()
        front.window.deleteLater()


@pytest.fixture
def any_font(monkeypatch):
    monkeypatch.setattr(Language, "can_be_shown", property(lambda _self: True))


def choose(front, menu, value):
    menus = front.window.findChild(AppearanceMenus)
    actions = {action.data(): action for action in getattr(menus, menu).actions()}
    actions[value].trigger()
    QCoreApplication.sendPostedEvents(front, QEvent.Type.MetaCall)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return front.window


def test_another_language_is_spoken_at_once_and_remembered(start, any_font):
    front = start()
    english = front.window.commands["restore"].text()
    window = choose(front, "languages", "zh_CN")
    assert window.commands["restore"].text() != english
    assert "简体中文" in {
        action.text().partition(" ")[0] for action in window.findChild(AppearanceMenus).languages.actions()
    }
    window = choose(front, "languages", "en")
    assert window.commands["restore"].text() == english
    choose(front, "languages", "zh_CN").close_at_once()
    assert load().appearance == Appearance(language="zh_CN")


@pytest.mark.parametrize("code", [language.code for language in LANGUAGES])
def test_no_two_entries_of_a_menu_share_a_letter(start, any_font, code):
    for menu in start(Appearance(language=code)).window.menuBar().actions():
        texts = [action.text() for action in menu.menu().actions() if action.text()]
        letters = [re.search("&(.)", text) for text in texts]
        assert None not in letters, texts
        found = [letter.group(1).lower() for letter in letters]
        assert len(found) == len(set(found)), texts


def test_it_starts_in_the_language_of_the_settings(start, any_font):
    assert start(Appearance(language="zh_CN")).window.commands["restore"].text() != "&Restore"


def test_a_language_without_a_font_is_explained(start, monkeypatch):
    monkeypatch.setattr(Language, "can_be_shown", property(lambda self: self is ENGLISH))
    front = start()
    window = choose(front, "languages", "zh_CN")
    assert window.commands["restore"].text() == "&Restore"
    assert "no font for Simplified Chinese" in window.shell.messages.messages[0].text
    assert window.studio.settings.appearance.language == "en"
    offered = window.findChild(AppearanceMenus).languages.actions()
    assert [action.text() for action in offered[1:]] == ["English", "Simplified Chinese"]
    assert [action.isChecked() for action in offered] == [False, True, False]


def test_messages_are_said_again_in_the_new_language(start, any_font):
    front = start()
    error = InputError(Text("{0} is empty.", "a.png"), hint="Close other programs.")
    front.window.show_message(failure_message(Failure(error, "")))
    front.window.show_message(remarks("a.png", (Text("The EXIF is damaged and was left out."),)))
    said = [(message.text, message.hint) for message in front.window.shell.messages.messages]
    window = choose(front, "languages", "zh_CN")
    assert [message.text for message in window.shell.messages.messages] == ["a.png", "a.png 是空文件。"]
    assert "EXIF" in window.shell.messages.messages[0].hint
    assert not {message.hint for message in window.shell.messages.messages} & {hint for _text, hint in said}
    window = choose(front, "languages", "en")
    assert [(message.text, message.hint) for message in window.shell.messages.messages] == said


def test_colours_are_chosen_without_a_new_window(qapp, start):
    front = start()
    window = front.window
    assert choose(front, "schemes", "dark") is window
    assert qapp.palette().window().color().lightness() < 60
    choose(front, "schemes", "")
    assert qapp.palette().window().color().lightness() > 200


def test_motion_is_reduced_by_choice(start):
    front = start()
    front.window.findChild(AppearanceMenus).still.trigger()
    assert motion.is_reduced(front.window.studio.settings.appearance)
    assert front.window.studio.comparing.still


def test_motion_is_reduced_where_the_system_says_so(qapp, monkeypatch):
    assert not motion.is_reduced(Appearance())
    monkeypatch.setattr(type(qapp.style()), "styleHint", lambda *_: 0)
    assert motion.is_reduced(Appearance())
