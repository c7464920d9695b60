"""What srdesk says of itself: its version, and what a package was built from."""

import json
from pathlib import Path

import pytest

from srdesk import __version__, release
from srdesk.cli.parser import build_parser


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a package keeps its facts, of which it has none yet."""
    monkeypatch.setattr(release, "bundled", lambda name: tmp_path / name)
    return tmp_path / "build.json"


def test_source_says_its_version_alone(package: Path) -> None:
    assert release.title() == f"srdesk {__version__}"
    assert release.built() == ""


def test_a_package_says_when_and_of_what_it_was_built(package: Path) -> None:
    package.write_text(json.dumps({"commit": "0123456789ab", "date": "2026-01-31"}))
    assert release.title() == f"srdesk {__version__} (2026-01-31 0123456789ab)"


def test_a_package_made_outside_of_a_clone_says_when(package: Path) -> None:
    package.write_text(json.dumps({"commit": "", "date": "2026-01-31"}))
    assert release.built() == "2026-01-31"


def test_damaged_facts_are_no_facts(package: Path) -> None:
    package.write_text("{")
    assert release.built() == ""


def test_the_command_line_says_it(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        build_parser().parse_args(["--version"])
    assert capsys.readouterr().out == f"{release.title()}\n"
