"""Where photos of a batch stand, and which of them are to be seen."""

from enum import IntEnum, StrEnum

from srdesk.jobs.planning.table import Verdict
from srdesk.jobs.queue import State


class Standing(IntEnum):
    """How far a photo has come: the first six in this run, ``LEFT`` waits for the next, the others are as planned."""

    WAITING = 0
    READING = 1
    RESTORING = 2
    WRITING = 3
    DONE = 4
    FAILED = 5
    LEFT = 6
    DONE_BEFORE = 7
    FAILED_BEFORE = 8
    SKIPPED = 9
    CLASH = 10


PLANNED = {
    Verdict.TODO: Standing.WAITING,
    Verdict.DONE: Standing.DONE_BEFORE,
    Verdict.SKIPPED: Standing.SKIPPED,
    Verdict.FAILED: Standing.FAILED_BEFORE,
    Verdict.CLASH: Standing.CLASH,
}
"""Where photos stand before a run."""

REACHED = {
    State.QUEUED: Standing.WAITING,
    State.READING: Standing.READING,
    State.LOADING: Standing.RESTORING,
    State.RUNNING: Standing.RESTORING,
    State.ENCODING: Standing.WRITING,
    State.DONE: Standing.DONE,
    State.FAILED: Standing.FAILED,
    State.CANCELLED: Standing.LEFT,
}
"""Where photos stand in a run."""

UNDER_WAY = frozenset({Standing.READING, Standing.RESTORING, Standing.WRITING})


class Sieve(StrEnum):
    """Which photos are shown."""

    ALL = "all"
    UNDER_WAY = "under way"
    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
    LEFT_OUT = "left out"


LET_THROUGH = {
    Sieve.ALL: frozenset(Standing),
    Sieve.UNDER_WAY: UNDER_WAY,
    Sieve.WAITING: frozenset({Standing.WAITING, Standing.LEFT}),
    Sieve.DONE: frozenset({Standing.DONE, Standing.DONE_BEFORE}),
    Sieve.FAILED: frozenset({Standing.FAILED, Standing.FAILED_BEFORE}),
    Sieve.LEFT_OUT: frozenset({Standing.SKIPPED, Standing.CLASH}),
}
