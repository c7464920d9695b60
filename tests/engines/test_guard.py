"""Networks in processes of their own: the same numbers, and nothing that happens there happens here."""

import gc
import os
import select
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from srdesk.engines import guard as guards
from srdesk.engines import open_session, overseer
from srdesk.engines import worker as workers
from srdesk.engines.guard import Guard
from srdesk.engines.room import Room
from srdesk.engines.session import SessionRequest
from srdesk.errors import CrashedError, EngineError, HungError, ModelError, OutOfMemoryError
from srdesk.models.catalogue import load
from srdesk.models.spec import Precision
from srdesk.progress import Cancelled, CancelToken
from srdesk.texts import Text
from tests.engines.mortal_worker import Fate
from tests.fakes import spec

PATIENCE = 60
FAKE = SessionRequest(spec(), Precision.FP32, "onnx", "cpu", 1)
MORTAL = [sys.executable, "-m", "tests.engines.mortal_worker"]


def real(name="fsrcnn", engine="onnx", **changes):
    return replace(SessionRequest(load().find(name, 2), Precision.FP32, engine, "cpu", 1), **changes)


def planes(*shape, first=0.5):
    made = np.random.default_rng(0).random(shape, dtype=np.float32)
    made.flat[0] = first
    return made


@contextmanager
def guarded():
    """A guard that has ended its processes, and given back what it had open, when the block ends."""
    before = rooms()
    guard = Guard()
    pids = {overseer.pid for overseer in guard.idle}
    try:
        yield guard
    finally:
        pids |= {overseer.pid for overseer in guard.idle}
        guard.close()
    assert not [pid for pid in pids if Path(f"/proc/{pid}").exists()]
    gc.collect()
    assert not rooms() - before, "those of other guards may go meanwhile, but none may stay"


def rooms():
    """The rooms that this process has open, where the system tells: their numbers, which no two have at a time."""
    found = set()
    for link in Path("/proc/self/fd").glob("*"):
        with suppress(FileNotFoundError):  # of looking into the folder itself
            if "memfd:srdesk" in str(link.readlink()):
                found.add(link.stat().st_ino)
    return found


@pytest.fixture(scope="module")
def guard():
    """A guard that all tests of networks share, to start few processes."""
    made = Guard()
    yield made
    made.close()


@pytest.fixture
def mortal(monkeypatch):
    """A guard whose processes meet the fate that is asked for."""
    monkeypatch.setattr(overseer, "own_command", lambda *_flags: MORTAL)
    with guarded() as made:
        yield made


class TestAsIfItWereHere:
    @pytest.mark.parametrize("engine", ["onnx", "opencv"])
    @pytest.mark.parametrize("name", ["fsrcnn", "edsr"])
    def test_the_numbers_are_the_same_to_the_last_bit(self, guard, name, engine):
        request = real(name, engine)
        here, there = open_session(request), guard.open(request)
        for sides in ((12, 17), (40, 9), (7, 3), (12, 17)):
            tile = planes(request.spec.channels, *sides)
            np.testing.assert_array_equal(there.run(tile, CancelToken()), here.run(tile, CancelToken()))
        assert (there.device, there.weight_bytes) == (here.device, here.weight_bytes)

    def test_results_stay_when_others_come(self, guard):
        session = guard.open(real())
        first = session.run(planes(1, 8, 8), CancelToken())
        kept = first.copy()
        session.run(planes(1, 30, 30), CancelToken())
        np.testing.assert_array_equal(first, kept)

    def test_errors_of_loading_come_over_with_what_to_do(self, guard):
        with pytest.raises(EngineError, match="nonesuch") as raised:
            guard.open(real(device="nonesuch"))
        assert raised.value.hint
        assert isinstance(raised.value.args[0], Text), "it can be said in another language"

    def test_damaged_weights_are_a_model_error(self, guard, tmp_path):
        network = load().find("fsrcnn", 2)
        file = network.files[Precision.FP32]
        damaged = tmp_path / "damaged.onnx"
        damaged.write_bytes(file.path.read_bytes()[:-10])
        with pytest.raises(ModelError, match="damaged"):
            guard.open(real(threads=2, spec=replace(network, files={Precision.FP32: replace(file, path=damaged)})))

    def test_cancelling_stops_inside_a_tile_and_the_process_goes_on(self, guard):
        session = guard.open(real("edsr"))
        pids = [process.pid for process in guard.idle]
        token = CancelToken()
        timer = threading.Timer(0.1, token.cancel)
        timer.start()
        with pytest.raises(Cancelled):
            session.run(planes(3, 1200, 1200), token)
        timer.join()
        assert [process.pid for process in guard.idle] == pids

    def test_a_token_that_was_cancelled_before_stops_before_the_tile(self, guard):
        token = CancelToken()
        token.cancel()
        with pytest.raises(Cancelled):
            guard.open(real()).run(planes(1, 8, 8), token)

    @pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="the system does not tell what is loaded")
    def test_only_the_runtime_that_is_asked_for_is_loaded(self):
        with guarded() as fresh:
            fresh.open(real(engine="opencv"))
            loaded = Path(f"/proc/{fresh.idle[0].pid}/maps").read_text()
        assert "cv2" in loaded
        assert "onnxruntime" not in loaded

    def test_devices_are_known_once_a_network_was_loaded(self, guard):
        guard.open(real())
        assert {device.engine for device in guard.devices} >= {"onnx", "opencv"}


