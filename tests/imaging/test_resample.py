"""Plain resizing: what Pillow does, in strips, for every type."""

import numpy as np
import pytest
from PIL import Image

from srdesk.imaging import resample
from srdesk.imaging.resample import enlarge_floats, enlarge_samples, reduce_samples

RNG = np.random.default_rng(0)


def noise(*shape, dtype=np.uint8):
    return RNG.integers(0, np.iinfo(dtype).max, shape, dtype=dtype, endpoint=True)


@pytest.mark.parametrize("scale", [2, 3, 4])
@pytest.mark.parametrize("method", ["bicubic", "lanczos", "nearest"])
def test_bytes_come_out_as_pillow_s_own(scale, method):
    pixels = noise(21, 17, 3) // 4 + 96  # Pillow also clips after each direction
    filters = {"bicubic": Image.BICUBIC, "lanczos": Image.LANCZOS, "nearest": Image.NEAREST}
    wanted = np.asarray(Image.fromarray(pixels).resize((17 * scale, 21 * scale), filters[method]))
    # It rounds after each direction, srdesk once.
    assert np.abs(enlarge_samples(pixels, scale, method=method).astype(int) - wanted).max() <= 1


@pytest.mark.parametrize("method", ["bicubic", "lanczos", "nearest"])
def test_strips_cannot_be_told_from_the_whole(monkeypatch, method):
    pixels = noise(50, 9)
    whole = enlarge_samples(pixels, 3, method=method)
    monkeypatch.setattr(resample, "_STRIP", 7)
    np.testing.assert_array_equal(enlarge_samples(pixels, 3, method=method), whole)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("shape", [(1, 1), (5, 4), (5, 4, 3)])
def test_type_and_shape_are_kept_and_constants_stay(dtype, shape):
    pixels = np.full(shape, np.iinfo(dtype).max - 7, dtype)
    result = enlarge_samples(pixels, 2)
    assert result.dtype == dtype
    assert result.shape == (2 * shape[0], 2 * shape[1], *shape[2:])
    assert (result == pixels.flat[0]).all()


def test_the_result_may_go_into_an_array_of_one_s_own():
    pixels, out = noise(8, 8), np.zeros((16, 16), np.uint8)
    assert enlarge_samples(pixels, 2, out=out) is out
    np.testing.assert_array_equal(out, enlarge_samples(pixels, 2))


def test_floats_may_overshoot():
    step = np.repeat(np.array([[0.0, 1.0]], np.float32), 8, axis=1).repeat(16, axis=0)
    result = enlarge_floats(step, 2)
    assert result.max() > 1
    assert result.min() < 0


def test_reducing_cuts_to_a_multiple_and_is_antialiased():
    stripes = (np.indices((31, 32))[1] % 2 * 255).astype(np.uint8)
    reduced = reduce_samples(stripes, 3)
    assert reduced.shape == (10, 10)
    # Lines finer than a pixel become gray; without antialiasing some would stay black or white.
    assert np.ptp(reduced[:, 1:-1].astype(int)) < 140
