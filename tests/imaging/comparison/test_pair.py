"""Pairs: both sides as they are seen, of one size."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from srdesk.errors import UsageError
from srdesk.imaging.comparison.pair import pair_of
from srdesk.imaging.comparison.request import Crop
from srdesk.imaging.photo import Metadata, Photo
from srdesk.imaging.resample import enlarge_samples
from tests.imaging.pictures import close, gray_scene, ramp, scene
from tests.imaging.profiles import SPACES

BEFORE = Photo(scene(60, 40))
AFTER = Photo(enlarge_samples(scene(60, 40), 2))


def test_the_whole_as_it_is() -> None:
    pair = pair_of(BEFORE, AFTER, longest=500)
    assert pair.size == (120, 80)
    assert (pair.after == AFTER.pixels).all()
    assert close(pair.before, enlarge_samples(BEFORE.pixels, 2), mean=0.5)


@given(st.data())
def test_a_part_is_that_part_of_the_whole(data: st.DataObject) -> None:
    x, y = data.draw(st.integers(0, 119)), data.draw(st.integers(0, 79))
    crop = Crop(x, y, data.draw(st.integers(1, 120 - x)), data.draw(st.integers(1, 80 - y)))
    whole, part = pair_of(BEFORE, AFTER, longest=500), pair_of(BEFORE, AFTER, crop=crop, longest=500)
    place = np.s_[y : y + crop.height, x : x + crop.width]
    assert part.size == (crop.width, crop.height)
    assert (part.after == whole.after[place]).all()
    assert np.abs(part.before.astype(int) - whole.before[place]).max() <= 1


@pytest.mark.parametrize("longest", [16, 37, 119, 120])
def test_no_side_is_longer_than_asked_for(longest: int) -> None:
    pair = pair_of(BEFORE, AFTER, longest=longest)
    assert pair.size == (longest, round(longest * 80 / 120))
    assert pair.before.shape == pair.after.shape
    assert close(pair.before, pair.after, mean=6)


def test_results_of_any_size_have_their_pair() -> None:
    after = Photo(np.zeros((93, 141, 3), np.uint8))
    pair = pair_of(BEFORE, after, longest=500)
    assert pair.before.shape == (93, 141, 3)
    corner = pair_of(BEFORE, after, crop=Crop(100, 60, 41, 33), longest=500)
    assert np.abs(corner.before.astype(int) - pair.before[60:, 100:]).max() <= 1


def test_small_parts_are_magnified_within_the_bound() -> None:
    crop = Crop(10, 10, 30, 20)
    assert pair_of(BEFORE, AFTER, crop=crop, longest=100, magnified=8).magnified == 3
    pair = pair_of(BEFORE, AFTER, crop=crop, longest=100, magnified=2)
    large = pair.enlarged()
    assert large.size == (60, 40)
    assert (large.after[::2, ::2] == pair.after).all()
    assert (large.after[1::2, 1::2] == pair.after).all()


def test_the_method_of_the_before_side_is_a_choice() -> None:
    pair = pair_of(BEFORE, AFTER, longest=500, method="nearest")
    assert (pair.before[::2, ::2] == BEFORE.pixels).all()


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_gray_and_deep_pictures_become_8_bit_rgb(dtype: type) -> None:
    before = Photo(gray_scene(60, 40, dtype))
    pair = pair_of(before, Photo(enlarge_samples(before.pixels, 2)), longest=500)
    assert pair.after.shape == (80, 120, 3)
    assert pair.after.dtype == np.uint8
    assert (pair.after[..., 0] == pair.after[..., 2]).all()
    assert close(pair.after[..., 0], enlarge_samples(gray_scene(60, 40), 2), mean=1)


def test_what_is_transparent_is_laid_over_white() -> None:
    before = Photo(np.zeros((40, 60, 3), np.uint8), ramp(60, 40))
    pair = pair_of(before, Photo(np.zeros((80, 120, 3), np.uint8), ramp(120, 80)), longest=500)
    for side in (pair.before, pair.after):
        assert side[0, 0].tolist() == [255, 255, 255]
        assert side[0, -1].tolist() == [0, 0, 0]


def test_colours_are_those_on_screen() -> None:
    icc = SPACES["Display P3"]
    before = Photo(np.full((8, 8, 3), (200, 40, 40), np.uint8), metadata=Metadata(icc=icc))
    after = Photo(np.full((16, 16, 3), (200, 40, 40), np.uint8), metadata=Metadata(icc=icc))
    pair = pair_of(before, after, longest=500)
    assert pair.after[0, 0, 0] > 205
    assert (pair.before == pair.after).all()
    damaged = Photo(before.pixels, metadata=Metadata(icc=b"damaged"))
    assert (pair_of(damaged, after, longest=500).before == before.pixels[0, 0]).all()


@pytest.mark.parametrize("crop", [Crop(-1, 0, 5, 5), Crop(0, 0, 121, 5), Crop(0, 79, 5, 2), Crop(5, 5, 0, 5)])
def test_a_part_outside_is_refused(crop: Crop) -> None:
    with pytest.raises(UsageError, match="not within 120 x 80"):
        pair_of(BEFORE, AFTER, crop=crop, longest=500)
