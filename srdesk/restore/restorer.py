"""Restorer: the one way from a photo to a restored photo, for the window, the command line and the library."""

import gc
import time
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from srdesk.engines import InferenceSession, SessionRequest, known_devices, open_session
from srdesk.engines.guard import Guard
from srdesk.engines.session import SessionCache
from srdesk.errors import OutOfMemoryError
from srdesk.imaging.condition import UNKNOWN
from srdesk.imaging.photo import Photo, Samples
from srdesk.models.catalogue import Catalogue, load_all
from srdesk.models.spec import ModelSpec, Precision
from srdesk.progress import CancelToken, Meter, ProgressSink, ignore
from srdesk.rect import Rect
from srdesk.restore.arrays import as_photo, check_array
from srdesk.restore.choice import Conditions, best_model
from srdesk.restore.courtesy import Courtesy
from srdesk.restore.filler import Filler, MosaicSink
from srdesk.restore.finish import Finish
from srdesk.restore.ladder import FAILURES, Ladder
from srdesk.restore.mosaic import Mosaic, Mosaics
from srdesk.restore.options import AUTO, RestoreOptions
from srdesk.restore.plan import RestorePlan, make_plan, scale_for
from srdesk.restore.result import Computed, Restored, RestoreReport, finished
from srdesk.restore.size import Size
from srdesk.restore.timing import Timing
from srdesk.tiling import Gaze

TILE_MEMORY = 1024 * 2**20

Floats = NDArray[np.float32]
TileSink = Callable[[int, int, Samples], None]
Warnings = tuple[str, ...]
T = TypeVar("T")


def _ignore(*_what: object) -> None:
    """For those who do not want to know."""


