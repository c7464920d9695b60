"""The probe: both sides of a pixel, as stored and as seen."""

import numpy as np
import pytest

from srdesk.gui.compare.pictures import Original
from srdesk.gui.compare.probe import read_pixel
from srdesk.gui.compare.qimage import Colours
from srdesk.imaging.photo import Photo
from srdesk.imaging.resample import enlarge_samples
from tests.gui.fakes import GrowingPicture, ramp, result_picture


def shown(photo):
    return result_picture(photo)


def test_the_photo_alone_is_read_as_it_is_enlarged():
    pixels = ramp(20, 10)
    reading = read_pixel(Original.of(Photo(pixels)).at(3), None, 31, 17)
    assert reading.before.samples == tuple(enlarge_samples(pixels, 3)[17, 31])
    assert (reading.after, reading.difference) == (None, None)
    assert reading.text.startswith("31, 17   ")


def test_both_sides_and_how_different_they_look():
    before, after = np.full((10, 20, 3), (200, 10, 10), np.uint8), np.full((20, 40, 3), (10, 10, 200), np.uint8)
    reading = read_pixel(Original.of(Photo(before)).at(2), shown(Photo(after)), 5, 6)
    assert reading.before.color == (200, 10, 10)
    assert reading.after.color == (10, 10, 200)
    assert reading.text == f"5, 6   200 10 10 → 10 10 200   ΔE {reading.difference:.1f}"
    assert reading.difference > 40
    same = read_pixel(Original.of(Photo(before)).at(2), shown(Photo(enlarge_samples(before, 2))), 5, 6)
    assert same.difference == pytest.approx(0.0)


def test_deep_gray_is_read_in_16_bits_and_seen_in_8():
    gray = np.full((10, 20), 25_700, np.uint16)
    reading = read_pixel(Original.of(Photo(gray)).at(2), shown(Photo(enlarge_samples(gray, 2))), 0, 0)
    assert reading.before.samples == reading.after.samples == (25_700,)
    assert reading.before.color == (100, 100, 100)


def test_colours_are_those_on_the_screen():
    photo = Photo(np.full((10, 20, 3), 100, np.uint8))
    brighter = Colours(standard=lambda pixels: pixels + 50, shown=lambda pixels: pixels + 100)
    after = result_picture(Photo(np.full((20, 40, 3), 100, np.uint8)), brighter)
    reading = read_pixel(Original.of(photo).at(2), after, 1, 1)
    assert reading.after.samples == (100, 100, 100)
    assert reading.after.color == (150, 150, 150)


def test_where_a_result_has_not_come_there_is_nothing_to_read():
    original = Original.of(Photo(ramp(20, 10)))
    growing = GrowingPicture(original, 2)
    growing.add(0, 0, np.full((10, 10, 3), 7, np.uint8))
    assert read_pixel(original.at(2), growing.picture, 3, 3).after.samples == (7, 7, 7)
    assert read_pixel(original.at(2), growing.picture, 30, 3).after is None
