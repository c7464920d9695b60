"""The batch's desk: what is asked for, planned, under way and done. Knows no widgets."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from srdesk.errors import UsageError
from srdesk.gui.background import Background, Failure
from srdesk.gui.batch import words
from srdesk.gui.batch.aftermath import THIS_COMPUTER, Aftermath, Computer
from srdesk.gui.batch.draft import BatchDraft
from srdesk.gui.batch.planning import BatchPlanning
from srdesk.gui.batch.press import BatchPress
from srdesk.gui.batch.reins import Reins
from srdesk.gui.batch.rows import BatchRows
from srdesk.gui.batch.stage import PAGE_OF, Page, Stage
from srdesk.gui.languages import translated
from srdesk.gui.notices import Notices
from srdesk.gui.wording import Message, failure_message
from srdesk.jobs.running.control import Cause
from srdesk.jobs.running.finish import check_finish
from srdesk.models.spec import ModelSpec

if TYPE_CHECKING:
    from srdesk.gui.batch.work import Ended, Planned
    from srdesk.gui.operations import MakeRestorer
    from srdesk.jobs.planning.spec import BatchSpec
    from srdesk.jobs.running.events import BatchOutcome, BatchProgress
    from srdesk.jobs.undo import Undone


class BatchDesk(QObject):
    """One batch at a time; says by signals how it goes."""

    changed = Signal()
    """`draft`, `stage`, `planned`, `outcome` or why the run rests is another than before."""
    progressed = Signal()
    """`progress` or `planning.found` is further."""
    halted = Signal(object)
    """The run rests until somebody does something: the `Cause`."""
    ended = Signal()
    """The run is over; `outcome` says how."""
    turned = Signal()
    """Another `page` is looked at."""
    wanted = Signal()
    """Somebody wants to see the batch."""

    def __init__(
        self,
        make_restorer: "MakeRestorer",
        specs: Sequence[ModelSpec],
        *,
        lane: Background,
        files: Background,
        window_busy: Callable[[], bool],
        places: Path,
        computer: Computer = THIS_COMPUTER,
    ) -> None:
        """``make_restorer`` makes one for the batch alone, ``lane`` does nothing else; ``places`` is the file of
        outputs that are known.
        """
        super().__init__()
        self.notices = Notices()
        self.rows = BatchRows(self)
        self.places = places
        self.planning = BatchPlanning(make_restorer, specs, lane)
        self.press = BatchPress(make_restorer, lane, window_busy=window_busy)
        self.reins = Reins(self.press, self.rows, places=places, awake=computer.awake)
        self.aftermath = Aftermath(files, finish=computer.finish)
        self._draft, self._stage = BatchDraft(), Stage.DRAFT
        self._page = Page.CHOOSE
        self.in_view = False
        """Whether a window on this is open: another that takes its place is then opened too."""
        self._planned: Planned | None = None
        self._outcome: BatchOutcome | None = None
        self._starting = False
        self._connect()

    @property
    def draft(self) -> BatchDraft:
        """What is asked for."""
        return self._draft

    @property
    def stage(self) -> Stage:
        return self._stage

    @property
    def page(self) -> Page:
        """What is looked at."""
        return self._page

    def turn(self, page: Page) -> None:
        """Look at another page."""
        if page is not self._page:
            self._page = page
            self.turned.emit()

    @property
    def planned(self) -> "Planned | None":
        """The plan of the draft, ``None`` while there is none."""
        return self._planned

    @property
    def fraction(self) -> float | None:
        """How much of a batch that runs is done."""
        return self.progress.fraction if self.running and self.progress is not None else None

    @property
    def progress(self) -> "BatchProgress | None":
        """How far the run has come, or came last."""
        return self.reins.progress

    @property
    def causes(self) -> frozenset[Cause]:
        """Why the run rests, empty if it does not."""
        return self.reins.causes if self.running else frozenset()

    @property
    def timing(self) -> bool:
        """Whether it is being found out how long the plan will take."""
        return self._stage is Stage.PLANNED and self.planning.busy

    @property
    def untouched(self) -> bool:
        """Whether nothing has been asked for."""
        return self._stage is Stage.DRAFT and self._draft == BatchDraft()

    @property
    def running(self) -> bool:
        return self._stage is Stage.RUNNING

    @property
    def stopping(self) -> bool:
        """Whether the run has been told to end."""
        return self.running and self.reins.stopping

    @property
    def outcome(self) -> "BatchOutcome | None":
        """How the run ended, ``None`` before."""
        return self._outcome

    @property
    def output(self) -> Path | None:
        """Where the results of what is planned go."""
        return None if self._planned is None else self._planned.plan.spec.output

    def begin_anew(self, draft: BatchDraft) -> None:
        """Ask for another batch."""
        if not self.running:
            self._drop_plan()
            self._draft = draft
            self._enter(Stage.DRAFT)

    def change(self, **changes: object) -> None:
        """Ask for something else, by the names of `BatchDraft`; a plan is one of what was asked for before.

        Politeness, threads and what is done at the end hold at once, plan or no plan.
        """
        before, self._draft = self._draft, replace(self._draft, **changes)  # type: ignore[arg-type]
        if self._draft == before:
            return
        self.press.be_polite(self._draft.politeness)
        if self._draft.options.threads != before.options.threads:
            self.press.use_threads(self._draft.options.threads)
        if not self.running and before.content != self._draft.content:
            self._drop_plan()
        self.changed.emit()

    def exemplify(self) -> None:
        """Find out what a few results will be called, if that can be known; `planning` tells."""
        if not self.running and self._draft.lack is None:
            self.planning.exemplify(self._draft)

    def plan(self, *, retry_failed: bool = False, start: bool = False) -> None:
        """Find out what there is to do, and perhaps ``start`` with it."""
        try:
            spec = self._draft.spec
        except UsageError as error:
            self._fail(Failure(error, ""))
            return
        self._drop_plan()
        self._starting = start
        self.planning.plan(spec, retry_failed=retry_failed)
        self._enter(Stage.PLANNING)

    def open(self, output: Path) -> None:
        """Have the batch that was begun into a folder, and plan what is left of it."""
        if not self.running:
            self._drop_plan()
            self.planning.open(output)
            self._enter(Stage.PLANNING)

    def cancel_plan(self) -> None:
        """Do without a plan."""
        self._drop_plan()
        self.turn(Page.OPTIONS)
        self.changed.emit()

    def start(self) -> None:
        """Do what is planned."""
        draft, planned = self._draft, self._planned
        assert planned is not None and not self.running
        try:
            check_finish(draft.finish)
        except UsageError as error:
            self._fail(Failure(error, ""))
            return
        self.planning.stop()
        self.notices.clear()
        self._outcome = None
        self.rows.show_plan(planned.plan)
        self.reins.begin(planned, draft)
        self._enter(Stage.RUNNING)

    def go_on(self) -> None:
        """Do what a run has left undone that ended before its time."""
        self.plan(start=True)

    def retry_failed(self) -> None:
        """Try the photos again that have failed."""
        self.plan(retry_failed=True, start=True)

    def undo(self) -> None:
        """Move the results of what is planned to the recycle bin."""
        if self.output is not None and not self.running:
            self.aftermath.undo(self.output)

    def close(self) -> None:
        """Stop everything; the journal is kept."""
        self.press.close()
        self.aftermath.call_off()
        self.planning.stop()

    def _connect(self) -> None:
        self.planning.progressed.connect(self.progressed)
        self.planning.planned.connect(self._on_planned)
        self.planning.timed.connect(self._on_plan_renewed)
        self.planning.opened.connect(self._on_opened)
        self.planning.failed.connect(self._on_planning_failed)
        self.reins.changed.connect(self.changed)
        self.reins.progressed.connect(self.progressed)
        self.reins.halted.connect(self.halted)
        self.reins.planned_anew.connect(self._on_plan_renewed)
        self.press.succeeded.connect(self._on_succeeded)
        self.press.failed.connect(self._on_run_failed)
        self.aftermath.failed.connect(self._fail)
        self.aftermath.undone.connect(self._on_undone)
        self.aftermath.changed.connect(self.changed)

    def _enter(self, stage: Stage) -> None:
        self._stage = stage
        self.turn(PAGE_OF[stage])
        self.changed.emit()

    def _drop_plan(self) -> None:
        self.planning.stop()
        self._stage, self._planned, self._outcome = Stage.DRAFT, None, None
        self.rows.show_plan(None)

    def _on_planned(self, planned: "Planned") -> None:
        self._planned = planned
        self.rows.show_plan(planned.plan)
        starting = self._starting and bool(planned.todo)
        if planned.todo and not starting:
            self.planning.time(planned)
        self._enter(Stage.PLANNED)
        if starting:
            self.start()

    def _on_plan_renewed(self, planned: "Planned") -> None:
        self._planned = planned
        self.changed.emit()

    def _on_opened(self, spec: "BatchSpec") -> None:
        self._draft = self._draft.told_by(spec)
        self.plan()

    def _on_planning_failed(self, failure: Failure) -> None:
        if self._stage is Stage.PLANNING:
            self.cancel_plan()
        else:
            self.changed.emit()  # there is a plan, but how long it takes will not be known
        self._fail(failure)

    def _on_succeeded(self, ended: "Ended") -> None:
        self._outcome = ended.outcome
        finish = self._draft.finish
        if finish.waits and not ended.outcome.stopped_by_user:
            self.aftermath.finish(finish, words.ended_line(ended.outcome))
        self._enter(Stage.ENDED)
        self.ended.emit()

    def _on_run_failed(self, failure: Failure) -> None:
        self._fail(failure)
        self._enter(Stage.PLANNED)

    def _on_undone(self, undone: "Undone") -> None:
        self.notices.show(Message(words.undone_line(undone), "\n".join(map(translated, undone.refused))))
        if undone.left:
            self.plan()
        else:
            self.cancel_plan()

    def _fail(self, failure: Failure) -> None:
        self.notices.show(failure_message(failure))
