"""The status: what titles, captions, buttons and the status bar of a window say, whatever changes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from srdesk.errors import SrdeskError
from srdesk.gui import wording
from srdesk.gui.actions import Actions
from srdesk.gui.background import Failure
from srdesk.gui.compare.colours import colour_note
from srdesk.gui.compare.compare_view import CompareView
from srdesk.gui.panel.settings_panel import SettingsPanel
from srdesk.gui.preview.presenter import Presenter
from srdesk.gui.shell import Shell
from srdesk.gui.situation import Situation
from srdesk.gui.studio import Studio
from srdesk.gui.styled import words
from srdesk.gui.taskbar import TaskbarProgress, system_button
from srdesk.progress import Progress

if TYPE_CHECKING:
    from srdesk.restore.plan import RestorePlan


class Status(QObject):
    """Tells of a studio on a window and its parts."""

    def __init__(
        self,
        studio: Studio,
        window: QMainWindow,
        *,
        commands: Actions,
        shell: Shell,
        view: CompareView,
        panel: SettingsPanel,
        presenter: Presenter,
        show_plan: "Callable[[RestorePlan | None], None]",
    ) -> None:
        super().__init__(window)
        self._studio, self._workbench, self._window = studio, studio.workbench, window
        self._commands, self._shell, self._view, self._panel = commands, shell, view, panel
        self._presenter, self._show_plan_in_panel = presenter, show_plan
        self._taskbar = TaskbarProgress(window, system_button())
        self._activity = words("", "activity")
        self._sizes = words("", "sizes")
        window.statusBar().addWidget(self._activity)
        window.statusBar().addPermanentWidget(self._sizes)
        self._workbench.changed.connect(self.show)
        self._workbench.progressed.connect(self._on_workbench_progressed)
        studio.measuring.changed.connect(self.show)
        studio.previewer.changed.connect(self.show)
        studio.previewer.grown.connect(self._show_words)
        studio.queue.desk.progressed.connect(self._show_title)
        studio.queue.desk.ended.connect(self._show_title)
        studio.batch.progressed.connect(self._show_title)
        view.viewport_changed.connect(self._on_view_viewport_changed)

    def show(self) -> None:
        """Let buttons, titles and captions say what is open and what is being done."""
        situation = self._situation()
        self._commands.enable(**situation.actions)
        self._window.setWindowModified(situation.unsaved)
        if situation.restoring is None:
            self._shell.run.show_idle(possible=situation.actions["restore"], note=situation.note)
        self._activity.setText(situation.activity)
        self._show_words()
        self._show_plan()

    def _situation(self) -> Situation:
        work, queued = self._workbench, self._studio.queue.desk.progress
        return Situation(
            specs=self._studio.specs,
            options=self._panel.options,
            document=work.document,
            opening=work.opening,
            restoring=work.options if work.restoring else None,
            fraction=work.progress.fraction,
            saving=work.saving,
            scale=self._presenter.scale,
            preview=self._studio.previewer.preview,
            variants=self._studio.lab.variants,
            trial=self._studio.lab.trial,
            queued=queued.fraction if queued is not None else self._studio.batch.fraction,
        )

    def _show_words(self) -> None:
        self._view.set_captions(*self._show_title().captions)

    def _show_title(self) -> Situation:
        situation = self._situation()
        self._window.setWindowTitle(situation.title)
        self._taskbar.show(situation.done)
        return situation

    def _show_plan(self) -> None:
        document = self._workbench.document
        if document is None:
            return
        try:
            plan = self._workbench.plan(self._panel.options)
        except SrdeskError as error:
            self._show_plan_in_panel(None)
            self._studio.notices.show(wording.failure_message(Failure(error, "")))
            return
        self._show_plan_in_panel(plan)
        saved = document.result.size if document.result else plan.output_size
        sizes = wording.sizes(document.photo.size, saved)
        self._sizes.setText(f"{sizes} · {colour_note(document.photo.metadata.icc, self._studio.workbench.screen)}")

    def _on_workbench_progressed(self, progress: Progress) -> None:
        self._shell.run.show_progress(progress)
        self._show_words()

    def _on_view_viewport_changed(self) -> None:
        viewport, label = self._view.viewport, self._commands.zoom_label
        label.setText(wording.percent(viewport.zoom) if viewport else "")
        label.setToolTip(wording.zooms(viewport.zoom, self._presenter.scale) if viewport else "")
