"""Finishing: nothing where nothing is asked for, the same for a part as for the whole, rounded once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from srdesk.imaging.resample import enlarge_floats, enlarge_samples
from srdesk.imaging.resize import resize_samples
from srdesk.progress import Cancelled, CancelToken
from srdesk.rect import Rect
from srdesk.restore import RestoreOptions
from srdesk.restore.finish import Finish, strips

TYPES = (np.uint8, np.uint16, np.float32)


def noise(*shape, dtype=np.uint8, seed=0):
    random = np.random.default_rng(seed)
    if dtype == np.float32:
        return random.random(shape, dtype=np.float32)
    return random.integers(0, np.iinfo(dtype).max, shape, dtype=dtype, endpoint=True)


def finish(scale=2, *, color=(3,), dtype=np.uint8, height=20, width=30, **steps):
    source = noise(height, width, *color, dtype=dtype)
    canvas = noise(height * scale, width * scale, *color, dtype=dtype, seed=1)
    return Finish(source, canvas, **steps)


def test_without_steps_the_canvas_is_the_result():
    done = finish()
    assert done.idle
    assert np.shares_memory(done.read(Rect(3, 4, 10, 10)), done.canvas)


def test_options_say_which_steps_there_are():
    source, canvas = noise(4, 4), noise(8, 8)
    done = Finish.of(source, canvas, RestoreOptions(strength=0.5, grain=0.25))
    assert (done.strength, done.grain) == (0.5, 0.25)
    assert Finish.of(source, canvas, RestoreOptions()).idle


@pytest.mark.parametrize("scale", [2, 3, 4])
@pytest.mark.parametrize("color", [(), (3,)])
def test_strength_zero_is_bicubic(scale, color):
    done = finish(scale, color=color, strength=0.0)
    np.testing.assert_array_equal(done.whole(np.empty_like(done.canvas)), enlarge_samples(done.source, scale))


@pytest.mark.parametrize("dtype", TYPES)
def test_strength_lies_between(dtype):
    done = finish(dtype=dtype, strength=0.25)
    peak = 1 if dtype == np.float32 else np.iinfo(dtype).max
    plain = enlarge_floats(done.source.astype(np.float32) / np.float32(peak), 2).astype(np.float64)
    wanted = (0.75 * plain + 0.25 * (done.canvas / peak)).clip(0, 1) * peak
    np.testing.assert_allclose(done.whole(np.empty_like(done.canvas)), wanted, atol=1e-5 if peak == 1 else 0.51)


@given(
    data=st.data(),
    dtype=st.sampled_from(TYPES),
    color=st.sampled_from([(), (3,)]),
    scale=st.sampled_from([2, 3, 4]),
    strength=st.sampled_from([0.0, 0.3, 1.0]),
    grain=st.sampled_from([0.0, 0.5]),
)
def test_a_part_is_that_part_of_the_whole(data, dtype, color, scale, strength, grain):
    height, width = data.draw(st.integers(1, 90)), data.draw(st.integers(1, 40))
    done = finish(scale, dtype=dtype, color=color, height=height, width=width, strength=strength, grain=grain)
    x, y = data.draw(st.integers(0, width * scale - 1)), data.draw(st.integers(0, height * scale - 1))
    area = Rect(x, y, data.draw(st.integers(1, width * scale - x)), data.draw(st.integers(1, height * scale - y)))
    part, whole = done.read(area), done.whole(np.empty_like(done.canvas))
    assert part.dtype == dtype
    # Floats and 16 bits may differ in their last bit: the resampler's sums depend on where it begins.
    np.testing.assert_allclose(part, whole[area.slices], rtol=0, atol={np.float32: 1e-6, np.uint16: 1}.get(dtype, 0))


def test_a_canvas_can_be_finished_in_its_own_place():
    done = finish(height=300, strength=0.4, grain=0.3)
    apart = done.whole(np.empty_like(done.canvas))
    np.testing.assert_array_equal(done.whole(done.canvas), apart)


def test_grain_is_the_same_in_all_channels_and_leaves_the_rest_alone():
    gray = np.full((40, 40, 3), 128, np.uint8)
    done = Finish(gray[:20, :20], gray, grain=0.5)
    result = done.whole(np.empty_like(gray)).astype(int) - 128
    assert 5 < result.std() < 11
    np.testing.assert_array_equal(result[..., 0], result[..., 2])
    black = np.zeros_like(gray)
    np.testing.assert_array_equal(Finish(black[:20, :20], black, grain=1.0).whole(black.copy()), black)


def test_finishing_can_be_stopped():
    token = CancelToken()
    token.cancel()
    done = finish(strength=0.5)
    with pytest.raises(Cancelled):
        done.whole(done.canvas, token=token)


def test_strips_cover_a_picture_once():
    covered = np.zeros((700, 5), int)
    for strip in strips((5, 700)):
        covered[strip.slices] += 1
    assert (covered == 1).all()


@given(
    data=st.data(), dtype=st.sampled_from(TYPES), color=st.sampled_from([(), (3,)]), grain=st.sampled_from([0.0, 0.5])
)
def test_a_part_of_a_resized_picture_is_that_part_of_the_whole(data, dtype, color, grain):
    width, height = data.draw(st.integers(1, 80)), data.draw(st.integers(1, 400))
    done = finish(2, dtype=dtype, color=color, output=(width, height), grain=grain)
    assert done.size == (width, height)
    x, y = data.draw(st.integers(0, width - 1)), data.draw(st.integers(0, height - 1))
    area = Rect(x, y, data.draw(st.integers(1, width - x)), data.draw(st.integers(1, height - y)))
    whole = done.whole(np.empty((height, width, *color), dtype))
    np.testing.assert_array_equal(done.read(area), whole[area.slices])


def test_a_size_that_the_network_makes_is_no_step():
    assert finish(2, output=(60, 40)).idle
    assert not finish(2, output=(59, 40)).idle


def test_fine_patterns_keep_their_brightness_from_afar():
    checks = np.indices((64, 64)).sum(axis=0).astype(np.uint8) % 2 * 255
    done = Finish(checks[:32, :32], checks, output=(16, 16))
    inner = done.whole(np.empty((16, 16), np.uint8))[4:-4, 4:-4]
    # Half the light of white is far more than half of the scale: 188 with the curve of sRGB itself.
    assert abs(float(inner.mean()) - 188) < 10


def test_enlarging_is_no_matter_of_light():
    source = noise(20, 20)
    done = Finish(source[:10, :10], source, output=(31, 27))
    wanted = np.empty((27, 31), np.uint8)
    resize_samples(source, (31, 27), out=wanted)
    np.testing.assert_array_equal(done.whole(np.empty_like(wanted)), wanted)
