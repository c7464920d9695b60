"""What is done to photos of the queue in the background. Imports everything heavy; imported when needed."""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from srdesk.errors import InputError, OutputError
from srdesk.gui.compare.qimage import display_converter, to_qimage
from srdesk.gui.compare.raster import Block
from srdesk.imaging.account import account_of
from srdesk.imaging.codec import readable_suffixes
from srdesk.imaging.color import narrowed
from srdesk.imaging.files import replacing
from srdesk.imaging.glance import picture_size, thumbnail
from srdesk.imaging.provenance import Provenance
from srdesk.jobs.job import JobOutcome, RestoreJob, Stage, run_job
from srdesk.jobs.names import free_name
from srdesk.jobs.original import Likeness, find_original
from srdesk.jobs.planning.walk import Found, Walker
from srdesk.progress import CancelToken, Gate, Progress, ProgressSink
from srdesk.restore.options import RestoreOptions
from srdesk.restore.record import options_of
from srdesk.restore.restorer import Restorer
from srdesk.texts import Text, refusal

# Results go beside their sources.
_NO_OUTPUT = Path(os.devnull)
_RESULT = re.compile(r"(.+)_x[234](?:-\d+)?")


@dataclass(frozen=True)
class JobProgress(Progress):
    """How far a photo of the queue has come, and in which stage it is."""

    stage: Stage = Stage.READING


def do_job(
    job: RestoreJob, restorer: Restorer, gate: Gate, *, progress: ProgressSink, token: CancelToken
) -> JobOutcome:
    """Do a job as the command line does, held up between tiles while the gate is shut; raises as `run_job` does."""
    held_before = gate.waited
    latest = Progress(0, 1)

    def entered(stage: Stage) -> None:
        gate.wait(token)
        progress(replace(_in_stage(latest, stage), turning=True))

    def advanced(now: Progress) -> None:
        nonlocal latest
        latest = replace(now, seconds=now.seconds - (gate.waited - held_before))
        progress(_in_stage(latest, Stage.RUNNING))
        gate.wait(token)

    return run_job(job, restorer, progress=advanced, token=token, entered=entered)


def _in_stage(progress: Progress, stage: Stage) -> JobProgress:
    return JobProgress(progress.done, progress.total, progress.seconds, progress.given, progress.turning, stage)


def sizes_of(photos: Sequence[tuple[int, Path]], token: CancelToken) -> list[tuple[int, tuple[int, int]]]:
    """The sizes of photos by their keys; those that cannot be told are left out."""
    found = []
    for key, path in photos:
        token.check()
        with suppress(InputError):
            found.append((key, picture_size(path)))
    return found


def small_image(path: Path, side: int) -> QImage:
    """A photo as an image that fits into ``side`` x ``side`` pixels; raises `InputError`."""
    photo = thumbnail(path, side)
    alpha = None if photo.alpha is None else narrowed(photo.alpha)
    return to_qimage(Block(narrowed(photo.pixels), alpha), display_converter(photo))


@dataclass(frozen=True)
class Gathered:
    """The photos among files and folders, and the results of srdesk that were left out."""

    photos: tuple[Path, ...]
    results: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Again:
    """A photo that is to be restored as it was for a result, by the options that this srdesk knows of those."""

    original: Path
    options: RestoreOptions


def gather(paths: Sequence[Path], token: CancelToken) -> Gathered:
    """Every photo that was given or is somewhere in a folder that was given, each once, in the order of names.

    Files that were given themselves are taken whatever they are called, save results of srdesk that say so of
    themselves; in folders, those count whose names are those of pictures, without results of srdesk's beside their
    sources. Nothing here raises but `Cancelled`.
    """
    given = [path for path in paths if not path.is_dir()]
    folders = tuple(path for path in paths if path.is_dir())
    found = list(_in_folders(folders, token))
    names = {(photo.parent, photo.stem) for photo in found}
    told = [path for path in given if _RESULT.fullmatch(path.stem) and _record(path, token) is not None]
    results = dict.fromkeys((*told, *(photo for photo in found if _is_result(photo, names))))
    return Gathered(tuple(dict.fromkeys(path for path in (*given, *found) if path not in results)), tuple(results))


def ways_back(results: Sequence[Path], token: CancelToken) -> tuple[Again, ...]:
    """The originals of results, as far as they are found unchanged, each with the options of its first result."""
    found: dict[Path, Again] = {}
    for result in results:
        record = _record(result, token)
        if record is not None and record.source is not None:
            original = find_original(record.source, result, token=token)
            if original.likeness is Likeness.SAME and original.path is not None:
                found.setdefault(original.path, Again(original.path, options_of(record)[0]))
    return tuple(found.values())


def _record(path: Path, token: CancelToken) -> Provenance | None:
    """What a file says of how srdesk made it."""
    token.check()
    try:
        return account_of(path).provenance
    except InputError:
        return None


def _in_folders(folders: tuple[Path, ...], token: CancelToken) -> Iterator[Path]:
    """Files that have names of pictures, as a batch finds them."""
    suffixes = readable_suffixes()
    for thing in Walker(folders, _NO_OUTPUT):
        token.check()
        if isinstance(thing, Found) and Path(thing.name).suffix.lower() in suffixes:
            yield Path(thing.path)


def _is_result(photo: Path, names: set[tuple[Path, str]]) -> bool:
    named = _RESULT.fullmatch(photo.stem)
    return named is not None and (photo.parent, named[1]) in names


def keep_pasted(picture: QImage | bytes, folder: Path, name: str) -> Path:
    """Write a picture that has no file yet into a new PNG; raises `OutputError`."""
    target = free_name(folder / f"{name}.png")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with replacing(target, overwrite=False) as (file, _part):
            file.write(picture if isinstance(picture, bytes) else _as_png(picture))
    except OSError as error:
        raise OutputError(
            Text("The folder {0} cannot be made: {1}.", folder, refusal(error)), hint="Check the folder's permissions."
        ) from error
    return target


def _as_png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
