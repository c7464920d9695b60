"""Choices: which options the catalogue has networks for."""

from collections.abc import Sequence
from dataclasses import replace

from srdesk.models.spec import ModelSpec
from srdesk.restore.options import AUTO, RestoreOptions


def models(specs: Sequence[ModelSpec]) -> dict[str, str]:
    """Titles by name, in the order of the catalogue."""
    return {spec.name: spec.title for spec in specs}


def scales(specs: Sequence[ModelSpec], model: str) -> tuple[int, ...]:
    """The scales that a model has; those of all for ``auto``."""
    return tuple(sorted({spec.scale for spec in specs if _meant(spec, model)}))


def find(specs: Sequence[ModelSpec], options: RestoreOptions) -> ModelSpec | None:
    """The network that options ask for, the most thorough one for ``auto``; ``None`` if there is none.

    Where a size is to be reached, only a plan knows: then it is the model's of the scale set beside it.
    """
    asked = [spec for spec in specs if _meant(spec, options.model) and spec.scale == options.scale]
    return max(asked, key=lambda spec: spec.operations, default=None)


def found(specs: Sequence[ModelSpec], options: RestoreOptions) -> ModelSpec:
    """The network that `possible` options ask for."""
    spec = find(specs, options)
    assert spec is not None
    return spec


def possible(specs: Sequence[ModelSpec], options: RestoreOptions) -> RestoreOptions:
    """The options themselves where there is such a network, else the nearest for which there is.

    A model may be called by its title.
    """
    if options.model != AUTO and options.model not in models(specs):
        called = (spec.name for spec in specs if spec.called(options.model))
        options = replace(options, model=next(called, specs[0].name))
    offered = scales(specs, options.model)
    if options.scale not in offered:
        options = replace(options, scale=min(offered, key=lambda scale: abs(scale - options.scale)))
    if options.precision != AUTO and not all(options.precision in spec.precisions for spec in _taken(specs, options)):
        options = replace(options, precision=AUTO)
    return options


def _taken(specs: Sequence[ModelSpec], options: RestoreOptions) -> list[ModelSpec]:
    """Every network that may be taken for some photo."""
    return [
        spec
        for spec in specs
        if _meant(spec, options.model) and (options.size is not None or spec.scale == options.scale)
    ]


def _meant(spec: ModelSpec, model: str) -> bool:
    """Whether a network may be taken for a model; ``auto`` takes none that the user brought."""
    return spec.name == model or (model == AUTO and not spec.imported)
