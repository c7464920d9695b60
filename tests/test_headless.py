"""srdesk without a window: nothing but the window needs Qt, and nothing heavy is loaded before it is needed."""

import json
from pathlib import Path

import pytest
from PIL import Image

from tests.fresh import run_fresh

HEAVY = ("PySide6", "onnxruntime", "onnx", "cv2", "PIL", "pi_heif", "tifffile", "numpy", "rich")

WITHOUT_QT = "import sys; sys.modules.update(PySide6=None, shiboken6=None)\n"

EVERY_MODULE = """
import pkgutil
import srdesk
for module in pkgutil.walk_packages(srdesk.__path__, "srdesk."):
    if not module.name.startswith(("srdesk.gui", "srdesk.bundled")):
        __import__(module.name)
        print(module.name)
"""

THE_PROGRAM = """
import runpy
sys.argv[0] = "srdesk"
runpy.run_module("srdesk", run_name="__main__")
"""

LOADED = "import json; print(json.dumps(sorted(sys.modules)))"

HELP = f"""
import sys
sys.argv = ["srdesk", "--help"]
try:
    import runpy
    runpy.run_module("srdesk", run_name="__main__")
except SystemExit as end:
    print(end.code)
{LOADED}
"""


def test_every_module_but_the_window_imports_without_qt(tmp_path: Path) -> None:
    ended = run_fresh(["-c", WITHOUT_QT + EVERY_MODULE], cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert {"srdesk.cli", "srdesk.restore.restorer", "srdesk.engines.onnx"} <= set(ended.stdout.split())


def test_a_photo_is_restored_without_qt(tmp_path: Path, sample: Path) -> None:
    result = tmp_path / "result.png"
    ended = run_fresh(["-c", WITHOUT_QT + THE_PROGRAM, "restore", sample, "-o", result, "--scale", "2"], cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    with Image.open(result) as restored:
        assert restored.size == (768, 768)


@pytest.mark.parametrize("program", [HELP, f"import sys, srdesk\n{LOADED}"], ids=["help", "import srdesk"])
def test_nothing_heavy_is_loaded(program: str, tmp_path: Path) -> None:
    ended = run_fresh(["-c", program], cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    loaded = set(json.loads(ended.stdout.splitlines()[-1]))
    assert "srdesk" in loaded
    assert not loaded & set(HEAVY)


def test_the_window_says_where_to_go_without_a_display(tmp_path: Path) -> None:
    nowhere = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    ended = run_fresh(["-m", "srdesk", "gui"], cwd=tmp_path, environment=nowhere)
    assert ended.returncode == 2
    assert "srdesk restore" in ended.stderr
