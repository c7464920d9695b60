"""Timing: how fast networks run on this computer, and the precision and engine that are chosen because of that."""

from contextlib import suppress
from dataclasses import replace

from srdesk.engines import SessionRequest
from srdesk.engines.session import SessionCache
from srdesk.errors import EngineError, ModelError
from srdesk.models.spec import ModelSpec, Precision
from srdesk.progress import CancelToken
from srdesk.restore.options import RestoreOptions
from srdesk.restore.plan import RestorePlan, device_of
from srdesk.restore.speeds import SIDE, Speeds
from srdesk.restore.ways import Way, fastest, ways

# Source pixels from which on the time they took says something about others.
TELLING = 128**2


class Timing:
    """What was measured of networks by engine, device and threads; measures what is asked for and not known."""

    def __init__(self, cache: SessionCache) -> None:
        self._cache = cache
        self._speeds = Speeds()

    def decided(self, spec: ModelSpec, options: RestoreOptions) -> RestoreOptions:
        """The options with the precision and the engine that they leave open: the fastest known, see `ways`.

        Raises `ModelError` for a precision that the network does not have.
        """
        known = {way: self._speeds.known(_request(spec, way, options)) for way in ways(spec, options)}
        engine, precision = fastest(known)
        return replace(options, engine=engine, precision=str(precision))

    def precision(self, spec: ModelSpec, options: RestoreOptions) -> Precision:
        """That of `decided`."""
        return Precision(self.decided(spec, options).precision)

    def settle(self, spec: ModelSpec, options: RestoreOptions, token: CancelToken) -> None:
        """Measure the ways that options leave open, unless that was done; raises as `measure` for the plain one."""
        first, *others = ways(spec, options)
        if others:
            self._measured(_request(spec, first, options), token)
        for way in others:
            with suppress(ModelError, EngineError):  # an engine that cannot is not chosen
                self._measured(_request(spec, way, options), token)

    def measure(self, spec: ModelSpec, precision: Precision, options: RestoreOptions, token: CancelToken) -> float:
        """The speed of a network by itself, in seconds for a source pixel, measured now unless it is known.

        Takes a moment. Raises `ModelError`, `EngineError` and `Cancelled`.
        """
        return self._measured(self._decided_request(spec, precision, options), token)

    def forget(self) -> None:
        """Have everything measured again."""
        self._speeds.clear()

    def pace(self, spec: ModelSpec, precision: Precision, options: RestoreOptions) -> float | None:
        """Seconds that restoring takes for a source pixel, ``None`` if nothing is known."""
        return self._speeds.pace(self._decided_request(spec, precision, options))

    def expected(self, plan: RestorePlan) -> float | None:
        """Seconds that a plan will take, ``None`` if nothing is known."""
        pace = self._speeds.pace(request_of(plan))
        return None if pace is None else pace * plan.pixels_read

    def computed(self, plan: RestorePlan, pixels: int, seconds: float) -> None:
        """Learn from how long tiles took of which the network saw so many source pixels in all."""
        if pixels >= TELLING:
            self._speeds.restored(request_of(plan), seconds / pixels)

    def _decided_request(self, spec: ModelSpec, precision: Precision, options: RestoreOptions) -> SessionRequest:
        decided = self.decided(spec, replace(options, precision=str(precision)))
        return _request(spec, Way(decided.engine, precision), options)

    def _measured(self, request: SessionRequest, token: CancelToken) -> float:
        known = self._speeds.known(request)
        if known is not None:
            return known
        return self._speeds.measure(request, self._cache.get(request, pixels=SIDE**2), token)


def _request(spec: ModelSpec, way: Way, options: RestoreOptions) -> SessionRequest:
    return SessionRequest(spec, way.precision, way.engine, device_of(options), options.threads)


def request_of(plan: RestorePlan, *, threads: int | None = None) -> SessionRequest:
    """What is to be loaded for a plan, perhaps with other threads than it says."""
    count = plan.threads if threads is None else threads
    return SessionRequest(plan.spec, plan.precision, plan.engine, plan.device, count)
