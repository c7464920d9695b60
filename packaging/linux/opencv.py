"""Builds OpenCV from its source distribution with no more than srdesk uses, and packs a wheel of the same version.

usage: TOOLS/bin/python opencv.py SOURCE WORK WHEEL   (TOOLS has cmake, ninja, numpy and wheel; SOURCE is the archive)

WORK is kept: a build that was broken off goes on there. What is left out: FFmpeg, OpenBLAS, OpenSSL, every reader of
pictures but PNG's, and the modules for video, cameras, features and calibration.
"""

import shutil
import subprocess
import sys
import sysconfig
import tarfile
from pathlib import Path

MODULES = ("core", "imgproc", "imgcodecs", "dnn", "python3")
OFF = (
    *("FFMPEG", "GSTREAMER", "V4L", "1394", "LAPACK", "EIGEN", "IPP", "ITT", "OPENCL", "VA", "VA_INTEL"),
    *("OPENEXR", "TIFF", "WEBP", "JPEG", "OPENJPEG", "JASPER", "AVIF", "JPEGXL", "FLATBUFFERS", "ADE", "QT", "GTK"),
    *("IMGCODEC_HDR", "IMGCODEC_SUNRASTER", "IMGCODEC_PXM", "IMGCODEC_PFM", "OBSENSOR"),
)
SETTINGS = {
    **{f"WITH_{name}": "OFF" for name in OFF},
    "BUILD_LIST": ",".join(MODULES),
    "BUILD_SHARED_LIBS": "OFF",
    **{f"BUILD_{name}": "ON" for name in ("ZLIB", "PNG", "PROTOBUF")},
    **{f"BUILD_{name}": "OFF" for name in ("TESTS", "PERF_TESTS", "DOCS", "JAVA", "opencv_apps", "OPENEXR")},
    "OPENCV_DNN_OPENCL": "OFF",
    "ENABLE_PRECOMPILED_HEADERS": "OFF",
    "BUILD_INFO_SKIP_TIMESTAMP": "ON",
    "BUILD_INFO_SKIP_SYSTEM_VERSION": "ON",
    "PYTHON3_LIMITED_API": "ON",
    "OPENCV_PYTHON3_INSTALL_PATH": "python",
    "CMAKE_BUILD_TYPE": "Release",
    "CMAKE_SKIP_RPATH": "ON",
}
"""Of CMake; OpenCV's own CMakeLists.txt says what each means."""

LOADER = ("__init__.py", "config.py", "load_config_py3.py", "mat_wrapper", "misc", "utils")
PLACE = "PYTHON_EXTENSIONS_PATHS = [LOADER_DIR] + PYTHON_EXTENSIONS_PATHS\n"
"""Where the loader finds the library: beside itself."""

TAG = "cp37-abi3-linux_{machine}"
HEAD = "Wheel-Version: 1.0\nGenerator: srdesk\nRoot-Is-Purelib: false\nTag: {tag}\n"


def main(archive: Path, work: Path, wheel: Path) -> None:
    """Make the wheel."""
    source = unpacked(archive, work)
    installed = built(source, work)
    staged = work / "staged"
    shutil.rmtree(staged, ignore_errors=True)
    stage_package(installed, staged / "cv2")
    stage_facts(source, installed, staged)
    run(sys.executable, "-m", "wheel", "pack", staged, "--dest-dir", wheel.parent)


def unpacked(archive: Path, work: Path) -> Path:
    """The folder of the source distribution."""
    source = work / archive.name.removesuffix(".tar.gz")
    if not source.exists():
        with tarfile.open(archive) as packed:
            packed.extractall(work / "unpacking", filter="data")
        (work / "unpacking" / source.name).rename(source)
    return source


def built(source: Path, work: Path) -> Path:
    """The folder into which the build installs itself, without debugging symbols; no path of this computer in it."""
    build, installed = work / "build", work / "installed"
    flags = f"-ffile-prefix-map={source / 'opencv'}=opencv"
    settings = {**SETTINGS, **of_this_python(), "CMAKE_C_FLAGS": flags, "CMAKE_CXX_FLAGS": flags}
    stated = [f"-D{name}={value}" for name, value in (settings | {"CMAKE_INSTALL_PREFIX": str(installed)}).items()]
    run(
        tool("cmake"),
        "-G",
        "Ninja",
        f"-DCMAKE_MAKE_PROGRAM={tool('ninja')}",
        "-S",
        source / "opencv",
        "-B",
        build,
        *stated,
    )
    run(tool("cmake"), "--build", build)
    shutil.rmtree(installed, ignore_errors=True)
    run(tool("cmake"), "--install", build, "--strip")
    return installed


def of_this_python() -> dict[str, str]:
    """Which interpreter, headers and library the bindings are made for; the limited API fits every later one."""
    library = Path(sysconfig.get_config_var("LIBDIR")) / sysconfig.get_config_var("LDLIBRARY")
    return {
        "PYTHON3_EXECUTABLE": sys.executable,
        "PYTHON_DEFAULT_EXECUTABLE": sys.executable,
        "PYTHON3_INCLUDE_DIR": sysconfig.get_path("include"),
        "PYTHON3_LIBRARY": str(library),
    }


def stage_package(installed: Path, package: Path) -> None:
    """The package `cv2`: the loader in Python and the library."""
    package.mkdir(parents=True)
    for name in LOADER:
        path = installed / "python" / "cv2" / name
        (shutil.copytree if path.is_dir() else shutil.copyfile)(path, package / name)
    (package / "config-3.py").write_text(PLACE, encoding="utf-8")
    shutil.copyfile(next(installed.rglob("cv2.abi3.so")), package / "cv2.abi3.so")


def stage_facts(source: Path, installed: Path, staged: Path) -> None:
    """What a wheel says of itself, with the licences of what is linked and of nothing else."""
    name, version = source.name.rsplit("-", 1)
    facts = staged / f"{name}-{version}.dist-info"
    facts.mkdir(parents=True)
    shutil.copyfile(source / "PKG-INFO", facts / "METADATA")
    (facts / "WHEEL").write_text(HEAD.format(tag=tag()), encoding="utf-8")
    shutil.copyfile(source / "LICENSE.txt", facts / "LICENSE.txt")
    shutil.copyfile(source / "opencv" / "LICENSE", facts / "opencv-LICENSE.txt")
    shutil.copyfile(source / "opencv" / "3rdparty" / "mlas" / "LICENSE", facts / "mlas-LICENSE.txt")
    for path in sorted((installed / "share" / "licenses").rglob("*")):
        if path.is_file():
            shutil.copyfile(path, facts / f"{path.name.removesuffix('.txt')}-licence.txt")


def tag() -> str:
    """Python, interface and system that the wheel is for."""
    return TAG.format(machine=sysconfig.get_platform().rsplit("-", 1)[1])


def tool(name: str) -> str:
    """A program of the environment that runs this."""
    return str(Path(sys.executable).parent / name)


def run(*command: str | Path) -> None:
    """Run a program; ends this one where it fails."""
    ended = subprocess.run(list(map(str, command)), check=False)
    if ended.returncode:
        sys.exit(f"{Path(command[0]).name} failed: {ended.returncode}")


if __name__ == "__main__":
    main(*(Path(argument).resolve() for argument in sys.argv[1:4]))
