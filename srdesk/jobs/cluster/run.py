"""run_on_cluster: a plan carried out by workers elsewhere, while this process alone keeps the books."""

import time
from collections.abc import Callable
from dataclasses import replace

import srdesk
from srdesk.errors import EngineError, SrdeskError
from srdesk.imaging.files import discard
from srdesk.jobs.cluster.bench import fulfil, inspect
from srdesk.jobs.cluster.crew import Crew, Mate
from srdesk.jobs.cluster.link import Answer, Link, LinkLost
from srdesk.jobs.cluster.orders import Demand, Fit, Made, Order, Spoilt, Unfit
from srdesk.jobs.journal import BatchJournal
from srdesk.jobs.planning.plan import BatchPlan
from srdesk.jobs.queue import State
from srdesk.jobs.running.attendant import attended
from srdesk.jobs.running.budget import needed
from srdesk.jobs.running.control import Cause, RunControl
from srdesk.jobs.running.events import BatchOutcome, BatchSink, Noticed, unheard
from srdesk.jobs.running.ledger import RunLedger
from srdesk.jobs.running.leftovers import remove_leftovers
from srdesk.jobs.running.policy import RunPolicy
from srdesk.progress import Cancelled
from srdesk.restore import Restorer
from srdesk.texts import Text

PATIENCE = 600.0
"""Seconds to wait for a scheduler that is gone, or for a first worker that is fit."""
_TURN = 0.2
_LOOK_EVERY = 1.0
_ASK_AGAIN = 60.0
# A worker takes some seconds to load srdesk and to look around.
_GRACE = {Cause.SCHEDULER_GONE: 0.0, Cause.NO_WORKERS: 10.0}
_STOPPED = {
    Cause.SCHEDULER_GONE: "the scheduler did not come back",
    Cause.NO_WORKERS: "no worker came that can take a photo",
}


def run_on_cluster(
    plan: BatchPlan,
    restorer: Restorer,
    journal: BatchJournal,
    link: Link,
    *,
    control: RunControl | None = None,
    sink: BatchSink = unheard,
    policy: RunPolicy | None = None,
    patience: float = PATIENCE,
) -> BatchOutcome:
    """Carry a plan out as `run_batch` does, with the same events, journal and results, by workers behind a link.

    Workers write results beside their targets; this process records them and gives them their names, so that nothing
    counts twice whatever becomes of a worker. Those that are not fit, because srdesk, networks or folders are others
    there, are named in a notice and get nothing. A pause, and a stop after the photo, let workers finish what they
    have. After ``patience`` seconds without a scheduler or a fit worker the run ends; the next one goes on. Raises as
    `run_batch` does.
    """
    return ClusterRun(plan, restorer, journal, link, control=control, sink=sink, policy=policy, patience=patience).run()