class Restorer:
    """Restores photos with the networks of a catalogue, keeping loaded networks for the next photo.

    One restorer may be used from several threads; each photo then runs at its own pace on the shared networks.
    """

    def __init__(
        self,
        catalogue: Catalogue | None = None,
        *,
        opener: Callable[[SessionRequest], InferenceSession] = open_session,
        tile_memory: int = TILE_MEMORY,
        guarded: bool = False,
    ) -> None:
        """Use the bundled catalogue and the user's own networks by default.

        ``tile_memory`` bounds what one tile may need, in bytes. ``guarded`` networks run in processes of their own,
        which `close` ends: what crashes takes nothing with it and is started again, once for each photo.
        """
        self._catalogue = catalogue or load_all()
        self.tile_memory = tile_memory
        """What one tile may need, in bytes; another from the next photo on when it is changed."""
        self._guard = Guard() if guarded else None
        self.cache = SessionCache(self._guard.open if self._guard else opener)
        self._filler = Filler(self.cache)
        self.timing = Timing(self.cache)
        self._conditions = Conditions()
        self._courtesy = Courtesy()

    @property
    def specs(self) -> tuple[ModelSpec, ...]:
        """Every network of the catalogue."""
        return self._catalogue.specs

    def know(self, spec: ModelSpec) -> None:
        """Have one network more from now on, or another in place of the one of the same name and scale."""
        others = (one for one in self._catalogue.specs if (one.name, one.scale) != (spec.name, spec.scale))
        self._catalogue = Catalogue((*others, spec))

    @property
    def threads(self) -> int | None:
        """Processor threads for all tiles from the next on, also of photos under way; ``None``: as options say."""
        return self._filler.threads

    @threads.setter
    def threads(self, threads: int | None) -> None:
        self._filler.threads = threads

    @property
    def busy_seconds(self) -> float:
        """How long at least one tile has been inside an engine so far, whosever it was."""
        return self._filler.busy.seconds

    @property
    def devices(self) -> tuple[tuple[str, str], ...]:
        """Engines and the names of their devices; more may be known once a network has been loaded."""
        devices = (self._guard and self._guard.devices) or known_devices()
        return tuple((device.engine, device.name) for device in devices)

    def resolved(self, photo: Photo, options: RestoreOptions) -> RestoreOptions:
        """The options with a network chosen by the photo's condition, if they leave that open; raises `ModelError`."""
        if options.model != AUTO:
            return options
        scale = scale_for(self._catalogue.scales, options, photo.size)
        return replace(options, model=best_model(self._conditions.of(photo), scale, self._catalogue))

    def plan(self, size: Size, options: RestoreOptions) -> RestorePlan:
        """What `restore` would do to a photo of ``(width, height)``; loads nothing.

        A model of ``auto`` is planned as if the photo were clean: `resolved` looks at it. What else is ``auto``
        is planned as the plain one until speeds were measured on this computer, which the first `restore` does.
        Raises `ModelError`, and `UsageError` for a size beyond a gigapixel.
        """
        spec = self._network(options, size)
        decided = self.timing.decided(spec, options)
        return make_plan(spec, Precision(decided.precision), size, decided, memory=self.tile_memory)

    def plan_of(self, photo: Photo, options: RestoreOptions) -> RestorePlan:
        """What `restore` would do to a photo: as `plan`, but by its condition once it has been looked at."""
        known = self.resolved(photo, options) if self._conditions.known(photo) else options
        return self.plan(photo.size, known)

    def restore(
        self,
        photo: Photo,
        options: RestoreOptions | None = None,
        *,
        progress: ProgressSink = ignore,
        token: CancelToken | None = None,
        on_tile: TileSink | None = None,
        gaze: Gaze | None = None,
    ) -> Restored:
        """Enlarge a photo; pixels keep their type, gray stays gray, alpha is enlarged too.

        ``on_tile(x, y, samples)`` and ``progress`` are called from one thread at a time, not always this one, with
        each block that the network made at its place in the result; tiles that a ``gaze`` looks at come first. The
        first progress comes once the network is loaded, before the first tile.
        Strength, size and grain are applied to the whole at the end.

        Raises `UsageError` for a size beyond a gigapixel, `ModelError`, `EngineError`, `SanityError` when even full
        precision gives no believable result, `OutputError` without room for a large result, and `Cancelled`.
        """

        def grown(mosaic: Mosaic, area: Rect) -> None:
            if on_tile:
                on_tile(area.x, area.y, mosaic.canvas[area.slices])  # type: ignore[arg-type]

        mosaics, token = Mosaics.of_photo(photo), token or CancelToken()
        computed = self.complete(photo, mosaics, options, progress=progress, token=token, grown=grown, gaze=gaze)
        return computed.restored(token=token, keep=False)

    def complete(
        self,
        photo: Photo,
        mosaics: Mosaics,
        options: RestoreOptions | None = None,
        *,
        progress: ProgressSink = ignore,
        token: CancelToken | None = None,
        begun: Callable[[Mosaic], object] = _ignore,
        grown: MosaicSink = _ignore,
        gaze: Gaze | None = None,
    ) -> Computed:
        """Have a photo's mosaic completed: tiles that are there are taken over, the others computed.

        ``begun(mosaic)`` is called with the mosaic before it grows, and again with another if that becomes necessary,
        ``grown(mosaic, area)`` with each part of its canvas that has come. The result is the same to the last bit as
        that of a mosaic begun anew. Raises as `restore` does.
        """
        options = self.resolved(photo, options or RestoreOptions())
        told = _Told(progress, begun, grown)
        mosaic, report = self._completed(mosaics, options, told, token or CancelToken(), gaze or Gaze())
        return Computed(photo, mosaic, options, report)

    def glimpse(
        self,
        photo: Photo,
        mosaics: Mosaics,
        options: RestoreOptions,
        *,
        gaze: Gaze,
        token: CancelToken | None = None,
        begun: Callable[[Mosaic], object] = _ignore,
        grown: MosaicSink = _ignore,
    ) -> Mosaic:
        """Compute what is looked at and is not there yet, until all of it is; look elsewhere in the meantime at will.

        Whatever else is restored stands back meanwhile, between two tiles. The whole is not judged, since there is
        none. ``begun`` and ``grown`` are called, and errors raised, as by `complete`.
        """
        token = token or CancelToken()

        def attempt(plan: RestorePlan, _warnings: Warnings) -> Mosaic:
            mosaic = mosaics.by(plan)
            with mosaic.lock, self._courtesy.urgent():
                begun(mosaic)
                self._filler.fill(mosaic, gaze.seen(mosaic.missing, margin=mosaic.margin), token, grown)
            return mosaic

        return self._retrying(photo.size, self.resolved(photo, options), token, attempt)

    def enlarge(
        self,
        rgb: Floats,
        options: RestoreOptions | None = None,
        *,
        progress: ProgressSink = ignore,
        token: CancelToken | None = None,
    ) -> Floats:
        """Enlarge an array, ``H x W x 3`` RGB or ``H x W`` gray, float32 in 0..1, by scale or to size.

        The result is clipped to 0..1 and not rounded. Raises as `restore` does.
        """
        check_array(rgb)
        options, token = self.resolved(as_photo(rgb), options or RestoreOptions()), token or CancelToken()
        mosaic, _ = self._completed(Mosaics(rgb), options, _Told(progress), token, Gaze())
        return finished(Finish.of(rgb, mosaic.canvas, options), token)  # type: ignore[return-value]

    def settled(self, options: RestoreOptions, *, token: CancelToken | None = None) -> RestoreOptions:
        """The options with the precision that ``auto`` takes on this computer, measured now if it never was.

        Where the network is chosen photo by photo (a model of ``auto``, a size to reach), so is its precision. Raises
        `ModelError`, `EngineError` and `Cancelled`.
        """
        if options.model == AUTO or options.size is not None or options.precision != AUTO:
            return options
        spec = self._catalogue.find(options.model, options.scale)
        self.timing.settle(spec, options, token or CancelToken())
        return replace(options, precision=str(self.timing.precision(spec, options)))

    def close(self) -> None:
        """Let go of every loaded network, and end the processes they ran in."""
        self.cache.clear()
        if self._guard is not None:
            self._guard.close()

    def _network(self, options: RestoreOptions, size: Size) -> ModelSpec:
        name = options.model
        if name == AUTO:
            name = best_model(UNKNOWN, scale_for(self._catalogue.scales, options, size), self._catalogue)
        scales = [spec.scale for spec in self._catalogue.named(name)]
        return self._catalogue.find(name, scale_for(scales, options, size))

    def _completed(
        self, mosaics: Mosaics, options: RestoreOptions, told: "_Told", token: CancelToken, gaze: Gaze
    ) -> tuple[Mosaic, RestoreReport]:
        height, width = mosaics.source.shape[:2]
        meter = Meter(width * height, told.progress)

        def grown(mosaic: Mosaic, area: Rect) -> None:
            meter.advance(area.area / mosaic.scale**2)
            told.grown(mosaic, area)

        def attempt(plan: RestorePlan, warnings: Warnings) -> tuple[Mosaic, RestoreReport]:
            began, waited, mosaic = time.perf_counter(), self._courtesy.waited, mosaics.by(plan)
            with mosaic.lock:
                told.begun(mosaic)
                meter.restart(given=mosaic.given)
                missing = mosaic.missing
                if missing:
                    self._filler.ready(plan)
                    meter.begin()
                ready = time.perf_counter()
                in_order = self._courtesy.between(gaze.order(missing, margin=mosaic.margin), token)
                engine_seconds = self._filler.fill(mosaic, in_order, token, grown)
            ended = time.perf_counter()
            if self.threads in (None, plan.threads) and self._courtesy.waited == waited:
                self.timing.computed(plan, sum(tile.source.area for tile in missing), ended - ready)
            return mosaic, RestoreReport(plan, ended - began, engine_seconds, mosaic.judge(), warnings)

        return self._retrying((width, height), options, token, attempt)

    def _retrying(
        self,
        size: Size,
        options: RestoreOptions,
        token: CancelToken,
        attempt: Callable[[RestorePlan, Warnings], T],
    ) -> T:
        """Try a plan, and what the ladder knows of others when it fails."""
        self.timing.settle(self._network(options, size), options, token)
        ladder = Ladder(self.plan(size, options))
        while True:
            try:
                return attempt(ladder.plan, ladder.warnings)
            except FAILURES as error:
                ladder.descend(error)
                if isinstance(error, OutOfMemoryError | MemoryError):
                    self.cache.clear()  # what a session set aside for large tiles is no use for small ones
            gc.collect()  # tracebacks and threads of the failed attempt hold on to its tiles


class _Told(NamedTuple):
    """Who is told what while a mosaic is completed."""

    progress: ProgressSink
    begun: Callable[[Mosaic], object] = _ignore
    grown: MosaicSink = _ignore
