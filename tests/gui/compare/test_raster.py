"""Pixels read piece by piece are those of the whole."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from srdesk.gui.compare.raster import Block, EnlargedRaster, PhotoRaster, reduced
from srdesk.imaging.photo import Photo
from srdesk.imaging.resample import enlarge_samples
from srdesk.rect import Rect
from tests.gui.fakes import ramp

WIDTH, HEIGHT = 23, 17


@st.composite
def areas(draw, width, height):
    x, y = draw(st.integers(0, width - 1)), draw(st.integers(0, height - 1))
    return Rect(x, y, draw(st.integers(1, width - x)), draw(st.integers(1, height - y)))


def transparent(dtype=np.uint8):
    return Photo(ramp(WIDTH, HEIGHT, dtype=dtype), ramp(WIDTH, HEIGHT, channels=1, dtype=dtype))


@given(areas(WIDTH, HEIGHT))
def test_a_photo_gives_its_own_pixels(area):
    photo = transparent()
    block = PhotoRaster(photo).read(area)
    assert np.array_equal(block.pixels, photo.pixels[area.slices])
    assert np.array_equal(block.alpha, photo.alpha[area.slices])


@pytest.mark.parametrize("factor", [2, 3, 4])
@pytest.mark.parametrize("method", ["bicubic", "lanczos", "nearest"])
@given(data=st.data())
def test_enlarged_pieces_are_those_of_the_enlarged_whole(factor, method, data):
    photo = transparent(np.uint16)
    area = data.draw(areas(WIDTH * factor, HEIGHT * factor))
    block = EnlargedRaster(photo, factor, method).read(area)
    for piece, samples in ((block.pixels, photo.pixels), (block.alpha, photo.alpha)):
        whole = enlarge_samples(samples, factor, method=method)
        assert piece.dtype == np.uint16
        assert np.abs(piece.astype(int) - whole[area.slices]).max() <= 1


@pytest.mark.parametrize("factor", [2, 4, 8, 32])
@pytest.mark.parametrize("channels", [1, 3])
def test_reducing_averages_squares(factor, channels):
    pixels = ramp(64, 96, channels=channels)
    shape = 96 // factor, factor, 64 // factor, factor
    means = pixels.reshape(*shape, *pixels.shape[2:]).mean(axis=(1, 3))
    assert np.abs(reduced(Block(pixels), factor).pixels - means).max() <= 0.5


def test_reducing_takes_16_bits_to_8():
    pixels = ramp(16, 16, dtype=np.uint16)
    assert np.array_equal(reduced(Block(pixels), 1).pixels, ramp(16, 16))
    assert reduced(Block(pixels), 4).pixels.dtype == np.uint8


def test_reducing_repeats_edges_that_do_not_fill_a_square():
    pixels = np.array([[10, 20, 90]], np.uint8)
    assert reduced(Block(pixels), 2).pixels.tolist() == [[15, 90]]


def test_transparent_pixels_do_not_colour_what_they_are_reduced_with():
    pixels = np.array([[[200, 100, 50], [0, 255, 0]]], np.uint8)
    alpha = np.array([[255, 0]], np.uint8)
    small = reduced(Block(pixels, alpha), 2)
    assert small.pixels.tolist() == [[[200, 100, 50]]]
    assert small.alpha.tolist() == [[128]]
