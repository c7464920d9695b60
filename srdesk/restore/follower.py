"""Follower: finishes each tile on a second thread while the engine is at the next."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Generic, ParamSpec

P = ParamSpec("P")
AHEAD = 2


class Follower(Generic[P]):
    """Calls ``work`` for each submission, in order, on one thread of its own.

    At most `AHEAD` submissions wait. An exception of ``work`` is raised by one of the next `submit`s or on leaving the
    block; when the block itself raises, what waits is dropped.
    """

    def __init__(self, work: Callable[P, None]) -> None:
        self._work = work
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="finish")
        self._waiting: deque[Future[None]] = deque()

    def __enter__(self) -> "Follower[P]":
        return self

    def submit(self, *args: P.args, **kwargs: P.kwargs) -> None:
        while len(self._waiting) >= AHEAD:
            self._waiting.popleft().result()
        self._waiting.append(self._pool.submit(self._work, *args, **kwargs))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=True, cancel_futures=kind is not None)
        if kind is None:
            for future in self._waiting:
                future.result()
