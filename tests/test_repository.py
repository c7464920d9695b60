"""The repository is whole: what it promises in one place is true in the others."""

import ast
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

import srdesk
from srdesk.models.catalogue import load

ROOT = Path(__file__).parent.parent
MEGABYTE = 10**6
TEXTS = {".py", ".md", ".toml", ".sh", ".txt", ".qss", ".svg", ".ts"}
USES = {"setup", "window", "tests"}


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    """Every file that belongs to the repository."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("needs git and a clone")
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


@pytest.fixture(scope="module")
def packages() -> list[list[str]]:
    """The lines of the list of system libraries: name, use, reason."""
    lines = (ROOT / "packaging" / "system-libraries.txt").read_text(encoding="utf-8").splitlines()
    return [line.split(maxsplit=2) for line in lines if line and not line.startswith("#")]


def test_the_version_stands_in_one_place(project: dict[str, Any]) -> None:
    assert project["tool"]["hatch"]["version"]["path"] == "srdesk/__init__.py"
    assert re.fullmatch(r"\d+\.\d+\.\d+", srdesk.__version__)


def test_everything_a_wheel_bundles_exists(project: dict[str, Any]) -> None:
    hook = ROOT / project["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["custom"]["path"]
    (listed,) = re.findall(r"^BUNDLED = (\(.*?\))", hook.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    names = [*ast.literal_eval(listed), project["project"]["readme"], *project["project"]["license-files"]]
    assert [name for name in names if not (ROOT / name).exists()] == []


def test_every_weight_file_is_in_the_catalogue() -> None:
    listed = {file.path.name for spec in load().specs for file in spec.files.values()}
    assert {path.name for path in (ROOT / "models" / "weights").iterdir()} == listed


def test_no_file_is_too_large(tracked: list[Path]) -> None:
    assert [path for path in tracked if path.stat().st_size > 20 * MEGABYTE] == []


def test_the_weights_stay_small() -> None:
    assert sum(path.stat().st_size for path in (ROOT / "models" / "weights").iterdir()) < 30 * MEGABYTE


def test_text_files_end_with_a_newline_and_name_no_machine(tracked: list[Path]) -> None:
    texts = {
        path: path.read_bytes() for path in tracked if path.suffix in {".py", ".md", ".toml", ".sh", ".txt", ".qss"}
    }
    assert [path for path, text in texts.items() if text and not text.endswith(b"\n")] == []
    assert [path for path, text in texts.items() if re.search(rb"/(root|home/\w+)/\.?[a-z]", text)] == []


def test_the_commands_of_the_readme_exist() -> None:
    rules = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("Makefile", "packaging/packages.mk"))
    targets = set(re.findall(r"^([a-z-]+):", rules, re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z-]+)\b", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert {"run", "test"} <= named <= targets


def test_the_list_of_system_libraries_is_well_formed(packages: list[list[str]]) -> None:
    names = [line[0] for line in packages]
    assert all(len(line) == 3 for line in packages), "name, use and reason"
    assert {line[1] for line in packages} == USES
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9.+-]+", name) for name in names)
    assert len(names) == len(set(names))


def test_the_sample_photo_carries_its_origin(sample: Path) -> None:
    from PIL import Image

    with Image.open(sample) as photo:
        exif = photo.getexif()
    assert (exif[0x013B], exif[0x8298]) == ("NASA", "Public domain")
    assert sample.name in (sample.parent / "README.md").read_text(encoding="utf-8")
    assert sample.stat().st_size < 150_000
