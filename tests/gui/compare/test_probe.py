"""The pixel under the cursor."""

import numpy as np

from srdesk.gui.compare.probe import pixel_values
from srdesk.imaging.photo import Photo
from srdesk.imaging.resample import enlarge_samples
from tests.gui.fakes import ramp


def test_both_sides_are_read_at_the_same_place():
    source, result = Photo(ramp(12, 9)), Photo(ramp(24, 18))
    before = " ".join(map(str, enlarge_samples(source.pixels, 2)[7, 13]))
    after = " ".join(map(str, result.pixels[7, 13]))
    assert pixel_values(source, 2, result, 13, 7) == f"13, 7:  {before}  →  {after}"


def test_corners_can_be_read():
    source = Photo(ramp(12, 9))
    for x, y in ((0, 0), (23, 17)):
        assert pixel_values(source, 2, None, x, y).startswith(f"{x}, {y}:")


def test_samples_are_as_stored():
    gray = Photo(np.full((4, 4), 40_000, np.uint16))
    assert pixel_values(gray, 3, None, 5, 5) == "5, 5:  40000"
