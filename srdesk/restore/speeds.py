"""How fast each weight file runs on this computer, measured once and remembered."""

import contextlib
import json
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from srdesk.engines import SessionRequest, devices
from srdesk.engines.session import InferenceSession, Planes
from srdesk.paths import cache_folder, write_whole
from srdesk.progress import CancelToken

_WHOLE = "whole "
SIDE = 96
RUNS = 3
# Seconds from one writing down of what photos took to the next: a batch of small ones learns many times a second.
_WRITE_EVERY = 10.0


class Speeds:
    """Seconds for a source pixel by weight file, engine and its version, device, processor and threads.

    Kept in the user's cache; one that cannot be read or written only means that measuring is done again. Thread-safe.
    """

    def __init__(self, file: Path | None = None, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._file = file or cache_folder() / "speeds.json"
        self._clock, self._written = clock, -_WRITE_EVERY
        self._lock = threading.Lock()
        self._known = _read(self._file)

    def clear(self) -> None:
        """Know nothing any more."""
        with self._lock:
            self._known.clear()
            _write(self._file, self._known)

    def known(self, request: SessionRequest) -> float | None:
        """The measured speed, ``None`` if there is no measurement yet."""
        return self._known.get(_key(request))

    def pace(self, request: SessionRequest) -> float | None:
        """The speed of whole restorations, with all that is done besides running the network; its own until known."""
        return self._known.get(_WHOLE + _key(request)) or self.known(request)

    def restored(self, request: SessionRequest, seconds: float) -> None:
        """Remember how long a pixel of a restoration took; what was known before counts for half.

        It is written down every few seconds at most: others may miss the last few photos of a batch.
        """
        key = _WHOLE + _key(request)
        with self._lock:
            before = self._known.get(key, seconds)
            self._known[key] = (before + seconds) / 2
            if self._clock() - self._written >= _WRITE_EVERY:
                self._written = self._clock()
                _write(self._file, self._known)

    def measure(self, request: SessionRequest, session: InferenceSession, token: CancelToken) -> float:
        """Run a small tile a few times and remember the best; raises what running raises."""
        lattice = request.spec.lattice
        width, height = (fixed or lattice.ceiled(SIDE) for fixed in lattice.fixed)
        planes = np.full((request.spec.channels, height, width), 0.5, np.float32)
        best = min(_timed(session, planes, token) for _ in range(RUNS)) / (width * height)
        with self._lock:
            self._known[_key(request)] = best
            _write(self._file, self._known)
        return best


def _timed(session: InferenceSession, planes: Planes, token: CancelToken) -> float:
    began = time.perf_counter()
    session.run(planes, token)
    return time.perf_counter() - began


def _key(request: SessionRequest) -> str:
    weights = request.spec.files[request.precision].sha256[:16]
    threads = devices.thread_count(request.threads)
    runtime = f"{request.engine} {devices.runtime_version(request.engine)}"
    return f"{weights} {runtime} {request.device} {threads} {devices.processor()}"


def _read(file: Path) -> dict[str, float]:
    with contextlib.suppress(OSError, ValueError, RecursionError):
        table = json.loads(file.read_text(encoding="utf-8"))
        if isinstance(table, dict):
            return {key: float(value) for key, value in table.items() if isinstance(value, int | float) and value > 0}
    return {}


def _write(file: Path, known: dict[str, float]) -> None:
    with contextlib.suppress(OSError):
        write_whole(file, [json.dumps(known, indent=1)])
