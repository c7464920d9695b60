"""Undoing a save: from the message, with the key, in the order of the saves, whatever window is in front."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from srdesk.gui.saves import Saves
from srdesk.imaging.codec import EncodeOptions
from srdesk.jobs.saves import save
from srdesk.paths import cache_folder
from tests.bin import recycle_bin
from tests.gui.fakes import HeldBackground, photo
from tests.gui.test_main_window import messages, opened, restored, saved
from tests.jobs.test_asides import die_with


@pytest.fixture
def trash(tmp_path):
    with recycle_bin(tmp_path / "bin") as folder:
        yield folder


@pytest.fixture
def background():
    return HeldBackground()


@pytest.fixture
def saves(qapp, background):
    return Saves(background)


def replaced(saves, path, content=b"precious"):
    path.write_bytes(content)
    one = save(photo(), path, EncodeOptions(overwrite=True))
    saves.add(one)
    return one


def undo_button(window):
    return next(button for button in window.shell.messages.findChildren(QPushButton) if button.text() == "Undo")


def test_the_message_on_a_save_has_a_button_to_undo_it(qtbot, open_window, family, trash):
    window = open_window()
    opened(qtbot, window, family)
    restored(qtbot, window)
    path = saved(qtbot, window)
    assert f"Saved as {path.name}" in messages(window)[0]
    assert str(path.parent) in window.studio.notices.messages[0].hint, "where it is"
    assert not window.isWindowModified()
    with qtbot.waitSignal(window.workbench.saves.undone):
        undo_button(window).click()
    assert not path.exists()
    assert (trash / path.name).exists()
    assert messages(window) == [f"{path.name} was moved to the recycle bin."]
    assert window.isWindowModified()
    assert window.commands["save"].isEnabled()
    assert not window.commands["undo_save"].isEnabled()


def test_the_key_undoes_the_latest_save(qtbot, open_window, family, trash):
    window = open_window()
    assert not window.commands["undo_save"].isEnabled()
    opened(qtbot, window, family)
    restored(qtbot, window)
    path = saved(qtbot, window)
    with qtbot.waitSignal(window.workbench.saves.undone):
        qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not path.exists()


def test_a_save_can_be_undone_after_another_photo_was_opened(qtbot, open_window, family, tmp_path, trash):
    window = open_window()
    opened(qtbot, window, family)
    restored(qtbot, window)
    path = saved(qtbot, window)
    opened(qtbot, window, family)
    assert messages(window) == []
    with qtbot.waitSignal(window.workbench.saves.undone):
        window.commands["undo_save"].trigger()
    assert not path.exists()
    assert not window.isWindowModified()


def test_what_cannot_be_undone_is_said_and_stays_possible(qtbot, open_window, family, trash):
    window = open_window()
    opened(qtbot, window, family)
    restored(qtbot, window)
    path = saved(qtbot, window)
    path.write_bytes(b"drawn upon")
    with qtbot.waitSignal(window.workbench.saves.failed):
        window.commands["undo_save"].trigger()
    assert "changed since" in messages(window)[0]
    assert path.read_bytes() == b"drawn upon"
    assert window.commands["undo_save"].isEnabled()


def test_the_latest_goes_first(saves, background, tmp_path, trash):
    one, two = replaced(saves, tmp_path / "a.png"), replaced(saves, tmp_path / "b.png")
    saves.undo_last()
    background.run_all()
    assert (two.path.read_bytes(), one.path.read_bytes()[:4]) == (b"precious", b"\x89PNG")
    saves.undo_last()
    background.run_all()
    assert one.path.read_bytes() == b"precious"
    assert not saves.possible


def test_of_one_file_the_latest_save_goes_first(saves, background, tmp_path, trash):
    first = replaced(saves, tmp_path / "a.png")
    second = save(photo(20, 20), tmp_path / "a.png", EncodeOptions(overwrite=True))
    saves.add(second)
    saves.undo(first)
    background.run_all()
    saves.undo(first)
    background.run_all()
    assert first.path.read_bytes() == b"precious"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.png", "bin"]


def test_one_at_a_time(saves, background, tmp_path, trash):
    one = replaced(saves, tmp_path / "a.png")
    saves.undo_last()
    assert not saves.possible
    saves.undo_last()
    saves.undo(one)
    assert len(background.waiting) == 1
    background.run_all()
    saves.undo_last()
    saves.undo(one)
    assert background.waiting == []


def test_what_was_replaced_is_given_up_at_the_end(saves, tmp_path):
    one = replaced(saves, tmp_path / "a.png")
    assert one.earlier.exists()
    saves.close()
    assert [path.name for path in tmp_path.iterdir()] == ["a.png"]


def test_what_a_session_that_ended_badly_had_kept_goes_to_the_recycle_bin(qtbot, open_window, tmp_path, trash):
    kept = tmp_path / ".srdesk-earlier-abc.jpg"
    kept.write_bytes(b"precious")
    die_with(cache_folder() / "asides", kept)
    window = open_window()
    with qtbot.waitSignal(window.workbench.saves.tidied):
        window.workbench.saves.tidy()
    assert (trash / kept.name).read_bytes() == b"precious"
    assert "still kept (1)" in messages(window)[0]
