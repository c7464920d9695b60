"""RestoreJob: a photo with a target, done in stages that may run on different threads, and what came of it."""

import contextlib
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from srdesk.errors import EngineError, OutOfMemoryError, OutputError
from srdesk.imaging.codec import Draft, EncodeOptions, EncodeReport, check_target, decode, default_suffix, encode
from srdesk.imaging.photo import Photo
from srdesk.jobs.names import default_target, free_name
from srdesk.progress import CancelToken, ProgressSink, ignore
from srdesk.restore import Restored, RestoreOptions, Restorer, RestoreReport
from srdesk.restore.options import AUTO, ENGINES
from srdesk.texts import Text, refusal, said

_PLAIN = Draft()


class Stage(StrEnum):
    """What is being done to a photo."""

    READING = "reading"
    LOADING = "loading"
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


@dataclass(frozen=True, eq=False)
class OpenedJob:
    """A job whose photo is in memory and whose target is known to be possible.

    ``folders`` were made for the target, the innermost first.
    """

    job: RestoreJob
    photo: Photo
    target: Path
    folders: tuple[Path, ...]

    def abandon(self) -> None:
        """Take the folders away again unless something is in them by now."""
        with contextlib.suppress(OSError):
            for path in self.folders:
                path.rmdir()

    @contextmanager
    def abandoned_on_failure(self) -> Iterator["OpenedJob"]:
        """Abandon the job when the block raises, whatever it is."""
        try:
            yield self
        except BaseException:
            self.abandon()
            raise


@dataclass(frozen=True, eq=False)
class DevelopedJob:
    """A job whose result is in memory."""

    opened: OpenedJob
    restored: Restored


def open_job(job: RestoreJob, restorer: Restorer, *, taken: Collection[Path] = ()) -> OpenedJob:
    """Decode the photo and refuse what cannot end well; the target's folder exists afterwards.

    ``taken`` are targets that no overwriting may replace. Raises `SrdeskError` and then leaves no folder.
    """
    photo = decode(job.source)
    target = job.target or _named(job, photo, taken)
    _spare_source(job, target)
    if target in taken:
        raise OutputError(Text("{0} is the result of another photo.", target), hint="Restore them into two folders.")
    plan = restorer.plan(photo.size, job.options)
    opened = OpenedJob(job, photo, target, _make_folder(target.parent))
    with opened.abandoned_on_failure():
        check_target(target, plan.output_size, job.encoding, origin=photo.origin)
    return opened


def develop_job(
    opened: OpenedJob, restorer: Restorer, *, progress: ProgressSink = ignore, token: CancelToken | None = None
) -> DevelopedJob:
    """Restore the photo; where an engine fails for another reason than memory, once more with the other one.

    A device that was asked for by name is not replaced by another. Raises what `Restorer.restore` raises, of the first
    engine.
    """
    options = opened.job.options
    try:
        return DevelopedJob(opened, restorer.restore(opened.photo, options, progress=progress, token=token))
    except EngineError as error:
        if options.device != AUTO or isinstance(error, OutOfMemoryError):
            raise
        failed = restorer.plan_of(opened.photo, options).engine
        other = replace(options, engine=next(one for one in ENGINES if one != failed), precision="fp32")
        try:
            restored = restorer.restore(opened.photo, other, progress=progress, token=token)
        except EngineError:
            raise error from None
        warning = Text("{0} failed ({1}) The photo was restored by the other engine.", failed, said(error))
        report = replace(restored.report, warnings=(warning, *restored.report.warnings))
        return DevelopedJob(opened, replace(restored, report=report))


def write_job(developed: DevelopedJob, *, token: CancelToken | None = None, draft: Draft = _PLAIN) -> JobOutcome:
    """Encode the result into its target; raises `OutputError`, `Cancelled` and what the draft raises."""
    opened, restored = developed.opened, developed.restored
    _make_folder(opened.target.parent)
    written = encode(restored.photo, opened.target, opened.job.encoding, token=token, draft=draft)
    notices = (*opened.photo.notices, *restored.report.warnings, *written.notices)
    return JobOutcome(opened.job, opened.target, opened.photo.size, restored.report, written, notices)


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
    each stage as it begins, except that restoring has begun with the first progress.
    """
    token = token or CancelToken()
    entered(Stage.READING)
    with open_job(job, restorer, taken=taken).abandoned_on_failure() as opened:
        entered(Stage.LOADING)
        developed = develop_job(opened, restorer, progress=progress, token=token)
        entered(Stage.ENCODING)
        return write_job(developed, token=token)


def _named(job: RestoreJob, photo: Photo, taken: Collection[Path]) -> Path:
    """The default name, in the job's folder if it has one; the source's own suffix where that names the format."""
    suffix = default_suffix(photo, job.encoding, like=job.source.suffix) or default_suffix(photo, job.encoding)
    beside = default_target(job.source, job.options.enlargement, suffix)
    target = beside if job.folder is None else job.folder / beside.name
    return free_name(target, taken) if job.numbered else target


def _make_folder(folder: Path) -> tuple[Path, ...]:
    """Make a folder if it is absent and return what had to be made, the innermost first; raises `OutputError`."""
    missing = tuple(path for path in (folder, *folder.parents) if not path.exists())
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            Text("The folder {0} cannot be made: {1}.", folder, refusal(error)),
            hint="Choose another folder for the results.",
        ) from error
    return missing


def _spare_source(job: RestoreJob, target: Path) -> None:
    """A source is replaced only when that was asked for; links and other spellings of its name are seen through."""
    try:
        same = target.exists() and target.samefile(job.source)
    except OSError as error:
        raise OutputError(
            Text("{0} is no usable name: {1}.", target, refusal(error)), hint="Choose another with -o."
        ) from error
    if same and not job.encoding.overwrite:
        raise OutputError(
            Text("The result would replace its source {0}.", job.source),
            hint="Choose another name, or allow overwriting.",
        )
