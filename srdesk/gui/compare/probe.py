"""The pixel under the cursor: what it was, what it has become, and how different that looks."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from srdesk.imaging.color import narrowed
from srdesk.imaging.delta_e import delta_e
from srdesk.imaging.photo import Samples
from srdesk.rect import Rect

if TYPE_CHECKING:
    from srdesk.gui.compare.pictures import Picture

Color = tuple[int, int, int]


@dataclass(frozen=True)
class Spot:
    """One pixel of one side: its samples as stored, gray or RGB, and its colour in 8-bit sRGB."""

    samples: tuple[int, ...]
    color: Color


@dataclass(frozen=True)
class Reading:
    """A pixel at ``x, y`` of the scene on both sides; ``after`` is ``None`` where there is no result yet."""

    x: int
    y: int
    before: Spot
    after: Spot | None = None

    @property
    def difference(self) -> float | None:
        """CIEDE2000 of the colours: 1 is about the least that can be seen."""
        return None if self.after is None else delta_e(self.before.color, self.after.color)

    @property
    def text(self) -> str:
        """``x, y`` and the samples, before and after."""
        parts = [f"{self.x}, {self.y}   {_written(self.before)}"]
        if self.after is not None:
            parts.append(f"→ {_written(self.after)}   ΔE {self.difference:.1f}")
        return " ".join(parts)


def read_pixel(before: "Picture", after: "Picture | None", x: int, y: int) -> Reading:
    """What is at a pixel of the scene."""
    spot = _spot(before, x, y)
    assert spot is not None
    return Reading(x, y, spot, None if after is None else _spot(after, x, y, growing=True))


def _spot(picture: "Picture", x: int, y: int, *, growing: bool = False) -> Spot | None:
    """A pixel of a picture; ``None`` for one of a ``growing`` picture that shows nothing there."""
    block = picture.raster.read(Rect(x, y, 1, 1))
    if growing and block.alpha is not None and not block.alpha.any():
        return None
    return Spot(_values(block.pixels), _color(picture, block.pixels))


def _values(pixels: Samples) -> tuple[int, ...]:
    return tuple(int(value) for value in np.atleast_1d(pixels[0, 0]))


def _color(picture: "Picture", pixels: Samples) -> Color:
    red, green, blue = np.broadcast_to(np.atleast_1d(picture.colours.standard(narrowed(pixels))[0, 0]), 3)
    return int(red), int(green), int(blue)


def _written(spot: Spot) -> str:
    return " ".join(str(value) for value in spot.samples)
