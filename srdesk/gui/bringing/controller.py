"""Between window and newcomers: models among what is dropped are looked at, asked about and selected."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from srdesk.convert.importing.formats import SUFFIXES, is_model
from srdesk.gui import wording
from srdesk.gui.actions import Actions
from srdesk.gui.background import Failure
from srdesk.gui.bringing.dialog import NewcomerDialog
from srdesk.gui.drops import Drop
from srdesk.gui.newcomers import Candidate
from srdesk.gui.panel.settings_panel import SettingsPanel
from srdesk.gui.studio import Studio
from srdesk.gui.wording import Message
from srdesk.models.spec import ModelSpec

_TOPIC = "newcomer"


class NewcomerController(QObject):
    """Connects one window with the newcomers for as long as the window is there."""

    def __init__(self, studio: Studio, panel: SettingsPanel, commands: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._studio, self._panel, self._window = studio, panel, window
        commands["add_model"].triggered.connect(self._on_asked)
        studio.newcomers.found.connect(self._on_found)
        studio.newcomers.useless.connect(self._on_useless)
        studio.newcomers.added.connect(self._on_added)
        studio.newcomers.failed.connect(self._on_failed)

    def sift(self, drop: Drop, go_on: Callable[[Drop], None]) -> None:
        """Look at the models among what was dropped; all else, if there is any, is handed on."""
        models = [path for path in drop.paths if is_model(path)]
        for path in models:
            self._look_at(path)
        rest = tuple(path for path in drop.paths if path not in models)
        if rest or not models:
            go_on(replace(drop, paths=rest))

    def _look_at(self, file: Path) -> None:
        self._studio.notices.show(
            Message(
                self.tr("{0} is tried out.").format(file.name),
                self.tr("That takes a moment, in a process of its own with limits."),
                topic=_topic(file),
            )
        )
        self._studio.newcomers.look_at(file)

    def _on_asked(self) -> None:
        dialog = QFileDialog(self._window, self.tr("Add a model"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        dialog.setNameFilters([self.tr("Models ({0})").format(patterns)])
        dialog.fileSelected.connect(lambda name: self._look_at(Path(name)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _on_found(self, candidate: Candidate) -> None:
        self._studio.notices.settle(_topic(candidate.file))
        add = self._studio.newcomers.add
        NewcomerDialog(candidate, lambda name, claims: add(candidate, name, claims), self._window).open()

    def _on_useless(self, file: Path, failure: Failure) -> None:
        self._studio.notices.show(_useless(file, failure))

    def _on_added(self, spec: ModelSpec) -> None:
        options = self._panel.options
        self._panel.take(replace(options, model=spec.name, scale=spec.scale, precision="auto"))
        self._studio.notices.show(
            Message(
                self.tr("{0} is there, and selected.").format(spec.title),
                self.tr("Its licence is not known to srdesk: look where you got it."),
                topic=_TOPIC,
            )
        )

    def _on_failed(self, failure: Failure) -> None:
        self._studio.notices.show(replace(wording.failure_message(failure), topic=_TOPIC))


def _topic(file: Path) -> str:
    return f"newcomer {file}"


def _useless(file: Path, failure: Failure) -> Message:
    """Why a file is no model that can be used."""
    message = wording.failure_message(failure)
    text = message.text if file.name in message.text else f"{file.name}: {message.text}"
    return replace(message, text=text, topic=_topic(file), again=partial(_useless, file, failure))
