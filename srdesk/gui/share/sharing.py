"""Sharing: the window's hand in what becomes of a result."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from srdesk.comparison import Mode
from srdesk.gui import dialogs, wording
from srdesk.gui.actions import Actions
from srdesk.gui.background import Failure
from srdesk.gui.compare.compare_view import CompareView
from srdesk.gui.compare.labels import side_captions
from srdesk.gui.compare.modes import Side
from srdesk.gui.places import own_folder
from srdesk.gui.share import origin_words, words
from srdesk.gui.share.export_dialog import ExportDialog
from srdesk.gui.studio import Studio
from srdesk.imaging.comparison.request import ComparisonFile, Crop
from srdesk.jobs.names import free_name
from srdesk.rect import Rect
from srdesk.restore.options import RestoreOptions

if TYPE_CHECKING:
    from srdesk.gui.exports import Exported
    from srdesk.gui.handouts import Clip
    from srdesk.gui.originals import Way
    from srdesk.imaging.resample import Method
    from srdesk.jobs.saves import Saved


class Sharing(QObject):
    """Says what was saved and offers to take it back, copies and exports; everything that lasts is in the studio."""

    def __init__(
        self,
        studio: Studio,
        window: QMainWindow,
        *,
        view: CompareView,
        commands: Actions,
        look_at: Callable[[Path], None],
        set_options: Callable[[RestoreOptions], None],
    ) -> None:
        """Its dialogs belong to a window, which has this ``view`` and these ``commands``.

        ``look_at`` opens a photo, ``set_options`` has others in the settings panel.
        """
        super().__init__(window)
        self._look_at = look_at
        self._set_options = set_options
        self._window = window
        self._view = view
        self._commands = commands
        self._studio = studio
        self._notices = studio.notices
        self._work = studio.workbench
        self._saves = self._work.saves
        self._exports = studio.exports
        self._originals = studio.originals
        self._work.saved.connect(self._on_saved)
        self._saves.refused.connect(self._on_refused)
        self._saves.undone.connect(self._on_undone)
        self._saves.tidied.connect(self._on_tidied)
        self._saves.changed.connect(self._show_state)
        self._exports.copied.connect(self._on_copied)
        self._exports.exported.connect(self._on_exported)
        self._originals.found.connect(self._on_origin_found)
        self._originals.asked.connect(self._on_redo_asked)
        self._originals.search_asked.connect(self._on_search_asked)
        self._originals.reached.connect(self._on_original_reached)
        for failing in (self._saves, self._exports):
            failing.failed.connect(self._on_failed)
        self._show_state()

    @property
    def slots(self) -> dict[str, Callable[[], None]]:
        """What does the commands that are this object's business."""
        return {
            "undo_save": self._saves.undo_last,
            "copy_result": self.copy_result,
            "copy_comparison": self.copy_comparison,
            "export": self.ask_export,
        }

    def copy_result(self) -> None:
        """Put the result on the clipboard."""
        document = self._work.document
        if document is not None and document.result is not None:
            self._exports.copy(document.result)

    def copy_comparison(self) -> None:
        """Put what is seen on the clipboard, labels and divider included."""
        QGuiApplication.clipboard().setPixmap(self._view.grab())
        self._window.statusBar().showMessage(words.comparison_copied(), words.MESSAGE_MS)

    def ask_export(self) -> None:
        """Ask how the comparison is to be exported, then where to."""
        document = self._work.document
        if document is None or document.result is None:
            return
        dialog = ExportDialog(
            self._window,
            self._exports.choice,
            visible=self.visible,
            size=document.result.size,
            chosen=self._ask_target,
        )
        dialog.open()

    @property
    def visible(self) -> ComparisonFile:
        """The part of the result that is in view, as large as it is seen; everything if all of it is."""
        document, viewport = self._work.document, self._view.viewport
        assert document is not None and document.result is not None and viewport is not None
        method = cast("Method", str(self._studio.comparing.value.baseline))
        whole = Rect(0, 0, *document.result.size)
        seen = viewport.seen(Rect(0, 0, *self._view.frame_size())).cut(whole)
        if seen == whole or seen.empty:
            return ComparisonFile(method=method)
        return ComparisonFile(crop=Crop(*seen), magnified=max(1, round(viewport.zoom)), method=method)

    def _ask_target(self, comparison: ComparisonFile) -> None:
        document = self._work.document
        assert document is not None
        folder = own_folder(self._studio.settings.folder) if document.homeless else document.source.parent
        target = folder / f"{document.source.stem}_{words.comparison_name()}.{comparison.kind}"
        title = words.export_title()
        dialogs.ask_export_target(self._window, title, free_name(target), partial(self.export, comparison))

    def export(self, comparison: ComparisonFile, target: Path) -> None:
        """Write a comparison of the open photo with its result into a file, unless that is the original."""
        document = self._work.document
        if document is None or document.result is None:
            return
        if document.is_source(target):
            self._notices.show(wording.source_spared(target))
            return
        shown = replace(self._studio.comparing.value, mode=Mode.SINGLE)
        captions = side_captions(*self._view.captions, shown)
        said = words.of_page(document.source.name, captions[Side.BEFORE], captions[Side.AFTER])
        self._exports.export(document.photo, document.result, target, comparison, words=said)

    def _show_state(self) -> None:
        self._commands.enable(undo_save=self._saves.possible)

    def _on_saved(self, saved: "Saved") -> None:
        self._notices.show(words.saved(saved, undo=partial(self._saves.undo, saved)))

    def _on_refused(self, failure: Failure) -> None:
        self._notices.show(words.refused(failure, elsewhere=self._saves.elsewhere.emit))

    def _on_undone(self, saved: "Saved") -> None:
        self._notices.show(words.undone(saved))

    def _on_tidied(self, count: int) -> None:
        self._notices.show(words.tidied(count))

    def _on_copied(self, clip: "Clip") -> None:
        mime = QMimeData()
        mime.setImageData(clip.image)
        mime.setData("image/png", clip.png)
        QGuiApplication.clipboard().setMimeData(mime)
        size = clip.image.width(), clip.image.height()
        self._window.statusBar().showMessage(words.result_copied(size), words.MESSAGE_MS)

    def _on_exported(self, exported: "Exported") -> None:
        self._notices.show(words.exported(exported))

    def _on_origin_found(self, way: "Way") -> None:
        self._notices.show(origin_words.of_result(way, self._originals))

    def _on_redo_asked(self, way: "Way") -> None:
        assert way.original.path is not None
        self._look_at(way.original.path)

    def _on_search_asked(self, way: "Way") -> None:
        title = origin_words.search_title(way)
        dialogs.ask_source(self._window, title, way.result.parent, partial(self._originals.try_file, way))

    def _on_original_reached(self, way: "Way") -> None:
        mine = self._studio.settings.options
        self._set_options(replace(way.options, threads=mine.threads, device=mine.device))
        self._notices.show(origin_words.reached(way))

    def _on_failed(self, failure: Failure) -> None:
        self._notices.show(wording.failure_message(failure))
