"""Signals as the reins of a batch: Ctrl-C once and twice, pause, go on, end."""

import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
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
        """Do work on a thread while signals hold the reins here.

        A signal only leaves word, and what it asks for is done after what the one before asked for: one may arrive
        while that holds a lock which the next would need.
        """
        asked: SimpleQueue[Callable[[], None]] = SimpleQueue()
        with self._caught(asked), ThreadPoolExecutor(max_workers=1, thread_name_prefix="batch") as pool:
            future = pool.submit(work)
            future.add_done_callback(lambda _done: asked.put(_nothing))
            while not future.done():
                _next(asked)()
            return future.result()

    @contextmanager
    def _caught(self, asked: "SimpleQueue[Callable[[], None]]") -> Iterator[None]:
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
                previous[number] = signal.signal(number, _leaving_word(asked, action))
        try:
            yield
        finally:
            for number, before in previous.items():
                signal.signal(number, before)


def _leaving_word(
    asked: "SimpleQueue[Callable[[], None]]", action: Callable[[], None]
) -> Callable[[int, FrameType | None], None]:
    return lambda _number, _frame: asked.put(action)


def _next(asked: "SimpleQueue[Callable[[], None]]") -> Callable[[], None]:
    """What was asked for next, waited for in pieces: on some systems a signal is only seen between them."""
    while True:
        try:
            return asked.get(timeout=_LOOK_EVERY)
        except Empty:
            continue


def _nothing() -> None:
    """What the end of the work asks for."""
