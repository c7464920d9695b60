"""What goes into the frozen application and what stays out."""

from pathlib import Path

import pytest

from tests.packaging.recipes import recipe

contents = recipe("common/contents.py")
WHEEL = "/venv/lib/python3.11/site-packages/x"


@pytest.mark.parametrize(
    "target",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6\\plugins\\styles\\qmodernwindowsstyle.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/Qt/plugins/wayland-shell-integration/libxdg-shell.so",
        "PySide6/Qt/translations/qtbase_zh_CN.qm",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "onnx/onnx_cpp2py_export.abi3.so",
        "resources/icons/open.svg",
        "numpy-2.4.6.dist-info/METADATA",
    ],
)
def test_what_is_needed_stays(target: str) -> None:
    assert contents.wanted(target, WHEEL, "BINARY")


@pytest.mark.parametrize(
    "target",
    [
        "PySide6/Qt/plugins/platforms/libqminimalegl.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/plugins/networkinformation/qnetworklistmanager.dll",
        "PySide6/Qt/translations/qtbase_fi.qm",
        "PySide6/Qt/translations/qt_zh_CN.qm",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "libQt6Network.so.6",
        "PySide6/Qt6Network.dll",
        "cv2/data/haarcascade_eye.xml",
        "cv2/__init__.pyi",
        "send2trash-2.2.0.dist-info/RECORD",
    ],
)
def test_what_nothing_uses_goes(target: str) -> None:
    assert not contents.wanted(target, WHEEL, "DATA")


@pytest.mark.skipif(contents.sys.platform != "linux", reason="other systems have no such folders")
def test_libraries_of_this_computer_stay_here(tmp_path: Path) -> None:
    assert not contents.wanted("libstdc++.so.6", "/usr/lib/x86_64-linux-gnu/libstdc++.so.6", "BINARY")
    assert contents.wanted("libpython3.11.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0", "BINARY")
    assert contents.wanted("_ctypes.so", "/usr/lib/python3.11/lib-dynload/_ctypes.so", "EXTENSION")
