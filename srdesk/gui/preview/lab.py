"""The lab: which ways to restore photos are tried, and the blind trial of them. Knows no widgets."""

from random import Random

from PySide6.QtCore import QObject, Signal

from srdesk.gui.exposures.variants import Variants
from srdesk.gui.preview.blind import BlindTrial
from srdesk.gui.preview.previewer import Previewer
from srdesk.gui.workbench import Workbench
from srdesk.restore.options import RestoreOptions


class Lab(QObject):
    """Keeps the `Variants`, tells workbench and previewer about them, and hides which is which in a blind trial."""

    changed = Signal()
    """The variants or the trial are others than before."""

    def __init__(self, workbench: Workbench, previewer: Previewer, options: RestoreOptions) -> None:
        """``options`` are the only variant to begin with."""
        super().__init__()
        self._workbench = workbench
        self._previewer = previewer
        self._variants = Variants((options,))
        self._trial: BlindTrial | None = None
        self._random = Random()
        # What the user had chosen before a photo was opened that came with a way of its own.
        self._own: Variants | None = None
        workbench.opened.connect(self._on_workbench_opened)
        previewer.show(self._variants)

    @property
    def variants(self) -> Variants:
        return self._variants

    @property
    def trial(self) -> BlindTrial | None:
        """The blind trial that is on, if any."""
        return self._trial

    @property
    def visiting(self) -> bool:
        """Whether the variant is not the user's choice, but what the open photo was or is being restored with."""
        return self._own is not None

    def change(self, options: RestoreOptions) -> None:
        """Have other options in the current variant."""
        self._take(self._variants.change(options))

    def choose(self, index: int) -> None:
        """Look at another variant; in a blind trial at the one that stands at that place."""
        if self._trial is not None:
            variant = self._trial.variant_at(index)
            index = -1 if variant is None else variant
        self._take(self._variants.choose(index))

    def add(self) -> None:
        """Look at a further variant, which begins as a copy."""
        self._take(self._variants.add())

    def remove(self) -> None:
        """Do without the current variant."""
        self._take(self._variants.remove())

    def start_trial(self) -> None:
        """Hide which variant is which, and shuffle them."""
        self._continue(BlindTrial.of(len(self._variants.options), self._random))

    def pick(self) -> None:
        """Count the variant that is looked at as the best of this round; the next begins."""
        if self._trial is not None:
            self._continue(self._trial.pick(self._variants.index, self._random))

    def end_trial(self) -> BlindTrial | None:
        """Say which variant is which again, and return the trial there was."""
        trial, self._trial = self._trial, None
        self.changed.emit()
        return trial

    def _take(self, variants: Variants) -> None:
        if variants != self._variants:
            self._variants, self._own = variants, None
            self._tell()
            self.changed.emit()

    def _continue(self, trial: BlindTrial) -> None:
        self._trial = trial
        self._take(self._variants.choose(trial.order[0]))
        self.changed.emit()

    def _tell(self) -> None:
        self._workbench.consider(self._variants.current)
        self._previewer.show(self._variants)

    def _on_workbench_opened(self) -> None:
        """Another photo is tried in the same ways, unless it comes with a way of its own; what was a trial is over."""
        document = self._workbench.document
        assert document is not None
        self._trial = None
        if document.results:
            self._visit(document.results[-1].options)
        elif self._workbench.restoring:
            self._visit(self._workbench.options)
        elif self._own is not None:
            self._variants, self._own = self._own, None
        self._tell()
        self.changed.emit()

    def _visit(self, options: RestoreOptions) -> None:
        self._own = self._own or self._variants
        self._variants = Variants((options,))
