"""Courtesy: work that can wait stands back, between two tiles, while somebody looks at what is computed."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from srdesk.progress import CancelToken, Gate

T = TypeVar("T")


class Courtesy:
    """Knows whether anything urgent goes on; for any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._urgent = 0
        self._gate = Gate()

    @property
    def waited(self) -> float:
        """Seconds that work has stood back so far."""
        return self._gate.waited

    @contextmanager
    def urgent(self) -> Iterator[None]:
        """Come first while the block lasts; nothing in it may wait for what stands back."""
        self._count(1)
        try:
            yield
        finally:
            self._count(-1)

    def stand_back(self, token: CancelToken) -> None:
        """Return once nothing urgent goes on; raises `Cancelled` at once when the token is cancelled."""
        self._gate.wait(token)

    def between(self, tiles: Iterator[T], token: CancelToken) -> Iterator[T]:
        """The tiles, or what else is done one after the other, each when nothing is more urgent."""
        for tile in tiles:
            yield tile
            self.stand_back(token)

    def _count(self, change: int) -> None:
        with self._lock:
            self._urgent += change
            self._gate.hold(holding=self._urgent > 0)