class TestMishaps:
    def test_a_crash_is_an_error_and_the_next_tile_is_none(self, mortal):
        session = mortal.open(FAKE)
        with pytest.raises(CrashedError, match="SIGSEGV" if os.name == "posix" else "") as raised:
            session.run(planes(3, 4, 4, first=Fate.CRASHES), CancelToken())
        assert raised.value.hint
        assert session.run(planes(3, 4, 4), CancelToken()).shape == (3, 8, 8)

    @pytest.mark.skipif(os.name != "posix", reason="elsewhere systems do not end programs for their memory")
    def test_being_killed_by_the_system_is_a_want_of_memory(self, mortal):
        with pytest.raises(OutOfMemoryError):
            mortal.open(FAKE).run(planes(3, 4, 4, first=Fate.IS_KILLED), CancelToken())

    def test_what_ran_out_of_memory_gives_it_back(self, mortal):
        session = mortal.open(FAKE)
        (process,) = mortal.idle
        with pytest.raises(OutOfMemoryError, match="Out of memory") as raised:
            session.run(planes(3, 4, 4, first=Fate.RUNS_OUT), CancelToken())
        assert raised.value.hint == "Smaller."
        assert process not in mortal.idle
        session.run(planes(3, 4, 4), CancelToken())

    def test_work_that_does_not_stop_is_stopped(self, mortal, monkeypatch):
        monkeypatch.setattr(overseer, "GRACE", 0.01)
        session, token = mortal.open(FAKE), CancelToken()
        timer = threading.Timer(0.05, token.cancel)
        timer.start()
        with pytest.raises(Cancelled):
            session.run(planes(3, 4, 4, first=Fate.HANGS), token)
        timer.join()
        assert session.run(planes(3, 4, 4), CancelToken()).shape == (3, 8, 8)

    def test_work_that_never_ends_is_ended_though_nobody_asks(self, monkeypatch, capfd):
        monkeypatch.setattr(overseer, "own_command", lambda *_flags: [*MORTAL, "--impatient"])
        monkeypatch.setattr(workers, "PATIENCE", 0.05)
        with guarded() as guard, pytest.raises(HungError):
            guard.open(FAKE).run(planes(3, 4, 4, first=Fate.HANGS), CancelToken())

    def test_a_bug_stays_a_bug(self, mortal):
        with pytest.raises(RuntimeError, match="KeyError: 'a bug'"):
            mortal.open(FAKE).run(planes(3, 4, 4, first=Fate.IS_WRONG), CancelToken())

    def test_planes_of_an_unexpected_shape_are_an_error(self, mortal):
        with pytest.raises(EngineError, match="expected"):
            mortal.open(FAKE).run(planes(3, 4, 4, first=Fate.SHRINKS), CancelToken())

    def test_a_runtime_may_print(self, mortal, capfd):
        assert mortal.open(FAKE).run(planes(3, 4, 4, first=Fate.PRINTS), CancelToken()).shape == (3, 8, 8)

    def test_dying_while_nothing_is_done_goes_unnoticed(self, mortal):
        session = mortal.open(FAKE)
        (process,) = mortal.idle
        os.kill(process.pid, signal.SIGKILL)
        process._process.wait()
        session.run(planes(3, 4, 4), CancelToken())
        assert mortal.idle[0].pid != process.pid

    def test_a_program_that_is_not_there_is_an_engine_error(self, monkeypatch):
        monkeypatch.setattr(overseer, "own_command", lambda *_flags: ["/no/such/program"])
        with pytest.raises(EngineError, match="cannot be started") as raised:
            Guard()
        assert raised.value.hint

    def test_a_program_that_ends_at_once_is_a_crash(self, monkeypatch):
        monkeypatch.setattr(overseer, "own_command", lambda *_flags: [sys.executable, "-c", "raise SystemExit(3)"])
        with guarded() as guard, pytest.raises(CrashedError, match="3"):
            guard.open(FAKE)


