"""DaskLink: the connection to a Dask scheduler and, through it, to workers; the only module that knows Dask."""

import itertools
import logging
from collections.abc import Iterable
from contextlib import suppress
from queue import Empty, SimpleQueue

from distributed import Client, Future, KilledWorker, Status, get_worker
from distributed.client import FutureCancelledError
from distributed.comm import CommClosedError

from srdesk.errors import EngineError, UsageError
from srdesk.jobs.cluster.bench import Seat
from srdesk.jobs.cluster.link import Answer, LinkLost, Work
from srdesk.jobs.cluster.orders import Reply
from srdesk.texts import Text

_CONNECT_WITHIN, _RENEW_WITHIN = 10.0, 3.0
_CLOSE_WITHIN = 2.0
# One that is short of memory pauses: it goes on with what it has.
_ALIVE = frozenset({Status.running.name, Status.paused.name})


class DaskLink:
    """A link to the scheduler at an address such as ``tcp://host:8786`` or ``tls://host:8786``.

    TLS is as configured for Dask itself. Raises `UsageError` for what is no address, `EngineError` without an answer.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._numbers = itertools.count()
        self._asked: dict[int, Future] = {}
        self._answered: SimpleQueue[Answer] = SimpleQueue()
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        self._client: Client | None = self._connected(_CONNECT_WITHIN)

    def workers(self) -> dict[str, int]:
        try:
            found = self._living().scheduler_info(n_workers=-1)["workers"]
        except (OSError, TimeoutError) as error:
            raise LinkLost from error
        return {address: worker["nthreads"] for address, worker in found.items() if worker["status"] in _ALIVE}

    def submit(self, worker: str, work: Work, argument: object) -> int:
        ticket = next(self._numbers)
        client = self._living()
        future = client.submit(
            _at_seat, work, argument, workers=[worker], allow_other_workers=False, pure=False, retries=0
        )
        self._asked[ticket] = future
        client.loop.add_callback(self._fetch, ticket, future)
        return ticket

    def answers(self, within: float) -> list[Answer]:
        found = []
        with suppress(Empty):
            found.append(self._answered.get(timeout=within))
            while True:
                found.append(self._answered.get_nowait())
        self._living()
        known = [answer for answer in found if self._asked.pop(answer.ticket, None) is not None]
        if any(answer.error == FutureCancelledError.__name__ for answer in known):
            raise LinkLost
        return known

    def withdraw(self, tickets: Iterable[int]) -> None:
        futures = [self._asked.pop(ticket) for ticket in tickets if ticket in self._asked]
        if futures:
            self._living().cancel(futures)

    def renew(self) -> bool:
        self.close()
        try:
            self._client = self._connected(_RENEW_WITHIN)
        except EngineError:
            return False
        return True

    def close(self) -> None:
        self._asked.clear()
        client, self._client = self._client, None
        if client is not None:
            with suppress(OSError, TimeoutError, RuntimeError):
                client.close(timeout=_CLOSE_WITHIN)

    def _connected(self, within: float) -> Client:
        try:
            return Client(self._address, timeout=within, set_as_default=False)
        except ValueError as error:
            raise UsageError(
                Text("{0} is no address of a scheduler: {1}.", self._address, error),
                hint="tcp://HOST:8786, for instance.",
            ) from error
        except (OSError, TimeoutError) as error:
            raise EngineError(
                Text("The scheduler {0} does not answer.", self._address),
                hint="Is it running, and reachable from here? dask scheduler starts one.",
            ) from error

    async def _fetch(self, ticket: int, future: Future) -> None:
        """Wait on the client's own loop until work is done; whatever a worker raised is an answer too."""
        try:
            answer = Answer(ticket, await future)
        except Exception as error:  # noqa: BLE001 - carried to the run
            name = type(error).__name__
            said = name if isinstance(error, FutureCancelledError) else f"{name}: {error}"
            answer = Answer(ticket, None, said, ended=isinstance(error, KilledWorker | CommClosedError))
        self._answered.put(answer)

    def _living(self) -> Client:
        if self._client is None or self._client.status != "running":
            raise LinkLost
        return self._client


def _at_seat(work: Work, argument: object) -> Reply:
    """On a worker: do work at the seat of this task."""
    worker = get_worker()
    key = worker.get_current_task()

    def withdrawn() -> bool:
        task = worker.state.tasks.get(key)
        return task is None or task.state != "executing"

    return work(argument, Seat(worker.state.nthreads, withdrawn))
