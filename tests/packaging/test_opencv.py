"""The recipe for a smaller OpenCV, over a build made up by the test."""

from pathlib import Path

import pytest

from tests.packaging.recipes import recipe

PARTS = ("config.py", "load_config_py3.py", "mat_wrapper/__init__.py", "misc/version.py", "utils/__init__.py")


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """What a build installs: more than goes into the wheel."""
    folder = tmp_path / "installed"
    package = folder / "python" / "cv2"
    for name in ("__init__.py", *PARTS, "load_config_py2.py", "python-3/cv2.abi3.so", "config-3.py"):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text(name, encoding="utf-8")
    licences = folder / "share" / "licenses" / "opencv5"
    licences.mkdir(parents=True)
    (licences / "zlib-LICENSE").write_text("zlib's", encoding="utf-8")
    return folder


def test_the_wheel_holds_the_loader_and_the_library_beside_it(installed: Path, tmp_path: Path) -> None:
    opencv = recipe("linux/opencv.py")
    package = tmp_path / "cv2"
    opencv.stage_package(installed, package)
    files = {path.relative_to(package).as_posix() for path in package.rglob("*") if path.is_file()}
    assert files == {"__init__.py", *PARTS, "config-3.py", "cv2.abi3.so"}
    places = {"LOADER_DIR": "here", "PYTHON_EXTENSIONS_PATHS": ["there"]}
    exec((package / "config-3.py").read_text(encoding="utf-8"), places)
    assert places["PYTHON_EXTENSIONS_PATHS"] == ["here", "there"]


def test_the_wheel_brings_the_licences_of_what_is_linked(installed: Path, tmp_path: Path) -> None:
    opencv = recipe("linux/opencv.py")
    source = tmp_path / "opencv_python_headless-5.0"
    for name in ("PKG-INFO", "LICENSE.txt", "opencv/LICENSE", "opencv/3rdparty/mlas/LICENSE"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(name, encoding="utf-8")
    opencv.stage_facts(source, installed, tmp_path / "staged")
    facts = tmp_path / "staged" / "opencv_python_headless-5.0.dist-info"
    texts = {path.name for path in facts.iterdir()} - {"METADATA", "WHEEL"}
    assert texts == {"LICENSE.txt", "opencv-LICENSE.txt", "mlas-LICENSE.txt", "zlib-LICENSE-licence.txt"}
    assert "abi3-linux_" in (facts / "WHEEL").read_text(encoding="utf-8")


def test_what_srdesk_calls_is_built() -> None:
    settings = recipe("linux/opencv.py").SETTINGS
    assert {"core", "imgproc", "imgcodecs", "dnn"} <= set(settings["BUILD_LIST"].split(","))
    assert settings["BUILD_PNG"] == "ON" and settings["WITH_FFMPEG"] == settings["WITH_LAPACK"] == "OFF"
