"""Records: what was done to a photo as a provenance, and back from a provenance to options that do it again."""

import json
from dataclasses import replace

from srdesk import __version__
from srdesk.imaging.photo import Photo
from srdesk.imaging.provenance import Provenance
from srdesk.restore.options import SMALLEST_TILE, RestoreOptions
from srdesk.restore.plan import RestorePlan
from srdesk.restore.size import decided_dpi
from srdesk.tables import table_of, value_of

_WITHOUT_EFFECT = ("threads", "device")
"""Options that change how long it takes, not what comes of it."""


def record_of(photo: Photo, options: RestoreOptions, plan: RestorePlan) -> Provenance:
    """How the result of a photo is made by a plan, which decided what the options left open."""
    decided = replace(
        options,
        model=plan.spec.name,
        scale=plan.spec.scale,
        dpi=decided_dpi(options.dpi, options.size),
        precision=str(plan.precision),
        tile=max(SMALLEST_TILE, plan.tile),
        overlap=plan.overlap,
    )
    said = {name: value for name, value in table_of(decided).items() if name not in _WITHOUT_EFFECT}
    table = {name: _text(value) for name, value in said.items() if value is not None}
    weights = plan.spec.files[plan.precision].sha256
    return Provenance(__version__, weights, photo.source, tuple(sorted(table.items())))


def options_of(provenance: Provenance, base: RestoreOptions | None = None) -> tuple[RestoreOptions, tuple[str, ...]]:
    """The options of a record, with those of ``base`` that have no effect on the result.

    Also returns the names of what this srdesk does not understand, for instance the options of a later one.
    """
    base = base or RestoreOptions()
    table = {name: _read(text) for name, text in provenance.options if name not in _WITHOUT_EFFECT}
    table |= {name: getattr(base, name) for name in _WITHOUT_EFFECT}
    strange: list[str] = []
    options = value_of(RestoreOptions, table, lambda oddity: strange.append(oddity.path))
    meddling = [name for name, _ in provenance.options if name in _WITHOUT_EFFECT]
    return options, tuple(sorted({*strange, *meddling}))


def _text(value: object) -> str:
    """A value as JSON, names and the like without quotes unless they could be taken for something else."""
    return value if isinstance(value, str) and _read(value) is value else json.dumps(value)


def _read(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text
