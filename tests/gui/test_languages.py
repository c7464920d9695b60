"""Languages: chosen by the system or by the user, spoken where they can be shown."""

import pytest
from PySide6.QtCore import QCoreApplication, QLocale

from srdesk.gui import languages
from srdesk.gui.batch.words import reason
from srdesk.gui.languages import ENGLISH, LANGUAGES, Interpreter, Language, named, system_language, translated
from srdesk.jobs.journal import now, open_journal
from srdesk.jobs.planning.table import failed_before
from srdesk.jobs.records import FailedRecord
from srdesk.texts import Text

CHINESE = LANGUAGES[1]


@pytest.fixture
def interpreter(qapp):
    before = QLocale()
    interpreter = Interpreter()
    yield interpreter
    interpreter.be_silent()
    QLocale.setDefault(before)


@pytest.fixture
def any_font(monkeypatch):
    """A computer with fonts for everything."""
    monkeypatch.setattr(Language, "can_be_shown", property(lambda _self: True))


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (["zh-Hans-CN", "en-US"], "zh_CN"),
        (["zh-CN"], "zh_CN"),
        (["zh-SG"], "zh_CN"),
        (["zh-Hant-TW", "en"], "en"),
        (["de-DE", "zh-CN", "en-GB"], "zh_CN"),
        (["en-GB", "zh-CN"], "en"),
        (["de-DE", "fr-FR"], "en"),
        ([], "en"),
    ],
)
def test_the_first_language_that_the_system_wants_and_there_is(wanted, code):
    assert system_language(wanted).code == code


def test_a_choice_counts_more_than_the_system(monkeypatch):
    monkeypatch.setattr(languages, "system_language", lambda: CHINESE)
    assert named("en") is ENGLISH
    assert named("") is CHINESE
    assert named("tlh") is CHINESE


def test_qt_and_srdesk_are_spoken_and_then_english_again(interpreter, any_font):
    assert interpreter.speak(CHINESE)
    assert interpreter.language is CHINESE
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    assert QCoreApplication.translate("actions", "&Restore") != "&Restore"
    assert QLocale().language() is QLocale.Language.Chinese
    interpreter.speak(ENGLISH)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
    assert QCoreApplication.translate("actions", "&Restore") == "&Restore"


def test_without_a_font_it_stays_english(interpreter, monkeypatch):
    monkeypatch.setattr(Language, "can_be_shown", property(lambda self: self is ENGLISH))
    assert not interpreter.speak(CHINESE)
    assert interpreter.language is ENGLISH
    assert QCoreApplication.translate("actions", "&Restore") == "&Restore"


def test_a_text_is_translated_with_what_it_is_made_of(interpreter, any_font):
    text = Text("{0} is {1}; srdesk cannot read it.", "a.txt", Text("not a picture"))
    assert translated(text) == text
    interpreter.speak(CHINESE)
    assert "a.txt" in translated(text)
    assert "picture" not in translated(text)
    assert translated(Text("nobody knows {0}", 3)) == "nobody knows 3"
    assert translated("") == ""


def test_names_of_files_are_never_translated(interpreter, any_font):
    interpreter.speak(CHINESE)
    assert "not a picture" in translated(Text("{0} is empty.", "not a picture"))


def test_what_failed_in_an_earlier_run_is_said_in_the_language_of_the_window(interpreter, any_font, tmp_path):
    message = Text("{0} changed while it was read.", "/a.png")
    with open_journal(tmp_path) as journal:
        journal.append(FailedRecord(now(), "/a.png", 1, 1, "s", 1, 3, message, "Mend it."))
    with open_journal(tmp_path) as journal:
        (record,) = journal.last_words()
    assert reason(failed_before(record.message)) == "/a.png changed while it was read."
    interpreter.speak(CHINESE)
    assert reason(failed_before(record.message)) == translated(message) != message
