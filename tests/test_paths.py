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
