"""Speaking: in a window that speaks Chinese nothing is left in English but names, keys and units."""

import re

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog, QLabel, QLineEdit, QTreeWidget, QWidget

from srdesk.gui.languages import Interpreter, Language, named
from srdesk.gui.wording import failure_message
from srdesk.models.catalogue import load
from srdesk.restore import RestoreOptions, Restorer
from tests.gui.fakes import photo_file

NAMES = {
    *("srdesk", "english", "simplified", "chinese", "family", "png", "other", "photos"),
    *("jpeg", "tiff", "webp", "avif", "heic", "bmp", "exif", "gif", "display", "srgb", "icc", "gps"),
    *("fp", "int", "dpi", "kb", "mb", "mp", "cpu", "px", "lanczos", "opencv", "onnx", "runtime", "numpy", "pillow"),
    *("pyside", "qt", "pi", "heif", "with", "and", "libheif", "libde", "platformdirs", "rich", "send", "trash"),
    *("litert", "openvino", "ncnn", "flatbuffers", "protocol", "buffers"),
    *("mit", "bsd", "lgpl", "apache", "cmu"),
    *("ctrl", "shift", "tab", "esc", "del", "space", "home", "end", "alt"),
}


@pytest.fixture
def chinese(qapp, monkeypatch):
    """Everything is said in Chinese, as on a computer with a font for it."""
    before = QLocale()
    monkeypatch.setattr(Language, "can_be_shown", property(lambda _self: True))
    interpreter = Interpreter()
    interpreter.speak(named("zh_CN"))
    yield
    interpreter.be_silent()
    QLocale.setDefault(before)


@pytest.fixture
def window(qtbot, chinese, open_window, family):
    """A window with a result, made by a network of the catalogue."""
    window = open_window(restorer=Restorer(), options=RestoreOptions(model="fsrcnn"))
    with qtbot.waitSignal(window.workbench.opened):
        window.open([family])
    with qtbot.waitSignal(window.workbench.restored):
        window.restore()
    return window


def texts(widget: QWidget) -> set[str]:
    """Everything that a widget and what is in it shows, tells or has screen readers say."""
    found = set()
    for part in [widget, *widget.findChildren(QWidget)]:
        found |= {part.toolTip(), part.accessibleName(), part.accessibleDescription(), part.windowTitle()}
        if isinstance(part, QLabel | QAbstractButton):
            found.add(part.text())
        if isinstance(part, QLineEdit):
            found.add(part.placeholderText())
        if isinstance(part, QComboBox):
            found |= {part.itemText(index) for index in range(part.count())}
        if isinstance(part, QTreeWidget):
            found |= {part.headerItem().text(column) for column in range(part.columnCount())}
    for action in widget.findChildren(QAction):
        found |= {action.text(), action.toolTip()}
    return found


def english(found: set[str]) -> set[str]:
    """The texts that have English words in them."""
    known = NAMES | {word for spec in load().specs for word in re.findall("[a-z]+", spec.title.lower())}
    return {text for text in found if set(re.findall("[a-z]{2,}", text.lower())) - known}


def test_the_start_page(chinese, open_window):
    window = open_window(restorer=Restorer(), options=RestoreOptions())
    assert english(texts(window)) == set()


def test_a_window_with_a_result(window):
    assert english(texts(window)) == set()


@pytest.mark.parametrize("name", ["shortcuts", "edit_shortcuts", "about", "pages", "export"])
def test_dialogs(qtbot, window, name):
    window.commands[name].trigger()
    qtbot.waitUntil(lambda: any(dialog.isVisible() for dialog in window.findChildren(QDialog)))
    dialog = next(dialog for dialog in window.findChildren(QDialog) if dialog.isVisible())
    assert english(texts(dialog)) == set()
    dialog.reject()


def test_the_queue(qtbot, chinese, open_window, family):
    window = open_window(restorer=Restorer(), options=RestoreOptions(model="fsrcnn"))
    with qtbot.waitSignal(window.workbench.opened):
        window.open([family, photo_file(family.parent, "other.png")])
    assert english(texts(window)) == set()


def test_failures(qtbot, window, tmp_path):
    (tmp_path / "photos.png").write_text("no picture")
    with qtbot.waitSignal(window.workbench.failed) as failed:
        window.workbench.open(tmp_path / "photos.png")
    message = failure_message(failed.args[0])
    assert english({message.text, message.hint}) == set()
