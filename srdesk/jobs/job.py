"""RestoreJob: a photo with a target, and what came of it."""

import contextlib
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from srdesk.errors import OutputError
from srdesk.imaging.codec import EncodeOptions, EncodeReport, check_target, decode, default_suffix, encode
from srdesk.imaging.photo import Photo
from srdesk.jobs.names import default_target, free_name
from srdesk.progress import CancelToken, ProgressSink, ignore
from srdesk.restore import RestoreOptions, Restorer, RestoreReport


class Stage(StrEnum):
    """What is being done to a photo."""

    READING = "reading"
    RUNNING = "running"
    ENCODING = "encoding"


@dataclass(frozen=True)
class RestoreJob:
    """Restore ``source`` into ``target``; without one, into ``folder`` or beside the source, by `default_target`.

    ``numbered`` lets a default name that is taken be followed by a number, where it would be refused otherwise.
    """

    source: Path
    target: Path | None = None
    options: RestoreOptions = RestoreOptions()
    folder: Path | None = None
    encoding: EncodeOptions = EncodeOptions()
    numbered: bool = False


@dataclass(frozen=True)
class JobOutcome:
    """What a job did: where the result is, how it was made and what to tell the user."""

    job: RestoreJob
    target: Path
    source_size: tuple[int, int]
    restoration: RestoreReport
    encoding: EncodeReport
    notices: tuple[str, ...]


def run_job(
    job: RestoreJob,
    restorer: Restorer,
    *,
    progress: ProgressSink = ignore,
    token: CancelToken | None = None,
    taken: Collection[Path] = (),
    entered: Callable[[Stage], None] = lambda _stage: None,
) -> JobOutcome:
    """Decode, restore and encode one photo; raises `SrdeskError` or `Cancelled` and then leaves no file or folder.

    ``taken`` are the targets of other jobs of the same run, which no overwriting may replace; ``entered`` is told of
    each stage as it begins.
    """
    token = token or CancelToken()
    entered(Stage.READING)
    photo = decode(job.source)
    target = job.target or _named(job, photo, taken)
    _spare_source(job, target)
    if target in taken:
        raise OutputError(f"{target} is the result of another photo.", hint="Restore them into two folders.")
    plan = restorer.plan(photo.size, job.options)
    with _folder(target.parent):
        check_target(target, plan.output_size, job.encoding, origin=photo.origin)
        entered(Stage.RUNNING)
        restored = restorer.restore(photo, job.options, progress=progress, token=token)
        entered(Stage.ENCODING)
        written = encode(restored.photo, target, job.encoding, token=token)
    notices = (*photo.notices, *restored.report.warnings, *written.notices)
    return JobOutcome(job, target, photo.size, restored.report, written, notices)


def _named(job: RestoreJob, photo: Photo, taken: Collection[Path]) -> Path:
    """The default name, in the job's folder if it has one; the source's own suffix where that names the format."""
    suffix = default_suffix(photo, job.encoding, like=job.source.suffix) or default_suffix(photo, job.encoding)
    beside = default_target(job.source, job.options.scale, suffix)
    target = beside if job.folder is None else job.folder / beside.name
    return free_name(target, taken) if job.numbered else target


@contextmanager
def _folder(folder: Path) -> Iterator[None]:
    """A folder that is made if absent, and is gone again if nothing came of it."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"The folder {folder} cannot be made: {error.strerror}.", hint="Choose another folder with -o."
        ) from error
    try:
        yield
    except BaseException:
        with contextlib.suppress(OSError):
            for path in missing:
                path.rmdir()
        raise


def _spare_source(job: RestoreJob, target: Path) -> None:
    """A source is replaced only when that was asked for; links and other spellings of its name are seen through."""
    try:
        same = target.exists() and target.samefile(job.source)
    except OSError as error:
        raise OutputError(f"{target} is no usable name: {error.strerror}.", hint="Choose another with -o.") from error
    if same and not job.encoding.overwrite:
        raise OutputError(
            f"The result would replace its source {job.source}.", hint="Choose another name, or allow overwriting."
        )
