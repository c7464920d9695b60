"""Accessibility: every control has a name and can be reached, in the order in which it is seen."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QMenuBar, QPushButton, QToolButton, QWidget

from srdesk.gui import announcing
from srdesk.gui.languages import LANGUAGES, Interpreter, Language, named
from srdesk.gui.styled import plain
from srdesk.gui.wording import Message, Severity
from tests.gui.fakes import photo_file

ROLE = QAccessible.Role
CONTROLS = {
    ROLE.Button,
    ROLE.ButtonMenu,
    ROLE.ButtonDropDown,
    ROLE.CheckBox,
    ROLE.ComboBox,
    ROLE.EditableText,
    ROLE.Link,
    ROLE.List,
    ROLE.ListItem,
    ROLE.MenuItem,
    ROLE.PageTab,
    ROLE.ProgressBar,
    ROLE.RadioButton,
    ROLE.Slider,
    ROLE.SpinBox,
    ROLE.Table,
    ROLE.Tree,
    ROLE.TreeItem,
}
VALUED = {ROLE.Slider, ROLE.SpinBox, ROLE.ProgressBar}


def interfaces(parent: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Everything that a screen reader finds, unless it is hidden."""
    for index in range(parent.childCount()):
        child = parent.child(index)
        if child is not None and not child.state().invisible:
            yield child
            yield from interfaces(child)


def name_of(found: QAccessibleInterface) -> str:
    """What a control is called: of a list to choose from, not what is chosen."""
    widget = found.object()
    if isinstance(widget, QComboBox):
        return widget.accessibleName()
    return found.text(QAccessible.Text.Name)


def unnamed(widget: QWidget) -> list[str]:
    """Controls without a name, and those that should tell a value and do not."""
    faults = []
    for found in interfaces(QAccessible.queryAccessibleInterface(widget)):
        focusable = found.state().focusable and found.role() is not ROLE.Pane
        if (found.role() in CONTROLS or focusable) and not name_of(found).strip():
            faults.append(f"no name: {found.role().name} {found.object()}")
        if found.role() in VALUED and not found.text(QAccessible.Text.Value):
            faults.append(f"no value: {found.role().name} {name_of(found)}")
    return faults


@pytest.fixture
def window(qtbot, open_window, family):
    """A window with a result and a message that has details."""
    window = open_window()
    with qtbot.waitSignal(window.workbench.opened):
        window.open([family])
    with qtbot.waitSignal(window.workbench.restored):
        window.restore()
    window.show_message(Message("It broke.", "Mend it.", Severity.ERROR, "Traceback: x"))
    return window


def test_everything_on_the_start_page_has_a_name(open_window):
    window = open_window()
    window.show()
    assert unnamed(window) == []


def test_everything_around_a_result_has_a_name(window):
    assert unnamed(window) == []


@pytest.mark.parametrize("mode", ["split", "side_by_side", "blink", "onion", "difference", "single"])
def test_every_way_to_compare_has_names(window, mode):
    window.commands[mode].trigger()
    assert unnamed(window) == []


def test_every_menu_item_has_a_name(window):
    for action in window.menuBar().actions():
        assert unnamed(action.menu()) == []


@pytest.mark.parametrize("name", ["pages", "shortcuts", "edit_shortcuts", "diagnostics", "about"])
def test_every_dialog_of_help_has_names(qtbot, window, name):
    window.commands[name].trigger()
    qtbot.waitUntil(lambda: any(dialog.isVisible() for dialog in window.findChildren(QDialog)))
    dialog = next(dialog for dialog in window.findChildren(QDialog) if dialog.isVisible())
    assert unnamed(dialog) == []
    assert dialog.windowTitle()
    dialog.reject()


def test_the_dialog_that_exports_comparisons_has_names(qtbot, window):
    window.commands["export"].trigger()
    qtbot.waitUntil(lambda: any(dialog.isVisible() for dialog in window.findChildren(QDialog)))
    dialog = next(dialog for dialog in window.findChildren(QDialog) if dialog.isVisible())
    assert unnamed(dialog) == []
    dialog.reject()


def test_the_queue_and_its_photos_have_names(qtbot, open_window, family):
    other = photo_file(family.parent, "other.png")
    window = open_window()
    with qtbot.waitSignal(window.workbench.opened):
        window.open([family, other])
    names = {found.text(QAccessible.Text.Name) for found in interfaces(QAccessible.queryAccessibleInterface(window))}
    assert unnamed(window) == []
    assert any("other.png" in name for name in names)


