"""Records: what was done to a photo as a provenance, and back from a provenance to options that do it again."""

from contextlib import suppress
from dataclasses import fields, replace
from typing import Any, get_args

from srdesk import __version__
from srdesk.errors import UsageError
from srdesk.imaging.photo import Photo
from srdesk.imaging.provenance import Provenance
from srdesk.restore.options import SMALLEST_TILE, RestoreOptions
from srdesk.restore.plan import RestorePlan
from srdesk.restore.size import decided_dpi

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
    texts = {
        field.name: _text(getattr(decided, field.name))
        for field in fields(decided)
        if field.name not in _WITHOUT_EFFECT and getattr(decided, field.name) is not None
    }
    weights = plan.spec.files[plan.precision].sha256
    return Provenance(__version__, weights, photo.source, tuple(sorted(texts.items())))


def options_of(provenance: Provenance, base: RestoreOptions | None = None) -> tuple[RestoreOptions, tuple[str, ...]]:
    """The options of a record, with those of ``base`` that have no effect on the result.

    Also returns the names of what this srdesk does not understand, for instance the options of a later one.
    """
    base = base or RestoreOptions()
    options = RestoreOptions(**{name: getattr(base, name) for name in _WITHOUT_EFFECT})
    kinds = {field.name: field.type for field in fields(options) if field.name not in _WITHOUT_EFFECT}
    strange = []
    for name, text in provenance.options:
        try:
            change: dict[str, Any] = {name: _value(text, kinds[name])}
            options = replace(options, **change)
        except (KeyError, ValueError, UsageError):
            strange.append(name)
    return options, tuple(strange)


def _text(value: object) -> str:
    """What `_value` reads again."""
    return "auto" if value is None else str(value)


def _value(text: str, kind: Any) -> object:
    """A value of a type, or of the first of several that a text can be read as; raises `ValueError`."""
    for one in get_args(kind) or (kind,):
        with suppress(ValueError, UsageError):
            return _READERS.get(one, getattr(one, "parse", one))(text)
    raise ValueError(text)


def _nothing(text: str) -> None:
    if text != "auto":
        raise ValueError(text)


_READERS: dict[Any, Any] = {type(None): _nothing}
