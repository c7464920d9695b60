"""What to show first: the network that was chosen, or a quick one for as long as that would take too long."""

from collections.abc import Sequence
from statistics import median

from srdesk.models.spec import ModelSpec, Precision
from srdesk.restore.options import RestoreOptions

QUICK = "fsrcnn"

# A network that takes this many times as long as the quick one is not waited for.
_SLOWER = 4
_KEPT = ("device", "engine", "threads", "strength", "grain")


def quick_options(specs: Sequence[ModelSpec], chosen: ModelSpec, options: RestoreOptions) -> RestoreOptions | None:
    """Options for what is shown until the chosen network is done, ``None`` where that is quick itself.

    They enlarge as much and finish alike.
    """
    quick = next((spec for spec in specs if (spec.name, spec.scale) == (QUICK, chosen.scale)), None)
    if quick is None or _cost(chosen) <= _SLOWER * _cost(quick):
        return None
    kept = {name: getattr(options, name) for name in _KEPT}
    return RestoreOptions(model=quick.name, scale=quick.scale, **kept)


def _cost(spec: ModelSpec) -> float:
    """What a source pixel takes in full precision: nanoseconds if they were measured, else an estimate of them."""
    costs = spec.files[Precision.FP32].costs if Precision.FP32 in spec.files else ()
    return median(nanoseconds for _, nanoseconds in costs) if costs else spec.operations / 50
