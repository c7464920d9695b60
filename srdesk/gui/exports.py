"""Exports: results on their way to the clipboard, and comparisons on their way into files. Knows no widgets."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from srdesk.gui.background import Background
from srdesk.gui.document import Result
from srdesk.gui.errands import Errands
from srdesk.imaging.comparison.request import ComparisonFile, Words
from srdesk.progress import CancelToken, ProgressSink

if TYPE_CHECKING:
    from srdesk.gui.handouts import Clip
    from srdesk.imaging.photo import Photo


@dataclass(frozen=True)
class Exported:
    """A comparison in a file, which has so many bytes."""

    path: Path
    size: int


class Exports(Errands):
    """Does things in the background, and says by signals what became of them."""

    exported = Signal(object)
    """A comparison is in a file: an `Exported`."""
    copied = Signal(object)
    """A result is ready for the clipboard: a `Clip`."""

    def __init__(self, files: Background) -> None:
        super().__init__(files)
        self.choice = ComparisonFile()
        """How a comparison was exported last."""

    def copy(self, result: Result) -> None:
        """Make a result ready for the clipboard."""

        def work(token: CancelToken, _progress: ProgressSink) -> "Clip":
            from srdesk.gui.handouts import clip_of

            return clip_of(result.photo, token)

        self._do(work, self.copied.emit)

    def export(self, before: "Photo", after: Result, target: Path, comparison: ComparisonFile, *, words: Words) -> None:
        """Write a comparison into a file, which the user has agreed to replace if it exists."""
        self.choice = comparison

        def work(token: CancelToken, _progress: ProgressSink) -> Exported:
            from srdesk.gui.handouts import export_comparison

            return Exported(
                target, export_comparison(before, after.photo, target, comparison, words=words, token=token)
            )

        self._do(work, self.exported.emit)
