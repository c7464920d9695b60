"""PSNR, SSIM and luma as the field measures them."""

import numpy as np
import pytest

from srdesk.imaging.metrics import psnr, ssim, studio_luma

RNG = np.random.default_rng(0)
PLANE = RNG.uniform(16, 235, (40, 50))


@pytest.mark.parametrize(
    ("rgb", "luma"), [((0, 0, 0), 16), ((255, 255, 255), 235), ((255, 0, 0), 81.481), ((0, 0, 255), 40.966)]
)
def test_luma_is_studio_range_bt_601(rgb, luma):
    assert studio_luma(np.full((2, 2, 3), rgb, np.uint8)) == pytest.approx(luma)


def test_gray_has_the_luma_of_equal_rgb():
    gray = RNG.integers(0, 256, (5, 5), dtype=np.uint8)
    np.testing.assert_allclose(studio_luma(gray), studio_luma(np.stack([gray] * 3, axis=-1)), atol=1e-9)


def test_one_level_everywhere_is_48_decibels():
    assert psnr(PLANE, PLANE + 1, border=2) == pytest.approx(48.1308, abs=1e-4)


def test_equal_planes_are_infinitely_close_and_wholly_similar():
    assert psnr(PLANE, PLANE, border=0) == float("inf")
    assert ssim(PLANE, PLANE, border=0) == pytest.approx(1)


def test_the_border_does_not_count():
    other = PLANE.copy()
    other[:3], other[:, -3:] = 0, 0
    assert psnr(PLANE, other, border=3) == float("inf")
    assert psnr(PLANE, other, border=2) < 30


def test_ssim_of_a_constant_shift_follows_the_formula():
    """Without variance only the luminance term is left."""
    a, b = np.full((30, 30), 100.0), np.full((30, 30), 120.0)
    c = (0.01 * 255) ** 2
    assert ssim(a, b, border=0) == pytest.approx((2 * 100 * 120 + c) / (100**2 + 120**2 + c))


def test_ssim_falls_with_noise_and_is_symmetric():
    little, much = (PLANE + RNG.normal(0, deviation, PLANE.shape) for deviation in (2, 20))
    assert 1 > ssim(PLANE, little, border=0) > ssim(PLANE, much, border=0) > 0
    assert ssim(PLANE, much, border=0) == pytest.approx(ssim(much, PLANE, border=0))
