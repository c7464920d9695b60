"""Both sides in one place, one after the other: a GIF that blinks."""

import io
from typing import cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from srdesk.imaging.comparison.badge import MakeBadge, labelled, latin_badge, letter_height
from srdesk.imaging.comparison.pair import Pair, Pixels8

MILLISECONDS = 800
"""How long each side is shown: slow enough to be seen, and far from what harms people who bear no flashes."""

_COLOURS = 256
# For the palette, pictures of so many pixels are enough.
_SAMPLE = 40_000
# How many of the 8-bit levels a pixel may be moved for the sake of dithering, at most, to each side.
_SPREAD = 6.0
_SHRINK = 0.85


def gif_of(
    pair: Pair,
    labels: tuple[str, str],
    *,
    most_bytes: int,
    milliseconds: int = MILLISECONDS,
    badge: MakeBadge = latin_badge,
) -> bytes:
    """A GIF of at most ``most_bytes`` that shows before and after in turn, for ever; smaller pictures if need be.

    Both sides share one palette and one dither pattern that is fixed to the place: where they are alike, nothing
    moves. Raises nothing.
    """
    pair = pair.enlarged()
    while True:
        made = _gif(pair, labels, milliseconds, badge)
        if len(made) <= most_bytes or max(pair.size) < 64:
            return made
        share = min(_SHRINK, (most_bytes / len(made)) ** 0.5)
        pair = Pair(_shrunk(pair.before, share), _shrunk(pair.after, share))


def _gif(pair: Pair, labels: tuple[str, str], milliseconds: int, badge: MakeBadge) -> bytes:
    height = letter_height(pair.size)
    sides = [labelled(side, badge(text, height)) for side, text in zip((pair.before, pair.after), labels, strict=True)]
    palette = _palette(sides)
    frames = [Image.fromarray(_dithered(side)).quantize(palette=palette, dither=Image.Dither.NONE) for side in sides]
    buffer = io.BytesIO()
    first, *others = frames
    first.save(buffer, "GIF", save_all=True, append_images=others, duration=milliseconds, loop=0, optimize=False)
    return buffer.getvalue()


def _palette(sides: list[Pixels8]) -> Image.Image:
    """The colours that suit both sides best."""
    both = np.concatenate(sides)
    step = max(1, int((both.shape[0] * both.shape[1] / _SAMPLE) ** 0.5))
    sample = Image.fromarray(np.ascontiguousarray(both[::step, ::step]))
    return sample.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT, kmeans=2)


def _dithered(side: Pixels8) -> Pixels8:
    """Levels moved up and down by an ordered pattern, so that the nearest colours average to the right one."""
    height, width = side.shape[:2]
    pattern = np.tile(_bayer(3), (-(-height // 8), -(-width // 8)))[:height, :width, np.newaxis]
    moved = side.astype(np.float32) + (pattern - np.float32(0.5)) * np.float32(2 * _SPREAD)
    return cast(Pixels8, np.rint(moved.clip(0, 255)).astype(np.uint8))


def _bayer(order: int) -> NDArray[np.float32]:
    """The ordered pattern of ``2**order`` pixels a side, values 0..1."""
    pattern = np.zeros((1, 1))
    for _ in range(order):
        pattern = np.block([[4 * pattern, 4 * pattern + 2], [4 * pattern + 3, 4 * pattern + 1]])
    return ((pattern + 0.5) / pattern.size).astype(np.float32)


def _shrunk(side: Pixels8, share: float) -> Pixels8:
    height, width = side.shape[:2]
    size = max(1, round(width * share)), max(1, round(height * share))
    return np.asarray(Image.fromarray(side).resize(size, Image.Resampling.LANCZOS))
