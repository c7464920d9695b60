"""The sheet of keys and their editor, as the user has them."""

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from srdesk.gui.help.shortcut_editor import ShortcutEditor
from srdesk.gui.help.shortcut_sheet import ShortcutSheet
from srdesk.gui.keymap import native
from srdesk.settings import load


def open_dialog(window, name, kind):
    window.commands[name].trigger()
    return next(child for child in window.findChildren(kind) if child.isVisible())


def texts(dialog):
    return [label.text() for label in dialog.findChildren(QLabel)]


@pytest.fixture
def window(open_window):
    return open_window()


@pytest.fixture
def editor(window):
    return open_dialog(window, "edit_shortcuts", ShortcutEditor)


def press(editor, key):
    editor.edit.setKeySequence(QKeySequence(key))


def test_the_sheet_names_every_command_that_has_keys(window):
    sheet = open_dialog(window, "shortcuts", ShortcutSheet)
    shown = " ".join(texts(sheet))
    keymap = window.commands.keymap
    for name in keymap.built_in:
        assert native(keymap.keys(name)[:2]) in shown
    assert "Space" in shown
    sheet.reject()


def test_another_key_does_the_same_at_once_and_is_remembered(window, editor):
    editor.select("panel")
    press(editor, "Ctrl+J")
    editor.buttons["set"].click()
    editor.accept()
    assert window.commands["panel"].shortcuts() == [QKeySequence("Ctrl+J")]
    assert "Ctrl+J" in window.commands["panel"].toolTip()
    sheet = open_dialog(window, "shortcuts", ShortcutSheet)
    assert "Ctrl+J" in texts(sheet)
    sheet.reject()
    window.close()
    assert load().shortcuts == (("panel", ("Ctrl+J",)),)


def test_remembered_keys_are_used(open_window):
    window = open_window(shortcuts=(("panel", ("Ctrl+J",)), ("gone", ("F3",))))
    assert window.commands["panel"].shortcuts() == [QKeySequence("Ctrl+J")]


def test_a_conflict_is_shown_before_a_key_is_taken(editor):
    editor.select("panel")
    press(editor, "Ctrl+O")
    assert "“Open”" in editor.note.text()
    editor.buttons["add"].click()
    assert editor.keymap.keys("open") == ()
    assert editor.keymap.keys("panel") == ("F9", "Ctrl+O")
    assert editor.note.text() == ""
    editor.reject()


@pytest.mark.parametrize("key", ["Space", "Left", ","])
def test_keys_that_the_view_needs_are_refused(editor, key):
    press(editor, key)
    assert "cannot be changed" in editor.note.text()
    assert not editor.buttons["set"].isEnabled()
    editor.reject()


def test_keys_are_removed_and_come_back(window, editor):
    editor.select("fit")
    editor.buttons["remove"].click()
    assert editor.keymap.keys("fit") == ()
    editor.buttons["reset"].click()
    assert editor.keymap.keys("fit") == ("F", "Ctrl+0")
    editor.buttons["remove"].click()
    editor.box.button(editor.box.StandardButton.RestoreDefaults).click()
    assert editor.keymap.changes == ()
    editor.reject()
    assert window.commands["fit"].shortcuts()


def test_cancelling_changes_nothing(window, editor):
    editor.select("fit")
    editor.buttons["remove"].click()
    editor.reject()
    assert window.commands["fit"].shortcuts()


def test_commands_are_found_by_words_and_by_keys(editor):
    QTest.keyClicks(editor._search, "f9")
    shown = [name for name, item in editor._items.items() if not item.isHidden()]
    assert shown == ["panel"]
    editor.reject()


def test_the_sheet_leads_to_the_editor(window):
    sheet = open_dialog(window, "shortcuts", ShortcutSheet)
    next(button for button in sheet.findChildren(QPushButton) if "hange" in button.text()).click()
    assert next(child for child in window.findChildren(ShortcutEditor) if child.isVisible())
