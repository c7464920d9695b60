"""Nothing is sent and nothing is noted: ONNX Runtime's telemetry is off, and no connection is ever opened.

Some onnxruntime wheels keep usage data below the user's cache folder and upload it, beginning with their import.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fresh import run_fresh

LIBRARY = """
import sys
from pathlib import Path
from srdesk import Restorer, RestoreOptions, decode
restored = Restorer().restore(decode(Path(sys.argv[1])), RestoreOptions(model="fsrcnn", scale=2))
assert restored.photo.size == (768, 768)
"""

RUNTIME_ALONE = """
import sys
import onnxruntime
onnxruntime.InferenceSession(sys.argv[1], providers=["CPUExecutionProvider"])
"""

SOCKETS = ["strace", "--follow-forks", "--quiet=all", "--trace=socket,connect,sendto,sendmsg", "--output"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder that belongs to one test."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


def private(home: Path) -> dict[str, str | None]:
    """An environment in which everything kept per user lands in ``home``, and telemetry is left to srdesk.

    Hardly a variable stays: onnxruntime also keeps quiet where one of many says that this is a build server.
    """
    return {**{name: None for name in os.environ if name not in ("PATH", "PYTHONPATH")}, "HOME": str(home)}


def foreign_files(home: Path) -> list[str]:
    """What lies in ``home`` outside srdesk's own folders."""
    files = [path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()]
    return [name for name in files if "srdesk" not in Path(name).parts]


def test_the_library_leaves_no_foreign_file(home: Path, tmp_path: Path, sample: Path) -> None:
    ended = run_fresh(["-c", LIBRARY, sample], cwd=tmp_path, environment=private(home))
    assert ended.returncode == 0, ended.stderr
    assert foreign_files(home) == []


def test_telemetry_stays_off_when_the_environment_asks_for_it(home: Path, tmp_path: Path, sample: Path) -> None:
    environment = {**private(home), "ORT_DISABLE_TELEMETRY": "0"}
    ended = run_fresh(["-c", LIBRARY, sample], cwd=tmp_path, environment=environment)
    assert ended.returncode == 0, ended.stderr
    assert foreign_files(home) == []


def test_the_command_line_opens_no_connection(home: Path, tmp_path: Path, sample: Path) -> None:
    skip_unless_traceable()
    trace = tmp_path / "trace"
    arguments = ["-m", "srdesk", "restore", sample, "-o", tmp_path / "out.png"]
    ended = run_fresh(arguments, cwd=tmp_path, environment=private(home), before=[*SOCKETS, str(trace)])
    assert ended.returncode == 0, ended.stderr
    assert "AF_INET" not in trace.read_text()
    assert foreign_files(home) == []


def test_a_connection_would_be_seen(tmp_path: Path) -> None:
    skip_unless_traceable()
    trace = tmp_path / "trace"
    attempt = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 9))"
    run_fresh(["-c", attempt], cwd=tmp_path, environment={"PYTHONPATH": None}, before=[*SOCKETS, str(trace)])
    assert "AF_INET" in trace.read_text()


@pytest.mark.skipif(sys.platform != "linux", reason="only the Linux wheels are known to keep files")
def test_telemetry_would_be_seen(home: Path, tmp_path: Path) -> None:
    """Without srdesk the runtime does leave files: the tests above look in the right place."""
    network = next((Path(__file__).parent.parent / "models" / "weights").glob("fsrcnn_x2*.onnx"))
    ended = run_fresh(["-c", RUNTIME_ALONE, network], cwd=tmp_path, environment=private(home))
    assert ended.returncode == 0, ended.stderr
    if not foreign_files(home):
        pytest.skip("this release of onnxruntime keeps no telemetry")
    assert any("onnxruntime" in name for name in foreign_files(home))


def skip_unless_traceable() -> None:
    """Skip where strace is missing or the kernel forbids tracing."""
    if shutil.which("strace") is None:
        pytest.skip("needs strace (packaging/system-libraries.txt)")
    if subprocess.run(["strace", "--output=/dev/null", "true"], capture_output=True, check=False).returncode:
        pytest.skip("strace may not trace processes here")
