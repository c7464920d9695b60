"""The ground under every test: no network, no display, folders of its own, nothing left behind."""

import os
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.leaks import no_qt_left, no_threads_left
from tests.offline import offline

ROOT = Path(__file__).parent.parent

# Before Qt reads it. Tests that start the real window on a screen give its process an environment of its own.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
search = [str(Path(__file__).parent / "offline"), os.environ.get("PYTHONPATH")]
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, search))

# How long an example takes says nothing on a busy machine. In CI the examples are the same every time.
settings.register_profile("local", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("local"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.fixture(scope="session", autouse=True)
def user_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The suite's own place for everything that programs keep per user; whatever a runtime leaves there fails it."""
    home = tmp_path_factory.mktemp("user")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CONFIG", "CACHE", "DATA", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        patch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
        yield home
    assert not list(home.glob("**/Microsoft")), "an inference runtime kept telemetry during the tests"


@pytest.fixture(autouse=True)
def srdesk_home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Settings and caches of this test alone."""
    home = tmp_path_factory.mktemp("srdesk")
    monkeypatch.setenv("SRDESK_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def nothing_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves threads behind, or of Qt, where it uses Qt, work, timers or windows."""
    uses_qt = "qapp" in request.fixturenames or "gui" in request.path.parts
    with no_threads_left(), no_qt_left() if uses_qt else nullcontext():
        yield


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """Fail a test that tried to use the network, even if the refusal was swallowed."""
    yield
    attempts = offline.attempts.copy()
    offline.attempts.clear()
    assert not attempts, f"tried to use the network: {attempts}"


@pytest.fixture(scope="session")
def sample() -> Path:
    """The bundled photo, 384 x 384."""
    return ROOT / "resources" / "sample" / "astronaut.jpg"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Pictures too many or too restricted to ship; tests on them are skipped where they are absent."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"needs the evaluation pictures in {folder}")
    return folder
