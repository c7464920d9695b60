"""The condition of pictures whose history is known."""

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from srdesk.imaging.condition import PRISTINE, UNKNOWN, condition_of
from srdesk.imaging.photo import Origin, Photo
from srdesk.imaging.resample import reduce_samples


@pytest.fixture(scope="module")
def scene(sample):
    """A clean picture: reduced, so that nothing is left of the file it came from."""
    return reduce_samples(sample, 2)


@pytest.fixture(scope="module")
def sample():
    from srdesk.imaging.codec import decode
    from srdesk.paths import bundled

    return decode(bundled("resources", "sample", "astronaut.jpg")).pixels


def through_jpeg(pixels, quality):
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", quality=quality)
    return np.asarray(Image.open(file))


def noisy(pixels, deviation):
    noise = np.random.default_rng(1).normal(0, deviation, pixels.shape)
    return np.rint((pixels + noise).clip(0, 255)).astype(np.uint8)


def test_clean_picture_shows_no_traces(scene):
    condition = condition_of(Photo(scene))
    assert condition.jpeg_quality == PRISTINE
    assert condition.noise < 1.5


@pytest.mark.parametrize("quality", [30, 40, 60, 80, 90, 95])
def test_quality_is_read_from_the_pixels(scene, quality):
    assert abs(condition_of(Photo(through_jpeg(scene, quality))).jpeg_quality - quality) <= 2


@pytest.mark.parametrize(("top", "left"), [(3, 5), (1, 0), (0, 7)])
def test_grid_is_found_in_a_picture_that_was_cut(scene, top, left):
    cut = through_jpeg(scene, 60)[top:, left:]
    assert abs(condition_of(Photo(cut)).jpeg_quality - 60) <= 3


def test_gray_picture(scene):
    gray = np.asarray(Image.fromarray(scene).convert("L"))
    assert abs(condition_of(Photo(through_jpeg(gray, 50))).jpeg_quality - 50) <= 2


def test_resized_jpeg_has_no_grid_any_more(scene):
    reduced = reduce_samples(through_jpeg(scene, 60), 2)
    assert condition_of(Photo(reduced)).jpeg_quality == PRISTINE


@pytest.mark.parametrize("deviation", [3, 5, 15, 25])
def test_noise_is_measured(scene, deviation):
    found = condition_of(Photo(noisy(scene, deviation))).noise
    assert found == pytest.approx(deviation, rel=0.25)


def test_noise_is_counted_in_8_bit_levels_for_16_bit_pictures(scene):
    deep = noisy(scene, 5).astype(np.uint16) * 257
    assert condition_of(Photo(deep)).noise == condition_of(Photo(noisy(scene, 5))).noise


def test_tables_of_a_jpeg_count_where_they_say_less(scene):
    decoded = through_jpeg(scene, 80)
    assert condition_of(Photo(decoded, origin=Origin("JPEG", quality=35))).jpeg_quality == 35
    assert abs(condition_of(Photo(decoded, origin=Origin("JPEG", quality=98))).jpeg_quality - 80) <= 2
    assert abs(condition_of(Photo(decoded, origin=Origin("WEBP", quality=35))).jpeg_quality - 80) <= 2


def test_flat_and_clipped_pictures_have_no_noise():
    for level in (0, 90, 255):
        assert condition_of(Photo(np.full((200, 300, 3), level, np.uint8))).noise == 0


@given(st.integers(1, 40), st.integers(1, 40), st.booleans(), st.integers(0, 2**32 - 1))
def test_any_small_picture_has_a_condition(height, width, gray, seed):
    shape = (height, width) if gray else (height, width, 3)
    pixels = np.random.default_rng(seed).integers(0, 256, shape).astype(np.uint8)
    condition = condition_of(Photo(pixels))
    assert condition.noise >= 0
    assert 1 <= condition.jpeg_quality <= PRISTINE
    if min(height, width) < 24:
        assert condition == UNKNOWN
