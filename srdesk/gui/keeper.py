"""The keeper of results: saves them, and asks before one would be lost."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from srdesk.errors import OutputError
from srdesk.gui import dialogs, wording
from srdesk.gui.document import Result
from srdesk.gui.places import may_write, own_folder
from srdesk.gui.share.save_sheet import SaveSheet
from srdesk.gui.wording import Message
from srdesk.gui.workbench import Workbench
from srdesk.imaging.formats import Format
from srdesk.imaging.options import EncodeOptions
from srdesk.jobs.names import free_name

Then = Callable[[], None]


class Keeper(QObject):
    """Saves the results of a workbench; its dialogs belong to a window."""

    def __init__(
        self,
        workbench: Workbench,
        window: QWidget,
        *,
        folder: Callable[[], str],
        say: Callable[[Message], None],
        set_encoding: Callable[[EncodeOptions], None],
    ) -> None:
        """``folder`` is where results of photos go that have no folder of the user's own, if it exists.

        ``set_encoding`` has results written otherwise from now on.
        """
        super().__init__(window)
        self._set_encoding = set_encoding
        self._workbench = workbench
        self._window = window
        self._folder = folder
        self._say = say
        self._then: Then | None = None
        workbench.saved.connect(self._on_saved)
        workbench.saves.refused.connect(self._on_refused)
        workbench.saves.elsewhere.connect(self.save_as)

    def save(self, then: Then | None = None) -> None:
        """Save where the result belongs; ask where there is a file already, or nothing should be written.

        Once it is saved, go on with ``then``.
        """
        document, result = self._workbench.document, self._kept
        if document is None or result is None:
            return
        target = document.target_of(result, self._workbench.encoding)
        if document.homeless or target.exists():
            self._ask_target(partial(self.write, overwrite=True, then=then))
        else:
            self.write(target, overwrite=False, beside=True, then=then)

    def save_as(self) -> None:
        """Ask where to save the result, and how."""
        self._ask_target(self._ask_how)

    def _ask_target(self, chosen: Callable[[Path], None]) -> None:
        document, result = self._workbench.document, self._kept
        if document is None or result is None:
            return
        target = document.target_of(result, self._workbench.encoding)
        beside = not document.homeless and may_write(target.parent)
        folder = target.parent if beside else own_folder(self._folder())
        dialogs.ask_target(self._window, free_name(folder / target.name), chosen)

    def _ask_how(self, target: Path) -> None:
        """Ask how a file is to be written; one that cannot be is not asked about, but said to be so."""
        form = self._format_of(target)
        if form is None:
            self.write(target, overwrite=True)
        else:
            chosen = partial(self._write_so, target)
            SaveSheet(self._window, target, form, self._workbench.encoding, chosen=chosen).open()

    def _format_of(self, target: Path) -> Format | None:
        from srdesk.imaging.target import named_format, target_format

        document, encoding = self._workbench.document, self._workbench.encoding
        assert document is not None
        try:
            form = target_format(target, named_format(target, encoding), document.photo.origin)
        except OutputError:
            return None
        return None if document.is_source(target) else form

    def _write_so(self, target: Path, encoding: EncodeOptions) -> None:
        self._set_encoding(encoding)
        self.write(target, overwrite=True)

    def write(self, target: Path, *, overwrite: bool, beside: bool = False, then: Then | None = None) -> None:
        """Save the result in a file, unless that is the original; see `Workbench.save`."""
        document = self._workbench.document
        assert document is not None
        if document.is_source(target):
            self._say(wording.source_spared(target))
            return
        self._then = then
        self._workbench.save(target, overwrite=overwrite, beside=beside, result=self._kept)

    def may_leave(self, go_on: Then) -> bool:
        """Whether nothing would be lost by leaving the result.

        If something would, the user is asked, or what is being saved is waited for; then comes ``go_on``.
        """
        document = self._workbench.document
        if self._workbench.saving:
            self._then = go_on
            return False
        if document is None or not document.unsaved:
            return True

        def discard() -> None:
            self._workbench.discard()
            go_on()

        dialogs.ask_unsaved(self._window, document.source.name, save=partial(self.save, go_on), discard=discard)
        return False

    @property
    def _kept(self) -> Result | None:
        """The result that is saved: that of the present options, else the one that would be missed."""
        document = self._workbench.document
        return None if document is None else document.result or document.at_stake

    def _on_saved(self, _report: object) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()

    def _on_refused(self, _failure: object) -> None:
        self._then = None
