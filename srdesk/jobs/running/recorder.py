"""Writes into the journal what becomes of each photo, and keeps originals that are about to be replaced."""

import itertools
import os
import shutil
import threading
import traceback
from dataclasses import dataclass
from pathlib import Path

from srdesk.errors import DiskFullError, InputError, OutputError, SrdeskError
from srdesk.imaging.codec import Draft, EncodeReport
from srdesk.imaging.files import discard, part_name, put_in_place, sync_folder
from srdesk.jobs.job import DevelopedJob, OpenedJob
from srdesk.jobs.journal import BatchJournal, now
from srdesk.jobs.marks import mark_of
from srdesk.jobs.places import originals_of
from srdesk.jobs.planning.plan import BatchPlan
from srdesk.jobs.records import DoneRecord, FailedRecord, FileMark
from srdesk.texts import Text, refusal, said


@dataclass(frozen=True, eq=False)
class MarkedJob:
    """A photo of a plan in memory, and the mark of the file it came from."""

    index: int
    opened: OpenedJob
    mark: FileMark


@dataclass(frozen=True, slots=True)
class Entry:
    """What a photo of a plan is to the journal: its target relative to the output, the settings, its number."""

    target: str
    settings: str
    number: int


class Recorder:
    """Appends to a journal from several threads."""

    def __init__(self, plan: BatchPlan, journal: BatchJournal) -> None:
        self._plan, self._journal = plan, journal
        self._lock = threading.Lock()

    def entry(self, index: int) -> Entry:
        """What a photo is to the journal."""
        return Entry(self._plan.relative_target(index), self._plan.settings, self._plan.table.number[index])

    def draft(self, job: MarkedJob, developed: DevelopedJob, written: "list[DoneRecord]") -> Draft:
        """A draft that records the photo as done as the last thing before its file counts.

        So the journal never misses a result; one that it has and that lacks its name, after a crash between the two, is
        given it by `settle_leftovers`. ``written`` gets the record.
        """

        def finished(part: Path, report: EncodeReport) -> None:
            record = done_record(job, developed, report, part, entry=self.entry(job.index))
            self._about_to_count(record)
            written.append(record)

        return Draft(self._journal.mark, finished)

    def accept(self, record: DoneRecord, part: Path, *, overwrite: bool) -> None:
        """Record a photo as done whose result somebody else has written, and let that take its name.

        Raises `OutputError`; the part is gone then, unless only room on the disk was missing.
        """
        try:
            self._about_to_count(record)
            put_in_place(part, self._plan.spec.output / record.target, overwrite=overwrite)
        except OutputError as error:
            if not isinstance(error, DiskFullError):
                discard(part)
            raise

    def _about_to_count(self, record: DoneRecord) -> None:
        output = self._plan.spec.output
        if self._plan.spec.in_place:
            keep_original(output / record.target, originals_of(output), record.target)
        with self._lock:
            self._journal.append(record)

    def failed(self, index: int, error: Exception, *, details: str = "") -> FailedRecord:
        """Record a failure and return the record; raises `OutputError` if the journal cannot be written.

        ``details`` of a bug are those of where it happened, if that was in another process.
        """
        source = self._plan.source(index)
        size, mtime_ns = size_and_time(source)
        known, found = explained(error)
        record = FailedRecord(
            time=now(),
            source=str(source),
            size=size,
            mtime_ns=mtime_ns,
            settings=self._plan.settings,
            number=self._plan.table.number[index],
            code=int(known.exit_code),
            message=said(known),
            hint=known.hint,
            details=details or found,
        )
        with self._lock:
            self._journal.append(record)
        return record


def done_record(
    job: MarkedJob, developed: DevelopedJob, report: EncodeReport, part: Path, *, entry: Entry
) -> DoneRecord:
    """What the journal says of a photo whose result is whole and on disk, as ``part``."""
    opened, restored = developed.opened, developed.restored
    plan = restored.report.plan
    return DoneRecord(
        time=now(),
        source=str(opened.job.source),
        source_mark=job.mark,
        source_size=opened.photo.size,
        target=entry.target,
        target_mark=mark_of(part),
        target_size=restored.photo.size,
        settings=entry.settings,
        number=entry.number,
        format=report.format,
        model=plan.spec.name,
        scale=plan.spec.scale,
        precision=str(plan.precision),
        engine=plan.engine,
        seconds=round(restored.report.seconds, 3),
        engine_seconds=round(restored.report.engine_seconds, 3),
        difference=round(restored.report.difference, 5),
        metadata_kept=report.metadata_kept,
        metadata_total=report.metadata_total,
        notices=(*opened.photo.notices, *restored.report.warnings, *report.notices),
    )


def mark_read(opened: OpenedJob, before: tuple[int, int]) -> FileMark:
    """The mark of a photo that was just read; raises `InputError` if its file is not as it was ``before``."""
    source, path = opened.photo.source, opened.job.source
    if source is None or (source.size, before[1]) != before or size_and_time(path) != before:
        raise InputError(
            Text("{0} changed while it was read.", path), hint="Wait until it is finished, then try again."
        )
    return FileMark(*before, source.sha256)


def keep_original(photo: Path, folder: Path, relative: str) -> Path:
    """Give a photo that is about to be replaced a second name in a folder of originals, or a copy there.

    An original that is there already, of the same file, stays; another one of its name too. Raises `OutputError`.
    """
    place = folder / relative
    names = (place if number == 1 else place.with_stem(f"{place.stem}-{number}") for number in itertools.count(1))
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        for name in names:
            if not name.exists():
                _link_or_copy(photo, name)
                return name
            if mark_of(name) == mark_of(photo):
                return name
    except OSError as error:
        raise OutputError(
            Text("The original of {0} cannot be kept in {1}: {2}.", photo, folder, refusal(error)),
            hint="It was not replaced. Free disk space, or check the folder's permissions.",
        ) from error
    raise AssertionError("unreachable")


def _link_or_copy(photo: Path, name: Path) -> None:
    try:
        name.hardlink_to(photo)
    except OSError:
        part = name.with_name(part_name("original-", name.name))
        shutil.copy2(photo, part)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(name)
    sync_folder(name.parent)


def size_and_time(path: Path) -> tuple[int, int]:
    """Size in bytes and time of the last change in nanoseconds, -1 for both if there is no such file."""
    try:
        status = path.stat()
    except OSError:
        return -1, -1
    return status.st_size, status.st_mtime_ns


def explained(error: Exception) -> tuple[SrdeskError, str]:
    """An exception in the words for it, and details of it if nobody thought of it: it counts as a bug then."""
    if isinstance(error, SrdeskError):
        return error, ""
    text = Text("{0}: {1}", type(error).__name__, said(error))
    bug = SrdeskError(text, hint="This is a bug in srdesk: please report it.")
    return bug, "".join(traceback.format_exception(error))