class TestProcesses:
    def test_two_at_once_have_a_process_each_and_one_stays(self, mortal, monkeypatch):
        monkeypatch.setattr(guards, "IDLE", 0.0)
        barrier, pids = threading.Barrier(2), []

        def work(_number):
            with mortal.process(FAKE.key) as process:
                barrier.wait(PATIENCE)
                pids.append(process.pid)

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(work, range(2)))
        assert len(set(pids)) == 2
        assert len(mortal.idle) == 1

    def test_who_has_the_network_is_asked_first(self, mortal):
        other = replace(FAKE, threads=2)
        with mortal.process(FAKE.key) as one, mortal.process(other.key):
            pass
        with mortal.process(FAKE.key) as again:
            assert again is one

    def test_closing_in_the_middle_ends_the_process_afterwards(self, mortal):
        with mortal.process(FAKE.key) as process:
            mortal.close()
            assert process.sound
        assert not process.sound
        assert not mortal.idle

    def test_a_cancellation_that_comes_too_late_stops_nothing(self, mortal):
        session = mortal.open(FAKE)
        session.run(planes(3, 4, 4), CancelToken())
        mortal.idle[0]._interrupt(0)
        assert session.run(planes(3, 4, 4), CancelToken()).shape == (3, 8, 8)

    @pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs a system that tells when a process ends")
    def test_it_dies_with_whoever_needs_it(self):
        """Even in the middle of work, and though nothing was said: the other process was killed."""
        script = (
            "from tests.engines.test_guard import *\n"
            "overseer.own_command = lambda *_flags: MORTAL\n"
            "guard = Guard(); session = guard.open(FAKE)\n"
            "print(guard.idle[0].pid, flush=True)\n"
            "session.run(planes(3, 4, 4, first=Fate.HANGS), CancelToken())"
        )
        with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as needy:
            ended = os.pidfd_open(int(needy.stdout.readline()))
            needy.kill()
        assert select.select([ended], [], [], PATIENCE)[0]
        os.close(ended)


class TestRoom:
    def test_it_grows_and_keeps_its_size(self):
        room = Room()
        small = room.fit(10)
        assert room.fit(small + 1) > small
        assert room.fit(1) == room.fit(small + 1)
        room.close()

    @pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="the system has no files in memory")
    def test_without_files_in_memory_it_is_a_file_without_a_name(self, monkeypatch, tmp_path):
        monkeypatch.delattr(os, "memfd_create")
        monkeypatch.setenv("TMPDIR", str(tmp_path))
        room = Room()
        room.fit(100)
        room.view.planes((2, 3))[...] = 1
        assert not list(tmp_path.iterdir())
        room.close()
