"""Exposures: a photo under certain options as it is shown, from the first tile to the finished result."""

from collections import OrderedDict

from srdesk.gui.compare.growing import GrowingMips
from srdesk.gui.compare.pictures import Level, Mip, Original, Picture, levels_of, mips_of, whole_picture
from srdesk.gui.compare.raster import Raster
from srdesk.gui.exposures.finishing import Finishing
from srdesk.gui.exposures.heat import Heat, HeatedLevel
from srdesk.gui.exposures.mixed import MixedLevel
from srdesk.gui.exposures.rasters import FinishedRaster, FittedRaster, MosaicRaster
from srdesk.gui.exposures.variants import network_options
from srdesk.imaging.photo import Photo
from srdesk.rect import Rect
from srdesk.restore import Gaze, Mosaics, RestoreOptions
from srdesk.restore.mosaic import Mosaic

KEPT = 6
"""Exposures of one photo that are kept."""


class Exposure:
    """What networks have made of a photo at one scale, the chosen one's tiles over those of a quick one.

    Tiles come in on background threads and are taken out in the GUI thread. How the whole is finished makes no other
    tiles: see `picture`.
    """

    def __init__(self, original: Original, scale: int) -> None:
        self.original = original
        self.scale = scale
        self._stack: tuple[Mosaic, ...] = ()
        self._known: dict[Mosaic, set[Rect]] = {}
        self._growing = GrowingMips(MosaicRaster(original.photo, scale, lambda: self._stack), original.colours.shown)
        self._whole: tuple[Mip, ...] = ()
        self._pictures: dict[tuple[Finishing, Heat | None, int], Picture] = {}
        self._hung: dict[Finishing, Picture] = {}

    @property
    def begun(self) -> bool:
        """Whether there is anything to be seen."""
        return self.complete or bool(self._hung) or any(self._known.values())

    @property
    def complete(self) -> bool:
        """Whether all of it is there, to be finished in any way, and nothing will change any more."""
        return bool(self._whole)

    def complete_with(self, finishing: Finishing) -> bool:
        """Whether all of it is there at least with that finishing."""
        return self.complete or finishing in self._hung

    @property
    def mosaic(self) -> Mosaic | None:
        """The mosaic of the network that covers the others, as soon as there is some of it."""
        if self.complete:
            return self._stack[-1]
        return next((mosaic for mosaic in self._stack[::-1] if self._known[mosaic]), None)

    def lay(self, mosaic: Mosaic, *, below: bool = False) -> bool:
        """Lay a mosaic, with all that is there of it, over what was there or ``below`` it; for a background thread.

        Returns whether that shows anything new.
        """
        known = self._known.setdefault(mosaic, set())
        if mosaic not in self._stack:
            self._stack = (mosaic, *self._stack) if below else (*self._stack, mosaic)
        there = mosaic.there(Rect(0, 0, mosaic.canvas.shape[1], mosaic.canvas.shape[0]))
        new = [area for area in there if area not in known]
        for area in new:
            self.add(mosaic, area)
        return bool(new)

    def add(self, mosaic: Mosaic, area: Rect) -> None:
        """Take what has come of a mosaic that was laid; for a background thread."""
        self._known[mosaic].add(area)
        self._growing.add(area)

    def settle(self, mosaic: Mosaic) -> None:
        """Show a mosaic that is complete and nothing else from now on; takes a moment: for a background thread."""
        whole = mips_of(FinishedRaster(self.original.photo, mosaic), self.original.colours.shown)
        self._known.setdefault(mosaic, set())
        self._stack, self._whole = (mosaic,), whole
        self._pictures.clear()

    def hang(self, photo: Photo, finishing: Finishing) -> None:
        """Show a photo that was finished earlier; takes a moment: for a background thread."""
        raster = FittedRaster(photo, self._growing.size)
        transparent = photo.alpha is not None
        self._hung[finishing] = whole_picture(raster, self.original.colours, transparent=transparent)

    def take(self) -> list[Rect]:
        """Put what has come since into what is shown, and return what parts of the scene that is; GUI thread."""
        areas = self._growing.take()
        if areas:
            self._pictures.clear()
        return areas

    def picture(self, finishing: Finishing, heat: Heat | None = None) -> Picture:
        """The exposure as it is shown with a finishing; another one only after something new has been taken.

        Heat of its mosaic is laid over it if given; then another one also after more of that has been measured.
        """
        if finishing in self._hung and not self.complete:
            return self._hung[finishing]
        key = finishing, heat, 0 if heat is None else heat.measured
        if key not in self._pictures:
            self._pictures[key] = self._made(finishing, heat)
        return self._pictures[key]

    def _made(self, finishing: Finishing, heat: Heat | None) -> Picture:
        raster = self._raster(finishing)
        transparent = not self.complete or self.original.photo.alpha is not None
        levels, mips = levels_of(raster), self._whole or self._growing.mips
        if heat is not None or not finishing.idle:
            # Mips are as the network made them: what they would show has to be rendered.
            levels, mips = (*levels, *self._mixed(raster, mips, finishing)), ()
        if heat is not None:
            levels = tuple(
                HeatedLevel(raster, level.resolution, level.reduction, inner=level, heat=heat) for level in levels
            )
        return Picture(raster.size, levels, mips, self.original.colours, transparent, raster)

    def _mixed(self, raster: Raster, mips: tuple[Mip, ...], finishing: Finishing) -> tuple[Level, ...]:
        plain = self.original.at(self.scale)
        return tuple(
            MixedLevel(
                raster,
                mip.resolution,
                mip=mip,
                plain=plain.mip_for(mip.resolution) or plain.mips[0],
                strength=finishing.strength,
                painting=self._growing.painting,
            )
            for mip in mips
        )

    def _raster(self, finishing: Finishing) -> Raster:
        photo, mosaic = self.original.photo, self.mosaic
        if self.complete and mosaic is not None:
            return FinishedRaster(photo, mosaic, finishing)
        return MosaicRaster(photo, self.scale, lambda: self._stack, finishing)


class Exposures:
    """The exposures of the open photo, the mosaics they show and what is looked at; of old ones the latest are kept."""

    def __init__(self, original: Original) -> None:
        """Takes a moment for a photo with transparent parts: for a background thread."""
        self.original = original
        self.mosaics = Mosaics.of_photo(original.photo)
        self.gaze = Gaze()
        self._kept: OrderedDict[tuple[RestoreOptions, int], Exposure] = OrderedDict()

    def of(self, options: RestoreOptions, scale: int) -> Exposure:
        """The exposure of what a network of that scale does by these options, empty at first."""
        key = network_options(options), scale
        if key not in self._kept:
            self._kept[key] = Exposure(self.original, scale)
        self._kept.move_to_end(key)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return self._kept[key]
