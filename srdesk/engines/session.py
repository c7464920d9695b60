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


@dataclass
class _Held:
    """A session and the largest tile it was wanted for, in source pixels."""

    session: InferenceSession
    bytes_per_pixel: int
    pixels: int = 0

    @property
    def bytes(self) -> int:
        return self.session.weight_bytes + self.pixels * self.bytes_per_pixel


class SessionCache:
    """Loaded networks, the least recently used one out first when they hold more than ``budget`` bytes.

    Runtimes keep the memory of the largest tile for the next one, and that is most of what a session holds: it counts
    by what was measured for a pixel of a tile of that network. The session asked for last always stays, whatever its
    size. ``hits`` and ``loads`` count what happened. Thread-safe: two threads asking for the same network load it once.
    """

    def __init__(self, opener: Callable[[SessionRequest], InferenceSession], *, budget: int = DEFAULT_BUDGET) -> None:
        self._open = opener
        self._budget = budget
        self._lock = threading.Lock()
        self._held: OrderedDict[SessionKey, _Held] = OrderedDict()
        self.hits = 0
        self.loads = 0

    @property
    def held_bytes(self) -> int:
        """What sessions hold at this moment: their weights, and an estimate of what they set aside for tiles."""
        return sum(held.bytes for held in self._held.values())

    def __len__(self) -> int:
        return len(self._held)

    def get(self, request: SessionRequest, *, pixels: int = 0) -> InferenceSession:
        """The session for a request, loaded if need be, for tiles of up to so many source pixels.

        Makes room for them first, by letting go of others. Raises what loading raises.
        """
        with self._lock:
            held = self._held.get(request.key)
            if held is None:
                per_pixel = request.spec.files[request.precision].bytes_per_pixel
                held = self._held[request.key] = _Held(self._open(request), per_pixel)
                self.loads += 1
            else:
                self.hits += 1
                self._held.move_to_end(request.key)
            held.pixels = max(held.pixels, pixels)
            while self.held_bytes > self._budget and len(self._held) > 1:
                self._held.popitem(last=False)
            return held.session

    def clear(self) -> None:
        """Drop every session; counters stay."""
        with self._lock:
            self._held.clear()
