"""Timing: how fast networks run on this computer, and the precision that is chosen because of that."""

from srdesk.engines import SessionRequest
from srdesk.engines.session import SessionCache
from srdesk.models.spec import ModelSpec, Precision
from srdesk.progress import CancelToken
from srdesk.restore.options import AUTO, RestoreOptions
from srdesk.restore.plan import RestorePlan, device_of, wanted_precision
from srdesk.restore.speeds import SIDE, Speeds, candidates, fastest

# Source pixels from which on the time they took says something about others.
TELLING = 128**2


class Timing:
    """What was measured of networks by engine, device and threads; measures what is asked for and not known."""

    def __init__(self, cache: SessionCache) -> None:
        self._cache = cache
        self._speeds = Speeds()

    def precision(self, spec: ModelSpec, options: RestoreOptions) -> Precision:
        """The precision that options ask for; for ``auto`` the fastest that is known and loses next to nothing.

        Raises `ModelError` where the network has no such weights.
        """
        if options.precision != AUTO:
            return wanted_precision(spec, options.precision)
        requests = {precision: request_for(spec, precision, options) for precision in candidates(spec, options.engine)}
        return fastest({precision: self._speeds.known(request) for precision, request in requests.items()})

    def settle(self, spec: ModelSpec, options: RestoreOptions, token: CancelToken) -> None:
        """Measure the precisions that ``auto`` has to choose between, unless that was done; raises as `measure`."""
        choice = candidates(spec, options.engine)
        if options.precision == AUTO and len(choice) > 1:
            for precision in choice:
                self.measure(spec, precision, options, token)

    def measure(self, spec: ModelSpec, precision: Precision, options: RestoreOptions, token: CancelToken) -> float:
        """The speed of a network by itself, in seconds for a source pixel, measured now unless it is known.

        Takes a moment. Raises `ModelError`, `EngineError` and `Cancelled`.
        """
        request = request_for(spec, precision, options)
        known = self._speeds.known(request)
        return (
            self._speeds.measure(request, self._cache.get(request, pixels=SIDE**2), token) if known is None else known
        )

    def forget(self) -> None:
        """Have everything measured again."""
        self._speeds.clear()

    def pace(self, spec: ModelSpec, precision: Precision, options: RestoreOptions) -> float | None:
        """Seconds that restoring takes for a source pixel, ``None`` if nothing is known."""
        return self._speeds.pace(request_for(spec, precision, options))

    def expected(self, plan: RestorePlan) -> float | None:
        """Seconds that a plan will take, ``None`` if nothing is known."""
        pace = self._speeds.pace(request_of(plan))
        return None if pace is None else pace * plan.pixels_read

    def computed(self, plan: RestorePlan, pixels: int, seconds: float) -> None:
        """Learn from how long tiles took of which the network saw so many source pixels in all."""
        if pixels >= TELLING:
            self._speeds.restored(request_of(plan), seconds / pixels)


def request_for(spec: ModelSpec, precision: Precision, options: RestoreOptions) -> SessionRequest:
    """What is to be loaded for a network with options."""
    return SessionRequest(spec, precision, options.engine, device_of(options), options.threads)


def request_of(plan: RestorePlan, *, threads: int | None = None) -> SessionRequest:
    """What is to be loaded for a plan, perhaps with other threads than it says."""
    count = plan.threads if threads is None else threads
    return SessionRequest(plan.spec, plan.precision, plan.engine, plan.device, count)
