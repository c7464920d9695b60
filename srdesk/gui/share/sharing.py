"""Sharing: the window's hand in what becomes of a result."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from srdesk.gui import wording
from srdesk.gui.actions import Actions
from srdesk.gui.background import Failure
from srdesk.gui.share import words
from srdesk.gui.studio import Studio

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from srdesk.jobs.saves import Saved


class Sharing(QObject):
    """Says what was saved and offers to take it back; everything that lasts is in the studio."""

    def __init__(self, studio: Studio, window: "QMainWindow", commands: Actions) -> None:
        super().__init__(window)
        self._studio = studio
        self._commands = commands
        self._saves = studio.workbench.saves
        studio.workbench.saved.connect(self._on_saved)
        self._saves.undone.connect(self._on_undone)
        self._saves.failed.connect(self._on_failed)
        self._saves.changed.connect(self._show_state)
        self._show_state()

    @property
    def slots(self) -> dict[str, Callable[[], None]]:
        """What does the commands that are this object's business."""
        return {"undo_save": self._saves.undo_last}

    def _show_state(self) -> None:
        self._commands.enable(undo_save=self._saves.possible)

    def _on_saved(self, saved: "Saved") -> None:
        self._studio.notices.show(words.saved(saved, undo=partial(self._saves.undo, saved)))

    def _on_undone(self, saved: "Saved") -> None:
        self._studio.notices.show(words.undone(saved))

    def _on_failed(self, failure: Failure) -> None:
        self._studio.notices.show(wording.failure_message(failure))
