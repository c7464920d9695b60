"""Progress reports and cancellation, shared by everything that takes time."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


class Cancelled(Exception):  # noqa: N818 - a request fulfilled, not an error
    """Raised where work stops because its token was cancelled."""


@dataclass(frozen=True)
class Progress:
    """How far one piece of work has come.

    ``done`` and ``total`` are source pixels, ``seconds`` is the time since the work began; ``given`` of those that are
    done were so before. With ``turning`` something else begins, which nobody who leaves reports out may leave out.
    """

    done: float
    total: float
    seconds: float = 0.0
    given: float = 0.0
    turning: bool = False

    @property
    def fraction(self) -> float:
        """0..1; work of no size counts as done."""
        return min(1.0, self.done / self.total) if self.total else 1.0

    @property
    def rate(self) -> float:
        """Source pixels per second, 0 while unknown."""
        return max(0.0, self.done - self.given) / self.seconds if self.seconds > 0 else 0.0

    @property
    def eta(self) -> float | None:
        """Seconds still to go at the rate so far, ``None`` while unknown."""
        return (self.total - self.done) / self.rate if self.rate > 0 else None


ProgressSink = Callable[[Progress], None]


def ignore(_progress: Progress) -> None:
    """A sink for those who do not want to know."""


@dataclass
class Meter:
    """Turns finished pixels into a monotonic series of `Progress` values."""

    total: float
    sink: ProgressSink
    _done: float = 0.0
    _given: float = 0.0
    _reported: float = 0.0
    _began: float = field(default_factory=time.monotonic)

    def restart(self, *, given: float = 0.0) -> None:
        """Count again from what is ``given``, without ever reporting less than before."""
        self._done = self._given = given

    def begin(self) -> None:
        """Report that counting begins, with what is given."""
        self._reported = max(self._reported, self._done)
        self._report(turning=True)

    def advance(self, pixels: float) -> None:
        """Count so many more source pixels as done and report."""
        self._done = min(self.total, self._done + pixels)
        self._reported = max(self._reported, self._done)
        self._report()

    def _report(self, *, turning: bool = False) -> None:
        seconds = time.monotonic() - self._began
        self.sink(Progress(self._reported, self.total, seconds, self._given, turning))


class CancelToken:
    """A flag that any thread may set, and hooks that interrupt work in the middle."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._lock = threading.Lock()
        self._hooks: list[Callable[[], None]] = []

    @property
    def cancelled(self) -> bool:
        return self._event.is_set()

    def cancel(self) -> None:
        """Ask the work to stop; hooks run once, in the calling thread."""
        with self._lock:
            if self._event.is_set():
                return
            self._event.set()
            hooks = tuple(self._hooks)
        for hook in hooks:
            hook()

    def check(self) -> None:
        """Raise `Cancelled` if cancelled."""
        if self.cancelled:
            raise Cancelled

    @contextmanager
    def interrupting(self, hook: Callable[[], None]) -> Iterator[None]:
        """Run ``hook`` at once on cancellation while the block lasts; `Cancelled` if it is too late to enter."""
        with self._lock:
            if self._event.is_set():
                raise Cancelled
            self._hooks.append(hook)
        try:
            yield
        finally:
            with self._lock:
                self._hooks.remove(hook)


class BusyClock:
    """Counts the seconds in which at least one block is under way, on whatever threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._under_way = 0
        self._since = self._seconds = 0.0

    @property
    def seconds(self) -> float:
        """So far, blocks that have not ended included."""
        with self._lock:
            return self._seconds + (self._clock() - self._since if self._under_way else 0.0)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count while the block lasts; blocks at the same time count once."""
        self._count(1)
        try:
            yield
        finally:
            self._count(-1)

    def _count(self, change: int) -> None:
        with self._lock:
            now = self._clock()
            if self._under_way:
                self._seconds += now - self._since
            self._since = now
            self._under_way += change


class Gate:
    """Holds work up while it is shut; any thread may open and shut it."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._shut = False
        self.waited = 0.0
        """Seconds that work has been held up so far."""

    @property
    def shut(self) -> bool:
        return self._shut

    def hold(self, *, holding: bool) -> None:
        """Hold work up from now on, or let it go on."""
        with self._changed:
            self._shut = holding
            self._changed.notify_all()

    def wait(self, token: CancelToken) -> None:
        """Return once the gate is open; raises `Cancelled` at once when the token is cancelled."""
        if self._shut:
            began = time.monotonic()
            with token.interrupting(self._wake), self._changed:
                self._changed.wait_for(lambda: token.cancelled or not self._shut)
            self.waited += time.monotonic() - began
        token.check()

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()