def letters(window: QWidget) -> list[str]:
    """The letters that lead somewhere with Alt: titles of menus, labels of controls, and buttons."""
    texts = [action.text() for action in window.findChildren(QMenuBar)[0].actions()]
    texts += [label.text() for label in window.findChildren(QLabel) if label.buddy() is not None]
    texts += [button.text() for button in window.findChildren(QPushButton) if button.isVisible()]
    return [found.group(1).lower() for found in (re.search("&(.)", text) for text in texts) if found]


@pytest.mark.parametrize("code", [language.code for language in LANGUAGES])
def test_no_letter_leads_to_two_places(open_window, monkeypatch, code):
    monkeypatch.setattr(Language, "can_be_shown", property(lambda _self: True))
    interpreter = Interpreter()
    interpreter.speak(named(code))
    found = letters(open_window())
    interpreter.be_silent()
    assert {letter for letter in found if found.count(letter) > 1} == set()


def tour(window: QWidget, *, forwards: bool = True) -> list[QWidget]:
    """The widgets that have the focus one after the other, as Tab goes, until one has it for the second time."""
    window.commands["open"].associatedObjects()[-1].setFocus()
    visited = []
    while (widget := window.focusWidget()) not in visited:
        visited.append(widget)
        # Not by the key: in the view it means something else.
        widget.focusNextChild() if forwards else widget.focusPreviousChild()
    assert widget is visited[0], "nobody is caught among a few of the controls"
    return visited


def test_tab_goes_where_the_eyes_go(window):
    chain = tour(window)
    areas = {
        "tools": window.findChild(object, "tools"),
        "messages": window.shell.messages,
        "strip": window.findChild(object, "compareStrip"),
        "view": window.view,
        "panel": window.panel,
        "run": window.shell.run,
    }

    def area(widget):
        return next((name for name, area in areas.items() if area is widget or area.isAncestorOf(widget)), None)

    visited = list(dict.fromkeys(name for name in map(area, chain) if name))
    assert visited == list(areas)
    runs = [name for name, before in zip(map(area, chain), [None, *map(area, chain)], strict=False) if name != before]
    assert [name for name in runs if name] == list(areas), "every area is left only when it has been seen"


def test_tab_visits_everything_and_goes_back_the_same_way(window):
    chain = tour(window)
    assert tour(window, forwards=False) == [chain[0], *reversed(chain[1:])]
    names = {plain(name_of(QAccessible.queryAccessibleInterface(widget))) for widget in chain}
    assert "2×" in names and not names & {"3×", "4×", "Size…"}, "of a choice, only what is chosen"
    assert {"Open", "Settings panel", "Strength", "Grain", "Saving", "Details", "Restore"} <= names


def test_what_tab_comes_to_is_scrolled_into_view(qtbot, window):
    window.resize(window.minimumSizeHint())
    folds = [button for button in window.panel.findChildren(QToolButton) if button.text() == "Details"]
    window.shell.run.findChildren(QPushButton)[0].setFocus()
    window.shell.run.findChildren(QPushButton)[0].focusPreviousChild()
    assert window.focusWidget() is folds[0]
    assert not folds[0].visibleRegion().isEmpty()


def test_a_message_that_comes_later_takes_its_place_in_the_order(qtbot, window):
    window.show_message(Message("Another."))
    (newest, *_) = window.shell.messages._items
    qtbot.waitUntil(newest.isVisible)
    chain = tour(window)
    assert chain.index(newest._buttons["close"]) < chain.index(window.view)


def test_nobody_is_caught_in_the_view(window):
    window.view.setFocus()
    QTest.keyClick(window.view, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert window.focusWidget() is not window.view


def test_what_has_been_done_is_said(window, monkeypatch):
    events = []
    monkeypatch.setattr(announcing.QAccessible, "updateAccessibility", events.append)
    announcing.announce(window, "Restored in 3 s")
    assert window.statusBar().currentMessage() == "Restored in 3 s"
    assert [event.type() for event in events] == [QAccessible.Event.Announcement]


def test_every_list_to_choose_from_has_a_label_as_readers_on_linux_need(qtbot, open_window):
    window = open_window()
    lists = [chooser for chooser in window.findChildren(QComboBox) if chooser.accessibleName()]
    labels = {label.buddy(): plain(label.text()) for label in window.findChildren(QLabel) if label.buddy() is not None}
    assert len(lists) > 8
    assert [labels.get(chooser) for chooser in lists] == [chooser.accessibleName() for chooser in lists]
