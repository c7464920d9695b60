"""What the frozen application leaves out of the wheels it is made from, and of the computer it is made on."""

import re
import sys
import sysconfig
from collections.abc import Iterator
from importlib.metadata import distribution, packages_distributions
from pathlib import Path, PurePosixPath

METADATA = ("PySide6-Essentials", "onnxruntime", "onnx", "opencv-python-headless", "numpy", "pillow", "pi-heif")
METADATA += ("platformdirs", "rich", "Send2Trash")
"""Distributions whose versions srdesk shows."""

LEFT_OUT = [
    # of Python
    *("tkinter", "unittest", "pydoc", "doctest", "test", "distutils", "setuptools", "pkg_resources", "lib2to3"),
    *("sqlite3", "curses", "readline", "ssl", "_ssl", "_hashlib"),
    # of the wheels
    *("numpy.f2py", "numpy.testing", "numpy.distutils", "onnx.reference", "onnx.backend", "onnx.test"),
    *("onnxruntime.transformers", "onnxruntime.tools", "onnxruntime.datasets", "onnxruntime.backend"),
    *("pygments", "markdown_it", "mdurl"),
    *("PIL.ImageQt", "PIL.ImageTk", "PIL._imagingtk", "PIL.ImageShow", "torch", "IPython"),
    *(f"PySide6.{name}" for name in ("QtNetwork", "QtDBus", "QtQml", "QtQuick", "QtPdf", "QtOpenGL", "QtPrintSupport")),
]
"""Modules that are not needed; ``srdesk selftest`` and the tests of the packages say so if that becomes wrong."""

PLUGINS = {
    "platforms": {"qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"},
    "imageformats": {"qjpeg", "qsvg", "qico", "qgif", "qwebp"},
    "iconengines": {"qsvgicon"},
    "platforminputcontexts": {"ibusplatforminputcontextplugin", "composeplatforminputcontextplugin"},
    "platformthemes": {"qxdgdesktopportal", "qgtk3"},
    "wayland-shell-integration": {"xdg-shell"},
    "wayland-decoration-client": {"bradient", "adwaita"},
    "styles": {"qmodernwindowsstyle", "qmacstyle"},
}
"""The plug-ins of Qt that stay, by folder; the other folders of plug-ins go."""

_QT_WORDS = re.compile(r"PySide6/(Qt/)?translations/(?!qtbase_zh_CN\.qm$)")
_QT_LIBRARIES = re.compile(r"(^|/)(lib)?Qt6?(Network|Qml|Quick|Pdf|VirtualKeyboard|EglF[Ss]|PrintSupport)\w*\.")
_REST = re.compile(
    r"(^|/)(cv2/(data|gapi)/|PySide6/(Qt/)?(qml|metatypes|modules|libexec)/|onnx/(test|backend)/|.*\.(pyi|h|hpp|proto|cc|cu)$)"
)
_INSTALLING = re.compile(r"\.dist-info/(RECORD|INSTALLER|REQUESTED|direct_url\.json)$")
"""Notes of the installer's, which depend on the place that a package is made in."""

_PLUGIN = re.compile(r"PySide6/(?:Qt/)?plugins/([^/]+)/(?:lib)?(\w[\w-]*)\.")
_HOST = ("/lib", "/lib64", "/usr/lib", "/usr/lib64")


def tools() -> Iterator[str]:
    """Modules that can be imported while a package is made, and are no part of it."""
    own = Path(sysconfig.get_path("purelib"))
    for module, names in packages_distributions().items():
        if module != "PyInstaller" and not any((own / f"{module}{end}").exists() for end in ("", ".py", ".abi3.so")):
            yield from (module for name in names if Path(str(distribution(name).locate_file(""))) != own)


def wanted(target: str, source: str, kind: str) -> bool:
    """Whether a file goes into the folder: ``target`` is its place there, ``source`` where it comes from."""
    name = PurePosixPath(target.replace("\\", "/")).as_posix()
    if any(pattern.search(name) for pattern in (_QT_WORDS, _QT_LIBRARIES, _REST, _INSTALLING)):
        return False
    plugin = _PLUGIN.search(name)
    if plugin:
        return plugin[2] in PLUGINS.get(plugin[1], ())
    return not (kind == "BINARY" and _of_this_computer(source))


def _of_this_computer(source: str) -> bool:
    """A library of the system, which every system has its own of; Python's own may be one, and stays."""
    if sys.platform != "linux":
        return False
    real = Path(source).resolve()
    return any(real.is_relative_to(place) for place in _HOST) and not real.name.startswith("libpython")
