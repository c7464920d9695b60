"""Originals: results that are opened, what they were made from, and making them again. Knows no widgets."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from srdesk.gui.background import Background, Task, Work
from srdesk.gui.document import Document
from srdesk.gui.workbench import Workbench
from srdesk.imaging.provenance import Provenance
from srdesk.models.spec import ModelSpec
from srdesk.progress import CancelToken, ProgressSink
from srdesk.restore.options import RestoreOptions

if TYPE_CHECKING:
    from srdesk.jobs.original import Original


@dataclass(frozen=True)
class Way:
    """How a ``result`` came about, and how it could be made again.

    ``options`` are those of its provenance as far as this srdesk knows them, ``strange`` the names of the others.
    ``spec`` is the network it was made with, if there is one of that name, and ``exact`` whether it has the same
    weights.
    """

    result: Path
    provenance: Provenance
    original: "Original"
    options: RestoreOptions
    strange: tuple[str, ...] = ()
    spec: ModelSpec | None = None
    exact: bool = True


class Originals(QObject):
    """Looks for the original of every result that is opened."""

    found = Signal(object)
    """What is known of a result that was opened: a `Way`."""
    asked = Signal(object)
    """A result is to be made again: open the original of this `Way`."""
    search_asked = Signal(object)
    """The user knows where the original of this `Way` is: see `try_file`."""
    reached = Signal(object)
    """The original of this `Way` is open, and waits for its options."""

    def __init__(self, workbench: Workbench, files: Background, specs: Sequence[ModelSpec]) -> None:
        super().__init__()
        self._files = files
        self._specs = specs
        self._looking: Task | None = None
        self._wanted: Way | None = None
        workbench.opened.connect(self._on_opened)

    def redo(self, way: Way) -> None:
        """Make a result again."""
        self._wanted = way
        self.asked.emit(way)

    def search(self, way: Way) -> None:
        """Have the user say where the original is."""
        self.search_asked.emit(way)

    def try_file(self, way: Way, path: Path) -> None:
        """See whether a file is the original; says so by `found`."""
        source = way.provenance.source
        assert source is not None

        def work(token: CancelToken, _progress: ProgressSink) -> Way:
            from srdesk.jobs.original import Likeness, Original, is_source

            likeness = Likeness.SAME if is_source(path, source, token=token) else Likeness.CHANGED
            return replace(way, original=Original(likeness, path))

        self._look(work)

    def _on_opened(self, document: Document, _original: object) -> None:
        wanted, self._wanted = self._wanted, None
        if self._looking is not None:
            self._looking.cancel()
        if wanted is not None and wanted.original.path == document.source:
            self.reached.emit(wanted)
        elif document.photo.provenance is not None:
            self._look_for(document.source, document.photo.provenance)

    def _look_for(self, result: Path, provenance: Provenance) -> None:
        specs = self._specs

        def work(token: CancelToken, _progress: ProgressSink) -> Way:
            from srdesk.jobs.original import Likeness, Original, find_original
            from srdesk.restore.record import options_of

            source = provenance.source
            original = find_original(source, result, token=token) if source else Original(Likeness.MISSING)
            options, strange = options_of(provenance)
            spec = next((spec for spec in specs if (spec.name, spec.scale) == (options.model, options.scale)), None)
            exact = spec is not None and any(file.sha256 == provenance.weights for file in spec.files.values())
            return Way(result, provenance, original, options, strange, spec, exact)

        self._look(work)

    def _look(self, work: Work) -> None:
        task = self._looking = self._files.submit(work)
        task.succeeded.connect(lambda way: self._end(task, way))
        task.failed.connect(lambda _failure: self._end(task, None))
        task.cancelled.connect(lambda: self._end(task, None))

    def _end(self, task: Task, way: Way | None) -> None:
        if task is self._looking:
            self._looking = None
            if way is not None:
                self.found.emit(way)
