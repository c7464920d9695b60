"""From a batch's description to its plan: walk, look at each file's head, compare with the journal, name."""

import os
from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import count
from pathlib import Path

from srdesk.errors import InputError
from srdesk.imaging.codec import readable_suffixes
from srdesk.imaging.formats import read_only_format
from srdesk.imaging.identify import RAW_SUFFIXES, Identity, identify, result_suffix, taken_at
from srdesk.jobs.journal import BatchJournal
from srdesk.jobs.keys import KeyIndex
from srdesk.jobs.marks import same_source, same_target
from srdesk.jobs.planning.conflicts import identifier_key, resolve
from srdesk.jobs.planning.plan import BatchPlan, PassedOver
from srdesk.jobs.planning.selection import Reason
from srdesk.jobs.planning.spec import BatchSpec
from srdesk.jobs.planning.table import PlanTable, Verdict, failed_before
from srdesk.jobs.planning.template import legal_name
from srdesk.jobs.planning.walk import Found, Passed, Walker, check_places
from srdesk.jobs.records import DoneRecord, FailedRecord, PhotoRecord
from srdesk.models.spec import ModelSpec
from srdesk.progress import CancelToken

_EPOCH = datetime(1970, 1, 1)
_REPORT_EVERY = 200
_UNREAD = Identity(None)

PlanSink = Callable[[int, int], None]


def plan_batch(
    spec: BatchSpec,
    specs: Iterable[ModelSpec],
    *,
    journal: BatchJournal | None = None,
    retry_failed: bool = False,
    files: Iterable[Found | Passed] | None = None,
    progress: PlanSink = lambda _photos, _passed: None,
    token: CancelToken | None = None,
) -> BatchPlan:
    """Decide what becomes of every photo of a batch; nothing is written.

    ``specs`` are the networks there are, ``journal`` what was done before: what is done, and what has failed unless
    ``retry_failed``, will not be done again while its source and the settings stay. ``files`` replaces the walk.
    ``progress`` is told how many photos were found and how much was passed over. Raises `UsageError`, `InputError`
    for an input that is missing, and `Cancelled`.
    """
    check_places(spec.inputs, spec.output)
    token = token or CancelToken()
    planner = _Planner(spec, spec.settings_hash(specs), journal, retry_failed=retry_failed)
    for number, thing in enumerate(Walker(spec.inputs, spec.output, spec.selection) if files is None else files):
        token.check()
        if isinstance(thing, Passed):
            planner.passed.note(thing)
        else:
            planner.consider(thing)
        if number % _REPORT_EVERY == 0:
            progress(len(planner.table), planner.passed.counts.total())
    plan = planner.finished()
    progress(len(plan), plan.passed.counts.total())
    return plan


