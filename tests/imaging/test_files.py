"""Files are replaced at once or not at all."""

import errno
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from srdesk.errors import ExitCode, OutputError
from srdesk.imaging import files
from srdesk.imaging.codec import EncodeOptions, MetadataPolicy, check_target, decode, encode
from srdesk.imaging.photo import Photo
from srdesk.progress import Cancelled
from tests.imaging.pictures import full_metadata, saved, scene

OVERWRITE = EncodeOptions(overwrite=True)


def failing(error: BaseException) -> Callable[..., NoReturn]:
    def fail(*_arguments: object, **_options: object) -> NoReturn:
        raise error

    return fail


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".tif", ".webp", ".avif", ".bmp"])
@pytest.mark.parametrize(
    "name",
    [
        "Großmutter",
        "फ़ोटो",
        "写真",
        "تصویر",
        "👵🏽📷",
        "Cafe\u0301",
        "two  spaces and 'quotes'",
        "-o",
        "%s%n{stem}",
        "trailing dot.",
    ],
)
def test_any_name_will_do(name: str, suffix: str, tmp_path: Path) -> None:
    folder = tmp_path / f"folder {name}"
    folder.mkdir()
    target = folder / f"{name}{suffix}"
    encode(Photo(scene()), target)
    assert decode(target).size == (60, 40)
    assert [path.name for path in folder.iterdir()] == [target.name]


def test_the_longest_name_a_folder_can_hold_will_do(tmp_path: Path) -> None:
    target = tmp_path / ("x" * 251 + ".png")
    encode(Photo(scene()), target)
    assert decode(target).size == (60, 40)
    with pytest.raises(OutputError, match="cannot be written") as caught:
        encode(Photo(scene()), tmp_path / ("x" * 252 + ".png"))
    assert caught.value.hint


def test_a_very_deep_folder_will_do(tmp_path: Path) -> None:
    folder = tmp_path
    while len(str(folder)) < 3000:
        folder = folder / ("y" * 200)
    folder.mkdir(parents=True)
    encode(Photo(scene()), folder / "photo.png")
    assert decode(folder / "photo.png").size == (60, 40)


def test_an_existing_target_is_spared_unless_asked_for(tmp_path: Path) -> None:
    target = tmp_path / "photo.png"
    target.write_bytes(b"precious")
    with pytest.raises(OutputError, match="exists already") as caught:
        encode(Photo(scene()), target)
    assert caught.value.exit_code is ExitCode.OUTPUT
    assert caught.value.hint
    assert target.read_bytes() == b"precious"
    with pytest.raises(OutputError, match="exists already"):
        check_target(target, (10, 10))
    encode(Photo(scene()), target, OVERWRITE)
    assert decode(target).size == (60, 40)


def test_a_target_that_appears_meanwhile_is_spared_too(tmp_path: Path) -> None:
    target = tmp_path / "photo.png"
    with pytest.raises(OutputError, match="exists already"), files.replacing(target, overwrite=False) as (file, _):
        file.write(b"result")
        target.write_bytes(b"precious")
    assert target.read_bytes() == b"precious"
    assert list(tmp_path.iterdir()) == [target]


def test_without_hard_links_results_are_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "hardlink_to", failing(OSError(errno.EPERM, "no links here")))
    encode(Photo(scene()), tmp_path / "photo.png")
    assert [path.name for path in tmp_path.iterdir()] == ["photo.png"]
    with (
        pytest.raises(OutputError, match="exists already"),
        files.replacing(tmp_path / "other.png", overwrite=False) as (file, _),
    ):
        file.write(b"result")
        (tmp_path / "other.png").write_bytes(b"precious")
    assert (tmp_path / "other.png").read_bytes() == b"precious"


def test_a_photo_can_be_written_over_its_own_source(tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    path.write_bytes(saved(scene(), "PNG"))
    encode(decode(path), path, OVERWRITE)
    assert (decode(path).pixels == scene()).all()


@pytest.mark.parametrize(
    "error", [KeyboardInterrupt(), Cancelled(), MemoryError(), OSError(errno.ENOSPC, "No space left"), RuntimeError()]
)
@pytest.mark.parametrize("suffix", [".png", ".jpg", ".tif", ".webp", ".avif", ".bmp"])
def test_nothing_is_left_of_a_failure(
    suffix: str, error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / f"photo{suffix}"
    target.write_bytes(b"precious")
    monkeypatch.setattr(os, "fsync", failing(error))
    expected = OutputError if isinstance(error, OSError | MemoryError) else type(error)
    with pytest.raises(expected):
        encode(Photo(scene(), metadata=full_metadata()), target, OVERWRITE)
    assert target.read_bytes() == b"precious"
    assert list(tmp_path.iterdir()) == [target]


def test_a_full_disk_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", failing(OSError(errno.ENOSPC, "No space left on device")))
    with pytest.raises(OutputError, match="No space left on device") as caught:
        encode(Photo(scene()), tmp_path / "photo.png")
    assert "Free disk space" in caught.value.hint


def test_a_disk_too_full_is_found_out_before_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(100, 99, 1))
    with pytest.raises(OutputError, match="no room") as caught:
        check_target(tmp_path / "photo.png", (10_000, 10_000))
    assert "Free disk space" in caught.value.hint


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_disk_that_is_really_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.open
    monkeypatch.setattr(
        Path, "open", lambda self, mode="r": real(Path("/dev/full"), "wb") if mode == "xb" else real(self)
    )
    monkeypatch.setattr(os, "fsync", lambda _: None)
    with pytest.raises(OutputError, match="No space left") as caught:
        encode(Photo(scene(400, 300)), tmp_path / "photo.bmp")
    assert "Free disk space" in caught.value.hint


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (PermissionError(13, "Permission denied"), "may not be written"),
        (OSError(errno.EROFS, "Read-only"), "Read-only"),
    ],
)
def test_a_folder_that_refuses_is_named(
    error: OSError, word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files.secrets, "token_hex", failing(error))
    with pytest.raises(OutputError, match=word) as caught:
        encode(Photo(scene()), tmp_path / "photo.png")
    assert caught.value.hint


