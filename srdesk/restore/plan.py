"""RestorePlan: everything decided before the first pixel is computed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from srdesk.engines.devices import CPU
from srdesk.errors import ModelError
from srdesk.models.spec import Color, ModelSpec, Precision
from srdesk.restore.options import AUTO, SMALLEST_TILE, RestoreOptions
from srdesk.restore.size import Size
from srdesk.texts import Text
from srdesk.tiling import TilePlan, choose_core, pixels_read, plan_tiles, split_overlap, tile_count

# Bicubic colour under a luma network reads two pixels to each side.
_BICUBIC_HALO = 2
# Source pixels over which tiles of a network that looks at the whole picture fade into each other.
_CROSS_FADE = 8
_UNMEASURED = ((64, 1.0), (512, 1.0))


PlanKey = tuple[str, Precision, str, str, Size, int, int]


@dataclass(frozen=True)
class RestorePlan:
    """What will be done to a picture of a certain size.

    ``size`` is the picture's, ``output_size`` that of the result, both ``(width, height)`` in pixels. ``tile`` is the
    side of the tiles' cores, ``overlap`` what they read around it and ``halo`` the overlap from which on the result
    equals that of the whole picture, all in source pixels.
    """

    spec: ModelSpec
    precision: Precision
    engine: str
    device: str
    threads: int
    size: Size
    output_size: Size
    tile: int
    overlap: int
    halo: int

    @property
    def key(self) -> PlanKey:
        """Equal for plans that have the network compute the same bits."""
        sha256 = self.spec.files[self.precision].sha256
        return sha256, self.precision, self.engine, self.device, self.size, self.tile, self.overlap

    @property
    def network_size(self) -> Size:
        """``(width, height)`` of what the network makes."""
        return self.size[0] * self.spec.scale, self.size[1] * self.spec.scale

    @property
    def resized(self) -> bool:
        """Whether what the network makes is resized to become the result."""
        return self.output_size != self.network_size

    @property
    def layout(self) -> TilePlan:
        """The tiles, in reading order."""
        _, feather = split_overlap(self.overlap, self.halo)
        return plan_tiles(*self.size, core=self.tile, overlap=self.overlap, feather=feather, lattice=self.spec.lattice)

    @property
    def tiles(self) -> int:
        """How many tiles there are."""
        return tile_count(*self.size, core=self.tile, overlap=self.overlap, lattice=self.spec.lattice)

    @property
    def pixels_read(self) -> int:
        """Source pixels the network sees in all, overlaps counted each time."""
        return pixels_read(*self.size, core=self.tile, overlap=self.overlap, lattice=self.spec.lattice)

    @property
    def tile_pixels(self) -> int:
        """Source pixels that the network sees of one tile at most, overlaps included."""
        lattice, reach = self.spec.lattice, self.tile + 2 * self.overlap + 2 * self.spec.lattice.slack
        sides = zip(lattice.fixed, self.size, strict=True)
        width, height = (fixed or lattice.ceiled(min(reach, side)) for fixed, side in sides)
        return width * height

    @property
    def exact(self) -> bool:
        """Whether the tiled result equals the untiled one."""
        return self.tiles == 1 or (self.overlap >= self.halo and self.spec.local)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the user should know before starting."""
        return (*(() if self.exact else (self._inexact,)), *self._unreached)

    @property
    def _inexact(self) -> str:
        if not self.spec.local:
            return Text(
                "{0} looks at the whole picture, but sees it in tiles: these may differ a little in brightness.",
                self.spec.title,
            )
        return Text(
            "An overlap of {0} pixels is below the {1} that {2} sees around a pixel: "
            "tiles may show at their edges. {1} is exact.",
            self.overlap,
            self.halo,
            self.spec.title,
        )

    @property
    def _unreached(self) -> tuple[str, ...]:
        """What there is to say about a size that no network of the model makes."""
        if self.output_size == self.size and self.spec.scale > 1:
            return (Text("The photo is as large as was asked for already: it is restored at its own size."),)
        if self.output_size[0] > self.network_size[0] or self.output_size[1] > self.network_size[1]:
            return (
                Text(
                    "{0} enlarges {1} times at most; the rest of the way is a plain enlargement.",
                    self.spec.title,
                    self.spec.scale,
                ),
            )
        return ()

    def with_smaller_tiles(self) -> "RestorePlan":
        """The same with tiles of half the side."""
        return replace(self, tile=max(SMALLEST_TILE, self.tile // 2))

    def with_precision(self, precision: Precision) -> "RestorePlan":
        return replace(self, precision=precision)


def make_plan(
    spec: ModelSpec, precision: Precision, size: Size, options: RestoreOptions, *, memory: int
) -> RestorePlan:
    """Decide everything that options leave open; ``memory`` is what one tile may need, in bytes."""
    halo = max(spec.halo, _BICUBIC_HALO) if spec.color is Color.LUMA else spec.halo
    overlap = _overlap(spec, halo, size) if options.overlap is None else options.overlap
    weights = spec.files[precision]
    tile = options.tile or choose_core(
        weights.costs or _UNMEASURED, size, overlap=overlap, bytes_per_pixel=weights.bytes_per_pixel, memory=memory
    )
    return RestorePlan(
        spec=spec,
        precision=precision,
        engine=options.engine,
        device=device_of(options),
        threads=options.threads,
        size=size,
        output_size=options.output_size(size),
        tile=min(tile, max(size)),
        overlap=overlap,
        halo=halo,
    )


def _overlap(spec: ModelSpec, halo: int, size: Size) -> int:
    """The halo, or what tiles of a fixed size have room for beside a core; more, to cross-fade, if no halo is exact.

    Half of a tile's side is core then: a smaller one would take many times as long and be no more exact.
    """
    wanted = halo if spec.local else halo + _CROSS_FADE
    room = [
        (fixed - spec.lattice.slack - (SMALLEST_TILE if spec.local else fixed // 2)) // 2
        for fixed, side in zip(spec.lattice.fixed, size, strict=True)
        if 0 < fixed < side
    ]
    return max(0, min(wanted, *room)) if room else wanted


def scale_for(scales: Sequence[int], options: RestoreOptions, size: Size) -> int:
    """The scale of the network that options mean for a picture, of those there are, smallest first.

    With a size to reach that is the smallest that reaches it, or else the largest. Raises `UsageError` for a result
    beyond a gigapixel.
    """
    if options.size is None:
        return options.scale
    width, height = options.output_size(size)
    reaching = (scale for scale in scales if size[0] * scale >= width and size[1] * scale >= height)
    return next(reaching, scales[-1])


def device_of(options: RestoreOptions) -> str:
    """The device asked for; the processor for ``auto``."""
    return CPU if options.device == AUTO else options.device


def wanted_precision(spec: ModelSpec, wanted: str) -> Precision:
    """The precision asked for by name; raises `ModelError` if there are no such weights."""
    if wanted not in spec.files:
        offered = ", ".join(spec.precisions)
        raise ModelError(
            Text("{0} x{1} has no {2} weights.", spec.title, spec.scale, wanted),
            hint=Text("It has {0}; auto picks the best.", offered),
        )
    return Precision(wanted)
