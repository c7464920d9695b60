"""How a file is to be written is asked by the same controls as in the panel, and is the same value."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialogButtonBox, QSpinBox

from srdesk.gui.share.save_sheet import SaveSheet
from srdesk.imaging.codec import decode
from srdesk.imaging.formats import JPEG, PNG
from srdesk.imaging.options import EncodeOptions, MetadataPolicy
from tests.gui.test_main_window import dialog, messages, opened, restored

BUTTON = QDialogButtonBox.StandardButton


@pytest.fixture
def window(qtbot, open_window, family):
    window = open_window()
    opened(qtbot, window, family)
    restored(qtbot, window)
    return window


def press(sheet, button):
    sheet.findChild(QDialogButtonBox).button(button).click()


def shown(sheet, kind):
    return [control for control in sheet.findChildren(kind) if control.isVisibleTo(sheet)]


def ask(window, target):
    window._keeper._ask_how(target)
    return dialog(window, SaveSheet)


@pytest.mark.parametrize(("form", "lossy"), [(JPEG, True), (PNG, False)])
def test_it_asks_what_the_format_leaves_open(qtbot, form, lossy, tmp_path):
    sheet = SaveSheet(None, tmp_path / "a", form, EncodeOptions(), chosen=lambda _encoding: None)
    qtbot.addWidget(sheet)
    assert shown(sheet, QSpinBox)[0].isEnabled() == lossy
    assert len(shown(sheet, QComboBox)) == 2, "metadata and colours; the format is settled"
    assert shown(sheet, QCheckBox)[0].isChecked()


def test_what_is_chosen_is_how_the_file_is_written_and_what_the_panel_says(qtbot, window, tmp_path):
    sheet = ask(window, tmp_path / "a.jpg")
    shown(sheet, QSpinBox)[0].setValue(40)
    shown(sheet, QCheckBox)[0].click()
    with qtbot.waitSignal(window.workbench.saved):
        press(sheet, BUTTON.Save)
    made = decode(tmp_path / "a.jpg")
    assert made.origin.quality == 40
    assert made.provenance is None
    assert window.studio.settings.encoding == EncodeOptions(quality=40, provenance=False)
    assert window.workbench.encoding == window.studio.settings.encoding


def test_the_format_of_one_file_is_not_that_of_all(qtbot, window, tmp_path):
    window.panel.take_encoding(EncodeOptions(format="TIFF"))
    with qtbot.waitSignal(window.workbench.saved):
        press(ask(window, tmp_path / "a.png"), BUTTON.Save)
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert window.studio.settings.encoding == EncodeOptions(format="TIFF")


def test_thinking_better_of_it_changes_nothing(window, tmp_path):
    sheet = ask(window, tmp_path / "a.jpg")
    shown(sheet, QSpinBox)[0].setValue(40)
    press(sheet, BUTTON.Cancel)
    assert not (tmp_path / "a.jpg").exists()
    assert window.studio.settings.encoding == EncodeOptions()


def test_without_metadata_there_is_nothing_to_say_of_the_origin(qtbot, tmp_path):
    bare = replace(EncodeOptions(), metadata=MetadataPolicy.STRIP_ALL)
    sheet = SaveSheet(None, tmp_path / "a.jpg", JPEG, bare, chosen=lambda _encoding: None)
    qtbot.addWidget(sheet)
    (origin,) = shown(sheet, QCheckBox)
    assert not origin.isEnabled()
    assert not origin.isChecked()


def test_what_cannot_be_written_is_said_at_once(qtbot, window, family):
    window._keeper._ask_how(family)
    assert "is the original" in messages(window)[0]
    with qtbot.waitSignal(window.workbench.saves.refused):
        window._keeper._ask_how(family.with_name("a.heic"))
    assert "HEIC" in messages(window)[0]
    assert not window.findChildren(SaveSheet)
