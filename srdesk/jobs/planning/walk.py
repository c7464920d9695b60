"""What is in folders: every file once, in an order that does not change, and what was passed over."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from srdesk.errors import InputError, UsageError
from srdesk.jobs.places import OWN_NAMES
from srdesk.jobs.planning.selection import Reason, Selection
from srdesk.texts import Text

_HIDDEN_ATTRIBUTES = 0x2 | 0x4  # hidden and system files of Windows

Identifier = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """A regular file: ``folder`` is where it was found, ``below`` the path from the input to that, with slashes.

    ``root`` is the number of the input it was found through.
    """

    root: int
    folder: str
    below: str
    name: str
    size: int
    mtime_ns: int
    identifier: Identifier

    @property
    def path(self) -> str:
        return os.path.join(self.folder, self.name)  # noqa: PTH118 - a million times


@dataclass(frozen=True, slots=True)
class Passed:
    """Something that is not part of the batch, and why."""

    path: str
    reason: Reason


@dataclass
class Walker:
    """Walks inputs (files and folders) for a batch into ``output``.

    Folders reached twice, by overlapping inputs or links, are entered once; so links cannot loop. A file is given
    once however many names it has.
    """

    inputs: tuple[Path, ...]
    output: Path
    selection: Selection = field(default_factory=Selection)
    _entered: set[Identifier] = field(default_factory=set)
    _seen: set[Identifier] = field(default_factory=set)
    _output_identifier: Identifier | None = None

    def __iter__(self) -> Iterator[Found | Passed]:
        """Everything there is, sorted by name within each folder; raises `InputError` for an input that is missing."""
        self._output_identifier = _identifier_of(self.output)
        folders = []
        for root, path in enumerate(self.inputs):
            status = _existing(path)
            if stat.S_ISDIR(status.st_mode):
                folders.append((root, path, status))
            else:
                yield from self._file(root, str(path.parent), "", path.name, status, linked=True)
        for _root, _path, status in folders:
            self._entered.add((status.st_dev, status.st_ino))
        for root, path, _ in folders:
            yield from self._folder(root, str(path), "", is_output=_identifier_of(path) == self._output_identifier)

    def _folder(self, root: int, folder: str, below: str, *, is_output: bool = False) -> Iterator[Found | Passed]:
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError:
            yield Passed(folder, Reason.UNLISTABLE)
            return
        below_folders = []
        for entry in entries:
            if is_output and entry.name in OWN_NAMES:
                continue
            try:
                status = os.stat(entry.path) if os.name == "nt" else entry.stat()  # noqa: PTH116
            except OSError:
                yield Passed(entry.path, Reason.BROKEN_LINK if entry.is_symlink() else Reason.NO_FILE)
                continue
            if stat.S_ISDIR(status.st_mode):
                below_folders.append((entry, status))
            else:
                yield from self._entry(root, folder, below, entry, status)
        for entry, status in below_folders:
            yield from self._subfolder(root, below, entry, status)

    def _entry(
        self, root: int, folder: str, below: str, entry: "os.DirEntry[str]", status: os.stat_result
    ) -> Iterator[Found | Passed]:
        reason = self.selection.file_refused(below + entry.name, entry.name)
        if reason is None and _hidden(status) and not self.selection.hidden:
            reason = Reason.HIDDEN
        if reason is not None:
            yield Passed(entry.path, reason)
        else:
            yield from self._file(root, folder, below, entry.name, status, linked=entry.is_symlink())

    def _file(
        self, root: int, folder: str, below: str, name: str, status: os.stat_result, *, linked: bool
    ) -> Iterator[Found | Passed]:
        path = os.path.join(folder, name)  # noqa: PTH118 - a million times
        if not stat.S_ISREG(status.st_mode):
            yield Passed(path, Reason.NO_FILE)
            return
        identifier = (status.st_dev, status.st_ino)
        if identifier in self._seen:
            yield Passed(path, Reason.DUPLICATE)
            return
        if linked or status.st_nlink > 1:
            # A plain file has one name, and its folder is entered once.
            if self._inside(path):
                yield Passed(path, Reason.DUPLICATE)
                return
            self._seen.add(identifier)
        yield Found(root, folder, below, name, status.st_size, status.st_mtime_ns, identifier)

    def _subfolder(
        self, root: int, below: str, entry: "os.DirEntry[str]", status: os.stat_result
    ) -> Iterator[Found | Passed]:
        identifier = (status.st_dev, status.st_ino)
        reason = self.selection.folder_refused(below + entry.name, entry.name)
        if reason is None and _hidden(status) and not self.selection.hidden:
            reason = Reason.HIDDEN
        if identifier == self._output_identifier:
            reason = Reason.OUTPUT
        elif reason is None and (identifier in self._entered or self._inside(entry.path)):
            reason = Reason.LOOP
        if reason is not None:
            yield Passed(entry.path, reason)
            return
        self._entered.add(identifier)
        yield from self._folder(root, entry.path, f"{below}{entry.name}/")

    def _inside(self, path: str) -> bool:
        """Whether a link leads into one of the folders that are walked, where the same is found without it."""
        if not Path(path).is_symlink():
            return False
        real = Path(path).resolve()
        return any(root.is_dir() and real.is_relative_to(root.resolve()) for root in self.inputs)


def _existing(path: Path) -> os.stat_result:
    try:
        return path.stat()
    except OSError as error:
        raise InputError(
            Text("There is no file or folder {0}.", path), hint="Was it moved or renamed, or its drive taken out?"
        ) from error


def _identifier_of(path: Path) -> Identifier | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _hidden(status: os.stat_result) -> bool:
    """Hidden by an attribute, as on Windows."""
    return bool(getattr(status, "st_file_attributes", 0) & _HIDDEN_ATTRIBUTES)


def check_places(inputs: tuple[Path, ...], output: Path) -> None:
    """Refuse an output that is a file; raises `UsageError`."""
    if output.exists() and not output.is_dir():
        raise UsageError(Text("{0} is a file; the results need a folder.", output), hint="Name a folder, last.")
    if not inputs:
        raise UsageError("There is nothing to restore.", hint="Name a folder of photos.")
