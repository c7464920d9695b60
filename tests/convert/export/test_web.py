"""Exports for the web, run by the runtime of browsers where it is installed."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from srdesk.convert.export.request import ExportRequest, Platform
from srdesk.convert.export.write import export
from srdesk.models.catalogue import load

ROOT = Path(__file__).parents[3]


@pytest.fixture
def modules() -> Path:
    """Where Node's packages are, by NODE_PATH."""
    folder = Path(os.environ.get("NODE_PATH", "node_modules"))
    if not shutil.which("node") or not (folder / "onnxruntime-web").is_dir():
        pytest.skip("needs node, and onnxruntime-web in NODE_PATH")
    return folder


def test_a_browser_s_runtime_gives_the_reference(modules, tmp_path):
    export(ExportRequest(load().find("espcn", 2), Platform.WEB), tmp_path)
    command = ["node", str(ROOT / "packaging" / "web-check.mjs"), str(tmp_path), str(modules)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stdout.count("ok  ") == 2