def test_a_read_only_folder_is_refused_before_any_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(OutputError, match="Nothing may be written"):
        check_target(tmp_path / "photo.png", (10, 10))


def test_a_folder_is_no_target(tmp_path: Path) -> None:
    (tmp_path / "photo.png").mkdir()
    with pytest.raises(OutputError, match="is a folder"):
        encode(Photo(scene()), tmp_path / "photo.png", OVERWRITE)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="no folder"):
        encode(Photo(scene()), tmp_path / "missing" / "photo.png")
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="no folder"):
        encode(Photo(scene()), tmp_path / "file" / "photo.png")


def test_a_link_keeps_pointing_where_it_does(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    real = tmp_path / "elsewhere" / "real.png"
    link = tmp_path / "link.png"
    link.symlink_to(real)
    encode(Photo(scene()), link)
    assert link.is_symlink()
    assert decode(real).size == (60, 40)
    with pytest.raises(OutputError, match="exists already"):
        encode(Photo(scene()), link)
    encode(Photo(scene(30, 20)), link, OVERWRITE)
    assert link.is_symlink()
    assert decode(real).size == (30, 20)


def test_links_in_a_circle_lead_nowhere(tmp_path: Path) -> None:
    one, two = tmp_path / "one.png", tmp_path / "two.png"
    one.symlink_to(two)
    two.symlink_to(one)
    with pytest.raises(OutputError):
        encode(Photo(scene()), one)
    with pytest.raises(OutputError):
        encode(Photo(scene()), Path("a\0b.png"))


def test_a_relative_target_is_fine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    encode(Photo(scene()), Path("photo.png"))
    assert decode(Path("photo.png")).size == (60, 40)


@pytest.mark.skipif(os.name == "nt", reason="permissions of another kind")
def test_permissions_follow_the_mask_or_the_file_before(tmp_path: Path) -> None:
    target = tmp_path / "photo.png"
    before = os.umask(0o027)
    try:
        encode(Photo(scene()), target)
    finally:
        os.umask(before)
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    target.chmod(0o604)
    encode(Photo(scene()), target, OVERWRITE)
    assert stat.S_IMODE(target.stat().st_mode) == 0o604


def test_long_paths_of_windows_are_marked_on_drives_and_shares() -> None:
    assert files.marked_long("C:\\photos\\a.png") == "\\\\?\\C:\\photos\\a.png"
    assert files.marked_long("\\\\server\\share\\a.png") == "\\\\?\\UNC\\server\\share\\a.png"
    assert files.marked_long("\\\\?\\C:\\a.png") == "\\\\?\\C:\\a.png"


def test_policies_have_the_names_of_the_command_line() -> None:
    assert [policy.value for policy in MetadataPolicy] == ["keep", "strip-location", "strip-all"]


@pytest.mark.parametrize("overwrite", [True, False])
def test_a_held_file_waits_until_it_is_put_in_place(tmp_path: Path, overwrite: bool) -> None:
    target = tmp_path / "a.png"
    with files.replacing(target, overwrite=overwrite, mark="m-", held=True) as (file, part):
        file.write(b"whole")
    assert not target.exists()
    assert part.read_bytes() == b"whole"
    files.put_in_place(part, target, overwrite=overwrite)
    assert [path.name for path in tmp_path.iterdir()] == ["a.png"]
    assert target.read_bytes() == b"whole"


def test_a_held_file_never_replaces_what_came_meanwhile(tmp_path: Path) -> None:
    target = tmp_path / "a.png"
    with files.replacing(target, overwrite=False, held=True) as (file, part):
        file.write(b"result")
    target.write_bytes(b"somebody else's")
    with pytest.raises(OutputError, match="exists already"):
        files.put_in_place(part, target, overwrite=False)
    assert target.read_bytes() == b"somebody else's"
    assert part.exists()


def test_a_held_file_goes_when_its_block_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), files.replacing(tmp_path / "a.png", overwrite=False, held=True):
        raise ZeroDivisionError
    assert not list(tmp_path.iterdir())
