"""Small files that are written whole, and how srdesk starts itself."""

import sys
from pathlib import Path

import pytest

from srdesk import paths
from tests.fresh import run_fresh


def test_a_file_is_there_whole_in_folders_made_for_it(tmp_path: Path) -> None:
    file = tmp_path / "new" / "folder" / "list.txt"
    paths.write_whole(file, ["one", "two"], durable=True)
    assert file.read_text(encoding="utf-8") == "one\ntwo\n"
    assert list(file.parent.iterdir()) == [file]


def test_what_fails_in_the_middle_leaves_what_was_there(tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    paths.write_whole(file, ["before"])

    def lines():
        yield "half"
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        paths.write_whole(file, lines())
    assert file.read_text(encoding="utf-8") == "before\n"
    assert list(tmp_path.iterdir()) == [file]


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert paths.own_command("--flag") == [sys.executable, "--flag"]


def test_modules_in_the_folder_where_somebody_is_are_none_of_ours(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "numpy.py").write_text("raise SystemExit('not this one')")
    command = paths.own_command("--version")
    ended = run_fresh(command[1:], cwd=tmp_path, environment=paths.own_environment())
    assert ended.returncode == 0, ended.stderr


PER_USER = (paths.settings_file, paths.models_folder, paths.cache_folder, paths.pasted_folder)


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder that a frozen program lies in."""
    monkeypatch.delenv("SRDESK_HOME")
    monkeypatch.delenv("APPIMAGE", raising=False)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "srdesk-gui"))
    return tmp_path


def homes() -> set[Path]:
    """The folders that have everything kept per user, two levels above or more."""
    return {folder for place in PER_USER for folder in place().parents}


def test_without_a_mark_everything_is_the_user_s(program: Path) -> None:
    assert paths.portable_folder() is None
    assert program not in homes()


@pytest.mark.parametrize("name", ["portable", "portable.txt"])
def test_a_file_beside_the_program_keeps_everything_there(program: Path, name: str) -> None:
    (program / name).touch()
    assert all(place().is_relative_to(program / "srdesk-files") for place in PER_USER)


def test_a_folder_beside_the_program_is_the_place(program: Path) -> None:
    (program / "portable").mkdir()
    assert all(place().is_relative_to(program / "portable") for place in PER_USER)


def test_who_says_where_is_heard_before(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (program / "portable").mkdir()
    monkeypatch.setenv("SRDESK_HOME", str(program / "own"))
    assert paths.settings_file().is_relative_to(program / "own")


@pytest.mark.parametrize("inside", ["srdesk.app/Contents/MacOS/srdesk-gui", "mount/srdesk-gui"])
def test_beside_the_program_is_where_the_user_sees_it(
    program: Path, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    monkeypatch.setattr(sys, "executable", str(program / inside))
    if inside.startswith("mount"):
        monkeypatch.setenv("APPIMAGE", str(program / "srdesk.AppImage"))
    (program / "portable").touch()
    assert paths.portable_folder() == program / "srdesk-files"


def test_a_link_to_the_program_is_not_the_program(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (program / "real").mkdir()
    (program / "real" / "srdesk").touch()
    (program / "portable").touch()
    (program / "link").symlink_to(program / "real" / "srdesk")
    monkeypatch.setattr(sys, "executable", str(program / "link"))
    assert paths.portable_folder() is None


def test_the_source_tree_may_be_portable_and_a_wheel_not(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """By the real program, from a copy of what it needs to say where its settings are."""
    source = Path(paths.__file__).parent
    (tmp_path / "srdesk").mkdir()
    for name in ("__init__.py", "paths.py"):
        (tmp_path / "srdesk" / name).write_text("" if name == "__init__.py" else (source / name).read_text("utf-8"))
    (tmp_path / "portable").mkdir()
    told = [say_settings(tmp_path)]
    (tmp_path / "srdesk" / "bundled").mkdir()
    told.append(say_settings(tmp_path))
    assert [place.is_relative_to(tmp_path / "portable") for place in told] == [True, False]


def say_settings(home: Path) -> Path:
    """Where the package in a folder keeps its settings."""
    asked = "from srdesk import paths; print(paths.settings_file())"
    ended = run_fresh(["-c", asked], cwd=home, environment={"SRDESK_HOME": None, "PYTHONPATH": str(home)})
    assert ended.returncode == 0, ended.stderr
    return Path(ended.stdout.strip())
