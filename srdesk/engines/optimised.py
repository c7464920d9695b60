"""Networks as ONNX Runtime optimised them for this processor, kept on disk so that they load quicker the next time."""

import hashlib
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NewType

from srdesk.paths import cache_folder

SWITCH = "SRDESK_KEEP_OPTIMISED"
"""Environment variable: ``no`` has nothing kept and nothing that was kept used."""

SMALLEST = 10**6
"""Bytes of weights from which on loading a kept network gains more than a millisecond."""

BUDGET = 256 * 2**20
SUFFIX = ".ort"
_PARTIAL = ".part"
_ABANDONED = 86400.0

Mark = NewType("Mark", str)


def mark_of(*facts: str) -> Mark:
    """A short name for everything that decides what an optimised network is like."""
    return Mark(hashlib.sha256("\n".join(facts).encode()).hexdigest()[:32])


@dataclass(frozen=True)
class Shelf:
    """Optimised networks in a folder, each named by its mark and by the SHA-256 of its content.

    The name says all, so that there is nothing beside a file that could disagree with it. What is damaged, of another
    mark, a link, or open to other users is never returned. The least recently used go when there are more than
    ``budget`` bytes. A folder that cannot be read or written only means that nothing is kept.
    """

    folder: Path
    budget: int = BUDGET

    def find(self, mark: Mark) -> Path | None:
        """The file kept for a mark, unchanged since it was written; ``None`` if there is none. Others are removed."""
        with suppress(OSError):
            for path in sorted(self.folder.glob(f"{mark}.*{SUFFIX}")):
                if _own(path) and path.name == _named(mark, path):
                    os.utime(path)
                    return path
                self.drop(path)
        return None

    @contextmanager
    def room(self, mark: Mark) -> Iterator[Path | None]:
        """Where to write a network of that mark; it is kept if it is there at the end of the block.

        ``None`` where nothing can be written. A block that raises leaves nothing behind.
        """
        partial = self._partial(mark)
        try:
            yield partial
            if partial is not None:
                self._keep(mark, partial)
        finally:
            if partial is not None:
                self.drop(partial)

    def drop(self, path: Path) -> None:
        """Remove a file if that is possible: it is not while another process on Windows has it open."""
        with suppress(OSError):
            path.unlink()

    def _partial(self, mark: Mark) -> Path | None:
        partial = self.folder / f".{mark}.{os.getpid()}.{time.monotonic_ns()}{_PARTIAL}"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            partial.touch(mode=0o600)
        except OSError:
            return None
        return partial

    def _keep(self, mark: Mark, partial: Path) -> None:
        with suppress(OSError):
            if not partial.stat().st_size:
                return
            partial.chmod(0o600)
            partial.replace(self.folder / _named(mark, partial))
            self._prune()

    def _prune(self) -> None:
        """Remove what was used longest ago, above the budget, and what was begun by somebody who never ended it."""
        for path in self.folder.glob(f".*{_PARTIAL}"):
            if path.stat().st_mtime < time.time() - _ABANDONED:
                self.drop(path)
        kept = sorted(
            ((path.stat(), path) for path in self.folder.glob(f"*{SUFFIX}")), key=lambda one: -one[0].st_mtime
        )
        total = 0
        for state, path in kept:
            total += state.st_size
            if total > self.budget:
                self.drop(path)


def shelf() -> Shelf | None:
    """The user's, ``None`` where `SWITCH` says so."""
    if os.environ.get(SWITCH, "").lower() in ("no", "0", "off", "false"):
        return None
    return Shelf(cache_folder() / "optimised")


def worth_keeping(size: int) -> bool:
    """Whether a network of so many bytes of weights gains by being kept, and leaves room for others."""
    return SMALLEST <= size <= BUDGET // 4


def _named(mark: Mark, path: Path) -> str:
    with path.open("rb") as stream:
        return f"{mark}.{hashlib.file_digest(stream, 'sha256').hexdigest()}{SUFFIX}"


def _own(path: Path) -> bool:
    """Whether it is a plain file that nobody else can have written."""
    state = path.lstat()
    if not stat.S_ISREG(state.st_mode):
        return False
    if os.name == "nt":
        return True
    return state.st_uid == os.getuid() and not state.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
