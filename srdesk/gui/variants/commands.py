"""Commands: the actions of a window that choose, compare and explain variants, tied to the studio."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from srdesk.gui.exposures.variants import LETTERS, MOST
from srdesk.gui.preview import words
from srdesk.gui.studio import Studio

CHOICES = tuple(f"variant_{number}" for number in range(1, MOST + 1))
"""Actions that look at a variant, or in a blind test at what stands at a place."""


class VariantCommands(QObject):
    """Does what the actions say, and lets them show what is so."""

    def __init__(self, action: Callable[[str], QAction], studio: Studio, parent: QObject) -> None:
        """``action`` finds an action by its name."""
        super().__init__(parent)
        self._action = action
        self._studio = studio
        self._lab = studio.lab
        for index, name in enumerate(CHOICES):
            action(name).triggered.connect(lambda _checked=False, index=index: self._choose(index))
        action("add_variant").triggered.connect(lambda _checked=False: self._lab.add())
        action("remove_variant").triggered.connect(lambda _checked=False: self._lab.remove())
        action("blind").triggered.connect(self._on_blind_triggered)
        action("pick").triggered.connect(lambda _checked=False: self._lab.pick())
        action("invented").triggered.connect(lambda checked: studio.inventions.want(wanted=checked))
        self._lab.changed.connect(self.show)
        studio.inventions.changed.connect(self.show)
        studio.workbench.changed.connect(self.show)
        self.show()

    def show(self) -> None:
        """Let the actions show what there is."""
        variants, trial = self._lab.variants, self._lab.trial
        viewing = self._studio.workbench.document is not None
        for index, name in enumerate(CHOICES):
            action, there = self._action(name), index < len(variants.options)
            action.setEnabled(viewing and there)
            action.setIconText(LETTERS[index] if trial is None else str(index + 1))
            place = variants.index if trial is None else trial.place_of(variants.index)
            action.setChecked(index == place)
            name_of = words.variant_name(self._studio.specs, variants.options[index]) if there and trial is None else ""
            action.setStatusTip(name_of)
        several = viewing and len(variants.options) > 1
        self._action("add_variant").setEnabled(viewing and trial is None and not variants.full)
        self._action("remove_variant").setEnabled(several and trial is None)
        self._action("blind").setEnabled(several or trial is not None)
        self._action("blind").setChecked(trial is not None)
        self._action("pick").setEnabled(trial is not None)
        self._action("invented").setEnabled(viewing and trial is None)
        self._action("invented").setChecked(self._studio.inventions.wanted)

    def _choose(self, index: int) -> None:
        self._lab.choose(index)
        self.show()

    def _on_blind_triggered(self, checked: bool) -> None:
        if checked:
            self._lab.start_trial()
            return
        trial = self._lab.end_trial()
        if trial is not None:
            self._studio.notices.show(words.outcome(self._studio.specs, self._lab.variants, trial))
