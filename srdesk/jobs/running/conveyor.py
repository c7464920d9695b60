"""A bounded pipeline: items go from stage to stage, few at a time, each stage on threads of its own."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from queue import Queue
from typing import Any

_END = object()


@dataclass(frozen=True)
class Belt:
    """A stage: ``work`` turns an item into that of the next stage, or into ``None`` to take it off."""

    name: str
    work: Callable[[Any], Any]
    threads: int = 1


def convey(items: Iterable[Any], belts: tuple[Belt, ...], *, ahead: int = 1) -> None:
    """Take all items through all stages; returns when the last one is through.

    Items are drawn only as the first stage has room; at most ``ahead`` wait between two stages. Order is kept where
    stages have one thread. If a stage or the iterable raises, which ``work`` should not, the rest is dropped and the
    exception raised here.
    """
    _Conveyor(belts, ahead).run(items)


class _Conveyor:
    def __init__(self, belts: tuple[Belt, ...], ahead: int) -> None:
        self._belts = belts
        # The first stage draws its items itself: what waits in front of it has cost nothing.
        self._queues: list[Queue[Any]] = [Queue(maxsize=ahead) for _ in belts]
        self._left = [belt.threads for belt in belts]
        self._lock = threading.Lock()
        self._error: BaseException | None = None

    def run(self, items: Iterable[Any]) -> None:
        threads = [
            threading.Thread(target=self._work, args=(number,), name=belt.name)
            for number, belt in enumerate(self._belts)
            for _ in range(belt.threads)
        ]
        for thread in threads:
            thread.start()
        try:
            self._feed(items)
        finally:
            self._end(0)
            for thread in threads:
                thread.join()
        if self._error is not None:
            raise self._error

    def _feed(self, items: Iterable[Any]) -> None:
        for item in items:
            if self._error is not None:
                return
            self._queues[0].put(item)

    def _work(self, number: int) -> None:
        belt, queue = self._belts[number], self._queues[number]
        while (item := queue.get()) is not _END:
            made = None if self._error is not None else self._made(belt, item)
            del item  # a photo less in memory while this thread waits for the next
            if made is not None and number + 1 < len(self._belts):
                self._queues[number + 1].put(made)
            del made
        with self._lock:
            self._left[number] -= 1
            last = self._left[number] == 0
        if last and number + 1 < len(self._belts):
            self._end(number + 1)

    def _made(self, belt: Belt, item: Any) -> Any:
        try:
            return belt.work(item)
        except BaseException as error:  # noqa: BLE001 - carried to the thread that waits for all
            self._error = error
            return None

    def _end(self, number: int) -> None:
        """Tell every thread of a stage that nothing more comes."""
        for _ in range(self._belts[number].threads):
            self._queues[number].put(_END)
