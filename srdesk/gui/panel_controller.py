"""Between panel and studio: what is set is remembered and takes effect, what was measured is shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from srdesk.gui import wording
from srdesk.gui.actions import Actions
from srdesk.gui.background import Failure
from srdesk.gui.measuring import facts_of
from srdesk.gui.panel import choices
from srdesk.gui.panel.settings_panel import SettingsPanel
from srdesk.gui.studio import Studio
from srdesk.gui.wording import Message
from srdesk.restore.options import RestoreOptions

if TYPE_CHECKING:
    from srdesk.restore import RestorePlan


class PanelController(QObject):
    """Connects one panel with the studio for as long as the panel is there."""

    def __init__(self, studio: Studio, panel: SettingsPanel, commands: Actions) -> None:
        super().__init__(panel)
        self._studio = studio
        self._panel = panel
        panel.options_changed.connect(self._on_options_changed)
        panel.settings_changed.connect(self._on_settings_changed)
        panel.measuring_asked.connect(self._on_measuring_asked)
        commands["keep_preset"].triggered.connect(panel.keep_preset)
        commands["defaults"].triggered.connect(panel.reset)
        commands["measure"].triggered.connect(panel.measuring_asked)
        studio.measuring.advised.connect(self._on_advised)
        studio.measuring.failed.connect(self._on_failed)

    def show_plan(self, plan: "RestorePlan | None") -> None:
        """Say in the panel what a plan for the open photo comes to on this computer."""
        work = self._studio.workbench
        if plan is None or work.restorer is None or work.document is None:
            self._panel.show_plan(plan)
        else:
            self._panel.show_plan(plan, facts_of(work.restorer, self._panel.options, plan, work.document.photo))

    def _on_options_changed(self, options: RestoreOptions) -> None:
        restorer = self._studio.workbench.restorer
        if restorer is not None:
            restorer.threads = options.threads

    def _on_settings_changed(self, changes: dict[str, object]) -> None:
        self._studio.change(**changes)

    def _on_measuring_asked(self) -> None:
        self._studio.measuring.begin(self._panel.options, asked=True)
        self._studio.notices.show(Message(self.tr("This computer is measured as soon as nothing else goes on.")))

    def _on_advised(self, options: RestoreOptions, asked: bool) -> None:
        """Settings that the user has made stay, unless others were asked for."""
        self._studio.change(measured=True)
        if not asked and self._panel.options != choices.possible(self._studio.specs, RestoreOptions()):
            return
        self._panel.take(options)
        self._studio.notices.show(
            Message(
                self.tr("The settings were chosen for the speed of this computer."),
                self.tr("Change them as you like; the menu beside the presets measures again."),
            )
        )

    def _on_failed(self, failure: Failure) -> None:
        self._studio.notices.show(wording.failure_message(failure))
