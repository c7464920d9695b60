"""BatchDraft: what the user asks of a batch, as far as it has been said."""

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from srdesk.imaging.options import EncodeOptions
from srdesk.jobs.planning.selection import Selection
from srdesk.jobs.planning.spec import DEFAULT_TEMPLATE, BatchSpec, Conflict
from srdesk.jobs.planning.template import NameTemplate
from srdesk.jobs.running.control import Politeness
from srdesk.jobs.running.finish import Finish
from srdesk.restore.options import RestoreOptions

_BEHAVIOUR = ("politeness", "awake", "finish", "fail_fast", "max_ram")


class Lack(StrEnum):
    """What is still to be said."""

    PHOTOS = "photos"
    OUTPUT = "output"
    ONE_FOLDER = "one folder"


@dataclass(frozen=True)
class BatchDraft:
    """A batch that may not be complete yet, and how its run is to behave.

    ``template`` is the text of a `NameTemplate`, which may make no sense; ``awake`` keeps the computer from falling
    asleep meanwhile; processor threads are those of ``options``; ``fail_fast`` and ``max_ram`` as in `RunPolicy`.
    """

    inputs: tuple[Path, ...] = ()
    output: Path | None = None
    options: RestoreOptions = RestoreOptions()
    encoding: EncodeOptions = EncodeOptions()
    template: str = DEFAULT_TEMPLATE.text
    conflict: Conflict = Conflict.SKIP
    in_place: bool = False
    selection: Selection = Selection()
    politeness: Politeness = Politeness()
    awake: bool = True
    finish: Finish = Finish.NOTIFY
    fail_fast: bool = False
    max_ram: int | None = None

    @property
    def content(self) -> "BatchDraft":
        """What of it decides what comes of it; the rest, how its run behaves, is as nobody wished it otherwise."""
        usual = {name: getattr(BatchDraft, name) for name in _BEHAVIOUR}
        return replace(self, options=replace(self.options, threads=0), **usual)

    @property
    def lack(self) -> Lack | None:
        """What is missing before it can be planned, ``None`` if nothing is."""
        if not self.inputs:
            return Lack.PHOTOS
        if self.in_place:
            return None if len(self.inputs) == 1 and self.inputs[0].is_dir() else Lack.ONE_FOLDER
        return Lack.OUTPUT if self.output is None else None

    @property
    def spec(self) -> BatchSpec:
        """The batch; nothing may be missing. Raises `UsageError` for a template that cannot be understood."""
        assert self.lack is None
        output = self.inputs[0] if self.in_place else self.output
        assert output is not None
        return BatchSpec(
            inputs=self.inputs,
            output=output,
            options=self.options,
            encoding=self.encoding,
            template=NameTemplate(self.template),
            conflict=self.conflict,
            in_place=self.in_place,
            selection=self.selection,
        )

    def told_by(self, spec: BatchSpec) -> "BatchDraft":
        """The draft of a batch that was begun before, to be run as this one."""
        return replace(
            self,
            inputs=spec.inputs,
            output=spec.output,
            options=spec.options,
            encoding=spec.encoding,
            template=spec.template.text,
            conflict=spec.conflict,
            in_place=spec.in_place,
            selection=spec.selection,
        )
