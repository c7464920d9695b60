"""Files on disk: read whole, written whole or not at all."""

import errno
import os
import secrets
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from srdesk.errors import DiskFullError, InputError, OutputError
from srdesk.imaging.limits import available_memory
from srdesk.texts import Text, refusal

FULL_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""Numbers of the errors of a disk that has no room."""
_CHECK_NAME = Text("Check the name and the drive it is on.")
# Windows refuses longer paths unless they are marked.
_LONG_PATH = 240


def read_file(path: Path) -> bytes:
    """The content of a regular file; raises `InputError`."""
    with opened(path) as file:
        return file.read()


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A regular file, open for reading while the block lasts; raises `InputError`."""
    with _readable(path):
        _refuse(path, _extended(path).stat())
        file = _extended(path).open("rb")
    with file, _readable(path):
        yield file


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Raise what the system says about a source as an `InputError`."""
    try:
        yield
    except FileNotFoundError as error:
        raise InputError(
            Text("There is no file {0}.", path), hint="Was it moved or renamed, or its drive taken out?"
        ) from error
    except PermissionError as error:
        raise InputError(
            Text("{0} may not be read.", path), hint="Change its permissions, or copy it elsewhere."
        ) from error
    except (OSError, ValueError) as error:
        why = refusal(error) if isinstance(error, OSError) else str(error)
        raise InputError(Text("{0} cannot be read: {1}.", path, why), hint=_CHECK_NAME) from error
    except MemoryError as error:
        raise InputError(Text("{0} does not fit into memory.", path), hint="Close other programs.") from error


def _refuse(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise InputError(Text("{0} is a folder.", path), hint="Name the pictures in it.")
    if not stat.S_ISREG(status.st_mode):
        raise InputError(Text("{0} is no regular file.", path), hint="Save it as a file first.")
    if status.st_size == 0:
        raise InputError(
            Text("{0} is empty.", path), hint="The copy went wrong: fetch the file again from where it came."
        )
    free = available_memory()
    if free is not None and status.st_size > free:
        raise InputError(
            Text("{0} does not fit into memory.", path), hint="Close other programs, or make it smaller first."
        )


def check_writable(target: Path, *, overwrite: bool, needed: int) -> None:
    """Refuse a target that could not be written: raises `OutputError`, changes nothing.

    ``needed`` is how many bytes the file will have at the very least.
    """
    with _translated(target):
        place = _resolved(target)
        if place.is_dir():
            raise OutputError(Text("{0} is a folder.", target), hint="Name a file in it.")
        if place.exists() and not place.is_file():
            raise OutputError(Text("{0} is no regular file.", target), hint="Name a file of its own for the result.")
        if place.exists() and not overwrite:
            raise OutputError(Text("{0} exists already.", target), hint="Choose another name, or allow overwriting.")
        folder = place.parent
        if not folder.is_dir():
            raise OutputError(Text("There is no folder {0}.", folder), hint="Make it first, or choose another.")
        if not os.access(folder, os.W_OK | os.X_OK):
            raise OutputError(Text("Nothing may be written in {0}.", folder), hint="Choose a folder of your own.")
        free = shutil.disk_usage(folder).free
        if free < needed:
            raise DiskFullError(
                Text(
                    "There is no room for {0}: it needs more than {1:.0f} MB, {2:.0f} are free.",
                    target,
                    needed / 1e6,
                    free / 1e6,
                ),
                hint="Free disk space, or choose a folder on another drive.",
            )


def part_name(mark: str = "", unique: str = "*") -> str:
    """What files being written are called; a pattern that matches them unless ``unique`` is given."""
    return f".srdesk-{mark}{unique}.part"


@contextmanager
def replacing(
    target: Path,
    *,
    overwrite: bool,
    mark: str = "",
    finished: Callable[[Path], None] = lambda _part: None,
    held: bool = False,
) -> Iterator[tuple[BinaryIO, Path]]:
    """A new file beside the target, and its path, that takes the target's place when the block ends well.

    ``mark`` is part of its name meanwhile; ``finished`` is called with its path once it is whole and on disk, and keeps
    it from its target by raising. A link keeps pointing where it does. If the block raises, whatever it is, the new
    file goes and the target stays as it was. One that is ``held`` stays beside the target, whole, for `put_in_place`.
    Raises `OutputError`.
    """
    with _translated(target):
        place = _resolved(target)
        part = place.with_name(part_name(mark, secrets.token_hex(6)))
        waiting = False
        try:
            with part.open("xb") as file:
                yield file, part
                file.flush()
                os.fsync(file.fileno())
            finished(part)
            waiting = held
            if not held:
                _publish(part, place, overwrite=overwrite)
        finally:
            # Gone already if all went well.
            if not waiting:
                discard(part)


def put_in_place(part: Path, target: Path, *, overwrite: bool) -> None:
    """Let a file that was held beside its target take the target's place; raises `OutputError`, and then it waits on.

    So one process may write a file, and another, which keeps the books, decide when it counts.
    """
    with _translated(target):
        _publish(part, _resolved(target), overwrite=overwrite)
    discard(part)


def discard(part: Path) -> None:
    """Remove a file that never took its target's place, if it is there."""
    with suppress(OSError):
        part.unlink(missing_ok=True)


