"""BatchSpec: everything that says what a batch is to make of which photos."""

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from srdesk.errors import JournalError, SrdeskError
from srdesk.imaging.options import EncodeOptions
from srdesk.jobs.planning.selection import Selection
from srdesk.jobs.planning.template import NameTemplate
from srdesk.models.spec import ModelSpec
from srdesk.restore.options import AUTO, RestoreOptions
from srdesk.tables import Oddity, table_of, value_of
from srdesk.texts import Text

# What changes how a result is computed but not what it is.
_WAYS = ("tile", "overlap", "device", "engine", "threads")

DEFAULT_TEMPLATE = NameTemplate("{stem}_{enlargement}{ext}")


def _refuse(oddity: Oddity) -> None:
    raise ValueError(oddity)


class Conflict(StrEnum):
    """What becomes of a photo whose result's name is taken by a file that is not already its result.

    Overwriting never replaces a source.
    """

    SKIP = "skip"
    UNIQUE = "unique"
    OVERWRITE = "overwrite"


@dataclass(frozen=True)
class BatchSpec:
    """Restore the photos of ``inputs`` (files and folders) into ``output``, where the tree of folders is mirrored.

    With one folder its tree begins at the output; of several each has a folder of its own there. ``in_place``
    replaces the photos themselves, keeps the originals in a folder of the output and takes no notice of the template.
    """

    inputs: tuple[Path, ...]
    output: Path
    options: RestoreOptions = RestoreOptions()
    encoding: EncodeOptions = EncodeOptions()
    template: NameTemplate = DEFAULT_TEMPLATE
    conflict: Conflict = Conflict.SKIP
    in_place: bool = False
    selection: Selection = Selection()

    def settings_hash(self, specs: Iterable[ModelSpec]) -> str:
        """A short hash of what decides how results look: options, encoding and the weights, of ``specs``, themselves.

        Tiles, devices and threads are no part of it: they change results by float rounding at most.
        """
        options = {name: value for name, value in table_of(self.options).items() if name not in _WAYS}
        encoding = {name: value for name, value in table_of(self.encoding).items() if name != "overwrite"}
        weights = sorted(file.sha256 for spec in self.networks(specs) for file in spec.files.values())
        text = json.dumps([options, encoding, weights], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def networks(self, specs: Iterable[ModelSpec]) -> tuple[ModelSpec, ...]:
        """Those that photos of the batch may be restored with."""
        return tuple(spec for spec in specs if self._may_use(spec))

    def _may_use(self, spec: ModelSpec) -> bool:
        """Whether photos may be restored with a network."""
        known = self.options.model.lower() == AUTO or spec.called(self.options.model)
        return known and (self.options.size is not None or spec.scale == self.options.scale)

    def as_table(self) -> dict[str, Any]:
        """The batch as plain values for JSON."""
        return {
            "inputs": [str(path) for path in self.inputs],
            "options": table_of(self.options),
            "encoding": table_of(self.encoding),
            "template": self.template.text,
            "conflict": str(self.conflict),
            "in_place": self.in_place,
            "selection": dataclasses.asdict(self.selection),
        }

    @classmethod
    def from_table(cls, table: Mapping[str, Any], output: Path) -> "BatchSpec":
        """The batch that `as_table` wrote; raises `JournalError` for what it cannot have written."""
        try:
            chosen = table["selection"]
            return cls(
                inputs=tuple(Path(path) for path in table["inputs"]),
                output=output,
                options=value_of(RestoreOptions, table["options"], _refuse),
                encoding=value_of(EncodeOptions, table["encoding"], _refuse),
                template=NameTemplate(table["template"]),
                conflict=Conflict(table["conflict"]),
                in_place=bool(table["in_place"]),
                selection=Selection(
                    tuple(chosen["include"]),
                    tuple(chosen["exclude"]),
                    bool(chosen["hidden"]),
                    bool(chosen.get("recursive", True)),
                ),
            )
        except (KeyError, TypeError, ValueError, AttributeError, SrdeskError) as error:
            raise JournalError(
                Text("The journal in {0} does not say what its batch was to do.", output),
                hint="Start the batch again with its folders and options; what is done is not done again.",
            ) from error
