"""Saves are taken back: the file is in the recycle bin, what it replaced is back, and nothing else is touched."""

import os
import sys
from pathlib import Path

import numpy as np
import pytest

from srdesk.errors import OutputError
from srdesk.imaging.codec import EncodeOptions
from srdesk.imaging.photo import Photo
from srdesk.jobs.asides import MARK
from srdesk.jobs.saves import forget, save, take_back
from tests.bin import recycle_bin

PHOTO = Photo(np.full((8, 8, 3), 90, np.uint8))
REPLACING = EncodeOptions(overwrite=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "photos").mkdir()
    return tmp_path / "photos"


@pytest.fixture
def trash(tmp_path: Path):
    with recycle_bin(tmp_path / "bin") as folder:
        yield folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_goes_to_the_recycle_bin(folder: Path, trash: Path) -> None:
    saved = save(PHOTO, folder / "a.png", EncodeOptions())
    content = saved.path.read_bytes()
    assert saved.earlier is None
    take_back(saved)
    assert names(folder) == []
    assert (trash / "a.png").read_bytes() == content


def test_what_was_replaced_comes_back(folder: Path, trash: Path) -> None:
    (folder / "a.png").write_bytes(b"precious")
    saved = save(PHOTO, folder / "a.png", REPLACING)
    assert saved.earlier is not None
    assert saved.earlier.read_bytes() == b"precious"
    assert saved.earlier.name.startswith(f".srdesk-{MARK}")
    take_back(saved)
    assert names(folder) == ["a.png"]
    assert (folder / "a.png").read_bytes() == b"precious"
    assert names(trash) == ["a.png"]


def test_where_files_cannot_have_two_names_it_is_a_copy(folder: Path, trash: Path, monkeypatch) -> None:
    def refuse(self, _other):
        raise OSError("no hard links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    (folder / "a.png").write_bytes(b"precious")
    take_back(save(PHOTO, folder / "a.png", REPLACING))
    assert (folder / "a.png").read_bytes() == b"precious"
    assert names(folder) == ["a.png"]


def test_a_save_that_fails_leaves_nothing_behind(folder: Path) -> None:
    (folder / "a.png").write_bytes(b"precious")
    with pytest.raises(OutputError, match="exists already"):
        save(PHOTO, folder / "a.png", EncodeOptions())
    assert names(folder) == ["a.png"]
    assert (folder / "a.png").read_bytes() == b"precious"


@pytest.mark.skipif(sys.platform == "win32", reason="needs leave to make links")
def test_a_link_keeps_pointing_where_it_does(folder: Path, trash: Path) -> None:
    (folder / "real.png").write_bytes(b"precious")
    (folder / "link.png").symlink_to("real.png")
    saved = save(PHOTO, folder / "link.png", REPLACING)
    take_back(saved)
    assert (folder / "link.png").is_symlink()
    assert (folder / "real.png").read_bytes() == b"precious"
    assert names(trash) == ["real.png"]


def test_what_another_program_has_changed_is_left_alone(folder: Path, trash: Path) -> None:
    (folder / "a.png").write_bytes(b"precious")
    saved = save(PHOTO, folder / "a.png", REPLACING)
    saved.path.write_bytes(b"drawn upon")
    with pytest.raises(OutputError, match="changed since"):
        take_back(saved)
    assert saved.path.read_bytes() == b"drawn upon"
    assert saved.earlier is not None
    assert saved.earlier.exists()
    assert names(trash) == []


def test_a_file_that_is_gone_is_taken_back_already(folder: Path, trash: Path) -> None:
    (folder / "a.png").write_bytes(b"precious")
    saved = save(PHOTO, folder / "a.png", REPLACING)
    saved.path.unlink()
    take_back(saved)
    assert saved.path.read_bytes() == b"precious"
    assert names(trash) == []


def test_a_recycle_bin_that_does_not_take_it_moves_nothing(folder: Path, monkeypatch) -> None:
    def refuse(_path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("send2trash.send2trash", refuse)
    (folder / "a.png").write_bytes(b"precious")
    saved = save(PHOTO, folder / "a.png", REPLACING)
    content = saved.path.read_bytes()
    with pytest.raises(OutputError, match=r"recycle bin does not take a.png: Permission denied\."):
        take_back(saved)
    assert saved.path.read_bytes() == content
    assert saved.earlier is not None
    assert saved.earlier.read_bytes() == b"precious"


def test_what_was_replaced_is_given_up(folder: Path) -> None:
    (folder / "a.png").write_bytes(b"precious")
    saved = save(PHOTO, folder / "a.png", REPLACING)
    forget(saved)
    forget(saved)
    assert names(folder) == ["a.png"]
    forget(save(PHOTO, folder / "b.png", EncodeOptions()))


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the recycle bin of freedesktop.org")
def test_the_real_recycle_bin_takes_it(folder: Path, tmp_path: Path, monkeypatch) -> None:
    from send2trash import plat_other

    home = os.fsencode(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(plat_other, "XDG_DATA_HOME", home)
    monkeypatch.setattr(plat_other, "HOMETRASH_B", os.path.join(home, b"Trash"))  # noqa: PTH118 - bytes
    monkeypatch.setattr("send2trash.send2trash", plat_other.send2trash)
    take_back(save(PHOTO, folder / "a.png", EncodeOptions()))
    assert names(folder) == []
    assert (tmp_path / "Trash" / "files" / "a.png").exists()
    assert "a.png" in (tmp_path / "Trash" / "info" / "a.png.trashinfo").read_text()
