"""By what files are known again."""

import hashlib
from pathlib import Path
from typing import Protocol

from srdesk.errors import InputError
from srdesk.imaging.files import opened
from srdesk.jobs.records import FileMark
from srdesk.texts import Text

# What file systems and shares round times of change to, at worst.
_CLOCK_GRAIN_NS = 2 * 10**9
_BLOCK = 2**20


class Listed(Protocol):
    """A file as a listing of its folder shows it."""

    @property
    def path(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def mtime_ns(self) -> int: ...


def mark_of(path: Path) -> FileMark:
    """The mark of a file as it is now; raises `InputError` if it cannot be read or changes meanwhile."""
    with opened(path) as file:
        before = path.stat()
        digest = hashlib.sha256()
        while block := file.read(_BLOCK):
            digest.update(block)
        after = path.stat()
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise InputError(
            Text("{0} changed while it was read.", path), hint="Wait until it is finished, then try again."
        )
    return FileMark(after.st_size, after.st_mtime_ns, digest.hexdigest())


def same_source(found: Listed, mark: FileMark) -> bool:
    """Whether a source is what it was: by size and time, or where only the time is another one, by content."""
    return _same(Path(found.path), found.size, found.mtime_ns, mark=mark)


def unchanged(path: Path, mark: FileMark) -> bool:
    """Whether a source is there at this moment, and is what it was, as `same_source` says."""
    try:
        status = path.stat()
    except OSError:
        return False
    return _same(path, status.st_size, status.st_mtime_ns, mark=mark)


def same_target(path: Path, mark: FileMark) -> bool:
    """Whether a result is there as it was written; times may be as coarse as the coarsest file system's."""
    try:
        status = path.stat()
    except OSError:
        return False
    if status.st_size != mark.size:
        return False
    return abs(status.st_mtime_ns - mark.mtime_ns) <= _CLOCK_GRAIN_NS or _same_content(path, mark)


def _same(path: Path, size: int, mtime_ns: int, *, mark: FileMark) -> bool:
    return size == mark.size and (mtime_ns == mark.mtime_ns or _same_content(path, mark))


def _same_content(path: Path, mark: FileMark) -> bool:
    try:
        return mark_of(path).sha256 == mark.sha256
    except InputError:
        return False
