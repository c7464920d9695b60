"""Restorer: the one way from a photo to a restored photo, for the window, the command line and the library."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from srdesk.engines import InferenceSession, SessionRequest, open_session
from srdesk.engines.session import SessionCache
from srdesk.errors import OutOfMemoryError, SanityError, UsageError
from srdesk.imaging.color import bleed
from srdesk.imaging.condition import UNKNOWN, condition_of
from srdesk.imaging.photo import Photo, Samples
from srdesk.imaging.resample import enlarge_samples
from srdesk.models.catalogue import Catalogue, load
from srdesk.models.spec import ModelSpec, Precision
from srdesk.progress import CancelToken, Meter, ProgressSink, ignore
from srdesk.restore.canvas import allocate
from srdesk.restore.choice import best_model
from srdesk.restore.finish import Canvas, Finish
from srdesk.restore.follower import Follower
from srdesk.restore.options import AUTO, RestoreOptions
from srdesk.restore.plan import RestorePlan, device_of, make_plan, wanted_precision
from srdesk.restore.record import record_of
from srdesk.restore.sanity import SanityGate
from srdesk.restore.speeds import Speeds, candidates, fastest
from srdesk.restore.upscaler import Upscaler
from srdesk.tiling import Rect, Tile, TileBlender, nearest_first

TILE_MEMORY = 1024 * 2**20
TRIES = 3
MEMORY_HINT = "Close other programs, or use --tile 64."

Floats = NDArray[np.float32]
TileSink = Callable[[int, int, Samples], None]


@dataclass(frozen=True)
class RestoreReport:
    """What was done: the plan that worked, time in seconds, and how far the reduced result is from its source."""

    plan: RestorePlan
    seconds: float
    engine_seconds: float
    difference: float
    warnings: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Restored:
    """A restored photo and the report on it."""

    photo: Photo
    report: RestoreReport


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
    ) -> None:
        """Use the bundled catalogue by default; ``tile_memory`` bounds what one tile may need, in bytes."""
        self._catalogue = catalogue or load()
        self._tile_memory = tile_memory
        self._speeds = Speeds()
        self.cache = SessionCache(opener)

    @property
    def specs(self) -> tuple[ModelSpec, ...]:
        """Every network of the catalogue."""
        return self._catalogue.specs

    def resolved(self, photo: Photo, options: RestoreOptions) -> RestoreOptions:
        """The options with a network chosen by the photo's condition, if they leave that open; raises `ModelError`."""
        if options.model != AUTO:
            return options
        return replace(options, model=best_model(condition_of(photo), options.scale, self._catalogue))

    def plan(self, size: tuple[int, int], options: RestoreOptions) -> RestorePlan:
        """What `restore` would do to a photo of ``(width, height)``; loads nothing, raises `ModelError`.

        A model of ``auto`` is planned as if the photo were clean: `resolved` looks at it. A precision of ``auto`` is
        planned as full precision until speeds were measured on this computer, which the first `restore` does.
        """
        name = best_model(UNKNOWN, options.scale, self._catalogue) if options.model == AUTO else options.model
        spec = self._catalogue.find(name, options.scale)
        return make_plan(spec, self._precision(spec, options), size, options, memory=self._tile_memory)

    def restore(
        self,
        photo: Photo,
        options: RestoreOptions | None = None,
        *,
        progress: ProgressSink = ignore,
        token: CancelToken | None = None,
        on_tile: TileSink | None = None,
        focus: tuple[float, float] | None = None,
    ) -> Restored:
        """Enlarge a photo; pixels keep their type, gray stays gray, alpha is enlarged too.

        ``on_tile(x, y, samples)`` and ``progress`` are called from one thread at a time, not always this one, with
        each block that the network made at its place in the result; tiles nearest to ``focus`` (source pixels) come
        first. Strength and grain are applied to the whole at the end.

        Raises `ModelError`, `EngineError`, `SanityError` when even full precision gives no believable result,
        `OutputError` without room for a large result, and `Cancelled`.
        """
        options = self.resolved(photo, options or RestoreOptions())
        samples = photo.pixels if photo.alpha is None else bleed(photo.pixels, photo.alpha)
        scale = options.scale
        width, height = photo.size
        shape = (height * scale, width * scale, *samples.shape[2:])
        canvas: Samples = allocate(shape, samples.dtype)  # type: ignore[assignment]
        peak = np.float32(photo.peak)

        def read(area: Rect) -> Floats:
            return samples[area.slices].astype(np.float32) / peak

        def store(area: Rect, block: Floats) -> None:
            canvas[area.slices] = np.rint(block.clip(0, 1) * peak)
            if on_tile:
                on_tile(area.x, area.y, canvas[area.slices])

        work = _Work(photo.size, options, read, store, token or CancelToken(), focus)
        report = self._with_retries(work, progress)
        _finish(samples, canvas, options, work.token)
        alpha = None if photo.alpha is None else enlarge_samples(photo.alpha, scale)
        made = replace(photo, pixels=canvas, alpha=alpha, provenance=record_of(photo, options, report.plan))
        return Restored(_printed_alike(made, scale), report)

    def enlarge(
        self,
        rgb: Floats,
        options: RestoreOptions | None = None,
        *,
        progress: ProgressSink = ignore,
        token: CancelToken | None = None,
    ) -> Floats:
        """Enlarge an array, ``H x W x 3`` RGB or ``H x W`` gray, float32 in 0..1, to ``scale`` times the size.

        The result is clipped to 0..1 and not rounded. Raises as `restore` does.
        """
        _check_array(rgb)
        options = self.resolved(_rounded(rgb), options or RestoreOptions())
        height, width = rgb.shape[:2]
        canvas = _float_canvas((height * options.scale, width * options.scale, *rgb.shape[2:]))

        def read(area: Rect) -> Floats:
            return rgb[area.slices]

        def store(area: Rect, block: Floats) -> None:
            canvas[area.slices] = block.clip(0, 1)

        work = _Work((width, height), options, read, store, token or CancelToken(), None)
        self._with_retries(work, progress)
        _finish(rgb, canvas, options, work.token)
        return canvas

    def close(self) -> None:
        """Let go of every loaded network."""
        self.cache.clear()

    def _precision(self, spec: ModelSpec, options: RestoreOptions) -> Precision:
        if options.precision != AUTO:
            return wanted_precision(spec, options.precision)
        requests = _requests(spec, options)
        return fastest({precision: self._speeds.known(request) for precision, request in requests.items()})

    def _measure(self, options: RestoreOptions, token: CancelToken) -> None:
        """Time the precisions that ``auto`` has to choose between, unless that was done before."""
        requests = _requests(self._catalogue.find(options.model, options.scale), options)
        if options.precision == AUTO and len(requests) > 1:
            for request in requests.values():
                if self._speeds.known(request) is None:
                    self._speeds.measure(request, self.cache.get(request), token)

    def _with_retries(self, work: "_Work", progress: ProgressSink) -> RestoreReport:
        """Run a plan; after running out of memory with smaller tiles, after an absurd result in full precision."""
        self._measure(work.options, work.token)
        plan = self.plan(work.size, work.options)
        meter = Meter(plan.size[0] * plan.size[1], progress)
        warnings = plan.warnings
        for attempt in range(TRIES):
            meter.restart()
            try:
                return self._run(plan, work, meter, warnings)
            except (OutOfMemoryError, MemoryError) as error:
                self.cache.clear()  # what a session set aside for large tiles is no use for small ones
                if attempt == TRIES - 1:
                    raise OutOfMemoryError("There is not enough memory.", hint=MEMORY_HINT) from error
                plan = plan.with_smaller_tiles()
                warnings += (f"There was not enough memory; tiles of {plan.tile} pixels were used instead.",)
            except SanityError as error:
                if plan.precision is Precision.FP32:
                    raise
                warnings += (f"In {plan.precision}: {error} Done again in fp32.",)
                plan = plan.with_precision(Precision.FP32)
            gc.collect()  # tracebacks and threads of the failed attempt hold on to its tiles
        raise AssertionError("unreachable")

    def _run(self, plan: RestorePlan, work: "_Work", meter: Meter, warnings: tuple[str, ...]) -> RestoreReport:
        began = time.perf_counter()
        request = SessionRequest(plan.spec, plan.precision, plan.engine, plan.device, plan.threads)
        upscaler = Upscaler(plan.spec, self.cache.get(request))
        gate = SanityGate(plan.spec.scale)
        layout = plan.layout
        blender = TileBlender(layout, plan.spec.scale, work.store, allocate=_float_canvas)

        def finish(tile: Tile, source: Floats, learned: Floats) -> None:
            output = upscaler.colored(source, learned)
            core = tile.core.within(tile.source)
            gate.watch(source[core.slices], output[core.scaled(plan.spec.scale).slices])
            blender.add(tile, output)
            meter.advance(tile.core.area)

        with Follower(finish) as follower:
            for tile in work.ordered(layout.tiles):
                work.token.check()
                source = work.read(tile.source)
                follower.submit(tile, source, upscaler.learn(source, work.token))
        blender.finish()
        difference = gate.judge()
        return RestoreReport(plan, time.perf_counter() - began, upscaler.seconds, difference, warnings)


