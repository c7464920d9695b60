"""A model dropped on the window: looked at, asked about, there and selected."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton

from srdesk.convert.claims import Order, Range
from srdesk.gui.bringing.dialog import NewcomerDialog
from srdesk.models.catalogue import load_all
from srdesk.restore.options import RestoreOptions
from tests.convert.importing import networks
from tests.gui.fakes import photo_file


def drop(window, *files):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    button, nothing = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, button, nothing))


def dialog():
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, NewcomerDialog) and one.isVisible()]
    return found[0] if found else None


@pytest.fixture
def asked(open_window, qtbot, tmp_path):
    """A window on which a network was dropped, and the dialog about it."""

    def make(net, name="mynet"):
        window = open_window()
        drop(window, networks.saved(net, tmp_path, name))
        qtbot.waitUntil(lambda: dialog() is not None)
        return window, dialog()

    return make


def test_a_model_is_added_and_selected(asked, qtbot):
    window, box = asked(networks.plain())
    assert box.name.text() == "mynet"
    assert not box.order.isVisible()
    with qtbot.waitSignal(window.studio.newcomers.added):
        box.accept()
    assert window.panel.options.model == "mynet"
    assert window.studio.settings.options.model == "mynet"
    assert load_all().find("mynet", 2).imported
    assert "mynet" in window.studio.notices.messages[0].text


def test_what_was_added_restores_the_photo_that_is_open(asked, qtbot, tmp_path):
    window, box = asked(networks.plain())
    with qtbot.waitSignal(window.studio.newcomers.added):
        box.accept()
    with qtbot.waitSignal(window.workbench.opened):
        window.open([photo_file(tmp_path)])
    plan = window.workbench.plan(RestoreOptions(model="mynet"))
    assert plan.spec.imported


def test_the_scale_of_a_network_for_eight_times_can_be_seen_and_left(asked, qtbot):
    window, box = asked(networks.plain(scale=8))
    with qtbot.waitSignal(window.studio.newcomers.added):
        box.accept()
    assert window.panel.options.scale == 8

    def button(title):
        buttons = [one for one in window.panel.findChildren(QPushButton) if not one.isHidden()]
        return next((one for one in buttons if one.text() == title), None)

    qtbot.waitUntil(lambda: button("8×") is not None)
    assert button("8×").isChecked() and button("8×").isEnabled()
    assert not button("2×").isEnabled()
    window.panel.take(RestoreOptions())
    qtbot.waitUntil(lambda: button("2×") is not None)
    assert button("8×") is None
    assert button("2×").isChecked()


def test_the_order_of_colours_is_asked_for_only_if_it_is_not_known(asked, qtbot):
    window, box = asked(networks.undecided())
    assert box.order.isVisible()
    box.order.setCurrentIndex(box.order.findData(Order.BGR))
    box.name.setText("other")
    with qtbot.waitSignal(window.studio.newcomers.added):
        box.accept()
    assert window.panel.options.model == "other"


def test_the_range_of_values_is_asked_for_only_if_it_is_not_known(asked, qtbot):
    window, box = asked(networks.either_range())
    assert box.range.isVisible() and not box.order.isVisible()
    box.range.setCurrentIndex(box.range.findData(Range.BYTE))
    with qtbot.waitSignal(window.studio.newcomers.added):
        box.accept()
    assert window.panel.options.model == "mynet"


def test_nothing_is_added_without_agreement(asked):
    window, box = asked(networks.plain())
    box.reject()
    assert not any(spec.imported for spec in load_all().specs)
    assert len(window.studio.specs) == 1


def test_a_model_needs_a_name(asked):
    _, box = asked(networks.plain())
    box.name.clear()
    assert not box.box.buttons()[0].isEnabled() or not box.box.buttons()[1].isEnabled()
    box.reject()


def test_what_cannot_be_used_is_said_with_the_reason(open_window, qtbot, tmp_path):
    window = open_window()
    bad = [tmp_path / "bad.onnx", tmp_path / "worse.onnx"]
    for file in bad:
        file.write_bytes(b"nothing")
    drop(window, *bad)
    qtbot.waitUntil(lambda: not window.studio.newcomers.busy)
    texts = sorted(message.text for message in window.studio.notices.messages)
    assert [text.partition(":")[0] for text in texts] == ["bad.onnx", "worse.onnx"], "each of several by its name"
    assert all("damaged" in text for text in texts)


def test_a_name_that_is_free_is_proposed(asked, qtbot, tmp_path):
    window, box = asked(networks.plain())
    with qtbot.waitSignal(window.studio.newcomers.added):
        box.accept()
    qtbot.waitUntil(lambda: dialog() is None)
    drop(window, networks.saved(networks.plain(), tmp_path, "mynet"))
    qtbot.waitUntil(lambda: dialog() is not None)
    assert dialog().name.text() == "mynet-2"
    with qtbot.waitSignal(window.studio.newcomers.added):
        dialog().accept()
    assert window.panel.options.model == "mynet-2"


def test_photos_beside_a_model_are_opened_as_ever(asked, open_window, qtbot, tmp_path):
    window = open_window()
    with qtbot.waitSignal(window.workbench.opened):
        drop(window, networks.saved(networks.plain(), tmp_path), photo_file(tmp_path))
    qtbot.waitUntil(lambda: dialog() is not None)
    dialog().reject()
