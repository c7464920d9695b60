"""Choices: which options the catalogue has networks for."""

from collections.abc import Sequence
from dataclasses import replace

from srdesk.models.spec import ModelSpec
from srdesk.restore.options import AUTO, RestoreOptions


def models(specs: Sequence[ModelSpec]) -> dict[str, str]:
    """Titles by name, in the order of the catalogue."""
    return {spec.name: spec.title for spec in specs}


def scales(specs: Sequence[ModelSpec], model: str) -> tuple[int, ...]:
    """The scales that a model has."""
    return tuple(sorted(spec.scale for spec in specs if spec.name == model))


def find(specs: Sequence[ModelSpec], options: RestoreOptions) -> ModelSpec | None:
    """The network that options ask for, ``None`` if there is none."""
    return next((spec for spec in specs if (spec.name, spec.scale) == (options.model, options.scale)), None)


def possible(specs: Sequence[ModelSpec], options: RestoreOptions) -> RestoreOptions:
    """The options themselves where there is such a network, else the nearest for which there is."""
    if options.model not in models(specs):
        options = replace(options, model=specs[0].name)
    offered = scales(specs, options.model)
    if options.scale not in offered:
        options = replace(options, scale=min(offered, key=lambda scale: abs(scale - options.scale)))
    spec = find(specs, options)
    assert spec is not None
    if options.precision != AUTO and options.precision not in spec.precisions:
        options = replace(options, precision=AUTO)
    return options
