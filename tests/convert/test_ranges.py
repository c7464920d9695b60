"""Ranges of values: those of all pictures together, in the memory of one."""

import tracemalloc

import numpy as np
import pytest

from srdesk.convert.ranges import value_ranges
from srdesk.progress import Cancelled, CancelToken
from tests.models.tflite.networks import network, node, weights

TWO = network(node("Conv", "x w", "a", pads=[1] * 4), node("Relu", "a", "y"), w=weights(8, 3, 3, 3))


def tiles(count, side=24):
    rng = np.random.default_rng(5)
    return [rng.normal(0, 0.1 + index, (3, side, side)).astype(np.float32) for index in range(count)]


def ranges(pictures, percentile=100, token=None):
    token = token or CancelToken()
    return value_ranges(TWO, pictures, around=("Conv",), percentile=percentile, token=token)


def test_all_values_of_all_pictures_are_inside():
    """The first picture has the least contrast, so what was counted of it alone would not do."""
    pictures = tiles(4)
    low, high = ranges(pictures)["x"]
    lowest, highest = min(picture.min() for picture in pictures), max(picture.max() for picture in pictures)
    assert (low, high) == pytest.approx((lowest, highest), rel=1 / 500)  # steps of counting
    assert set(ranges(pictures)) == {"x", "a", "y"}


def test_the_largest_few_are_left_out():
    (picture,) = tiles(1, side=64)
    picture[0, 5, 5] = 9
    low, high = ranges([picture], percentile=99.98)["x"]
    assert picture.min() <= low < -0.2
    assert 0.2 < high < 1


def test_a_tensor_of_one_value_has_a_range():
    low, high = ranges([np.zeros((3, 16, 16), np.float32)])["a"]
    assert low == high == 0


def peak(pictures):
    tracemalloc.start()
    try:
        ranges(pictures)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_many_pictures_need_no_more_memory_than_few():
    ranges(tiles(1))  # whatever is imported once
    assert peak(tiles(16, side=64)) < 1.3 * peak(tiles(2, side=64))


def test_it_stops_between_pictures():
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        ranges(tiles(1), token=token)
