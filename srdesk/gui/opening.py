"""Opening: asks for photos, and opens one in a window once nothing would be lost by that without a word."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from srdesk.gui import dialogs
from srdesk.gui.compare.screen import screen_profile
from srdesk.gui.keeper import Keeper
from srdesk.gui.studio import Studio
from srdesk.jobs.queue import Made
from srdesk.paths import bundled

SAMPLE = ("resources", "sample", "astronaut.jpg")


class Opening(QObject):
    """Opens photos on a studio's workbench; its dialogs belong to a window."""

    def __init__(self, studio: Studio, window: QWidget, keeper: Keeper) -> None:
        super().__init__(window)
        self._studio = studio
        self._workbench = studio.workbench
        self._window = window
        self._keeper = keeper

    def ask(self, chosen: Callable[[list[Path]], None]) -> None:
        """Ask for photos, in the folder where the last one was."""
        folder = self._studio.settings.folder
        dialogs.ask_sources(self._window, Path(folder) if folder else None, chosen)

    def open_sample(self) -> None:
        """Open the photo that srdesk brings with it."""
        self.look_at(bundled(*SAMPLE))

    def look_at(self, path: Path, made: Made | None = None) -> None:
        """Open a photo, with its result if one was ``made``, once nothing would be lost by it without a word."""
        document = self._workbench.document
        if self._workbench.restoring and document is not None:
            dialogs.ask_stop(self._window, document.source.name, stop=partial(self._begin, path, made))
        elif self._keeper.may_leave(partial(self.look_at, path, made)):
            self._begin(path, made)

    def _begin(self, path: Path, made: Made | None) -> None:
        """Read the photo; messages up to now are history."""
        self._studio.notices.clear()
        self._workbench.screen = screen_profile(self._window)
        self._workbench.open(path, made)
