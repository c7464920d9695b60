"""Schedulers, workers and runs of a cluster on this computer: started once, it forks for every one of them.

Reads JSON lines ``{"role": ..., ...}`` and tells what happens in JSON lines, each with the ``pid`` it happened to.
"""

import asyncio
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from distributed import Scheduler, Worker

import srdesk
from srdesk.cli import main as main_of_cli
from srdesk.errors import SrdeskError
from srdesk.jobs.cluster import bench, dask_link, orders, run
from srdesk.jobs.journal import open_journal
from srdesk.jobs.planning.planner import plan_batch
from srdesk.jobs.running.control import RunControl
from srdesk.jobs.running.events import BatchEvent, Noticed, PhotoDone, PhotoFailed, RunPaused
from srdesk.progress import Cancelled, CancelToken
from srdesk.restore import Restorer
from tests.fakes import RepeatSession, catalogue_of, opener
from tests.jobs.trees import Tree

TOLD = os.dup(1)


def tell(what: str, **details: object) -> None:
    os.write(TOLD, json.dumps({"what": what, "pid": os.getpid(), **details}).encode() + b"\n")


def scheduler(*, port: int = 0) -> int:
    async def serve() -> None:
        async with Scheduler(host="127.0.0.1", port=port, dashboard=False, dashboard_address="127.0.0.1:0") as served:
            tell("serves", address=served.address)
            await served.finished()

    return _last(serve())


def worker(*, address: str, weights: str, version: str = "", threads: int = 1, **fate: Any) -> int:
    """``version`` and ``weights`` may be others than those of the run; what else there is to it says `Doomed`.

    Without weights it is a worker as anybody would start it.
    """
    srdesk.__version__ = version or srdesk.__version__
    if weights:
        restorer = Restorer(catalogue_of(Path(weights)), opener=opener(Doomed(**fate)))
        bench.BENCH = TellingBench(lambda _demand: restorer)

    async def serve() -> None:
        async with Worker(address, nthreads=threads, host="127.0.0.1", dashboard=False) as served:
            tell("joined", address=served.address)
            await served.finished()

    return _last(serve())


def batch(*, folder: str, address: str, weights: str, patience: float = 60.0) -> int:
    """A run; it is told to stop after the photo by SIGINT, and at once by SIGTERM."""
    tree, catalogue = Tree(Path(folder)), catalogue_of(Path(weights))
    control = RunControl()
    signal.signal(signal.SIGTERM, lambda *_: control.stop_now())
    run._LOOK_EVERY = 0.1
    dask_link._RENEW_WITHIN = 0.5
    link = dask_link.DaskLink(address)
    with open_journal(tree.out) as journal:
        plan = plan_batch(tree.spec(), catalogue.specs, journal=journal)
        restorer = Restorer(catalogue, opener=opener(RepeatSession()))
        outcome = run.run_on_cluster(plan, restorer, journal, link, control=control, sink=heard, patience=patience)
    link.close()
    tell("outcome", done=outcome.done, failed=outcome.failed, remaining=outcome.remaining, stopped=outcome.stopped)
    return int(outcome.exit_code)


def cli(*, arguments: list[str]) -> int:
    dask_link._CONNECT_WITHIN = 1.0
    return main_of_cli(arguments, window=lambda _files: 1)


def heard(event: BatchEvent) -> None:
    if isinstance(event, Noticed):
        tell("notice", text=event.text)
    elif isinstance(event, PhotoDone):
        tell("done", target=event.record.target)
    elif isinstance(event, PhotoFailed):
        tell("failed", source=event.record.source, message=event.record.message)
    elif isinstance(event, RunPaused):
        tell("paused", causes=[cause.name for cause in event.causes])


class TellingBench(bench.Bench):
    """Tells when it was made to stop."""

    def fulfil(self, order: orders.Order, seat: bench.Seat) -> orders.Reply:
        try:
            return super().fulfil(order, seat)
        except Cancelled:
            tell("stopped")
            raise


class Doomed(RepeatSession):
    """Enlarges until it is to end: it blocks in its first photo, is slow, or kills its process.

    ``deadly`` is the width of photos that kill in the network, ``dies`` the moment of its first photo at which it does:
    while its file is ``half`` written, or ``whole`` and on disk.
    """

    def __init__(self, *, blocks: bool = False, slow: bool = False, deadly: int = 0, dies: str = "") -> None:
        super().__init__()
        self._blocks, self._slow, self._deadly = blocks, slow, deadly
        if dies:
            os.fsync = _dying(os.fsync, half=dies == "half")

    def run(self, planes: Any, token: CancelToken) -> Any:
        if planes.shape[-1] == self._deadly:
            _die()
        if self._blocks:
            tell("inside")
            while True:
                time.sleep(0.02)
                token.check()
        if self._slow:
            tell("tile")
            time.sleep(0.1)
        return super().run(planes, token)


def _dying(fsync: Callable[[int], None], *, half: bool) -> Callable[[int], None]:
    def fatal(file: int) -> None:
        if half:
            os.ftruncate(file, os.fstat(file).st_size // 2)
        fsync(file)
        _die()

    return fatal


def _die() -> None:
    tell("dies")
    os.kill(os.getpid(), signal.SIGKILL)


def _last(work: Coroutine[Any, Any, None]) -> int:
    asyncio.run(work)
    return 0


ROLES: dict[str, Callable[..., int]] = {"scheduler": scheduler, "worker": worker, "batch": batch, "cli": cli}


def main() -> None:
    """Nobody is waited for, so that no process id means somebody else while the troupe is there."""
    for line in sys.stdin:
        request = json.loads(line)
        if os.fork() == 0:
            _play(request)


def _play(request: dict[str, Any]) -> None:
    code = 99
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    tell("started")
    try:
        code = ROLES[request.pop("role")](**request)
    except SrdeskError as error:
        tell("refused", message=str(error))
        code = int(error.exit_code)
    except BaseException:  # noqa: BLE001 - told by the exit code
        traceback.print_exc()
    finally:
        tell("ended", code=code)
        os._exit(code)


if __name__ == "__main__":
    main()
