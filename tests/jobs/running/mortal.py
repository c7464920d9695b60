"""A batch that is killed: started once, it forks for every run, so that a hundred deaths cost little.

Reads lines ``FOLDER POINT`` and answers each with how the run ended: ``-9`` killed, else its exit code. The run is
killed at the given point of its way to the disk (-1: never): points are counted before and after everything that
changes a file's name or makes its content durable, and within lines of the journal. What kind of run it is says the
name of a file in the folder: ``in-place``, ``watch`` or ``cluster``; without any it is a batch.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from srdesk.jobs import journal as journal_module
from srdesk.jobs.journal import open_journal
from srdesk.jobs.places import journal_of
from srdesk.jobs.running.control import RunControl
from srdesk.jobs.running.lanes import Lanes
from srdesk.jobs.running.policy import RunPolicy
from srdesk.jobs.running.run import run_batch
from srdesk.jobs.watch import watch
from srdesk.restore import Restorer
from tests.fakes import RepeatSession, catalogue, opener
from tests.jobs.cluster.test_run import Scene
from tests.jobs.trees import Tree


class Fate:
    """Counts the points and kills at one of them."""

    def __init__(self, point: int) -> None:
        self._left = point
        self._lock = threading.Lock()

    def pass_by(self) -> None:
        with self._lock:
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            self._left -= 1

    def around(self, work: Callable[..., Any]) -> Callable[..., Any]:
        def done(*arguments: Any, **options: Any) -> Any:
            self.pass_by()
            made = work(*arguments, **options)
            self.pass_by()
            return made

        return done

    def torn(self, line_of: Callable[[Any], bytes], journal: Path) -> Callable[[Any], bytes]:
        """Lines of the journal of which only the first half may get to the disk."""

        def line(record: Any) -> bytes:
            whole = line_of(record)
            with journal.open("ab") as half:
                position = half.tell()
                half.write(whole[: len(whole) // 2])
                half.flush()
                self.pass_by()
                half.truncate(position)
            return whole

        return line


def live(folder: Path, point: int) -> int:
    """One run."""
    fate = Fate(point)
    for name in ("fsync", "replace", "link", "unlink", "mkdir", "rename"):
        setattr(os, name, fate.around(getattr(os, name)))
    tree = Tree(folder)
    in_place = (folder / "in-place").exists()
    output = tree.inside if in_place else tree.out
    open_journal(output).close()  # its first line is not torn here: the journal's own tests do that
    journal_module.line_of = fate.torn(journal_module.line_of, journal_of(output))
    if (folder / "cluster").exists():
        return int(Scene(folder).run().exit_code)
    if (folder / "watch").exists():
        return watched(tree)
    changes = {"output": output, "in_place": True} if in_place else {}
    with open_journal(output) as journal:
        plan = tree.plan(journal, **changes)
        return int(run_batch(plan, restorer(), journal, policy=RunPolicy(lanes=Lanes())).exit_code)


def watched(tree: Tree) -> int:
    """One watch over what is there."""
    with open_journal(tree.out) as journal:
        outcomes = watch(
            tree.spec(),
            restorer(),
            journal,
            control=RunControl(),
            policy=RunPolicy(lanes=Lanes()),
            interval=0.001,
            settle=0.0,
            once=True,
        )
    return max((int(outcome.exit_code) for outcome in outcomes), default=0)


def restorer() -> Restorer:
    """With a network that repeats pixels."""
    return Restorer(catalogue(), opener=opener(RepeatSession()))


def main() -> None:
    """Fork for every line."""
    for line in sys.stdin:
        folder, _, point = line.rstrip("\n").rpartition(" ")
        child = os.fork()
        if child == 0:
            try:
                os._exit(live(Path(folder), int(point)))
            except BaseException:  # noqa: BLE001 - told by the exit code
                import traceback

                traceback.print_exc()
                os._exit(99)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
