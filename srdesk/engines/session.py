"""What every inference engine offers, and the cache that keeps loaded networks."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from srdesk.models.spec import ModelSpec, Precision
from srdesk.progress import CancelToken

Planes = NDArray[np.float32]

DEFAULT_BUDGET = 512 * 2**20


class InferenceSession(Protocol):
    """A loaded network, ready to run on tiles of several threads."""

    @property
    def device(self) -> str:
        """Name of the device it runs on."""

    @property
    def weight_bytes(self) -> int:
        """Size of its weights in memory, at least that of the file."""

    def run(self, planes: Planes, token: CancelToken) -> Planes:
        """``C x h x w`` in 0..1 to ``C x s*h x s*w``, unclipped.

        Raises `Cancelled` soon after the token is cancelled (inside the tile where the runtime allows),
        `OutOfMemoryError` if the tile is too large, `EngineError` for anything else.
        """


@dataclass(frozen=True)
class SessionKey:
    """Everything that changes what a session computes or where."""

    sha256: str
    precision: Precision
    engine: str
    device: str
    threads: int


@dataclass(frozen=True)
class SessionRequest:
    """What to load when the cache does not have it."""

    spec: ModelSpec
    precision: Precision
    engine: str
    device: str
    threads: int

    @property
    def key(self) -> SessionKey:
        return SessionKey(
            self.spec.files[self.precision].sha256, self.precision, self.engine, self.device, self.threads
        )


class SessionCache:
    """Loaded networks, the least recently used one out first when their weights exceed ``budget`` bytes.

    The newest session always stays, whatever its size. ``hits`` and ``loads`` count what happened. Thread-safe:
    two threads asking for the same network load it once.
    """

    def __init__(self, opener: Callable[[SessionRequest], InferenceSession], *, budget: int = DEFAULT_BUDGET) -> None:
        self._open = opener
        self._budget = budget
        self._lock = threading.Lock()
        self._sessions: OrderedDict[SessionKey, InferenceSession] = OrderedDict()
        self.hits = 0
        self.loads = 0

    @property
    def weight_bytes(self) -> int:
        """Weights held at this moment."""
        return sum(session.weight_bytes for session in self._sessions.values())

    def __len__(self) -> int:
        return len(self._sessions)

    def get(self, request: SessionRequest) -> InferenceSession:
        """The session for a request, loaded if need be; raises what loading raises."""
        with self._lock:
            key = request.key
            if key in self._sessions:
                self.hits += 1
                self._sessions.move_to_end(key)
                return self._sessions[key]
            session = self._sessions[key] = self._open(request)
            self.loads += 1
            while self.weight_bytes > self._budget and len(self._sessions) > 1:
                self._sessions.popitem(last=False)
            return session

    def clear(self) -> None:
        """Drop every session; counters stay."""
        with self._lock:
            self._sessions.clear()
