"""Depth and transparency of samples."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from srdesk.imaging.color import bleed, narrowed, over_white, unpremultiplied, widened
from srdesk.imaging.photo import Samples
from srdesk.imaging.resample import enlarge_samples


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("gray", [False, True])
def test_bleed_fills_what_is_hidden_from_the_nearest_visible(dtype: type, gray: bool) -> None:
    peak = np.iinfo(dtype).max
    pixels = np.zeros((20, 30) if gray else (20, 30, 3), dtype)
    alpha = np.zeros((20, 30), dtype)
    pixels[5:10, 5:10], alpha[5:10, 5:10] = peak, peak
    pixels[15:, 25:], alpha[15:, 25:] = peak // 2, 1
    filled = bleed(pixels, alpha)
    assert filled.dtype == dtype
    assert (filled[0, 0] == peak).all()
    assert (filled[19, 20] == peak // 2).all()
    assert (filled[alpha > 0] == pixels[alpha > 0]).all()


def test_bleed_leaves_alone_what_is_all_hidden_or_all_visible() -> None:
    pixels = np.arange(12, dtype=np.uint8).reshape(2, 2, 3)
    for alpha in (np.zeros((2, 2), np.uint8), np.ones((2, 2), np.uint8)):
        assert (bleed(pixels, alpha) == pixels).all()


def test_an_enlarged_cut_out_has_no_dark_fringe() -> None:
    pixels = np.zeros((16, 16, 3), np.uint8)
    alpha = np.zeros((16, 16), np.uint8)
    pixels[4:12, 4:12], alpha[4:12, 4:12] = (250, 200, 150), 255
    big = enlarge_samples(bleed(pixels, alpha), 4)
    seen = enlarge_samples(alpha, 4) > 0
    assert (np.abs(big[seen].astype(int) - (250, 200, 150)) <= 1).all()
    fringed = enlarge_samples(pixels, 4)[seen]
    assert fringed.min() < 100, "without bleeding there would be a fringe"


def test_over_white_is_exact_at_the_ends_and_in_the_middle() -> None:
    pixels = np.array([[0, 100, 255]], np.uint8)
    assert over_white(pixels, np.array([[0, 0, 0]], np.uint8)).tolist() == [[255, 255, 255]]
    assert over_white(pixels, np.array([[255, 255, 255]], np.uint8)).tolist() == [[0, 100, 255]]
    assert over_white(pixels, np.array([[128, 128, 128]], np.uint8)).tolist() == [[127, 177, 255]]


def test_over_white_holds_16_bits_without_overflow() -> None:
    for value in (0, 1, 65534, 65535):
        for share in (0, 1, 65534, 65535):
            got = over_white(np.array([[value]], np.uint16), np.array([[share]], np.uint16))[0, 0]
            assert got == round((value * share + 65535 * (65535 - share)) / 65535)


@given(value=st.integers(0, 255), share=st.integers(128, 255))
def test_unpremultiplied_gives_the_colour_back(value: int, share: int) -> None:
    stored = np.array([[round(value * share / 255)]], np.uint8)
    got = int(unpremultiplied(stored, np.array([[share]], np.uint8))[0, 0])
    assert abs(got - value) <= 1


def test_unpremultiplied_survives_colours_brighter_than_their_alpha() -> None:
    stored = np.array([[[200, 10, 0]]], np.uint8)
    assert unpremultiplied(stored, np.array([[20]], np.uint8)).tolist() == [[[255, 128, 0]]]
    assert unpremultiplied(stored, np.array([[0]], np.uint8)).tolist() == [[[0, 0, 0]]]


def test_narrowed_rounds_to_the_nearest() -> None:
    every = np.arange(65536, dtype=np.uint16)
    assert (narrowed(every) == np.rint(every / 257)).all()


@pytest.mark.parametrize("bits", [10, 12, 14])
def test_widened_reaches_both_ends(bits: int) -> None:
    values: Samples = np.array([0, 1, 2**bits - 1], np.uint16)
    full = widened(values, bits)
    assert full[0] == 0
    assert full[-1] == 65535
    assert abs(int(full[1]) - 65535 / (2**bits - 1)) <= 0.5
