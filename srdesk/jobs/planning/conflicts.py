"""Names that are taken: by files that exist, by other results of the same batch, by sources."""

import itertools
import os
from pathlib import PurePosixPath

from srdesk.jobs.keys import KeyIndex, key_of
from srdesk.jobs.planning.plan import BatchPlan
from srdesk.jobs.planning.selection import Reason
from srdesk.jobs.planning.spec import Conflict
from srdesk.jobs.planning.table import Verdict
from srdesk.jobs.planning.template import folded
from srdesk.jobs.planning.walk import Identifier

SAME_NAME = "would have a result of the same name as another photo"
ON_SOURCE = "would have a result in the place of a photo"


def identifier_key(identifier: Identifier) -> int:
    """A key for a file on a device."""
    return key_of(f"{identifier[0]}:{identifier[1]}")


def resolve(plan: BatchPlan, sources: KeyIndex) -> None:
    """Give each photo to be done a name of its own by the plan's policy, or the verdict that it has none.

    ``sources`` has the `identifier_key` of every source. Names are compared as the most forgiving file system would.
    """
    if not plan.spec.in_place:
        _Resolution(plan, sources).resolve()


class _Resolution:
    def __init__(self, plan: BatchPlan, sources: KeyIndex) -> None:
        self._plan, self._sources = plan, sources
        self._targets = KeyIndex()
        self._fresh: set[int] = set()
        self._holders: dict[int, int] = {}

    def resolve(self) -> None:
        table = self._plan.table
        occupying = [*table.having(Verdict.DONE), *table.having(Verdict.TODO)]
        for index in occupying:
            self._targets.add(_key(self._plan.relative_target(index)), index)
        shared = self._targets.shared()
        for index in occupying:
            key = _key(self._plan.relative_target(index)) if shared else 0
            holder = self._holders.setdefault(key, index) if key in shared else index
            if table.verdict[index] == Verdict.TODO:
                self._decide(index, contested=holder != index)

    def _decide(self, index: int, *, contested: bool) -> None:
        """What becomes of a photo whose name may exist, or which another photo has claimed."""
        conflict, table = self._plan.spec.conflict, self._plan.table
        exists = os.path.lexists(self._plan.target(index))
        if conflict is Conflict.UNIQUE and (exists or contested):
            table.targets[index] = self._free_name(self._plan.relative_target(index))
        elif conflict is Conflict.SKIP and exists:
            table.judge(index, Verdict.SKIPPED, Reason.EXISTS)
        elif contested:
            table.judge(index, Verdict.CLASH, SAME_NAME)
        elif exists and self._is_source(index):
            table.judge(index, Verdict.CLASH, ON_SOURCE)

    def _free_name(self, target: str) -> str:
        """The first of the target's numbered namesakes that neither exists nor is another result."""
        path = PurePosixPath(target)
        for number in itertools.count(2):
            candidate = str(path.with_stem(f"{path.stem}-{number}"))
            key = _key(candidate)
            taken = key in self._fresh or self._targets.find(key) is not None
            if not taken and not os.path.lexists(self._plan.spec.output / candidate):
                self._fresh.add(key)
                return candidate
        raise AssertionError("unreachable")

    def _is_source(self, index: int) -> bool:
        try:
            status = self._plan.target(index).stat()
        except OSError:
            return False
        return self._sources.find(identifier_key((status.st_dev, status.st_ino))) is not None


def _key(target: str) -> int:
    return key_of(folded(target))
