"""RestoreJob: a photo with a target, and what came of it."""

from dataclasses import dataclass
from pathlib import Path

from srdesk.errors import OutputError
from srdesk.imaging.codec import EncodeOptions, EncodeReport, check_target, decode, default_suffix, encode
from srdesk.imaging.photo import Photo
from srdesk.progress import CancelToken, ProgressSink, ignore
from srdesk.restore import RestoreOptions, Restorer, RestoreReport


@dataclass(frozen=True)
class RestoreJob:
    """Restore ``source`` into ``target``; without one, into ``folder`` or beside the source, by `default_target`."""

    source: Path
    target: Path | None = None
    options: RestoreOptions = RestoreOptions()
    folder: Path | None = None
    encoding: EncodeOptions = EncodeOptions()


@dataclass(frozen=True)
class JobOutcome:
    """What a job did: where the result is, how it was made and what to tell the user."""

    job: RestoreJob
    target: Path
    source_size: tuple[int, int]
    restoration: RestoreReport
    encoding: EncodeReport
    notices: tuple[str, ...]


def default_target(source: Path, scale: int, suffix: str | None = None) -> Path:
    """``{stem}_x{scale}{suffix}`` beside the source; the suffix is the source's own unless given."""
    return source.with_name(f"{source.stem}_x{scale}{source.suffix if suffix is None else suffix}")


def run_job(
    job: RestoreJob, restorer: Restorer, *, progress: ProgressSink = ignore, token: CancelToken | None = None
) -> JobOutcome:
    """Decode, restore and encode one photo; raises `SrdeskError` or `Cancelled` and then leaves no file."""
    token = token or CancelToken()
    photo = decode(job.source)
    target = job.target or default_target(job.source, job.options.scale, _suffix(job, photo))
    _spare_source(job, target)
    restored_size = restorer.plan(photo.size, job.options).output_size
    check_target(target, restored_size, job.encoding)
    restored = restorer.restore(photo, job.options, progress=progress, token=token)
    token.check()
    written = encode(restored.photo, target, job.encoding)
    notices = (*photo.notices, *restored.report.warnings, *written.notices)
    return JobOutcome(job, target, photo.size, restored.report, written, notices)


def _suffix(job: RestoreJob, photo: Photo) -> str:
    """The source's own suffix where it names the format to be written, else that format's."""
    wanted = default_suffix(photo, job.encoding)
    return job.source.suffix if default_suffix(photo, job.encoding, like=job.source.suffix) else wanted


def _spare_source(job: RestoreJob, target: Path) -> None:
    if target.exists() and job.source.exists() and target.samefile(job.source) and not job.encoding.overwrite:
        raise OutputError(
            f"The result would replace its source {job.source}.", hint="Choose another name, or allow overwriting."
        )
