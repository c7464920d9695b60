"""The folder and the installer for Windows, as far as they can be read without Windows."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from srdesk.imaging.codec import readable_suffixes
from tests.packaging.recipes import PACKAGING, recipe

sys.path[:0] = [str(PACKAGING), str(PACKAGING / "common"), str(PACKAGING / "windows")]
imports = recipe("windows/imports.py")
sys.modules.setdefault("imports", imports)
assemble = recipe("windows/assemble.py")
HERE = PACKAGING / "windows"
INSTALLER = (HERE / "srdesk.nsi").read_text(encoding="utf-8")


@pytest.fixture
def program() -> Path:
    """A small program for 64-bit Windows, which pip starts scripts by."""
    distlib = pytest.importorskip("pip._vendor.distlib")
    file = Path(distlib.__file__).parent / "t64.exe"
    if not file.exists():
        pytest.skip("Debian's pip comes without its programs for Windows")
    return file


def test_imports_of_a_program_are_read(program: Path) -> None:
    asked = imports.asked_for(program)
    assert "kernel32.dll" in asked
    assert all(imports.of_windows(name) for name in asked)


def test_a_program_for_another_processor_is_named(tmp_path: Path, program: Path) -> None:
    shutil.copy(program, tmp_path / "a.exe")
    shutil.copy(program.with_name("t64-arm.exe"), tmp_path / "b.exe")
    assert list(imports.foreign(tmp_path)) == ["b.exe is for another kind of processor"]


def test_missing_libraries_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"a.pyd": {"here.dll", "gone.dll", "kernel32.dll", "api-ms-win-crt-heap-l1-1-0.dll"}, "Here.dll": set()}
    for name in asked:
        (tmp_path / name).touch()
    monkeypatch.setattr(imports, "asked_for", lambda path: asked[path.name])
    assert list(imports.missing(tmp_path)) == ["a.pyd asks for gone.dll, which is not there"]


def test_what_is_asked_for_indirectly_is_needed_and_the_rest_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {
        "a.pyd": {"one.dll"},
        "one.dll": {"two.dll", "user32.dll"},
        "two.dll": {"one.dll"},
        "idle.dll": {"one.dll"},
    }
    for name in asked:
        (tmp_path / name).touch()
    monkeypatch.setattr(imports, "asked_for", lambda path: asked[path.name])
    needed = imports.needed(tmp_path, {tmp_path / "a.pyd"})
    assert {path.name for path in needed} == {"a.pyd", "one.dll", "two.dll"}


def test_the_folder_loses_what_nothing_uses(tmp_path: Path, program: Path) -> None:
    stay = [
        "numpy-2.4.6.dist-info/METADATA",
        "python311.dll",
        "python3.dll",
        "PySide6/QtGui.pyd",
        "PySide6/plugins/platforms/qwindows.dll",
        "cv2/cv2.pyd",
    ]
    go = ["PySide6/QtSql.pyd", "PySide6/plugins/tls/qopenssl.dll", "PySide6/opengl32sw.dll", "PySide6/uic.exe"]
    go += ["_sqlite3.pyd", "PySide6/QtNetwork.pyd", "onnxruntime/capi/onnxruntime.dll"]
    words = ["numpy/tests/test_dtype.py", "numpy/f2py/__init__.py", "PySide6/resources/icudtl.dat"]
    words += ["pygments/lexers/python.py", "numpy-2.4.6.dist-info/licenses/LICENSE.txt", "python.cat"]
    for name in (*stay, *go, *words):
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(program, target)
    assemble.prune(tmp_path)
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()} == set(stay)


def test_the_library_of_python_is_stored_without_what_is_not_needed(tmp_path: Path) -> None:
    library = tmp_path / "python311.zip"
    with ZipFile(library, "w", ZIP_DEFLATED) as packed:
        for name in ("json/decoder.pyc", "abc.pyc", "unittest/mock.pyc", "pydoc.pyc", "distutils/log.pyc"):
            packed.writestr(name, name * 100)
    assemble.loosen(library)
    with ZipFile(library) as stored:
        assert stored.namelist() == ["json/decoder.pyc", "abc.pyc"]
        assert {entry.compress_type for entry in stored.infolist()} == {ZIP_STORED}
        assert stored.read("abc.pyc") == b"abc.pyc" * 100


def test_modules_are_compiled_and_those_read_as_text_are_not(tmp_path: Path) -> None:
    for name in ("begin.py", "start.py", "cv2/config.py", "cv2/config-3.py", "cv2/__init__.py", "numpy/config.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("pass")
    assemble.compile_all(tmp_path)
    text = {"begin.py", "cv2/config.py", "cv2/config-3.py"}
    compiled = {"start.pyc", "cv2/__init__.pyc", "numpy/config.pyc"}
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")} == text | compiled


def test_the_modules_of_qt_are_found_in_the_source() -> None:
    assert {"QtCore", "QtGui", "QtWidgets"} <= assemble.qt_modules()
    assert "QtNetwork" not in assemble.qt_modules()


def test_srdesk_is_laid_out_as_in_a_wheel(tmp_path: Path) -> None:
    assemble.add_srdesk(tmp_path)
    for name in ("begin.py", "start.py", "srdesk/__main__.py", "srdesk/bundled/models/catalogue.toml"):
        assert (tmp_path / name).is_file(), name
    assert (tmp_path / "srdesk/bundled/resources/sample/astronaut.jpg").is_file()
    assert list(tmp_path.rglob("__pycache__")) == []


def test_the_interpreter_passes_for_the_frozen_program(tmp_path: Path) -> None:
    shutil.copy(HERE / "begin.py", tmp_path)
    (tmp_path / "start.py").write_text(
        "import sys; print(sys.frozen, sys.argv[0] == sys.executable, sys.argv[1:], __name__)"
    )
    command = [sys.executable, str(tmp_path / "begin.py"), "-x", "ü 中 100%.jpg"]
    said = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout
    assert said == "True True ['-x', 'ü 中 100%.jpg'] __main__\n"


def test_the_programs_know_long_paths_and_sharp_screens() -> None:
    said = {
        element.tag.split("}")[-1]: (element.text or "").strip()
        for element in ElementTree.parse(HERE / "srdesk.manifest").iter()
    }
    assert said["longPathAware"] == "true"
    assert said["dpiAwareness"] == "PerMonitorV2"


def test_the_installer_removes_every_key_that_it_writes() -> None:
    written = set(re.findall(r'WriteReg\w+ HKCU "([^"]+)"', INSTALLER))
    removed = set(re.findall(r'DeleteRegKey (?:/ifempty )?HKCU "([^"]+)"', INSTALLER))
    assert len(written) > 8
    left = {key for key in written if not any(key == gone or key.startswith(f"{gone}\\") for gone in removed)}
    assert left == set()


def test_every_picture_that_srdesk_reads_can_be_opened_with_it() -> None:
    assert set(re.findall(r"insertmacro \$\{DO\} (\.\w+)", INSTALLER)) == set(readable_suffixes())


def test_the_installer_removes_no_folder_but_its_own() -> None:
    """The folder may be one in which the user keeps other things."""
    assert re.findall(r"RMDir /r (.+)", INSTALLER) == ['"$INSTDIR\\lib"']
    assert "RequestExecutionLevel user" in INSTALLER


def test_the_installer_speaks_every_language_everywhere() -> None:
    languages = set(re.findall(r"MUI_LANGUAGE (\w+)", INSTALLER))
    strings = re.findall(r"LangString (\w+) \$\{LANG_(\w+)\}", INSTALLER)
    for name in {name for name, _ in strings}:
        assert {language for other, language in strings if other == name} == {one.upper() for one in languages}


@pytest.mark.skipif(shutil.which("x86_64-w64-mingw32-gcc") is None, reason="needs mingw-w64")
@pytest.mark.parametrize("windowed", [[], ["-DWINDOWED", "-mwindows"]])
def test_the_launcher_compiles_without_a_warning(tmp_path: Path, windowed: list[str]) -> None:
    target = tmp_path / "srdesk.exe"
    options = ["-Os", "-s", "-municode", "-static", "-Wall", "-Wextra", "-Werror", *windowed]
    subprocess.run(["x86_64-w64-mingw32-gcc", HERE / "launch.c", *options, "-o", target], check=True)
    assert all(imports.of_windows(name) for name in imports.asked_for(target))
