"""Ways of running a network, by which engine and how exactly, and which is taken where options leave that open."""

from collections.abc import Mapping
from typing import NamedTuple

from srdesk.engines.devices import CPU, installed
from srdesk.models.spec import ModelSpec, Precision
from srdesk.restore.options import AUTO, RestoreOptions
from srdesk.restore.plan import device_of, wanted_precision

# What a lower precision may cost, in dB on Set5, to be chosen unasked ...
AFFORDABLE_LOSS = 0.05
# ... and the share of the plain way's time that another must stay below to be worth it.
WORTHWHILE = 0.9
_PLAIN = "onnx"
# Engines that compute with bytes; what is beside the plain one is an extra, several times as quick on some processors.
_OF_BYTES = (_PLAIN, "tflite", "openvino")


class Way(NamedTuple):
    """By which engine a network is run, and in which precision."""

    engine: str
    precision: Precision


def ways(spec: ModelSpec, options: RestoreOptions) -> tuple[Way, ...]:
    """All that options leave open for a network, the plain one first.

    Half precision is none of those that ``auto`` may choose from: its files are widened when they are loaded and run as
    full precision does. Raises `ModelError` for a precision that the network does not have.
    """
    return tuple(
        Way(engine, precision)
        for precision in _precisions(spec, options)
        for engine in _engines(spec, precision, options)
    )


def fastest(seconds: Mapping[Way, float | None]) -> Way:
    """The way to take, given what was measured: the first, plain one unless another is clearly faster."""
    first = next(iter(seconds))
    plain = seconds[first]
    if plain is None:
        return first
    clearly = {way: taken for way, taken in seconds.items() if taken is not None and taken < WORTHWHILE * plain}
    return min(clearly, key=clearly.__getitem__, default=first)


def _precisions(spec: ModelSpec, options: RestoreOptions) -> tuple[Precision, ...]:
    if options.precision != AUTO:
        return (wanted_precision(spec, options.precision),)
    int8 = spec.files.get(Precision.INT8)
    affordable = int8 is not None and int8.loss is not None and int8.loss <= AFFORDABLE_LOSS
    if affordable and options.engine in (AUTO, *_OF_BYTES):
        return spec.fullest, Precision.INT8
    return (spec.fullest,)


def _engines(spec: ModelSpec, precision: Precision, options: RestoreOptions) -> tuple[str, ...]:
    """Networks of others are run by the plain engine unless another is asked for: others lack operators."""
    if options.engine != AUTO:
        return (options.engine,)
    if precision is not Precision.INT8 or spec.imported or device_of(options) != CPU:
        return (_PLAIN,)
    return tuple(engine for engine in _OF_BYTES if installed(engine))
