"""Signals as the reins of a batch: Ctrl-C once and twice, pause, go on, end."""

import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import TypeVar

from srdesk.jobs.running.control import RunControl

T = TypeVar("T")

_GENTLE = "srdesk: finishing the photos at hand; Ctrl-C again ends at once."
_LOOK_EVERY = 0.5


@dataclass
class Reins:
    """What signals do to a run; until it is ``running``, the first Ctrl-C ends at once."""

    control: RunControl = field(default_factory=RunControl)
    running: bool = False

    def interrupt(self) -> None:
        """Ctrl-C."""
        if self.running and not self.control.stopping:
            self.control.stop_after_photo()
            print(_GENTLE, file=sys.stderr, flush=True)
        else:
            self.control.stop_now()

    def held(self, work: Callable[[], T]) -> T:
        """Do work on a thread while signals hold the reins here."""
        with self._caught(), ThreadPoolExecutor(max_workers=1, thread_name_prefix="batch") as pool:
            future = pool.submit(work)
            _wait(future)
            return future.result()

    @contextmanager
    def _caught(self) -> Iterator[None]:
        actions: dict[str, Callable[[], None]] = {
            "SIGINT": self.interrupt,
            "SIGTERM": self.control.stop_now,
            "SIGHUP": self.control.stop_now,
            "SIGBREAK": self.control.stop_now,
            "SIGUSR1": self.control.pause,
            "SIGUSR2": self.control.resume,
        }
        previous = {}
        for name, action in actions.items():
            number = getattr(signal, name, None)
            if number is not None:
                previous[number] = signal.signal(number, _handler(action))
        try:
            yield
        finally:
            for number, before in previous.items():
                signal.signal(number, before)


def _handler(action: Callable[[], None]) -> Callable[[int, FrameType | None], None]:
    return lambda _number, _frame: action()


def _wait(future: "Future[T]") -> None:
    """Wait in pieces: on some systems a signal is only seen between them."""
    while not future.done():
        try:
            future.exception(_LOOK_EVERY)
        except TimeoutError:
            continue
