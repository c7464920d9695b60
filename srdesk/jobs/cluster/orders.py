"""What a run and its workers say to each other: frozen values that can be pickled."""

from dataclasses import dataclass
from pathlib import Path

from srdesk.errors import SrdeskError
from srdesk.jobs.job import JobOutcome, RestoreJob
from srdesk.jobs.planning.spec import BatchSpec
from srdesk.jobs.records import DoneRecord
from srdesk.jobs.running.recorder import Entry


@dataclass(frozen=True)
class Demand:
    """What a worker has to have to work on a batch: this srdesk, the same networks, a view of the same folders.

    ``settings`` is the hash under which the journal knows results, ``journal`` the journal's own ``id``. Photos under
    way on one worker may take ``max_ram`` bytes together, ``None`` for half of what is free there.
    """

    version: str
    spec: BatchSpec
    settings: str
    journal: str
    max_ram: int | None = None


@dataclass(frozen=True)
class Order:
    """A photo of a batch to be restored by a worker, which takes about ``memory`` bytes for it."""

    demand: Demand
    index: int
    job: RestoreJob
    entry: Entry
    memory: int


@dataclass(frozen=True)
class Made:
    """A photo's result is whole and on disk as ``part``; it counts once the run has recorded it and named it so."""

    outcome: JobOutcome
    record: DoneRecord
    part: Path


@dataclass(frozen=True)
class Spoilt:
    """A photo could not be restored, and another worker could not either; ``details`` only of bugs."""

    error: SrdeskError
    details: str = ""


@dataclass(frozen=True)
class Fit:
    """A worker may take orders."""


@dataclass(frozen=True)
class Unfit:
    """A worker may not: the sentence goes on behind its address, the hint says what to do there."""

    reason: str
    hint: str


Reply = Made | Spoilt | Fit | Unfit
