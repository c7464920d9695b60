"""Guarded sessions: networks that run in processes of their own, whose death is an error and nothing worse."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from srdesk.engines.devices import Device
from srdesk.engines.messages import Load, Loaded
from srdesk.engines.overseer import Overseer
from srdesk.engines.session import Planes, SessionKey, SessionRequest
from srdesk.progress import CancelToken

IDLE = 60.0
"""Seconds after which a process that was not needed is ended, unless it is the last."""


class Guard:
    """Opens sessions that run in other processes, one for each tile that is computed at the same time.

    A process is started when it is needed and used again for whatever comes next. For any thread.
    """

    def __init__(self) -> None:
        """Begins to start a process, which takes a moment that others can use."""
        self._lock = threading.Lock()
        self._idle: list[Overseer] = [Overseer()]
        self._devices: tuple[Device, ...] = ()
        self._closings = 0

    @property
    def devices(self) -> tuple[Device, ...]:
        """Devices of every engine, once a network was loaded."""
        return self._devices

    @property
    def idle(self) -> tuple[Overseer, ...]:
        """The processes that wait for work, the one used last at the end."""
        return tuple(self._idle)

    def open(self, request: SessionRequest) -> "GuardedSession":
        """Load a network in a process; raises what loading it here would raise, and `CrashedError`."""
        with self.process(request.key) as overseer:
            loaded = overseer.ask(Load(request))
        assert isinstance(loaded, Loaded)
        self._devices = loaded.devices
        return GuardedSession(self, request, loaded.weight_bytes)

    @contextmanager
    def process(self, key: SessionKey) -> Iterator[Overseer]:
        """A process for the time of the block: one that has loaded that network, if there is one."""
        closings = self._closings
        overseer = self._taken(key)
        try:
            yield overseer
        finally:
            overseer.serves = key
            overseer.since = time.monotonic()
            self._put_back(overseer, stays=overseer.sound and closings == self._closings)

    def close(self) -> None:
        """End every process, those at work when they are done; the next session starts another."""
        with self._lock:
            self._closings += 1
            idle, self._idle = self._idle, []
        for overseer in idle:
            overseer.end()

    def _taken(self, key: SessionKey) -> Overseer:
        with self._lock:
            dead = [overseer for overseer in self._idle if not overseer.sound]
            self._idle = [overseer for overseer in self._idle if overseer.sound]
            fitting = [overseer for overseer in self._idle if overseer.serves == key] or self._idle
            found = fitting[-1] if fitting else None
            if found is not None:
                self._idle.remove(found)
        for overseer in dead:
            overseer.end()
        return found or Overseer()

    def _put_back(self, overseer: Overseer, *, stays: bool) -> None:
        with self._lock:
            if stays:
                self._idle.append(overseer)
            before = time.monotonic() - IDLE
            idle = [other for other in self._idle[:-1] if other.since < before]
            self._idle = [other for other in self._idle if other not in idle]
        for other in idle if stays else (*idle, overseer):
            other.end()


class GuardedSession:
    """One network in another process; see `InferenceSession`.

    Raises `CrashedError` where that process dies, `OutOfMemoryError` where the system ends it. Work that does not stop
    soon after it was told to is stopped by ending the process.
    """

    def __init__(self, guard: Guard, request: SessionRequest, weight_bytes: int) -> None:
        self._guard = guard
        self._request = request
        self.device = request.device
        self.weight_bytes = weight_bytes

    def run(self, planes: Planes, token: CancelToken) -> Planes:
        with self._guard.process(self._request.key) as overseer:
            return overseer.run(self._request, planes, token)
