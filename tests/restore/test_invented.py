"""Invented detail: nothing in a plain enlargement, what was added otherwise, the same in blocks as in the whole."""

import numpy as np
import pytest

from srdesk.imaging.photo import Photo
from srdesk.imaging.resample import enlarge_floats, enlarge_samples, reduce_floats
from srdesk.rect import Rect
from srdesk.restore import Gaze, Mosaics, RestoreOptions, Restorer
from srdesk.restore.invented import BLOCK, Invention, blocks, measurable, measure
from tests.fakes import RepeatSession, catalogue, opener


def smooth(height, width, *color):
    y, x = np.mgrid[0:height, 0:width]
    plane = (128 + 60 * np.sin(x / 9) * np.cos(y / 7)).astype(np.float32)
    return np.broadcast_to(plane.reshape(height, width, *[1] * len(color)), (height, width, *color)).copy()


@pytest.mark.parametrize("color", [(), (3,)])
@pytest.mark.parametrize("scale", [2, 3, 4])
def test_a_plain_enlargement_has_no_invented_detail(scale, color):
    source = smooth(40, 50, *color).astype(np.uint8)
    totals, detail = measure(source, enlarge_samples(source, scale), Rect(0, 0, 50, 40))
    assert totals.detail < 0.6, "rounding only"
    assert totals.error < 1
    assert detail.shape == (40, 50)
    assert detail.max() < 0.6


@pytest.mark.parametrize(("dtype", "peak"), [(np.uint8, 255), (np.uint16, 65535), (np.float32, 1)])
def test_what_was_added_is_measured_in_8_bit_levels_where_it_is(dtype, peak):
    source = (smooth(40, 50) / 255 * peak).astype(dtype)
    plain = enlarge_floats(source.astype(np.float32), 2)
    added = np.zeros_like(plain)
    # A checkerboard: gone when the result is reduced again.
    added[20:40, 30:60] = np.where(np.indices((20, 30)).sum(axis=0) % 2, 1, -1) * 8 / 255 * peak
    canvas = (plain + added).astype(dtype) if dtype == np.float32 else np.rint(plain + added).astype(dtype)
    totals, detail = measure(source, canvas, Rect(0, 0, 50, 40))
    assert detail[10:20, 15:30] == pytest.approx(8, abs=0.6)
    assert detail[:9].max() < 0.6
    assert totals.detail == pytest.approx(8 * (600 / 8000) ** 0.5, abs=0.3)
    assert totals.error < 1


def test_disagreement_with_the_photo_is_an_error():
    source = smooth(40, 50)
    canvas = enlarge_floats(source, 2) + np.float32(5)
    totals, _ = measure(source / 255, canvas / 255, Rect(0, 0, 50, 40))
    assert totals.error == pytest.approx(5, abs=0.2)


def test_blocks_add_up_to_the_whole():
    source = np.random.default_rng(0).integers(0, 255, (70, 90, 3), dtype=np.uint8)
    canvas = np.random.default_rng(1).integers(0, 255, (140, 180, 3), dtype=np.uint8)
    whole, detail = measure(source, canvas, Rect(0, 0, 90, 70))
    parts = [Rect(0, 0, 40, 70), Rect(40, 0, 50, 30), Rect(40, 30, 50, 40)]
    measured = [measure(source, canvas, part) for part in parts]
    total = sum((totals for totals, _ in measured), Invention())
    assert (total.values, total.error_values) == (whole.values, whole.error_values)
    assert (total.detail, total.error) == (pytest.approx(whole.detail), pytest.approx(whole.error))
    for part, (_, map_) in zip(parts, measured, strict=True):
        np.testing.assert_allclose(map_, detail[part.slices], atol=1e-3)


def test_nothing_measured_is_nothing():
    assert (Invention().detail, Invention().error) == (0, 0)


@pytest.mark.parametrize("size", [(1, 1), (BLOCK, BLOCK), (BLOCK + 1, 3 * BLOCK - 1)])
def test_blocks_cover_a_source_once(size):
    times = np.zeros(size[::-1], int)
    for block in blocks(size):
        times[block.slices] += 1
    assert (times == 1).all()


def test_a_block_is_measurable_once_it_and_what_is_around_it_are_there():
    photo = Photo(smooth(64, 64).astype(np.uint8))
    restorer = Restorer(catalogue(), opener=opener(RepeatSession()))
    options, mosaics = RestoreOptions(model="fake", tile=16), Mosaics.of_photo(photo)
    mosaic = restorer.glimpse(photo, mosaics, options, gaze=Gaze(Rect(0, 0, 32, 32)))
    assert measurable(mosaic, Rect(0, 0, 30, 30))
    assert not measurable(mosaic, Rect(0, 0, 31, 30))
    assert not measurable(mosaic, Rect(0, 0, 64, 64))
    restorer.complete(photo, mosaics, options)
    assert measurable(mosaic, Rect(0, 0, 64, 64))


def test_reducing_undoes_enlarging_of_what_is_smooth():
    plane = smooth(40, 50)
    np.testing.assert_allclose(reduce_floats(enlarge_floats(plane, 2), 2)[3:-3, 3:-3], plane[3:-3, 3:-3], atol=1.0)
