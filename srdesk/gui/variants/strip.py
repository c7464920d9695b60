"""The strip of variants above the photo: which one is seen, the blind test of them, and what was invented."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from srdesk.gui.preview import words as said
from srdesk.gui.studio import Studio
from srdesk.gui.styled import named, words
from srdesk.gui.variants.commands import CHOICES

FindAction = Callable[[str], QAction]


def tr(text: str) -> str:
    """A text in the user's language."""
    return QCoreApplication.translate("variants", text)


class VariantStrip(QWidget):
    """Letters (in a blind test: numbers) for the variants there are, and the figures of what was invented."""

    def __init__(self, action: FindAction, studio: Studio) -> None:
        """``action`` finds an action by its name."""
        super().__init__()
        named(self, "compareStrip")
        self._studio = studio
        self._name = words("", "value")
        self._figures = words("", "value")
        self._figures.setToolTip(said.invented_explained())
        self._choices = tuple(_button(action(name)) for name in CHOICES)
        self._editing = tuple(_button(action(name)) for name in ("add_variant", "remove_variant"))
        self._pick = _button(action("pick"))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 8, 4)
        row.setSpacing(4)
        _fill(row, (words(tr("Variants"), "value"), *self._choices, *self._editing, self._name))
        row.addStretch(1)
        _fill(row, (self._figures, _button(action("invented")), self._pick, _button(action("blind"))))
        studio.lab.changed.connect(self.show_state)
        studio.inventions.changed.connect(self.show_state)
        studio.inventions.grown.connect(self.show_state)
        studio.previewer.changed.connect(self.show_state)
        self.show_state()

    def show_state(self) -> None:
        """Show which variants there are, and what is known about the current one."""
        variants, trial = self._studio.lab.variants, self._studio.lab.trial
        for index, button in enumerate(self._choices):
            button.setVisible(index < len(variants.options))
        for button in self._editing:
            button.setVisible(trial is None and button.defaultAction().isEnabled())
        self._pick.setVisible(trial is not None)
        self._name.setText(self._named())
        total = None if trial is not None else self._studio.inventions.total
        self._figures.setText("" if total is None else said.invented(total))

    def _named(self) -> str:
        """What the current variant is, if there are others; in a blind test how often one was picked."""
        variants, trial = self._studio.lab.variants, self._studio.lab.trial
        if trial is not None:
            return tr("Picked so far: {0}").format(trial.rounds)
        return "" if len(variants.options) == 1 else said.variant_name(self._studio.specs, variants.current)


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setAccessibleName(action.text().replace("&", ""))
    return button


def _fill(row: QHBoxLayout, widgets: Iterable[QWidget]) -> None:
    for widget in widgets:
        row.addWidget(widget)
