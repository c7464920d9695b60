"""What goes wrong outside: full disks, folders that may not be written, photos that vanish or become others."""

import errno
import os
import shutil
import subprocess
from contextlib import suppress

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog

from srdesk.gui.share.save_sheet import SaveSheet
from srdesk.imaging import files
from srdesk.imaging.codec import decode
from tests.gui.fakes import photo_file
from tests.gui.test_main_window import dialog, messages, opened, restored


def touch(path):
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 10**9))


@pytest.fixture
def window(qtbot, open_window, family):
    window = open_window()
    opened(qtbot, window, family)
    return window


def refused(qtbot, window):
    """Save where that cannot work, and return what is said about it."""
    with qtbot.waitSignal(window.workbench.saves.refused):
        window.commands["save"].trigger()
    message = window.studio.notices.messages[0]
    assert message.hint, "every message has a next step"
    return message


class TestReplaced:
    @pytest.fixture(params=["other size", "same size"])
    def replaced(self, request, qtbot, window, family):
        """The photo of the window, replaced by another program after it was restored."""
        restored(qtbot, window)
        if request.param == "other size":
            photo_file(family.parent, family.name, (50, 20))
        else:
            content = bytearray(family.read_bytes())
            content[-1] ^= 1
            family.write_bytes(content)
        touch(family)
        return family

    def test_no_result_is_put_beside_another_photo(self, qtbot, window, replaced):
        message = refused(qtbot, window)
        assert "changed or replaced" in message.text
        assert not replaced.with_name("family_x2.png").exists()
        assert window.workbench.document.unsaved

    def test_it_can_be_saved_elsewhere(self, qtbot, window, replaced, tmp_path):
        (offer,) = refused(qtbot, window).offers
        assert offer.text == "Save as…"
        offer.do()
        chooser = dialog(window, QFileDialog)
        chooser.fileSelected.emit(str(tmp_path / "kept.png"))
        chooser.close()
        sheet = dialog(window, SaveSheet).findChild(QDialogButtonBox)
        with qtbot.waitSignal(window.workbench.saved):
            sheet.button(QDialogButtonBox.StandardButton.Save).click()
        assert decode(tmp_path / "kept.png").size == (80, 60)
        (message,) = messages(window)
        assert "Saved as kept.png" in message, "of a save that failed nothing is left to say"

    def test_restoring_it_says_what_is_restored(self, qtbot, window, replaced):
        with qtbot.waitSignal(window.studio.notices.added):
            restored(qtbot, window)
        assert any("restored as it was" in text for text in messages(window))


def test_a_file_that_was_only_touched_is_the_same(qtbot, window, family):
    restored(qtbot, window)
    touch(family)
    with qtbot.waitSignal(window.workbench.saved):
        window.commands["save"].trigger()
    assert family.with_name("family_x2.png").exists()


def test_a_photo_that_vanished_is_still_restored_and_saved(qtbot, window, family):
    family.unlink()
    with qtbot.waitSignal(window.studio.notices.added):
        restored(qtbot, window)
    message = next(one for one in window.studio.notices.messages if "no longer" in one.text)
    assert "save the result" in message.hint
    with qtbot.waitSignal(window.workbench.saved):
        window.commands["save"].trigger()
    assert family.with_name("family_x2.png").exists()


def test_a_folder_that_vanished_is_said(qtbot, window, family):
    restored(qtbot, window)
    shutil.rmtree(family.parent)
    assert "no folder" in refused(qtbot, window).text
    assert window.workbench.document.unsaved


def test_a_full_disk_is_said_and_nothing_is_lost(qtbot, window, family, monkeypatch):
    restored(qtbot, window)

    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(files.os, "fsync", full)
        message = refused(qtbot, window)
    assert "No space left" in message.text
    assert "Free disk space" in message.hint
    assert [path.name for path in family.parent.iterdir()] == ["family.png"]
    with qtbot.waitSignal(window.workbench.saved):
        window.commands["save"].trigger()


@pytest.fixture
def tiny_disk(tmp_path):
    """A disk of 64 KB, where the system lets one be made."""
    place = tmp_path / "tiny"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)]
    if os.name == "nt" or os.geteuid() or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a small disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def fill(path):
    """Write until there is no room for more."""
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(1024)):
            pass


def test_a_disk_that_really_is_full(qtbot, open_window, tiny_disk):
    photo = photo_file(tiny_disk, "photo.png", (200, 150))
    fill(tiny_disk / "rest")
    window = open_window()
    opened(qtbot, window, photo)
    restored(qtbot, window)
    assert "Free disk space" in refused(qtbot, window).hint
    assert sorted(path.name for path in tiny_disk.iterdir()) == ["photo.png", "rest"]
    (tiny_disk / "rest").unlink()
    with qtbot.waitSignal(window.workbench.saved):
        window.commands["save"].trigger()


@pytest.fixture
def read_only_disk(tmp_path):
    """A folder with a photo on a disk that may only be read, which binds even those who may do everything."""
    place = tmp_path / "photos"
    place.mkdir(exist_ok=True)
    photo = photo_file(place, "photo.png")
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    if os.name == "nt" or os.geteuid() or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a disk")
    photo = photo_file(place, "photo.png")
    subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
    yield photo
    subprocess.run(["umount", str(place)], check=True)


def test_a_folder_that_may_only_be_read(qtbot, open_window, read_only_disk):
    window = open_window()
    opened(qtbot, window, read_only_disk)
    restored(qtbot, window)
    message = refused(qtbot, window)
    assert "photos" in message.text
    assert "folder" in message.hint


def test_a_folder_without_permission(qtbot, window, family, monkeypatch):
    restored(qtbot, window)
    given = os.access
    monkeypatch.setattr(files.os, "access", lambda path, mode: path != family.parent and given(path, mode))
    message = refused(qtbot, window)
    assert "Nothing may be written" in message.text
    message.offers[0].do()
    chooser = dialog(window, QFileDialog)
    assert chooser.directory().absolutePath() != str(family.parent), "a folder is proposed that may be written to"
    chooser.close()
