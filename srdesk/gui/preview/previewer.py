"""Previews: what is seen of the variants, computed in the background before anybody asks for more. Knows no widgets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from srdesk.errors import SrdeskError
from srdesk.gui.background import Background, Failure, Task
from srdesk.gui.exposures.finishing import Finishing
from srdesk.gui.exposures.variants import Variants, unfinished
from srdesk.gui.preview.quick import quick_options
from srdesk.gui.workbench import Workbench
from srdesk.models.spec import ModelSpec
from srdesk.progress import CancelToken, ProgressSink
from srdesk.rect import Rect
from srdesk.restore.options import RestoreOptions

if TYPE_CHECKING:
    from srdesk.gui.exposures.exposure import Exposure
    from srdesk.gui.preview.steps import Step

_NEAR = 1e-6


@dataclass(frozen=True)
class Looking:
    """What is looked at: an area in source pixels, and how many pixels of the screen one of those covers."""

    area: Rect
    zoom: float

    @property
    def close(self) -> bool:
        """Whether what a network adds can be seen at all: a pixel of the photo has at least one on screen."""
        return self.zoom >= 1 - _NEAR


@dataclass(frozen=True)
class Preview:
    """What is shown of a variant before it is restored.

    ``spec`` is the network whose work covers what is seen, ``awaited`` the chosen one where that is another: it comes
    when it is done (``coming``), else once the photo is looked at closely enough or restored.
    """

    spec: ModelSpec
    awaited: ModelSpec | None = None
    coming: bool = False


class Previewer(QObject):
    """Has computed what is seen of the open photo by every variant, one step after the other.

    What is seen comes first from a quick network where the chosen one is slow, then from the chosen one if the photo is
    looked at closely enough to tell; the current variant before the others. All of it is taken over by a restoration.
    """

    grown = Signal(object, object)
    """Parts have come: their `Exposure`, and a list of `Rect`."""
    changed = Signal()
    """A step was taken to its end, or there will be no more."""
    failed = Signal(object)
    """A step cannot be taken: a `Failure`. It is not tried again."""

    def __init__(self, specs: Sequence[ModelSpec], workbench: Workbench, lane: Background) -> None:
        """``lane`` does nothing but previews, so that they wait for nothing else."""
        super().__init__()
        self._specs = specs
        self._workbench = workbench
        self._lane = lane
        self._variants = Variants()
        self._enabled = True
        self._looking: Looking | None = None
        self._task: Task | None = None
        self._under_way: Step | None = None
        # For what area steps have been taken to their end; which ones cannot be.
        self._done: dict[Step, Rect | None] = {}
        self._failed: set[Step] = set()
        # What options mean for the open photo.
        self._meant: dict[RestoreOptions, ModelSpec | None] = {}
        workbench.opened.connect(self._on_workbench_opened)
        workbench.changed.connect(self._on_workbench_changed)

    @property
    def busy(self) -> bool:
        """Whether a step is under way."""
        return self._task is not None

    @property
    def enabled(self) -> bool:
        """Whether previews are computed at all."""
        return self._enabled

    def show(self, variants: Variants) -> None:
        """Compute previews of these, the current one first."""
        self._variants = variants
        self._forget()
        self._hurry()

    def exposure_of(self, options: RestoreOptions) -> "Exposure | None":
        """What is shown of the open photo by some options, ``None`` without a photo or a network for it."""
        spec, exposures = self._spec_of(options), self._workbench.exposures
        return None if spec is None or exposures is None else exposures.of(options, spec.scale)

    @property
    def preview(self) -> Preview | None:
        """How far the current variant has come before it is restored, ``None`` if there is nothing to be seen."""
        options = self._variants.current
        exposure, spec = self.exposure_of(options), self._spec_of(options)
        if exposure is None or spec is None or not exposure.begun:
            return None
        quick = quick_options(self._specs, spec, options)
        quick_spec = None if quick is None else self._spec_of(quick)
        if quick_spec is None or exposure.complete or self._is_done(options, exposure):
            return Preview(spec)
        return Preview(quick_spec, spec, coming=self._close and self._enabled)

    def enable(self, *, enabled: bool) -> None:
        """Compute previews from now on, or do not."""
        self._enabled = enabled
        self._hurry()
        self.changed.emit()

    def look(self, looking: Looking | None) -> None:
        """Say what is looked at now."""

        exposures = self._workbench.exposures
        if exposures is None or looking == self._looking:
            return
        self._looking = looking
        exposures.gaze.look(None if looking is None else looking.area)
        self._hurry()

    @property
    def _close(self) -> bool:
        return self._looking is not None and self._looking.close

    @property
    def _area(self) -> "Rect | None":
        return self._workbench.exposures.gaze.area if self._workbench.exposures is not None else None

    def _hurry(self) -> None:
        """Take the most urgent step, and stop one that is not: where somebody looks now, even a quick one may be."""
        step = self._next()
        if self._task is None and step is not None:
            self._submit(step)
        elif self._task is not None and step != self._under_way:
            self._task.cancel()

    def _next(self) -> "Step | None":
        """The most urgent step for what is seen, ``None`` if there is none."""
        if not self._enabled or self._area is None:
            return None
        return next((step for step in self._steps() if not self._settled(step)), None)

    def _forget(self) -> None:
        """Hold on to no exposure that no variant shows."""
        shown = {self.exposure_of(options) for options in self._variants.options}
        self._done = {step: area for step, area in self._done.items() if step.exposure in shown}
        self._failed = {step for step in self._failed if step.exposure in shown}

    def _settled(self, step: "Step") -> bool:
        return step in self._failed or self._done.get(step) == self._area

    def _steps(self) -> "Iterator[Step]":
        """Everything worth doing for what is seen, the most urgent first."""
        others = [options for options in self._variants.options if options != self._variants.current]
        for options in (self._variants.current, *others):
            exposure = self.exposure_of(options)
            background = options != self._variants.current and (self._workbench.restoring or not self._close)
            shown = exposure is not None and exposure.complete_with(Finishing.of(options))
            if exposure is None or shown or exposure is self._workbench.growing or background:
                continue
            yield from self._steps_of(options, exposure)

    def _steps_of(self, options: RestoreOptions, exposure: "Exposure") -> "Iterator[Step]":
        from srdesk.gui.preview.steps import Step

        spec = self._spec_of(options)
        assert spec is not None
        quick = quick_options(self._specs, spec, options)
        if quick is not None:
            yield Step(unfinished(quick), exposure, below=True)
        if quick is None or self._close:
            yield Step(unfinished(options), exposure)

    def _is_done(self, options: RestoreOptions, exposure: "Exposure") -> bool:
        """Whether the chosen network has done all that is seen."""
        chosen = [step for step in self._steps_of(options, exposure) if not step.below]
        return any(self._done.get(step) == self._area for step in chosen)

    def _submit(self, step: "Step") -> None:
        restorer, exposures = self._workbench.restorer, self._workbench.exposures
        assert restorer is not None and exposures is not None

        def work(token: CancelToken, progress: ProgressSink) -> "Rect | None":
            from srdesk.gui.preview.steps import take

            return take(step, restorer, exposures, progress=progress, token=token)

        task = self._task = self._lane.submit(work)
        self._under_way = step
        task.progressed.connect(lambda _progress: self._take_grown(step))
        task.succeeded.connect(partial(self._on_succeeded, step))
        task.failed.connect(partial(self._on_failed, step))
        task.finished.connect(partial(self._on_finished, step))

    def _take_grown(self, step: "Step") -> None:
        areas = step.exposure.take()
        if areas:
            self.grown.emit(step.exposure, areas)

    def _on_succeeded(self, step: "Step", area: "Rect | None") -> None:
        self._done[step] = area

    def _on_failed(self, step: "Step", failure: Failure) -> None:
        self._failed.add(step)
        self.failed.emit(failure)

    def _on_finished(self, step: "Step") -> None:
        self._task = self._under_way = None
        self._take_grown(step)
        self._hurry()
        self.changed.emit()

    def _spec_of(self, options: RestoreOptions) -> ModelSpec | None:
        """The network that options mean for the open photo."""
        if self._workbench.document is None:
            return None
        if options not in self._meant:
            try:
                self._meant[options] = self._workbench.plan(options).spec
            except SrdeskError:
                self._meant[options] = None
        return self._meant[options]

    def _on_workbench_opened(self) -> None:
        self._looking = None
        self._done.clear()
        self._failed.clear()
        self._meant.clear()
        self._hurry()

    def _on_workbench_changed(self) -> None:
        """A restoration may have begun, which does the work of a step, or ended."""
        self._hurry()
