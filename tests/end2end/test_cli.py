"""The command line as a process: interruption, pipes, the module and the script."""

import json
import os
import signal
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

from srdesk.errors import ExitCode

pytestmark = pytest.mark.end2end


def start(*arguments, **options):
    return subprocess.Popen(
        [sys.executable, "-m", "srdesk", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "photo.png"
    Image.fromarray(np.random.default_rng(0).integers(90, 160, (900, 900, 3), dtype=np.uint8)).save(path)
    return path


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM to catch")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupting_leaves_no_partial_file(photo, number):
    process = start("restore", photo, "--model", "edsr", "--tile", "32", "--json")
    first = json.loads(process.stdout.readline())
    assert first["event"] == "progress"
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    assert process.returncode == ExitCode.CANCELLED
    assert "cancelled" in err
    assert list(photo.parent.iterdir()) == [photo]


def test_no_bar_in_a_pipe(photo, tmp_path):
    process = start("restore", photo, "--model", "espcn", "-o", tmp_path / "out.png")
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0
    assert err == ""
    assert out.count("\n") == 1


def test_a_closed_pipe_is_no_bug(photo):
    process = start("models", "--json")
    process.stdout.close()
    err = process.stderr.read()
    process.wait(timeout=60)
    process.stderr.close()
    assert "Traceback" not in err


def test_the_installed_script_is_the_module(tmp_path):
    script = subprocess.run(["srdesk", "--version"], capture_output=True, text=True, env=_with_scripts(), timeout=60)
    module = subprocess.run([sys.executable, "-m", "srdesk", "--version"], capture_output=True, text=True, timeout=60)
    assert script.stdout == module.stdout
    assert script.returncode == module.returncode == 0


def _with_scripts():
    folder = os.path.dirname(sys.executable)  # noqa: PTH120
    return os.environ | {"PATH": os.pathsep.join((folder, os.environ["PATH"]))}
