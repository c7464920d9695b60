"""Lays out srdesk for Windows: Python, the wheels without what is not used, srdesk itself.

usage: TOOLS/bin/python assemble.py WHEELS PYTHON FOLDER   (run by Python 3.11, for which it compiles)

WHEELS is a folder of installed wheels, PYTHON one of the embeddable Python; FOLDER is written anew.
"""

import compileall
import py_compile
import re
import shutil
import sys
from pathlib import Path
from zipfile import ZipFile, ZipInfo

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent / "common")]

from bundle import bundled  # noqa: E402 - found beside this file
from contents import LEFT_OUT, wanted  # noqa: E402
from imports import needed, programs  # noqa: E402

VERSION = (3, 11)
SEARCHED = "python311.zip\n.\n"
_QT = re.compile(r"PySide6\.(Qt\w+)")
_ONLY_WINDOWS = ("_sqlite3", "_msi", "winsound", "msilib", "pydoc_data")
"""Modules of Windows' Python that are not needed either."""

_NOT_RUN = re.compile(
    r"^PySide6/(resources|typesystems|glue|include|lib|scripts|support|doc|examples)/|(^|/)tests?/|"
    r"\.dist-info/(?!METADATA$)|^python\.cat$"
)
"""What wheels bring for those who develop with them, which PyInstaller leaves out by itself; texts of licences, which
lie in a folder of their own; and the sums of Python's files as they came."""

_READ_AS_TEXT = re.compile(r"^(begin|cv2/config[\d.-]*)\.py$")
"""Modules that are not imported but read by their names: by the launcher and by OpenCV."""

_BY_NAME = ("python311.dll", "python3.dll", "onnxruntime_providers_shared.dll")
"""Libraries that are loaded without an import: by the launcher, by whom may come, by ONNX Runtime."""

_RUNTIMES = ("msvcp140*.dll", "vcruntime140*.dll", "concrt140.dll")


def main(wheels: Path, python: Path, folder: Path) -> None:
    """Make the folder."""
    if sys.version_info[:2] != VERSION:
        sys.exit("Python 3.11 has to make this: it compiles for the one inside. Name one: make setup-win PYTHON=FILE")
    shutil.rmtree(folder, ignore_errors=True)
    lib = folder / "lib"
    shutil.copytree(wheels, lib, ignore=shutil.ignore_patterns("__pycache__", "*.pyi", "bin", "Scripts"))
    shutil.copytree(next(python.rglob("python311.dll")).parent, lib, dirs_exist_ok=True)
    (lib / "python311._pth").write_text(SEARCHED, encoding="ascii")
    for pattern in _RUNTIMES:
        for runtime in (lib / "PySide6").glob(pattern):
            shutil.copyfile(runtime, lib / runtime.name)
    prune(lib)
    loosen(lib / "python311.zip")
    add_srdesk(lib)
    compile_all(lib)


def prune(lib: Path) -> None:
    """Remove what nothing uses: files and modules by name, then libraries that nobody asks for any more."""
    for path in sorted(lib.rglob("*")):
        name = path.relative_to(lib).as_posix()
        if path.is_file() and (_NOT_RUN.search(name) or not wanted(name, str(path), "DATA")):
            path.unlink()
    for name in (*LEFT_OUT, *_ONLY_WINDOWS):
        place = lib.joinpath(*name.split("."))
        shutil.rmtree(place, ignore_errors=True)
        for path in place.parent.glob(f"{place.name}.*"):
            path.unlink()
    prune_libraries(lib)


def prune_libraries(lib: Path) -> None:
    """Of libraries only those stay that Python, a module or a plug-in of Qt asks for, however indirectly."""
    used = qt_modules()
    for path in (lib / "PySide6").glob("Qt*.pyd"):
        if path.stem not in used:
            path.unlink()
    loaded = {
        path for path in programs(lib) if path.suffix == ".pyd" or "plugins" in path.parts or path.name in _BY_NAME
    }
    stay = needed(lib, loaded)
    for path in set(programs(lib)) - stay:
        path.unlink()


def qt_modules() -> set[str]:
    """The modules of Qt that srdesk imports."""
    return {name for path in (ROOT / "srdesk").rglob("*.py") for name in _QT.findall(path.read_text(encoding="utf-8"))}


def loosen(library: Path) -> None:
    """Store Python's own modules as they are, without those that nothing needs: the installer packs them better."""
    with ZipFile(library) as packed:
        modules = {name: packed.read(name) for name in packed.namelist() if not left_out(name)}
    with ZipFile(library, "w") as stored:
        for name, module in modules.items():
            stored.writestr(ZipInfo(name), module)


def left_out(name: str) -> bool:
    """Whether a file of Python's own library belongs to a module that is not needed."""
    return name.removesuffix(".pyc").split("/")[0] in {*LEFT_OUT, *_ONLY_WINDOWS}


def compile_all(lib: Path) -> None:
    """Have compiled modules in the place of their sources, as in the folder that PyInstaller makes."""
    unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
    compileall.compile_dir(lib, quiet=1, stripdir=str(lib), legacy=True, invalidation_mode=unchecked)
    for source in lib.rglob("*.py"):
        read = _READ_AS_TEXT.match(source.relative_to(lib).as_posix())
        (source.with_suffix(".pyc") if read else source).unlink()


def add_srdesk(lib: Path) -> None:
    """The package with its models and resources, as a wheel has them, and the two files that begin it."""
    shutil.copytree(ROOT / "srdesk", lib / "srdesk", ignore=shutil.ignore_patterns("__pycache__"))
    for part in bundled(ROOT):
        target = lib / "srdesk" / "bundled" / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, target)
        else:
            shutil.copyfile(ROOT / part, target)
    shutil.copyfile(HERE / "begin.py", lib / "begin.py")
    shutil.copyfile(HERE.parent / "common" / "start.py", lib / "start.py")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