class ClusterRun:
    """A run of a plan by workers; one thread does all of it."""

    def __init__(
        self,
        plan: BatchPlan,
        restorer: Restorer,
        journal: BatchJournal,
        link: Link,
        *,
        control: RunControl | None = None,
        sink: BatchSink = unheard,
        policy: RunPolicy | None = None,
        patience: float = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._plan, self._restorer, self._journal, self._link = plan, restorer, journal, link
        self._control, self._policy = control or RunControl(), policy or RunPolicy()
        self._ledger = RunLedger(plan, journal, control=self._control, sink=sink, policy=self._policy)
        self._demand = Demand(srdesk.__version__, plan.spec, plan.settings, journal.header.id, self._policy.max_ram)
        self._crew = Crew(plan.todo())
        self._asked: dict[int, str] = {}
        self._threads: dict[str, int] = {}
        self._known: dict[str, float] = {}
        self._patience, self._clock = patience, clock
        self._looked = self._well = clock()
        self._looked -= _LOOK_EVERY
        self._said: set[tuple[str, str]] = set()
        self._strays = False

    def run(self) -> BatchOutcome:
        """Do it all; see `run_on_cluster`."""
        self._options = self._ledger.begin(self._restorer)
        self._control.be_polite(self._policy.politeness)
        with attended(self._control):
            while self._going():
                try:
                    self._turn()
                except LinkLost:
                    self._on_lost()
        self._withdraw()
        if self._strays:
            remove_leftovers(self._plan, self._journal)
        return self._ledger.end()

    def _going(self) -> bool:
        if self._control.token.cancelled:
            return False
        return bool(self._crew.under_way) or (not self._control.stopping and self._crew.waiting)

    def _turn(self) -> None:
        self._look_around()
        self._hand_out()
        for answer in self._link.answers(_TURN):
            address = self._asked.pop(answer.ticket, None)
            if address is not None:
                self._judge(address, answer)
            else:
                self._take(answer)

    def _look_around(self) -> None:
        """Notice workers that came and went."""
        if self._clock() - self._looked < _LOOK_EVERY:
            return
        self._threads = self._link.workers()
        self._looked = self._clock()
        for address in [address for address in self._crew.mates if address not in self._threads]:
            self._on_gone(address)
        self._forget_absent()
        for address in self._threads:
            if address not in self._crew.mates and self._known.get(address, 0.0) <= self._clock():
                self._known[address] = self._clock() + _ASK_AGAIN
                self._asked[self._link.submit(address, inspect, self._demand)] = address
        self._wait_for(Cause.NO_WORKERS, waiting=not self._crew.mates)

    def _forget_absent(self) -> None:
        """Leave the check of a worker that is gone, so that it is checked anew as soon as it is back."""
        owed = [ticket for ticket, address in self._asked.items() if address not in self._threads]
        for ticket in owed:
            del self._asked[ticket]
        self._link.withdraw(owed)
        for address in self._known.keys() - self._threads.keys():
            del self._known[address]

    def _judge(self, address: str, answer: Answer) -> None:
        """Let a worker in, or say why not."""
        if isinstance(answer.reply, Fit):
            self._crew.join(address, self._threads.get(address, 1))
            self._ledger.pace.lanes = sum(mate.threads for mate in self._crew.mates.values())
            self._wait_for(Cause.NO_WORKERS, waiting=False)
        elif isinstance(answer.reply, Unfit):
            self._refuse(address, f"{answer.reply.reason} {answer.reply.hint}")
        elif answer.ended:
            self._known[address] = self._clock() + _LOOK_EVERY
        else:
            self._refuse(address, Text("it cannot take work of srdesk {0} ({1}).", srdesk.__version__, answer.error))

    def _refuse(self, address: str, why: str) -> None:
        if (address, why) not in self._said:
            self._said.add((address, why))
            self._ledger.tell(Noticed(Text("The worker {0} is left out: {1}", address, why)))
        if address in self._crew.mates:
            self._link.withdraw(self._crew.dismiss(address))

    def _hand_out(self) -> None:
        if self._control.causes or self._control.stopping:
            return
        for mate, index in self._crew.choose():
            self._crew.given(mate, self._link.submit(mate.address, fulfil, self._order(index)), index)
            self._ledger.enter(index, State.RUNNING)

    def _order(self, index: int) -> Order:
        job = replace(self._plan.job(index), options=self._options)
        memory = needed(self._plan.table.size(index), self._plan.result_size(index))
        return Order(self._demand, index, job, self._ledger.recorder.entry(index), memory)

    def _take(self, answer: Answer) -> None:
        found = self._crew.back(answer.ticket)
        if found is None:
            if isinstance(answer.reply, Made):
                discard(answer.reply.part)
            return
        mate, index = found
        try:
            self._conclude(mate, index, answer)
        except Cancelled:
            self._ledger.dropped(index)

    def _conclude(self, mate: Mate, index: int, answer: Answer) -> None:
        reply = answer.reply
        mate.proven = mate.proven or isinstance(reply, Made | Spoilt)
        if isinstance(reply, Made):
            self._accept(index, reply)
        elif isinstance(reply, Spoilt):
            if self._ledger.patience.outlast(reply.error):
                self._crew.again(index)
            else:
                self._ledger.failed(index, reply.error, details=reply.details)
        elif answer.ended:
            self._suspect(mate, index)
        else:
            self._crew.again(index)
            why = f"{reply.reason} {reply.hint}" if isinstance(reply, Unfit) else answer.error
            self._refuse(mate.address, why)

    def _accept(self, index: int, made: Made) -> None:
        overwrite = made.outcome.job.encoding.overwrite

        def accepted() -> None:
            self._ledger.recorder.accept(made.record, made.part, overwrite=overwrite)

        try:
            self._ledger.patience.persist(accepted)
        except SrdeskError as error:
            self._ledger.failed(index, error)
        except Cancelled:
            discard(made.part)
            raise
        else:
            self._ledger.done(index, made.outcome, made.record)

    def _on_gone(self, address: str) -> None:
        """A worker ended, or is cut off, with what it had."""
        mate = self._crew.leave(address)
        self._ledger.tell(Noticed(Text("The worker {0} is gone; what it had goes to others.", address)))
        for index in mate.photos.values():
            self._suspect(mate, index)
        self._link.withdraw(mate.photos)

    def _suspect(self, mate: Mate, index: int) -> None:
        self._strays = True
        if not self._crew.suspect(mate, index):
            ended = self._crew.losses(index)
            text = Text("{0} workers ended while they restored {1}.", ended, self._plan.source(index))
            self._ledger.failed(
                index,
                EngineError(
                    text, hint="It may need more memory than they have: restore it by itself, with smaller tiles."
                ),
            )

    def _on_lost(self) -> None:
        """The scheduler is gone: nobody can tell what became of what workers have, so none of it is waited for."""
        self._strays = True
        self._crew.disband()
        self._asked.clear()
        self._known.clear()
        self._wait_for(Cause.SCHEDULER_GONE, waiting=True)
        if self._going():
            with_it = self._link.renew()
            self._wait_for(Cause.SCHEDULER_GONE, waiting=not with_it)

    def _wait_for(self, cause: Cause, *, waiting: bool) -> None:
        """Rest for a cause, or no longer; end the run when that lasts too long."""
        if not waiting:
            self._well = self._clock()
            if cause in self._control.causes:
                self._control.resume(cause)
        elif self._clock() - self._well > self._patience:
            self._control.stop_now(_STOPPED[cause])
        elif self._clock() - self._well > _GRACE[cause]:
            self._control.pause(cause)

    def _withdraw(self) -> None:
        """Leave what workers still have for the next run."""
        tickets = self._crew.under_way
        self._strays = self._strays or bool(tickets)
        try:
            self._link.withdraw(tickets)
        except LinkLost:
            self._strays = True
        for index in self._crew.drop_all():
            self._ledger.dropped(index)
