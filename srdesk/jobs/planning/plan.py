"""BatchPlan: every photo of a batch with its target and verdict, decided before anything is done."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from srdesk.errors import UsageError
from srdesk.jobs.job import RestoreJob
from srdesk.jobs.planning.selection import Reason
from srdesk.jobs.planning.spec import BatchSpec, Conflict
from srdesk.jobs.planning.table import NO_DATE, PlanRow, PlanTable, Rows, Verdict
from srdesk.jobs.planning.template import NameFields
from srdesk.jobs.planning.walk import Passed

_EPOCH = datetime(1970, 1, 1)
_EXAMPLES = 5


@dataclass
class PassedOver:
    """How much was passed over for each reason, with a few names."""

    counts: Counter[Reason] = field(default_factory=Counter)
    examples: dict[Reason, list[str]] = field(default_factory=dict)

    def note(self, passed: Passed) -> None:
        self.counts[passed.reason] += 1
        names = self.examples.setdefault(passed.reason, [])
        if len(names) < _EXAMPLES:
            names.append(passed.path)

    @property
    def serious(self) -> bool:
        """Whether photos may be missed because of what was passed over."""
        return any(reason.serious for reason in self.counts)


class BatchPlan:
    """What will become of every photo.

    ``rows`` are all photos in the order in which they will be done, made when they are asked for: a plan of a million
    photos takes about a hundred megabytes. ``settings`` is the hash under which the journal knows them.
    """

    def __init__(self, spec: BatchSpec, settings: str, table: PlanTable, passed: PassedOver) -> None:
        self.spec = spec
        self.settings = settings
        self.table = table
        self.passed = passed
        self.rows: Sequence[PlanRow] = Rows(table, self._row)

    def __len__(self) -> int:
        return len(self.table)

    @property
    def counts(self) -> dict[Verdict, int]:
        """How many photos have each verdict."""
        return {verdict: self.table.verdict.count(verdict) for verdict in Verdict}

    def todo(self) -> Iterator[int]:
        """The numbers of the photos to be done, in order."""
        return self.table.having(Verdict.TODO)

    def clashes(self) -> list[PlanRow]:
        """Photos whose results would replace each other or a source; while there are any, the batch cannot start."""
        return [self._row(index) for index in self.table.having(Verdict.CLASH)]

    def source(self, index: int) -> Path:
        """A photo's file."""
        folder, _ = self.table.folders[self.table.folder[index]]
        return Path(folder, self.table.name(index))

    def relative_target(self, index: int) -> str:
        """Where a photo's result goes, relative to the output, with slashes."""
        known = self.table.targets.get(index)
        if known is not None:
            return known
        folder, below = self.table.folders[self.table.folder[index]]
        if self.spec.in_place:
            return os.path.relpath(Path(folder, self.table.name(index)), self.spec.output).replace(os.sep, "/")
        return below + self.spec.template.render(self._fields(index))

    def target(self, index: int) -> Path:
        """Where a photo's result goes."""
        return self.spec.output / self.relative_target(index)

    def target_folders(self) -> set[Path]:
        """Every folder that results go to or went to."""
        if self.spec.in_place:
            return {Path(folder) for folder, _ in self.table.folders}
        below = {below for _, below in self.table.folders}
        recorded = {target.rpartition("/")[0] for target in self.table.targets.values()}
        return {self.spec.output / folder for folder in below | recorded}

    def result_size(self, index: int) -> tuple[int, int] | None:
        """``(width, height)`` of a photo's result, ``None`` where that is unknown or impossible."""
        size = self.table.size(index)
        try:
            return None if size is None else self.spec.options.output_size(size)
        except UsageError:
            return None

    def job(self, index: int) -> RestoreJob:
        """What is to be done with a photo."""
        replacing = self.spec.in_place or self.spec.conflict is Conflict.OVERWRITE
        encoding = replace(self.spec.encoding, overwrite=replacing)
        return RestoreJob(self.source(index), self.target(index), self.spec.options, encoding=encoding)

    def _row(self, index: int) -> PlanRow:
        table = self.table
        return PlanRow(
            index=index,
            source=self.source(index),
            target=self.target(index),
            kind=table.kinds.texts[table.kind[index]],
            size_bytes=table.size_bytes[index],
            size=table.size(index),
            verdict=Verdict(table.verdict[index]),
            reason=table.reasons.texts[table.reason[index]],
            number=table.number[index],
        )

    def _fields(self, index: int) -> NameFields:
        table, options = self.table, self.spec.options
        stem, _ = os.path.splitext(table.name(index))  # noqa: PTH122 - a million times
        width, height = self.result_size(index) or (0, 0)
        return NameFields(
            stem=stem,
            ext=table.suffixes.texts[table.suffix[index]],
            model=options.model,
            scale=options.scale,
            width=width,
            height=height,
            enlargement=options.enlargement,
            date=self._date(index),
            counter=table.number[index],
        )

    def _date(self, index: int) -> datetime:
        """When the photo was taken, or else when its file was changed last, UTC."""
        seconds = self.table.date[index]
        if seconds != NO_DATE:
            return _EPOCH + timedelta(seconds=seconds)
        return datetime.fromtimestamp(self.table.mtime_ns[index] // 10**9, UTC).replace(tzinfo=None)