class _Planner:
    """Fills a table, file by file."""

    def __init__(self, spec: BatchSpec, settings: str, journal: BatchJournal | None, *, retry_failed: bool) -> None:
        self._spec, self._settings, self._journal = spec, settings, journal
        self._retry_failed = retry_failed
        self._sources = KeyIndex()
        self._folders: dict[tuple[int, str], int] = {}
        self._roots = _root_folders(spec.inputs)
        self._pictures = readable_suffixes()
        self.table, self.passed = PlanTable(), PassedOver()

    def consider(self, found: Found) -> None:
        """Make a row of a file, or pass it over."""
        suffix = os.path.splitext(found.name)[1].lower()  # noqa: PTH122 - a million times
        if suffix in RAW_SUFFIXES:
            self.passed.note(Passed(found.path, Reason.RAW))
            return
        record = self._journal.latest(found.path, self._settings) if self._journal else None
        if isinstance(record, DoneRecord) and self._done(found, record):
            self._add_done(found, record)
            return
        if self._is_result(found):
            self.passed.note(Passed(found.path, Reason.OUTPUT))
            return
        identity = _identified(Path(found.path))
        if identity.kind is None and suffix not in self._pictures:
            self.passed.note(Passed(found.path, Reason.NO_PICTURE))
        elif self._spec.in_place and identity.kind and read_only_format(Path(f"x.{identity.kind}")):
            self.passed.note(Passed(found.path, Reason.READ_ONLY))
        else:
            self._add(found, identity, record)

    def finished(self) -> BatchPlan:
        """The plan, every photo with its number and name."""
        self._number()
        plan = BatchPlan(self._spec, self._settings, self.table, self.passed)
        resolve(plan, self._sources)
        return plan

    def _add(self, found: Found, identity: Identity, record: PhotoRecord | None) -> None:
        index = self._row(found)
        table = self.table
        table.kind[index] = table.kinds.number(identity.kind or "")
        table.width[index], table.height[index] = identity.size or (0, 0)
        suffix = result_suffix(Path(found.name), identity, format_name=self._spec.encoding.format)
        table.suffix[index] = table.suffixes.number(suffix)
        if self._spec.template.uses("date"):
            taken = taken_at(Path(found.path))
            if taken is not None:
                table.date[index] = int((taken - _EPOCH).total_seconds())
        if isinstance(record, FailedRecord):
            table.number[index] = record.number
            if not self._retry_failed and (record.size, record.mtime_ns) == (found.size, found.mtime_ns):
                table.judge(index, Verdict.FAILED, failed_before(record.message))
        elif isinstance(record, DoneRecord):
            table.number[index] = record.number
            table.targets[index] = record.target

    def _add_done(self, found: Found, record: DoneRecord) -> None:
        index = self._row(found)
        table = self.table
        table.kind[index] = table.kinds.number(record.format)
        table.width[index], table.height[index] = record.source_size
        table.number[index] = record.number
        table.targets[index] = record.target
        table.verdict[index] = Verdict.DONE

    def _row(self, found: Found) -> int:
        self._sources.add(identifier_key(found.identifier))
        key = (found.root, found.below)
        folder = self._folders.get(key)
        if folder is None:
            folder = self._folders[key] = len(self.table.folders)
            self.table.folders.append((found.folder, self._roots[found.root] + _legal_folder(found.below)))
        return self.table.add(found.name, folder, size_bytes=found.size, mtime_ns=found.mtime_ns)

    def _number(self) -> None:
        """Numbers for `{counter}`: those once given stay, the others fill the gaps in order."""
        used = set(self._journal.numbers if self._journal else ()) if self._spec.template.uses("counter") else set()
        free = (number for number in count(1) if number not in used)
        for index, number in enumerate(self.table.number):
            if not number:
                self.table.number[index] = next(free)

    def _done(self, found: Found, record: DoneRecord) -> bool:
        target = self._spec.output / record.target
        if self._spec.in_place:
            return same_target(target, record.target_mark)
        return same_source(found, record.source_mark) and same_target(target, record.target_mark)

    def _is_result(self, found: Found) -> bool:
        """Whether a file found in the output itself is a result of an earlier batch."""
        if self._journal is None or not len(self._journal):
            return False
        relative = os.path.relpath(found.path, self._spec.output).replace(os.sep, "/")
        record = None if relative.startswith("../") else self._journal.result_at(relative)
        return record is not None and same_target(Path(found.path), record.target_mark)


def _identified(path: Path) -> Identity:
    try:
        return identify(path)
    except InputError:
        return _UNREAD


def _root_folders(inputs: tuple[Path, ...]) -> list[str]:
    """Where each input's tree begins in the output: at its top, or if there are several in folders of their own."""
    folders = [path for path in inputs if path.is_dir()]
    if len(folders) < 2:
        return ["" for _ in inputs]
    taken: set[str] = set()
    return [_own_folder(path, taken) if path.is_dir() else "" for path in inputs]


def _own_folder(path: Path, taken: set[str]) -> str:
    name = legal_name(path.resolve().name or "photos")
    names = (name if number == 1 else f"{name}-{number}" for number in count(1))
    chosen = next(one for one in names if one.lower() not in taken)
    taken.add(chosen.lower())
    return f"{chosen}/"


def _legal_folder(below: str) -> str:
    return "".join(f"{legal_name(part)}/" for part in below.split("/") if part)
