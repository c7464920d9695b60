"""Resizing to any size: Pillow's kernel, and parts that equal the whole."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from srdesk.imaging import resize
from srdesk.imaging.resize import combined, resize_samples, taps

RNG = np.random.default_rng(0)


def noise(*shape, dtype=np.uint8):
    return RNG.integers(0, np.iinfo(dtype).max, shape, dtype=dtype, endpoint=True)


def resized(samples, size, **options):
    out = np.empty((size[1], size[0], *samples.shape[2:]), samples.dtype)
    resize_samples(samples, size, out=out, **options)
    return out


@given(
    source=st.tuples(st.integers(1, 40), st.integers(1, 40)), target=st.tuples(st.integers(1, 60), st.integers(1, 60))
)
@settings(max_examples=60)
def test_it_is_pillow_s_bicubic(source, target):
    pixels = RNG.random(source[::-1], dtype=np.float32)
    wanted = np.asarray(Image.fromarray(pixels).resize(target, Image.Resampling.BICUBIC))
    rows, columns = taps(source[1], target[1], 0, target[1]), taps(source[0], target[0], 0, target[0])
    np.testing.assert_allclose(combined(pixels, rows, columns), wanted, atol=2e-5)


@given(
    target=st.tuples(st.integers(1, 60), st.integers(1, 60)),
    ends=st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)),
)
@settings(max_examples=60)
def test_a_part_equals_that_part_of_the_whole_to_the_last_bit(target, ends):
    pixels = np.random.default_rng(3).random((23, 31, 3), dtype=np.float32)
    (left, right), (top, bottom) = (
        (int(min(pair) * (side - 1)), int(max(pair) * (side - 1)) + 1)
        for pair, side in zip((ends[:2], ends[2:]), target, strict=True)
    )
    whole = combined(pixels, taps(23, target[1], 0, target[1]), taps(31, target[0], 0, target[0]))
    rows, columns = taps(23, target[1], top, bottom), taps(31, target[0], left, right)
    part = combined(pixels[rows.first : rows.last, columns.first : columns.last], rows, columns)
    np.testing.assert_array_equal(part, whole[top:bottom, left:right])


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("shape", [(1, 1), (9, 7), (9, 7, 3)])
@pytest.mark.parametrize("size", [(1, 1), (5, 4), (7, 9), (33, 20)])
def test_constants_stay_and_types_are_kept(dtype, shape, size):
    pixels = np.full(shape, np.iinfo(dtype).max - 7, dtype)
    result = resized(pixels, size)
    assert result.dtype == dtype
    assert (result == pixels.flat[0]).all()


def test_strips_cannot_be_told_from_the_whole(monkeypatch):
    pixels = noise(50, 19, 3, dtype=np.uint16)
    whole = resized(pixels, (30, 70))
    monkeypatch.setattr(resize, "_STRIP", 7)
    np.testing.assert_array_equal(resized(pixels, (30, 70)), whole)


def test_the_same_size_changes_nothing():
    pixels = noise(12, 13, 3)
    np.testing.assert_array_equal(resized(pixels, (13, 12)), pixels)


def test_it_can_be_stopped_between_strips(monkeypatch):
    monkeypatch.setattr(resize, "_STRIP", 4)
    calls = []
    resized(noise(8, 8), (16, 16), check=lambda: calls.append(0))
    assert len(calls) == 4
