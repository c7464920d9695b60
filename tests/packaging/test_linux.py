"""What Linux packages bring beside the program: manual, completions, menu entry, and the installer of the archive."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from srdesk.cli.parser import build_parser
from tests.packaging.recipes import PACKAGING, recipe

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="for Linux packages")

LINUX = PACKAGING / "linux"
sys.path.insert(0, str(LINUX))
manual = recipe("linux/manual.py")
completion = recipe("linux/completion.py")
sys.path.remove(str(LINUX))

DESKTOP = (LINUX / "srdesk.desktop.in").read_text(encoding="utf-8")


def test_the_manual_names_every_command_and_option() -> None:
    page = manual.manual(build_parser(), "1.2.3", "2026-01-31").replace("\\-", "-")
    for name, command in manual.commands(build_parser()).items():
        assert f".SS {name}" in page
        for action in command._actions:
            assert all(flag in page for flag in action.option_strings)
    assert "srdesk 1.2.3" in page


def test_no_line_of_the_manual_is_a_request_by_accident() -> None:
    assert manual.escaped(".dot\n'quote\na-b\\c") == "\\&.dot\n\\&'quote\na\\-b\\ec"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completions_are_programs_of_their_shell(shell: str, tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"needs {shell}")
    script = tmp_path / "completion"
    script.write_text(getattr(completion, shell)(build_parser()), encoding="utf-8")
    checked = subprocess.run([shell, "-n", script], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("srdesk se", ["selftest"]),
        ("srdesk restore --pre", ["--preset", "--precision"]),
        ("srdesk show --js", ["--json"]),
    ],
)
def test_bash_completes(typed: str, offered: list[str], tmp_path: Path) -> None:
    script = tmp_path / "completion"
    script.write_text(completion.bash(build_parser()), encoding="utf-8")
    words = typed.split()
    listed = " ".join(f"'{word}'" for word in words)
    program = f"source {script}; COMP_WORDS=({listed}); COMP_CWORD={len(words) - 1}; _srdesk; echo ${{COMPREPLY[@]}}"
    told = subprocess.run(["bash", "-c", program], capture_output=True, text=True, check=True)
    assert sorted(told.stdout.split()) == sorted(offered)


def test_the_menu_entry_offers_every_format_that_is_read() -> None:
    from srdesk.imaging.codec import readable_suffixes

    (types,) = re.findall(r"^MimeType=(.*)$", DESKTOP, re.MULTILINE)
    names = {"jpg": "jpeg", "jpe": "jpeg", "jfif": "jpeg", "tif": "tiff", "dib": "bmp", "hif": "heif", "mpo": "jpeg"}
    read = {names.get(suffix[1:], suffix[1:]) for suffix in readable_suffixes()}
    assert {f"image/{name}" for name in read} == set(filter(None, types.split(";")))


def test_the_menu_entry_is_valid(tmp_path: Path) -> None:
    if shutil.which("desktop-file-validate") is None:
        pytest.skip("needs desktop-file-validate")
    entry = tmp_path / "srdesk.desktop"
    entry.write_text(DESKTOP.replace("@PROGRAM@", "srdesk-gui").replace("@SAMPLE@", "/a.jpg"), encoding="utf-8")
    told = subprocess.run(["desktop-file-validate", entry], capture_output=True, text=True, check=False)
    assert told.stdout == ""


@pytest.fixture
def portable(tmp_path: Path) -> Path:
    """An unpacked archive without the program, in a folder with an odd name."""
    folder = tmp_path / "my tools ü 100% & more"
    (folder / "share" / "applications").mkdir(parents=True)
    entry = DESKTOP.replace("@PROGRAM@", '"@FOLDER@/srdesk-gui"').replace("@SAMPLE@", '"@FOLDER@/a.jpg"')
    (folder / "share" / "applications" / "srdesk.desktop").write_text(entry, encoding="utf-8")
    for name in ("icons", "man", "bash-completion", "fish"):
        (folder / "share" / name).mkdir()
        (folder / "share" / name / f"srdesk.{name}").write_text(name, encoding="utf-8")
    for name in ("srdesk", "srdesk-gui"):
        (folder / name).write_text("#!/bin/sh\n", encoding="utf-8")
    shutil.copy(LINUX / "portable" / "install.sh", folder)
    return folder


def install(portable: Path, home: Path, *arguments: str) -> str:
    home.mkdir(exist_ok=True)
    environment = {"HOME": str(home), "PATH": os.environ["PATH"]}
    command = [portable / "install.sh", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def files(home: Path) -> list[str]:
    """Everything in a home, but the index of menu entries that desktops keep there for themselves."""
    found = (path for path in home.rglob("*") if path.is_file() or path.is_symlink())
    return sorted(path.relative_to(home).as_posix() for path in found if path.name != "mimeinfo.cache")


def test_the_archive_gets_into_the_menu_of_a_user(portable: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    install(portable, home)
    entry = (home / ".local/share/applications/srdesk.desktop").read_text(encoding="utf-8")
    link = home / ".local/share/srdesk/srdesk-gui"
    assert f'\nExec="{link}" %F\n' in entry
    assert link.resolve() == portable / "srdesk-gui"
    quoted = str(portable).replace("%", "%%")
    assert f' "{quoted}/a.jpg"\n' in entry
    assert "@" not in entry and "TryExec" not in entry
    assert (home / ".local/bin/srdesk").resolve() == portable / "srdesk"
    assert (home / ".local/share/icons/srdesk.icons").exists()


def test_its_undo_leaves_nothing_of_it_and_everything_else(portable: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / ".local/bin").mkdir(parents=True)
    (home / ".local/bin/srdesk").write_text("the user's own", encoding="utf-8")
    before = files(home)
    install(portable, home)
    install(portable, home)
    install(portable, home, "--undo")
    assert files(home) == before
    assert (home / ".local/bin/srdesk").read_text(encoding="utf-8") == "the user's own"
    assert (portable / "srdesk").exists()


def test_an_appimage_needs_a_runtime(tmp_path: Path) -> None:
    wrong = tmp_path / "runtime"
    wrong.write_bytes(b"\x7fELF" + bytes(60))
    for runtime in (tmp_path / "none", wrong):
        command = [LINUX / "appimage.sh", tmp_path, runtime, tmp_path / "out"]
        told = subprocess.run(command, capture_output=True, text=True, check=False)
        assert told.returncode == 2
        assert "runtime" in told.stderr


def test_libraries_of_the_system_are_carried_with_their_licences(tmp_path: Path) -> None:
    frozen, lib = tmp_path / "frozen", tmp_path / "lib"
    for folder in (frozen, lib):
        (folder / "licences").mkdir(parents=True)
    (frozen / "licences" / "THIRD-PARTY.txt").write_text("all parts\n", encoding="utf-8")
    os.link(frozen / "licences" / "THIRD-PARTY.txt", lib / "licences" / "THIRD-PARTY.txt")
    command = ["sh", LINUX / "portable" / "carry.sh", lib]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    if "is missing here" in told.stderr or shutil.which("dpkg-query") is None:
        pytest.skip("needs the libraries on Debian or Ubuntu")
    assert told.stderr == ""
    carried = [path for path in lib.iterdir() if path.is_file()]
    listed = (lib / "licences" / "THIRD-PARTY.txt").read_text(encoding="utf-8").splitlines()[1:]
    assert 0 < len(listed) <= len(carried)
    assert all((lib / "licences" / line.split()[-1]).stat().st_size > 0 for line in listed)
    assert (frozen / "licences" / "THIRD-PARTY.txt").read_text(encoding="utf-8") == "all parts\n"


@pytest.mark.skipif(not (shutil.which("mksquashfs") and shutil.which("unsquashfs")), reason="needs squashfs-tools")
def test_an_appimage_is_its_runtime_and_a_tree_that_starts(portable: Path, tmp_path: Path) -> None:
    runtime, image = tmp_path / "runtime", tmp_path / "out" / "srdesk.AppImage"
    runtime.write_bytes(b"\x7fELF\x02\x01\x01\0AI\x02" + bytes(501))
    icon = portable / "share/icons/hicolor/256x256/apps/srdesk.png"
    icon.parent.mkdir(parents=True)
    icon.write_bytes(b"icon")
    for name in ("srdesk", "srdesk-gui"):
        (portable / name).write_text(f'#!/bin/sh\necho {name} "$@"\n', encoding="utf-8")
        (portable / name).chmod(0o755)
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1700000000"}
    subprocess.run([LINUX / "appimage.sh", portable, runtime, image], env=environment, check=True)
    assert image.read_bytes().startswith(runtime.read_bytes())
    tree = tmp_path / "tree"
    command = ["unsquashfs", "-offset", "512", "-no-xattrs", "-quiet", "-no-progress", "-dest", tree, image]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    assert (tree / "AppRun").stat().st_mtime == 1_700_000_000
    entry = (tree / "srdesk.desktop").read_text(encoding="utf-8")
    assert "\nExec=srdesk-gui %F\n" in entry and "@" not in entry
    for called, program in (("/opt/srdesk", "srdesk"), ("/opt/srdesk.AppImage", "srdesk-gui")):
        command = [tree / "AppRun", "a b"]
        told = subprocess.run(command, env={"ARGV0": called}, capture_output=True, text=True, check=True)
        assert told.stdout == f"{program} a b\n"
