"""Inventions: what networks invented in what is seen, measured in the background while that is wanted. No widgets."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from srdesk.gui.background import Background, Failure, Task
from srdesk.gui.exposures.variants import MOST
from srdesk.gui.preview.lab import Lab
from srdesk.gui.preview.previewer import Previewer
from srdesk.gui.workbench import Workbench
from srdesk.progress import CancelToken, ProgressSink
from srdesk.rect import Rect

if TYPE_CHECKING:
    from srdesk.gui.exposures.heat import Heat
    from srdesk.restore.invented import Invention
    from srdesk.restore.mosaic import Mosaic

# Blocks that are measured before anybody is told.
_AT_ONCE = 4


class Inventions(QObject):
    """Measures the current variant, block by block, what is looked at first."""

    grown = Signal(object, object)
    """More has been measured: the `Heat`, and a list of `Rect`."""
    changed = Signal()
    """It is wanted or not, or another variant is."""
    failed = Signal(object)

    def __init__(self, workbench: Workbench, previewer: Previewer, lab: Lab, background: Background) -> None:
        super().__init__()
        self._workbench = workbench
        self._previewer = previewer
        self._lab = lab
        self._background = background
        self._wanted = False
        self._heats: dict[Mosaic, Heat] = {}
        self._task: Task | None = None
        workbench.opened.connect(self._on_workbench_opened)
        for signal in (workbench.restored, previewer.grown, previewer.changed, lab.changed):
            signal.connect(self._go_on)

    @property
    def wanted(self) -> bool:
        return self._wanted

    @property
    def heat(self) -> "Heat | None":
        """What has been measured of the current variant, ``None`` if that is not wanted or there is nothing to measure.

        It is of the network that covers the others.
        """
        exposure = self._previewer.exposure_of(self._lab.variants.current) if self._wanted else None
        mosaic = exposure.mosaic if exposure is not None else None
        if mosaic is None:
            return None
        from srdesk.gui.exposures.heat import Heat

        if mosaic not in self._heats:
            # A few are enough: each holds on to its mosaic.
            self._heats = {**dict(list(self._heats.items())[1 - MOST :]), mosaic: Heat(mosaic)}
        return self._heats[mosaic]

    @property
    def total(self) -> "Invention | None":
        """What the current variant's measured parts come to, ``None`` if nothing has been measured."""
        heat = self.heat
        return None if heat is None or not heat.total.values else heat.total

    def want(self, *, wanted: bool) -> None:
        """Measure from now on, or do not."""
        self._wanted = wanted
        if not wanted and self._task is not None:
            self._task.cancel()
        self._go_on()
        self.changed.emit()

    def _go_on(self) -> None:
        heat, exposures = self.heat, self._workbench.exposures
        if self._task is not None or heat is None or exposures is None:
            return
        pending = heat.pending(exposures.gaze.area)[:_AT_ONCE]
        if not pending:
            return

        def work(token: CancelToken, _progress: ProgressSink) -> "list[Rect]":
            return [heat.measure(block, token) for block in pending]

        task = self._task = self._background.submit(work)
        task.succeeded.connect(partial(self.grown.emit, heat))
        task.failed.connect(self._on_failed)
        task.finished.connect(self._on_finished)

    def _on_failed(self, failure: Failure) -> None:
        self._wanted = False
        self.failed.emit(failure)
        self.changed.emit()

    def _on_finished(self) -> None:
        self._task = None
        self._go_on()

    def _on_workbench_opened(self) -> None:
        self._heats.clear()
        self._go_on()