def _publish(part: Path, place: Path, *, overwrite: bool) -> None:
    if overwrite:
        with suppress(OSError):
            shutil.copymode(place, part)
        part.replace(place)
    else:
        _move_without_replacing(part, place)
    sync_folder(place.parent)


def _move_without_replacing(part: Path, place: Path) -> None:
    """Somebody else may have made the target in the meantime; a hard link never replaces it."""
    try:
        place.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links.
        if place.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        part.replace(place)


@contextmanager
def set_aside(target: Path, *, mark: str) -> Iterator[Path | None]:
    """A second name for what the target is now, beside it, for the block to replace the target; ``None`` if it is not.

    If the block raises, the second name goes again; otherwise it stays until somebody does away with it. Where a file
    cannot have two names it is copied. Raises `OutputError`.
    """
    with _translated(target):
        place = _resolved(target)
        aside = place.with_name(f".srdesk-{mark}{secrets.token_hex(6)}{place.suffix}") if place.is_file() else None
        if aside is not None:
            _name_twice(place, aside)
        try:
            yield aside
        except BaseException:
            if aside is not None:
                with suppress(OSError):
                    aside.unlink()
            raise


def _name_twice(place: Path, aside: Path) -> None:
    try:
        aside.hardlink_to(place)
    except OSError:
        shutil.copy2(place, aside)


def put_back(aside: Path, target: Path) -> None:
    """Give what was set aside its name again, unless there is something of that name; raises `OutputError`."""
    with _translated(target):
        _move_without_replacing(aside, target)
        aside.unlink(missing_ok=True)
        sync_folder(target.parent)


def resolved(path: Path) -> Path:
    """Where a path leads, through links, even if nothing is there yet; raises `OutputError`."""
    with _translated(path):
        return _resolved(path)


def sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut, where folders can be synchronised."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _resolved(path: Path) -> Path:
    """Where a path leads, through links, even if nothing is there yet."""
    if "\0" in str(path):
        raise OutputError("The target's name has a null character in it.", hint="Choose another name.")
    try:
        return _extended(path.resolve() if path.is_symlink() else path.absolute())
    except RuntimeError as error:
        raise OutputError(Text("{0} is a link that leads to itself.", path), hint="Choose another name.") from error


def _extended(path: Path) -> Path:
    """The path in the form in which Windows accepts any length."""
    whole = str(path.absolute())
    return Path(marked_long(whole)) if os.name == "nt" and len(whole) >= _LONG_PATH else path


def marked_long(whole: str) -> str:
    """An absolute path of Windows with the mark that lifts the limit on its length, on a drive or on a share."""
    if whole.startswith("\\\\?\\"):
        return whole
    return "\\\\?\\UNC\\" + whole[2:] if whole.startswith("\\\\") else "\\\\?\\" + whole


@contextmanager
def _translated(target: Path) -> Iterator[None]:
    """Raise what the system says about a target as an `OutputError`."""
    try:
        yield
    except FileExistsError as error:
        raise OutputError(
            Text("{0} exists already.", target), hint="Choose another name, or allow overwriting."
        ) from error
    except PermissionError as error:
        raise OutputError(
            Text("{0} may not be written.", target), hint="Choose another folder, or close it elsewhere."
        ) from error
    except OSError as error:
        reason = Text("{0} cannot be written: {1}.", target, refusal(error))
        if error.errno in FULL_DISK:
            raise DiskFullError(reason, hint="Free disk space, or choose another drive.") from error
        raise OutputError(reason, hint="Check the name and the drive it is on.") from error
