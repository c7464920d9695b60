"""Measuring: finds out, when nothing else is going on, how fast this computer is, and what that suggests."""

import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from srdesk.gui.background import Background, Failure, Task
from srdesk.gui.panel.facts import Facts
from srdesk.progress import CancelToken, ProgressSink
from srdesk.restore.options import AUTO, RestoreOptions
from srdesk.restore.size import decided_dpi, result_dpi

if TYPE_CHECKING:
    from srdesk.gui.operations import MakeRestorer
    from srdesk.imaging.photo import Photo
    from srdesk.restore import RestorePlan, Restorer

QUIET_MS = 1500
"""How long nothing has to go on before measuring begins."""

Busy = Callable[[bool], bool]


# Programs that want to run, for each core, from which on a measurement would be of them.
_CROWD = 1.5


def crowded() -> bool:
    """Whether other programs keep the computer too busy for it to be measured; never where the system does not say."""
    try:
        return os.getloadavg()[0] > _CROWD * (os.cpu_count() or 1)
    except (OSError, AttributeError):
        return False


def facts_of(restorer: "Restorer", options: RestoreOptions, plan: "RestorePlan", photo: "Photo") -> Facts:
    """What is known of restoring a photo by options and their plan."""
    timing, specs = restorer.timing, restorer.specs
    paces = {
        (spec.name, spec.scale, precision): pace
        for spec in specs
        for precision in spec.precisions
        if (pace := timing.pace(spec, precision, options)) is not None
    }
    automatic = replace(options, precision=AUTO)
    return Facts(
        paces,
        {(spec.name, spec.scale): timing.precision(spec, automatic) for spec in specs},
        expected=timing.expected(plan),
        dpi=result_dpi(
            decided_dpi(options.dpi, options.size), photo.metadata.dpi, source=plan.size, output=plan.output_size
        ),
        devices=restorer.devices,
    )


class Measuring(QObject):
    """Runs the short benchmark in the background; whatever the user wants done comes first, at once."""

    advised = Signal(object, bool)
    """`RestoreOptions` that suit this computer, and whether they were asked for."""
    failed = Signal(object)
    """A `Failure`."""
    changed = Signal()
    """`running` is another than before, or more is known."""

    def __init__(self, make_restorer: "MakeRestorer", background: Background, *, busy: Busy) -> None:
        """``busy`` says whether this is no time to measure, unless (or even if) that was asked for."""
        super().__init__()
        self._make_restorer = make_restorer
        self._background = background
        self._busy = busy
        self._options = RestoreOptions()
        self._asked = self._anew = False
        self._task: Task | None = None
        self._timer = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def running(self) -> bool:
        """Whether it measures at this moment."""
        return self._task is not None

    @property
    def waiting(self) -> bool:
        """Whether it will measure once nothing else goes on."""
        return self._timer.isActive()

    def begin(self, options: RestoreOptions, *, asked: bool) -> None:
        """Measure with the engine and device of options, soon; if it was ``asked`` for, everything anew."""
        self._options, self._asked, self._anew = options, asked, asked
        self.give_way()
        self._timer.start()

    def give_way(self) -> None:
        """Stop measuring at once, and go on later."""
        if self._task is not None:
            self._task.cancel()
            self._timer.start()

    def stop(self) -> None:
        """Stop measuring for good."""
        self._timer.stop()
        if self._task is not None:
            self._task.cancel()

    def _on_timeout(self) -> None:
        if self._task is not None or self._busy(self._asked):
            self._timer.start()
            return
        options, make_restorer = self._options, self._make_restorer
        anew, self._anew = self._anew, False

        def work(token: CancelToken, progress: ProgressSink) -> RestoreOptions:
            from srdesk.restore.benchmark import benchmark

            restorer = make_restorer()
            if anew:
                restorer.timing.forget()
            return benchmark(restorer, options, token=token, progress=progress)

        task = self._task = self._background.submit(work)
        task.succeeded.connect(partial(self._on_succeeded, self._asked))
        task.failed.connect(self._on_failed)
        task.finished.connect(self._on_finished)
        self.changed.emit()

    def _on_succeeded(self, asked: bool, options: RestoreOptions) -> None:
        self._asked = False
        self.advised.emit(options, asked)

    def _on_failed(self, failure: Failure) -> None:
        self._timer.stop()
        self.failed.emit(failure)

    def _on_finished(self) -> None:
        self._task = None
        self.changed.emit()
