"""Badges: small pictures that say which side is which."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from srdesk.imaging.comparison.pair import Pixels8

Badge = NDArray[np.uint8]
"""A picture with alpha, ``H x W x 4``, not premultiplied."""

MakeBadge = Callable[[str, int], Badge]
"""Draws a text at a height of letters, both in pixels of the badge."""

PAPER, INK = (16, 16, 18, 190), (255, 255, 255, 255)
"""What badges are drawn with."""

_SMALLEST = 11


def latin_badge(text: str, height: int) -> Badge:
    """A badge in the font that comes with Pillow, which has Latin letters and few signs beside them."""
    text = text.replace("×", "x")
    font = ImageFont.load_default(height)
    left, _, right, _ = font.getbbox(text or " ")
    pad_x, pad_y = round(height * 0.6), round(height * 0.4)
    size = round(right - left) + 2 * pad_x, round(height * 1.1) + 2 * pad_y
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, size[0] - 1, size[1] - 1), radius=size[1] / 4, fill=PAPER)
    draw.text((size[0] / 2, size[1] / 2), text, font=font, fill=INK, anchor="mm")
    return np.asarray(image)


def letter_height(size: tuple[int, int]) -> int:
    """How high letters on a picture of ``(width, height)`` should be, in pixels."""
    return max(_SMALLEST, round(min(size) / 28))


def labelled(side: Pixels8, badge: Badge, *, right: bool = False) -> Pixels8:
    """A picture with a badge in an upper corner, cut off where there is no room; the picture itself stays."""
    margin = max(4, badge.shape[0] // 3)
    height, width = side.shape[:2]
    badge = badge[: max(0, height - margin), : max(0, width - 2 * margin)]
    x = width - margin - badge.shape[1] if right else margin
    part = np.s_[margin : margin + badge.shape[0], x : x + badge.shape[1]]
    out = side.copy()
    if badge.size:
        share = badge[..., 3:].astype(np.uint32)
        out[part] = (badge[..., :3] * share + out[part] * (255 - share) + 127) // 255
    return out
