"""The short benchmark: how fast this computer runs which network, and which settings that suggests."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from srdesk.engines.devices import thread_count
from srdesk.imaging.photo import Photo
from srdesk.models.spec import ModelSpec, Precision
from srdesk.progress import CancelToken, Progress, ProgressSink, ignore
from srdesk.restore.options import AUTO, RestoreOptions
from srdesk.restore.restorer import Restorer
from srdesk.restore.ways import WORTHWHILE

PATIENCE = 3.0
"""Seconds that a benchmark takes, about: nothing new is begun afterwards."""

# A photo as phones take them, and how long most people would wait for it.
USUAL_PIXELS = 12e6
BEARABLE = 120.0

_SIDE = 160
_SHORT = 0.25

Clock = Callable[[], float]


def benchmark(
    restorer: Restorer,
    options: RestoreOptions,
    *,
    token: CancelToken,
    progress: ProgressSink = ignore,
    patience: float = PATIENCE,
    clock: Clock = time.monotonic,
) -> RestoreOptions:
    """Measure networks by engine and device of options, the most telling first, and return advised options.

    What is known already is not measured again, so that a benchmark that was cancelled goes on where it was. At the end
    of ``patience`` (seconds) one network of each model is known; what is left then stays unknown. Raises `ModelError`,
    `EngineError` and `Cancelled`.
    """
    began = clock()
    options = replace(options, threads=_threads(restorer, options, token))
    pieces, needed = tuple(_pieces(restorer.specs, options)), _smallest(restorer.specs)
    for count, (spec, precision) in enumerate(pieces):
        token.check()
        if clock() - began > patience and spec not in needed:
            break
        _measure(restorer, spec, precision, options, token)
        progress(Progress(count + 1, len(pieces), clock() - began))
    return advised(restorer, options)


def advised(restorer: Restorer, options: RestoreOptions) -> RestoreOptions:
    """The options with the model that suits this computer as far as it was measured.

    That is ``auto``, the best networks, where they restore a usual photo in bearable time, else the first model of the
    catalogue that does, or the quickest.
    """
    first = _smallest(restorer.specs)
    paces = {spec.name: pace for spec in first if (pace := _pace(restorer, spec, options)) is not None}
    if not paces:
        return options
    bearable = [name for name, pace in paces.items() if pace * USUAL_PIXELS <= BEARABLE]
    thorough = max(first, key=lambda spec: spec.operations).name
    if thorough in bearable:
        return replace(options, model=AUTO)
    return replace(options, model=next(iter(bearable), min(paces, key=paces.__getitem__)))


def _threads(restorer: Restorer, options: RestoreOptions, token: CancelToken) -> int:
    """All cores, unless half of them, which may be all there are in truth, are clearly faster."""
    cores = thread_count(0)
    if cores < 4:
        return 0
    spec = max(_smallest(restorer.specs), key=lambda spec: spec.operations)
    full, half = (
        restorer.timing.measure(spec, spec.fullest, replace(options, threads=count), token) for count in (0, cores // 2)
    )
    return cores // 2 if half < WORTHWHILE * full else 0


def _pieces(specs: tuple[ModelSpec, ...], options: RestoreOptions) -> Iterator[tuple[ModelSpec, Precision]]:
    """Every network in every precision it is chosen in: the smallest scale of each model first.

    Half precision is stored so, but computed with as full precision is.
    """
    first = _smallest(specs)
    for spec in (*first, *(spec for spec in specs if spec not in first)):
        for precision in spec.precisions if options.engine in (AUTO, "onnx") else (spec.fullest,):
            if precision is not Precision.FP16 or precision is spec.fullest:
                yield spec, precision


def _smallest(specs: tuple[ModelSpec, ...]) -> list[ModelSpec]:
    """Of each model the network of the smallest scale that enlarges."""
    found: dict[str, ModelSpec] = {}
    for spec in sorted(specs, key=lambda spec: (spec.scale == 1, spec.scale)):
        found.setdefault(spec.name, spec)
    return [spec for spec in specs if spec in found.values()]


def _measure(
    restorer: Restorer, spec: ModelSpec, precision: Precision, options: RestoreOptions, token: CancelToken
) -> None:
    """The network by itself and, if that does not take long, the whole way of a small picture."""
    restorer.timing.settle(spec, replace(options, precision=str(precision)), token)
    speed = restorer.timing.measure(spec, precision, options, token)
    if speed * _SIDE**2 < _SHORT:
        ramp = np.linspace(60, 180, _SIDE, dtype=np.float32).astype(np.uint8)
        picture = Photo(np.broadcast_to(ramp[:, None, None], (_SIDE, _SIDE, 3)).copy())
        chosen = replace(options, model=spec.name, scale=spec.scale, size=None, precision=str(precision), tile=_SIDE)
        restorer.restore(picture, replace(chosen, strength=1.0, grain=0.0), token=token)


def _pace(restorer: Restorer, spec: ModelSpec, options: RestoreOptions) -> float | None:
    precision = restorer.timing.precision(spec, replace(options, precision=AUTO))
    return restorer.timing.pace(spec, precision, options)
