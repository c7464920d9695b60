"""Diagnostics: everything that helps, nothing that tells who or shows the photo."""

import getpass
import io
import json
import zipfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from srdesk.gui.help import diagnostics
from srdesk.gui.help.diagnostics import anonymous, packed, sheets
from srdesk.gui.help.diagnostics_dialog import DiagnosticsDialog
from srdesk.gui.notices import REMEMBERED, Noted, Notices
from srdesk.gui.wording import Message
from srdesk.settings import Settings


@pytest.fixture
def report(qapp):
    home = str(Path.home())
    messages = [Noted(Message(f"There is no file {home}/a.png.", "Look again.", details="Traceback: x"), 0.0)]
    return sheets(Settings(folder=f"{home}/photos"), messages, ["engine onnx: 1.0, devices: cpu"])


def test_it_tells_versions_computer_settings_and_messages(report):
    texts = {sheet.name: sheet.text for sheet in report}
    assert "srdesk" in texts["versions.txt"] and "onnxruntime" in texts["versions.txt"]
    assert "devices: cpu" in texts["computer.txt"] and "screen of" in texts["computer.txt"]
    assert json.loads(texts["settings.json"])["options"]["scale"] == 2
    assert "Look again." in texts["messages.txt"] and "Traceback" in texts["messages.txt"]


def test_home_and_name_are_left_out(report, monkeypatch):
    everything = "".join(sheet.text for sheet in report)
    assert str(Path.home()) not in everything
    assert "~/photos" in everything
    monkeypatch.setattr(Path, "home", lambda: Path("/Users/anna"))
    monkeypatch.setattr(getpass, "getuser", lambda: "anna")
    assert anonymous("/Users/anna/x /media/anna/card banana") == "~/x /media/USER/card banana"


def test_a_user_without_a_name_is_no_obstacle(monkeypatch):
    def nobody():
        raise OSError("no such user")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert anonymous("/srv/x") == "/srv/x"


def test_it_is_one_archive_of_texts(report):
    with zipfile.ZipFile(io.BytesIO(packed(report))) as archive:
        assert {name.rpartition(".")[2] for name in archive.namelist()} == {"txt", "json"}
        assert archive.read("computer.txt").decode() == report[1].text


def test_the_last_messages_are_kept_after_they_are_read():
    notices = Notices()
    for number in range(REMEMBERED + 5):
        notices.show(Message(str(number)))
    notices.clear()
    assert [noted.message.text for noted in notices.history][-2:] == [str(REMEMBERED + 3), str(REMEMBERED + 4)]
    assert len(notices.history) == REMEMBERED


@pytest.fixture
def dialog(qtbot, open_window, family):
    """The dialog, over a window with a photo open."""
    window = open_window()
    with qtbot.waitSignal(window.workbench.opened):
        window.open([family])
    window.commands["diagnostics"].trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(DiagnosticsDialog)))
    return window.findChild(DiagnosticsDialog)


def test_everything_is_listed_before_it_is_saved(dialog):
    listed = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert listed == ["versions.txt", "computer.txt", "settings.json", "messages.txt"]
    dialog.list.setCurrentRow(1)
    assert "engine onnx" in dialog.text.toPlainText()
    dialog.reject()


def test_it_is_saved_without_the_photo(qtbot, dialog, family, tmp_path):
    window = dialog.parent()
    dialog._on_accepted()
    files = dialog.findChild(QFileDialog)
    with qtbot.waitSignal(window.studio.notices.added) as said:
        files.fileSelected.emit(str(tmp_path / "report.zip"))
    assert "report.zip" in said.args[0].text
    with zipfile.ZipFile(tmp_path / "report.zip") as archive:
        assert family.read_bytes()[:64] not in b"".join(map(archive.read, archive.namelist()))


def test_a_place_that_cannot_be_written_is_said(qtbot, dialog, tmp_path):
    window = dialog.parent()
    with qtbot.waitSignal(window.studio.notices.added) as said:
        dialog._save(tmp_path / "nowhere" / "report.zip")
    assert said.args[0].hint
    dialog.reject()


def test_packages_without_a_record_are_named_all_the_same(monkeypatch):
    def missing(_name):
        raise diagnostics.PackageNotFoundError

    monkeypatch.setattr(diagnostics, "version", missing)
    assert diagnostics._package("numpy") == "numpy: no record"
