"""Both sides in one PNG, next to each other."""

import io

import numpy as np
from PIL import Image

from srdesk.imaging.comparison.badge import MakeBadge, labelled, latin_badge, letter_height
from srdesk.imaging.comparison.pair import Pair, Pixels8

_PAPER = 24


def side_by_side(pair: Pair, labels: tuple[str, str], *, badge: MakeBadge = latin_badge) -> Pixels8:
    """Before left, after right, a dark gap between and a label on each."""
    pair = pair.enlarged()
    height = letter_height(pair.size)
    sides = [labelled(side, badge(text, height)) for side, text in zip((pair.before, pair.after), labels, strict=True)]
    gap = np.full((pair.size[1], max(2, height // 3), 3), _PAPER, np.uint8)
    return np.hstack([sides[0], gap, sides[1]])


def png_of(pair: Pair, labels: tuple[str, str], *, badge: MakeBadge = latin_badge) -> bytes:
    """`side_by_side` as a PNG; the same pair makes the same bytes."""
    buffer = io.BytesIO()
    Image.fromarray(side_by_side(pair, labels, badge=badge)).save(buffer, "PNG", compress_level=6)
    return buffer.getvalue()
