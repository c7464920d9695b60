"""What a journal comes to: the photos that are done and those that failed, and their sums."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from srdesk.jobs.journal import BatchJournal
from srdesk.jobs.records import DoneRecord, EndRecord, FailedRecord, RunRecord


@dataclass(frozen=True)
class Totals:
    """Sums over the last words on all photos; ``seconds`` are those of all runs that came to their end."""

    done: int
    failed: int
    source_bytes: int
    result_bytes: int
    pixels: int
    result_pixels: int
    metadata_kept: int
    metadata_total: int
    engine_seconds: float
    seconds: float
    began: str
    ended: str


class Account:
    """A batch as its journal tells it; photos are read from there as they are asked for."""

    def __init__(self, output: Path, journal: BatchJournal) -> None:
        self.output, self._journal = output, journal

    @property
    def run(self) -> RunRecord | None:
        """What was asked for last."""
        return self._journal.last_run

    def done(self) -> Iterator[DoneRecord]:
        return (record for record in self._journal.last_words() if isinstance(record, DoneRecord))

    def failed(self) -> Iterator[FailedRecord]:
        return (record for record in self._journal.last_words() if isinstance(record, FailedRecord))

    def photos(self) -> Iterator[DoneRecord | FailedRecord]:
        """All of them, in the order in which they were through."""
        return (record for record in self._journal.last_words() if isinstance(record, DoneRecord | FailedRecord))

    def totals(self) -> Totals:
        """Added up in one pass."""
        sums = dict.fromkeys(_SUMS, 0)
        engine = 0.0
        for record in self.photos():
            if isinstance(record, FailedRecord):
                sums["failed"] += 1
                continue
            engine += record.engine_seconds
            for name, amount in zip(_SUMS[1:], _amounts(record), strict=True):
                sums[name] += amount
        runs = [record for record in self._journal.records() if isinstance(record, RunRecord | EndRecord)]
        return Totals(
            **sums,
            engine_seconds=engine,
            seconds=sum(record.seconds for record in runs if isinstance(record, EndRecord)),
            began=runs[0].time if runs else "",
            ended=runs[-1].time if runs else "",
        )


_SUMS = (
    "failed",
    "done",
    "source_bytes",
    "result_bytes",
    "pixels",
    "result_pixels",
    "metadata_kept",
    "metadata_total",
)


def _amounts(record: DoneRecord) -> tuple[int, ...]:
    return (
        1,
        record.source_mark.size,
        record.target_mark.size,
        record.source_size[0] * record.source_size[1],
        record.target_size[0] * record.target_size[1],
        record.metadata_kept,
        record.metadata_total,
    )