@dataclass(frozen=True, eq=False)
class _Work:
    """One picture to be enlarged: where its pixels come from and where the result goes."""

    size: tuple[int, int]
    options: RestoreOptions
    read: Callable[[Rect], Floats]
    store: Callable[[Rect, Floats], None]
    token: CancelToken
    focus: tuple[float, float] | None

    def ordered(self, tiles: tuple[Tile, ...]) -> tuple[Tile, ...]:
        return tiles if self.focus is None else tuple(nearest_first(tiles, *self.focus))


def _finish(source: Canvas, canvas: Canvas, options: RestoreOptions, token: CancelToken) -> None:
    finish = Finish.of(source, canvas, options)
    if not finish.idle:
        finish.whole(canvas, token=token)


def _check_array(rgb: Floats) -> None:
    """Refuse what is not a picture of floats."""
    if rgb.dtype != np.float32 or not (rgb.ndim == 2 or (rgb.ndim == 3 and rgb.shape[2] == 3)) or not rgb.size:
        raise UsageError(
            f"An array of {rgb.dtype} and shape {rgb.shape} is no picture.",
            hint="Give float32 in 0..1, H x W x 3 for RGB or H x W for gray.",
        )


def _rounded(rgb: Floats) -> Photo:
    """An array as a photo to look at."""
    return Photo(np.rint(rgb.clip(0, 1) * 255).astype(np.uint8))


def _requests(spec: ModelSpec, options: RestoreOptions) -> dict[Precision, SessionRequest]:
    """What ``auto`` may load."""
    return {
        precision: SessionRequest(spec, precision, options.engine, device_of(options), options.threads)
        for precision in candidates(spec, options.engine)
    }


def _float_canvas(shape: tuple[int, ...]) -> Floats:
    return allocate(shape, np.float32)  # type: ignore[return-value]


def _printed_alike(photo: Photo, scale: int) -> Photo:
    """An enlarged photo with a resolution at which a print of it keeps its size on paper."""
    dpi = photo.metadata.dpi
    finer = None if dpi is None else (dpi[0] * scale, dpi[1] * scale)
    return replace(photo, metadata=replace(photo.metadata, dpi=finer))
