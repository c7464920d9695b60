"""Newcomers: model files on their way into the collection. Knows no widgets."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from srdesk.convert.claims import Claims
from srdesk.gui.background import Background
from srdesk.gui.errands import Errands
from srdesk.gui.shelf import Shelf
from srdesk.models.spec import ModelSpec
from srdesk.progress import CancelToken, ProgressSink

if TYPE_CHECKING:
    from srdesk.convert.importing.jail import Examined
    from srdesk.gui.operations import MakeRestorer


@dataclass(frozen=True)
class Candidate:
    """A model file that can be added, what was found out about it, and the name it would get."""

    file: Path
    name: str
    examined: "Examined"


class Newcomers(Errands):
    """Looks at model files and adds them, in the background; says by signals what became of them."""

    found = Signal(object)
    """A file can be added: a `Candidate`."""
    useless = Signal(object, object)
    """A file cannot be added: its path, and a `Failure`."""
    added = Signal(object)
    """There is one network more: a `ModelSpec`."""

    def __init__(self, shelf: Shelf, make_restorer: "MakeRestorer", files: Background) -> None:
        super().__init__(files)
        self._shelf = shelf
        self._make_restorer = make_restorer

    def look_at(self, file: Path) -> None:
        """Find out what a model file is, without adding it."""

        def work(token: CancelToken, _progress: ProgressSink) -> Candidate:
            from srdesk.convert.importing.bring import looked_at
            from srdesk.models.catalogue import load_all
            from srdesk.models.collection import free_name, name_of

            examined = looked_at(file, token=token)
            return Candidate(file, free_name(name_of(file), examined.findings.scale, load_all().specs), examined)

        self._do(work, self.found.emit, partial(self.useless.emit, file))

    def add(self, candidate: Candidate, name: str, claims: Claims = Claims()) -> None:
        """Add a file that was looked at under a name; it is looked at again if something else is claimed of it."""
        make_restorer = self._make_restorer

        def work(token: CancelToken, _progress: ProgressSink) -> ModelSpec:
            from srdesk.convert.importing.bring import informed, keep
            from srdesk.models.collection import name_of

            examined = informed(candidate.examined, candidate.file, claims, token=token)
            spec = keep(examined, name_of(f"{name}.x")).spec
            make_restorer().know(spec)
            return spec

        self._do(work, self._on_kept)

    def _on_kept(self, spec: ModelSpec) -> None:
        self._shelf.put(spec)
        self.added.emit(spec)
