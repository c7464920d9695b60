"""Memory that two processes see, for planes on their way to a network and back."""

import math
import mmap
import os
import sys
import tempfile
import uuid

import numpy as np

from srdesk.engines.session import Planes

_GRAIN = 2**20
_FLOAT = np.dtype(np.float32).itemsize


class Room:
    """Memory that one process makes and another enters by its ``key``; it has no name that could be left behind.

    Where there are no names it is a file without one that the other process inherits; on Windows it has a name that is
    gone with the last process that uses it. Either way it ends with its processes, however they end.
    """

    def __init__(self) -> None:
        self._fd = None if sys.platform == "win32" else _nameless_file()
        self.key = str(uuid.uuid4()) if self._fd is None else str(self._fd)
        self.inherited = () if self._fd is None else (self._fd,)
        """File descriptors that the other process has to inherit."""
        self._size = 0
        self._view: View | None = None

    def fit(self, size: int) -> int:
        """Make room for so many bytes and return how many there are now; what was in it is lost if there were less."""
        if size > self._size:
            self._size = math.ceil(size / _GRAIN) * _GRAIN
            if self._fd is not None:
                os.ftruncate(self._fd, self._size)
            self._view = View(self.key, self._size)
        return self._size

    @property
    def view(self) -> "View":
        """What is in it, once something was made to `fit`."""
        assert self._view is not None
        return self._view

    def close(self) -> None:
        """Give it up; the memory is free once the other process is gone too."""
        self._view = None
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None


class View:
    """What one process sees of a room of ``size`` bytes: planes, and behind them the planes that come of them."""

    def __init__(self, key: str, size: int) -> None:
        self.size = size
        self._memory = _mapped(key, size)

    def planes(self, shape: tuple[int, ...], *, behind: tuple[int, ...] | None = None) -> Planes:
        """The planes of that shape, perhaps ``behind`` others; written to by whoever has them."""
        offset = 0 if behind is None else room_of(behind)
        return np.frombuffer(self._memory, np.float32, math.prod(shape), offset).reshape(shape)


def room_of(*shapes: tuple[int, ...]) -> int:
    """Bytes that planes of such shapes take."""
    return sum(math.prod(shape) for shape in shapes) * _FLOAT


def _mapped(key: str, size: int) -> mmap.mmap:
    if sys.platform == "win32":
        return mmap.mmap(-1, size, tagname=f"srdesk-{key}-{size}")
    return mmap.mmap(int(key), size)


def _nameless_file() -> int:
    """In memory where the system has such files, else one whose name is gone already."""
    if hasattr(os, "memfd_create"):
        return os.memfd_create("srdesk")
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())
