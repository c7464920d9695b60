"""The original of a result: looked for beside it, and known by its content."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from srdesk.errors import InputError
from srdesk.imaging.files import opened
from srdesk.imaging.provenance import Source
from srdesk.progress import CancelToken

MOST_FILES = 10_000
"""Files of a folder that are looked at for one with another name; folders with more hold no single photo's family."""

_CHUNK = 2**20


class Likeness(StrEnum):
    """What was found of an original."""

    SAME = "same"
    CHANGED = "changed"
    MISSING = "missing"


@dataclass(frozen=True)
class Original:
    """Where an original is: the ``SAME`` by every byte, ``CHANGED`` for a file of its name with other content."""

    likeness: Likeness
    path: Path | None = None


def find_original(source: Source, result: Path, *, token: CancelToken | None = None) -> Original:
    """Look for the file a result was made from: beside the result and in the folder above, by name and by content.

    A file of the name and the content counts first, then any of the content, then one of the name alone. Only files
    of the right size are read. Raises nothing but `Cancelled`.
    """
    token = token or CancelToken()
    folders = (result.absolute().parent, result.absolute().parent.parent)
    namesakes = [folder / source.name for folder in folders if source.name]
    others = (path for folder in folders for path in _of_size(folder, source.size))
    for path in (*namesakes, *others):
        if is_source(path, source, token=token) and not _same_file(path, result):
            return Original(Likeness.SAME, path)
    changed = next((path for path in namesakes if path.is_file() and not _same_file(path, result)), None)
    return Original(Likeness.MISSING) if changed is None else Original(Likeness.CHANGED, changed)


def is_source(path: Path, source: Source, *, token: CancelToken | None = None) -> bool:
    """Whether a file has the very content a result was made from; a file that cannot be read has not."""
    token = token or CancelToken()
    digest = hashlib.sha256()
    try:
        if path.stat().st_size != source.size:
            return False
        with opened(path) as file:
            while chunk := file.read(_CHUNK):
                token.check()
                digest.update(chunk)
    except (OSError, ValueError, InputError):
        return False
    return digest.hexdigest() == source.sha256


def _of_size(folder: Path, size: int) -> Iterator[Path]:
    """The regular files of a folder with so many bytes."""
    with suppress(OSError), os.scandir(folder) as entries:
        for _, entry in zip(range(MOST_FILES), entries, strict=False):
            with suppress(OSError):
                if entry.is_file() and entry.stat().st_size == size:
                    yield Path(entry.path)


def _same_file(left: Path, right: Path) -> bool:
    try:
        return left.samefile(right)
    except OSError:
        return False
