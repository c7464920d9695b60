"""Comparisons as pictures: PNG with both sides, GIF that blinks, and the labels on them."""

import io

import numpy as np
import pytest
from PIL import Image

from srdesk.imaging.comparison.badge import labelled, latin_badge, letter_height
from srdesk.imaging.comparison.blink import MILLISECONDS, gif_of
from srdesk.imaging.comparison.pair import Pair
from srdesk.imaging.comparison.sheet import png_of, side_by_side
from tests.imaging.pictures import scene

LABELS = "Before", "After"


def pair(width: int = 200, height: int = 150, magnified: int = 1) -> Pair:
    """Two sides that differ in the right half only."""
    before = scene(width, height)
    after = before.copy()
    after[:, width // 2 :] = 255 - after[:, width // 2 :]
    return Pair(before, after, magnified)


def test_both_sides_stand_next_to_each_other_with_their_labels() -> None:
    both = side_by_side(pair(), LABELS)
    width = both.shape[1]
    below = slice(60, None)
    assert (both[below, :200] == pair().before[below]).all()
    assert (both[below, width - 200 :] == pair().after[below]).all()
    assert (both[:60, :200] != pair().before[:60]).any()
    assert (both[:60, width - 200 :] != pair().after[:60]).any()
    assert (both[:, 200 : width - 200] == both[0, 200]).all()


def test_a_png_holds_them() -> None:
    content = png_of(pair(magnified=2), LABELS)
    with Image.open(io.BytesIO(content)) as image:
        assert image.size[1] == 300
        assert (np.asarray(image) == side_by_side(pair(magnified=2), LABELS)).all()
    assert png_of(pair(magnified=2), LABELS) == content


def frames(content: bytes) -> list[np.ndarray]:
    with Image.open(io.BytesIO(content)) as image:
        found = []
        for number in range(image.n_frames):  # type: ignore[attr-defined]
            image.seek(number)
            found.append(np.asarray(image.convert("RGB")))
            assert image.info["duration"] == MILLISECONDS
        assert image.info["loop"] == 0
    return found


def test_a_gif_shows_one_after_the_other() -> None:
    before, after = frames(gif_of(pair(), LABELS, most_bytes=10**6))
    below = slice(60, None)
    for shown, meant in ((before, pair().before), (after, pair().after)):
        assert np.abs(shown[below].astype(int) - meant[below]).mean() < 10


def test_where_both_are_alike_nothing_moves() -> None:
    before, after = frames(gif_of(pair(), LABELS, most_bytes=10**6))
    assert (before[60:, :100] == after[60:, :100]).all()
    assert (before[60:, 100:] != after[60:, 100:]).any()


def test_it_blinks_slower_than_harms() -> None:
    """Three flashes a second are the most that is thought safe; a flash is there and back."""
    assert 1000 / (2 * MILLISECONDS) < 3


def test_smooth_colours_have_no_steps() -> None:
    ramp = np.tile(np.linspace(60, 190, 256).astype(np.uint8)[None, :, None], (256, 1, 3))
    shown = frames(gif_of(Pair(ramp, ramp), LABELS, most_bytes=10**6))[0].astype(float)
    columns = shown[100:228].mean(axis=(0, 2))
    assert np.abs(columns - ramp[0, :, 0]).max() < 4


@pytest.mark.parametrize("most", [10_000, 15_000, 10**6])
def test_a_gif_stays_small(most: int) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (100, 150, 3), dtype=np.uint8)
    content = gif_of(Pair(noise, noise[::-1]), LABELS, most_bytes=most)
    assert len(content) <= most
    assert frames(content)[0].shape[0] <= 100


def test_labels_keep_to_their_corner_and_leave_the_picture_alone() -> None:
    side = np.full((120, 300, 3), 200, np.uint8)
    badge = latin_badge("Before", letter_height((300, 120)))
    left, right = labelled(side, badge), labelled(side, badge, right=True)
    assert (side == 200).all()
    assert (left[:, 200:] == 200).all()
    assert (right[:, :100] == 200).all()
    assert left.min() < 100
    assert (left[:, : 4 + badge.shape[1]] != 200).any()


@pytest.mark.parametrize("size", [(1, 1), (5, 40), (40, 5), (300, 20)])
def test_labels_without_room_are_cut_off(size: tuple[int, int]) -> None:
    side = np.full((size[1], size[0], 3), 200, np.uint8)
    assert labelled(side, latin_badge("A long label", 20)).shape == side.shape


def test_letters_can_be_read() -> None:
    badge = latin_badge("After 2×", 20)
    shown = badge[badge[..., 3] > 0]
    assert shown[..., :3].max() == 255
    assert 0.05 < (shown[..., 0] > 200).mean() < 0.5
    assert letter_height((4000, 3000)) > letter_height((400, 300)) >= 11
