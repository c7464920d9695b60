"""RunPolicy: how a run behaves."""

from dataclasses import dataclass

from srdesk.jobs.running.control import Politeness
from srdesk.jobs.running.lanes import Lanes


@dataclass(frozen=True)
class RunPolicy:
    """How a run behaves.

    ``fail_fast`` ends it at the first failure; after ``failures_in_a_row`` (0: never) it pauses, or ends if it is
    ``unattended``, as it does when the disk is full. ``max_ram`` bounds, in bytes, what photos under way take;
    ``lanes`` is how photos share the processor, ``None`` for what measurements say is best.
    """

    fail_fast: bool = False
    failures_in_a_row: int = 20
    unattended: bool = False
    max_ram: int | None = None
    lanes: Lanes | None = None
    politeness: Politeness = Politeness()
