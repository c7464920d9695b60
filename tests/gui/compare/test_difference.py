"""The difference: exact in every way it is shown, and made of what is seen alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from srdesk.comparison import GAINS, Channel, Comparison
from srdesk.gui.compare import difference
from srdesk.gui.compare.difference import DifferenceRaster, difference_picture, shown_difference
from srdesk.gui.compare.pictures import Original
from srdesk.gui.compare.raster import EnlargedRaster, PhotoRaster
from srdesk.imaging.photo import Photo
from srdesk.rect import Rect
from tests.gui.fakes import GrowingPicture, ramp, result_picture, smooth

colors = st.tuples(*[st.integers(0, 255)] * 3)


def one(before, after, **changes):
    """The difference of two single pixels."""
    pair = (np.array([[color]], np.uint8) for color in (before, after))
    return tuple(shown_difference(*pair, Comparison(**changes))[0, 0].tolist())


@given(colors, colors, st.sampled_from(GAINS))
def test_absolute_and_signed_differences_are_those_of_the_levels(before, after, gain):
    steps = [int(b) - int(a) for a, b in zip(before, after, strict=True)]
    assert one(before, after, gain=gain) == tuple(min(255, abs(step) * gain) for step in steps)
    signed = tuple(min(255, max(0, 128 + step * gain)) for step in steps)
    assert one(before, after, gain=gain, signed=True) == signed


@given(colors, st.integers(-255, 255))
def test_gray_steps_are_luma_and_no_chroma(color, step):
    step = min(max(step, -min(color)), 255 - max(color))
    after = tuple(value + step for value in color)
    assert one(color, after, gain=1, channel=Channel.LUMA) == pytest.approx((abs(step),) * 3, abs=1)
    assert one(color, after, gain=1, channel=Channel.CHROMA) == pytest.approx((0, 0, 0), abs=1)


def test_chroma_tells_red_from_blue():
    gray = (100, 100, 100)
    redder, bluer = (
        one(gray, after, gain=2, signed=True, channel=Channel.CHROMA) for after in ((120, 95, 95), (95, 95, 130))
    )
    assert redder[0] > 128 > redder[2]
    assert bluer[2] > 128 > bluer[0]
    assert redder[1] == bluer[1] == 128


def test_deep_samples_count_in_levels_of_8_bits():
    before, after = np.full((1, 1, 3), 1000, np.uint16), np.full((1, 1, 3), 1000 + 257, np.uint16)
    assert shown_difference(before, after, Comparison(gain=4)).tolist() == [[[4, 4, 4]]]
    gray = shown_difference(before[..., 0], after[..., 0], Comparison(gain=32))
    assert gray.tolist() == [[[32, 32, 32]]]


def test_no_difference_is_black_or_middle_gray():
    pixels = ramp(30, 20)
    assert not shown_difference(pixels, pixels, Comparison(gain=32)).any()
    assert (shown_difference(pixels, pixels, Comparison(gain=32, signed=True)) == 128).all()


def test_a_part_is_the_part_of_the_whole(monkeypatch):
    source, result = Photo(smooth(90, 70)), Photo(ramp(180, 140))
    raster = DifferenceRaster(EnlargedRaster(source, 2), PhotoRaster(result), Comparison(gain=2))
    whole = raster.read(Rect(0, 0, 180, 140)).pixels
    monkeypatch.setattr(difference, "_STRIP", 16)
    area = Rect(33, 21, 70, 83)
    assert np.array_equal(raster.read(area).pixels, whole[area.slices])


def pictures(size):
    width, height = size
    before = Original.of(Photo(smooth(width, height))).at(2)
    return before, result_picture(Photo(ramp(2 * width, 2 * height)))


def test_levels_get_coarser_until_one_tile_has_all_of_it():
    before, after = pictures((700, 300))
    picture = difference_picture(before, after, Comparison())
    assert [level.resolution for level in picture.levels] == [1.0, 0.5, 0.25]
    assert [level.size for level in picture.levels] == [(1400, 600), (700, 300), (350, 150)]
    assert not picture.mips, "nothing is computed before it is seen"
    assert picture.level_for(0.01) == 2
    assert picture.level_for(4.0) == 0


def test_fine_detail_does_not_vanish_from_afar():
    before = Original.of(Photo(np.full((400, 400, 3), 100, np.uint8))).at(2)
    checks = np.where((np.indices((800, 800)).sum(0) % 2 == 0)[..., np.newaxis], 90, 110).astype(np.uint8)
    after = result_picture(Photo(np.repeat(checks, 3, axis=-1)))
    picture = difference_picture(before, after, Comparison(gain=4))
    coarse = picture.render(len(picture.levels) - 1, 0, 0)
    assert coarse.pixelColor(50, 50).getRgb()[:3] == (40, 40, 40)


def test_where_a_result_has_not_come_there_is_no_difference_yet():
    original = Original.of(Photo(smooth(40, 30)))
    growing = GrowingPicture(original, 2)
    growing.add(0, 0, np.full((60, 40, 3), 200, np.uint8))
    tile = difference_picture(original.at(2), growing.picture, Comparison()).render(0, 0, 0)
    assert (tile.pixelColor(10, 10).alpha(), tile.pixelColor(60, 10).alpha()) == (255, 0)
