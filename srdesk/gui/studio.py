"""The studio: everything that lives as long as the program, whatever window is in front of it. Knows no widgets."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from srdesk import settings as stored
from srdesk.errors import OutputError
from srdesk.gui import motion
from srdesk.gui.background import Background
from srdesk.gui.batch.desk import BatchDesk
from srdesk.gui.batch.offers import BatchOffers
from srdesk.gui.compare.comparing import Comparing
from srdesk.gui.exports import Exports
from srdesk.gui.measuring import Measuring, crowded
from srdesk.gui.newcomers import Newcomers
from srdesk.gui.notices import Notices
from srdesk.gui.once import Once
from srdesk.gui.originals import Originals
from srdesk.gui.panel import choices
from srdesk.gui.preview.inventions import Inventions
from srdesk.gui.preview.lab import Lab
from srdesk.gui.preview.previewer import Previewer
from srdesk.gui.queue.room import QueueRoom
from srdesk.gui.shelf import Shelf
from srdesk.gui.source_watch import SourceWatch
from srdesk.gui.tasks import TaskRunner
from srdesk.gui.workbench import Workbench
from srdesk.jobs import known
from srdesk.models.spec import ModelSpec
from srdesk.settings import Settings

if TYPE_CHECKING:
    from srdesk.gui.operations import MakeRestorer


class Studio(QObject):
    """The workbench, what works for it, how photos are compared, the settings and the messages.

    A window shows what it finds here, and may be taken away and another put in its place at any moment. It connects to
    signals from here only with methods of its own and of its widgets: those connections end with it.
    """

    appearance_changed = Signal()
    closing = Signal()
    """The end has begun; it may take as long as work takes to stop."""

    def __init__(self, specs: Sequence[ModelSpec], make_restorer: "MakeRestorer", settings: Settings) -> None:
        """``make_restorer`` makes what restores with the networks of ``specs``, once there is a photo."""
        super().__init__()
        self.specs = Shelf(specs)
        # The model that was chosen last may be gone.
        settings = replace(settings, options=choices.possible(self.specs, settings.options))
        self.notices = Notices()
        # With both sides in view, wherever the divider stood last.
        comparison = replace(settings.comparison, position=0.5)
        self.comparing = Comparing(comparison, still=motion.is_reduced(settings.appearance))
        self.comparing.changed.connect(lambda value: self.change(comparison=value))
        self._settings = settings
        self._inference = TaskRunner()
        self._files = TaskRunner(threads=2)
        self._display = TaskRunner(threads=2)
        self._batch = TaskRunner()
        self._benchmark = TaskRunner()
        self._previews = TaskRunner()
        self._batches = TaskRunner()
        self.batch = BatchDesk(
            make_restorer,
            specs,
            lane=self._batches,
            files=self._files,
            window_busy=self._engine_wanted,
            places=known.places_file(),
        )
        self.offers = BatchOffers(self.batch, self.notices, self._files)
        make_restorer = self._restorer = Once(make_restorer)
        self.workbench = Workbench(make_restorer, inference=self._inference, files=self._files)
        self.workbench.encoding = settings.encoding
        self.measuring = Measuring(make_restorer, self._benchmark, busy=self._occupied)
        self.workbench.started.connect(self.measuring.give_way)
        self._sources = SourceWatch(self.workbench, self._files, self.notices)
        self.queue = QueueRoom(
            make_restorer,
            self.workbench,
            self.notices,
            inference=self._batch,
            files=self._files,
            settings=lambda: self._settings,
        )
        self.exports = Exports(self._files)
        self.newcomers = Newcomers(self.specs, make_restorer, self._files)
        self.originals = Originals(self.workbench, self._files, self.specs)
        self.previewer = Previewer(self.specs, self.workbench, self._previews)
        self.previewer.enable(enabled=settings.preview)
        self.lab = Lab(self.workbench, self.previewer, settings.options)
        self.inventions = Inventions(self.workbench, self.previewer, self.lab, self._display)

    @property
    def settings(self) -> Settings:
        """What is to be remembered, as it is now."""
        return self._settings

    @property
    def files(self) -> Background:
        """Reads and writes files."""
        return self._files

    @property
    def display(self) -> Background:
        """Renders what is seen."""
        return self._display

    @property
    def busy(self) -> bool:
        """Whether anything is done in the background."""
        return any(runner.busy for runner in self._runners)

    def change(self, **changes: object) -> None:
        """Have other settings, by the names of `Settings`."""
        self._settings = replace(self._settings, **changes)  # type: ignore[arg-type]
        self.workbench.encoding = self._settings.encoding

    def enable_previews(self, enabled: bool) -> None:
        """Have what is seen restored at once from now on, or not."""
        self.change(preview=enabled)
        self.previewer.enable(enabled=enabled)

    def appear(self, **changes: object) -> None:
        """Have the window look or speak otherwise, by the names of `Appearance`."""
        self.change(appearance=replace(self._settings.appearance, **changes))  # type: ignore[arg-type]
        self.comparing.be_still(still=motion.is_reduced(self._settings.appearance))
        self.appearance_changed.emit()

    def measure(self) -> None:
        """Choose settings for this computer if that was never done, once there is a photo and nothing goes on."""
        if not self._settings.measured:
            self.measuring.begin(self._settings.options, asked=False)

    def close(self) -> None:
        """Stop everything, wait until it has, and remember the settings."""
        self.closing.emit()
        self.queue.desk.put_back()
        self.batch.close()
        self.measuring.stop()
        self.previewer.enable(enabled=False)
        self.inventions.want(wanted=False)
        self.settle()
        self.workbench.close()
        self.queue.close()
        if self._restorer.made is not None:
            self._restorer.made.close()
        try:
            stored.save(self._settings)
        except OutputError as error:
            print(f"srdesk: {error} {error.hint}", file=sys.stderr)

    def settle(self) -> None:
        """Stop what is done in the background, and wait until it has.

        To be called once more when no event will come any more: until then something may ask for work, which must not
        outlive those who do it.
        """
        # What one runner tells when it closes may be work for another.
        while self.busy:
            for runner in self._runners:
                runner.close()

    @property
    def _runners(self) -> tuple[TaskRunner, ...]:
        return self._files, self._inference, self._batch, self._batches, self._previews, self._display, self._benchmark

    def _engine_wanted(self) -> bool:
        """Whether somebody waits for the engine in the window, so that a batch gives way."""
        queue = self.queue.desk
        return self.workbench.restoring or self.previewer.busy or (queue.running and not queue.paused)

    def _occupied(self, asked: bool) -> bool:
        """Whether this is no time to measure."""
        return self.busy or (not asked and (self.workbench.document is None or crowded()))
