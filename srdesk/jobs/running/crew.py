"""Crew: how many photos of a run may be worked on at this moment, changed while they are."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from srdesk.progress import CancelToken


class Crew:
    """Photos under way by their numbers; those that are one too many rest between two tiles. Thread-safe."""

    def __init__(self, lanes: int) -> None:
        """``lanes`` is the most that will ever be."""
        self._lanes = self._allowed = lanes
        self._members: list[int] = []
        self._turn = threading.Condition()

    def limit(self, number: int) -> int:
        """Let so many work from now on, at least one and at most as there are lanes; returns how many."""
        with self._turn:
            self._allowed = max(1, min(self._lanes, number))
            self._turn.notify_all()
            return self._allowed

    @contextmanager
    def member(self, index: int) -> Iterator[None]:
        """Count a photo as under way while the block lasts."""
        with self._turn:
            self._members.append(index)
        try:
            yield
        finally:
            with self._turn:
                self._members.remove(index)
                self._turn.notify_all()

    def wait(self, index: int, token: CancelToken) -> None:
        """Rest as long as a member is one too many; raises `Cancelled`."""
        if not self._surplus(index):
            return
        with token.interrupting(self._wake), self._turn:
            while self._surplus(index) and not token.cancelled:
                self._turn.wait()
        token.check()

    def _surplus(self, index: int) -> bool:
        return self._members.index(index) >= self._allowed

    def _wake(self) -> None:
        with self._turn:
            self._turn.notify_all()
