"""A size that was asked for is what comes out: by the smallest network that reaches it, for every kind of picture."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srdesk.errors import UsageError
from srdesk.imaging.photo import Metadata, Photo
from srdesk.models.catalogue import Catalogue
from srdesk.models.spec import Precision
from srdesk.progress import Cancelled, CancelToken
from srdesk.restore import RestoreOptions, Restorer
from srdesk.restore.mosaic import Mosaics
from srdesk.restore.size import TargetSize
from tests.fakes import RepeatSession, spec


@pytest.fixture(scope="module")
def fake():
    """A model with networks for 2, 3 and 4 times."""
    specs = tuple(replace(spec(scale=scale), halo=1) for scale in (2, 3, 4))
    return Restorer(Catalogue(specs), opener=lambda request: RepeatSession(scale=request.spec.scale))


def asking(text, **others):
    return RestoreOptions(model="fake", size=TargetSize.parse(text), **others)


def smooth(height, width, dtype=np.uint8, channels=3):
    y, x = np.mgrid[0:height, 0:width] / max(height, width)
    picture = np.stack([0.2 + 0.5 * y, 0.3 + 0.4 * x, 0.5 + 0 * x][:channels], axis=-1) * np.iinfo(dtype).max
    return np.squeeze(np.rint(picture).astype(dtype), axis=2) if channels == 1 else np.rint(picture).astype(dtype)


@pytest.mark.parametrize(
    ("text", "scale"), [("1x", 2), ("1.5x", 2), ("2x", 2), ("2.01x", 3), ("3x", 3), ("3.2x", 4), ("4x", 4), ("9x", 4)]
)
def test_the_smallest_network_that_reaches_the_size_is_taken(fake, text, scale):
    plan = fake.plan((100, 100), asking(text))
    assert plan.spec.scale == scale
    assert plan.network_size == (100 * scale, 100 * scale)
    assert plan.output_size == TargetSize.parse(text).of((100, 100))
    assert plan.resized == (plan.output_size != plan.network_size)


def test_what_the_network_cannot_reach_and_what_is_large_enough_is_said(fake):
    assert "4 times at most" in fake.plan((10, 10), asking("9x")).warnings[0]
    assert "as large as was asked for" in fake.plan((10, 10), asking("5w")).warnings[0]
    assert fake.plan((10, 10), asking("3.5x")).warnings == ()


def test_more_than_a_gigapixel_is_refused_before_anything_is_done(fake):
    with pytest.raises(UsageError, match="gigapixel"):
        fake.restore(Photo(smooth(1, 400)), asking("9000h"))


@given(
    size=st.tuples(st.integers(1, 40), st.integers(1, 40)),
    text=st.sampled_from(["1x", "2.7x", "55w", "61h", "70long", "33short", "50x60", "0.002mp", "1x2cm@90"]),
    alpha=st.booleans(),
    dtype=st.sampled_from([np.uint8, np.uint16]),
    channels=st.sampled_from([1, 3]),
)
@settings(max_examples=60)
def test_every_picture_reaches_the_size_of_its_plan(fake, size, text, alpha, dtype, channels):
    pixels = smooth(size[1], size[0], dtype, channels)
    mask = np.full(pixels.shape[:2], np.iinfo(dtype).max, dtype) if alpha else None
    options = asking(text)
    photo = fake.restore(Photo(pixels, mask), options).photo
    assert photo.size == fake.plan(size, options).output_size == options.output_size(size)
    assert photo.pixels.dtype == dtype
    assert photo.gray == (channels == 1)
    if alpha:
        assert (photo.alpha == np.iinfo(dtype).max).all()


def test_sixteen_bits_stay_sixteen(fake):
    pixels = np.repeat(np.arange(20_000, 20_000 + 640, dtype=np.uint16)[None], 8, axis=0)
    result = fake.restore(Photo(pixels), asking("1.5x")).photo.pixels
    assert result.dtype == np.uint16
    assert len(np.unique(result)) > 600


def test_a_photo_as_large_as_asked_for_comes_back_nearly_as_it_was(fake):
    photo = Photo(smooth(30, 40))
    result = fake.restore(photo, asking("10w")).photo
    assert result.size == photo.size
    assert np.abs(result.pixels.astype(int) - photo.pixels).max() <= 2


def test_arrays_reach_sizes_too(fake):
    result = fake.enlarge(smooth(20, 30).astype(np.float32) / 255, asking("75w"))
    assert result.shape == (50, 75, 3)
    assert result.dtype == np.float32


@pytest.mark.parametrize(
    ("text", "dpi", "result"),
    [("150w", "auto", 144), ("150w", "keep", 72), ("150w", 300, 300), ("9x9cm@200", "auto", 200)],
)
def test_the_print_resolution_goes_with_the_photo(fake, text, dpi, result):
    photo = Photo(smooth(75, 75), metadata=Metadata(dpi=(72, 72)))
    found = fake.restore(photo, asking(text, dpi=dpi)).photo.metadata.dpi
    assert found == pytest.approx((result, result))


def test_resizing_can_be_cancelled(fake):
    photo, token = Photo(smooth(30, 30)), CancelToken()
    computed = fake.complete(photo, Mosaics.of_photo(photo), asking("1.5x"))
    token.cancel()
    with pytest.raises(Cancelled):
        computed.restored(token=token)


def test_another_size_by_the_same_network_needs_no_other_run(fake):
    photo = Photo(smooth(30, 40))
    mosaics = Mosaics.of_photo(photo)
    fake.complete(photo, mosaics, asking("2x"))
    computed = fake.complete(photo, mosaics, asking("1.5x"))
    assert computed.report.engine_seconds == 0
    again = computed.restored().photo
    np.testing.assert_array_equal(again.pixels, fake.restore(photo, asking("1.5x")).photo.pixels)


def test_a_precision_is_that_of_the_network_taken():
    specs = (spec(scale=2, precisions=(Precision.FP32, Precision.INT8)), spec(scale=3))
    made = Restorer(Catalogue(specs), opener=lambda request: RepeatSession(scale=request.spec.scale))
    assert made.plan((10, 10), asking("1.5x", precision="int8")).precision is Precision.INT8
