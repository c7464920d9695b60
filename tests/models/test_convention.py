"""Conventions: pictures go in as a network wants them, and come back as they were."""

import numpy as np
import pytest

from srdesk.models.convention import ChannelOrder, Convention

MEAN = (103.0, 111.0, 114.0)


def test_blue_comes_first_in_bgr_and_white_is_the_peak():
    red = np.zeros((3, 1, 1), np.float32)
    red[0] = 1
    convention = Convention(ChannelOrder.BGR, peak=255.0, mean=MEAN)
    assert convention.encoded(red).reshape(-1).tolist() == [-103, -111, 255 - 114]
    assert (convention.channels, convention.plain) == (3, False)


@pytest.mark.parametrize(
    "convention",
    [
        Convention(ChannelOrder.LUMA),
        Convention(ChannelOrder.LUMA, peak=255.0),
        Convention(ChannelOrder.RGB, mean=(0.4, 0.5, 0.6)),
        Convention(ChannelOrder.BGR, peak=255.0, mean=MEAN),
    ],
)
def test_what_comes_back_is_what_went_in(convention):
    planes = np.random.default_rng(0).random((convention.channels, 4, 5), np.float32)
    np.testing.assert_allclose(convention.decoded(convention.encoded(planes)), planes, atol=1e-6)


def test_plain_pictures_are_not_changed():
    convention = Convention(ChannelOrder.RGB)
    planes = np.random.default_rng(0).random((3, 4, 5), np.float32)
    assert convention.plain
    np.testing.assert_array_equal(convention.encoded(planes), planes)
