"""Mosaics: what is there and what is not, taken over to the last bit and never computed twice."""

import gc
import weakref
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srdesk.errors import SanityError
from srdesk.imaging.photo import Photo
from srdesk.models.spec import Color, Precision
from srdesk.progress import Cancelled, CancelToken
from srdesk.rect import Rect
from srdesk.restore import Gaze, Mosaics, RestoreOptions, Restorer
from srdesk.restore.mosaic import KEPT
from tests.fakes import BlurSession, ConstantSession, RepeatSession, catalogue, opener

OPTIONS = RestoreOptions(model="fake", tile=16)


def noise(*shape, dtype=np.uint8):
    return np.random.default_rng(0).integers(0, np.iinfo(dtype).max, shape, dtype=dtype, endpoint=True)


def restorer_of(session, **spec):
    return Restorer(catalogue(**spec), opener=opener(session))


def covered(mosaic, area):
    """A map of what is there in an area of the canvas, each pixel once."""
    times = np.zeros((area.height, area.width), int)
    for part in mosaic.there(area):
        times[part.within(area).slices] += 1
    assert times.max(initial=0) <= 1
    return times == 1


@given(data=st.data(), color=st.sampled_from(Color), dtype=st.sampled_from([np.uint8, np.uint16]))
@settings(max_examples=25)
def test_a_preview_taken_over_changes_no_byte_and_is_not_computed_again(data, color, dtype):
    width, height = data.draw(st.integers(20, 70)), data.draw(st.integers(20, 70))
    options = replace(OPTIONS, overlap=data.draw(st.sampled_from([None, 1, 3, 7])), strength=0.8, grain=0.2)
    photo = Photo(noise(height, width, 3, dtype=dtype) // 4 + 60)
    alone, session = BlurSession(), BlurSession()
    undisturbed = restorer_of(alone, color=color).restore(photo, options)
    restorer, mosaics = restorer_of(session, color=color), Mosaics.of_photo(photo)
    for _ in range(data.draw(st.integers(1, 3))):
        x, y = data.draw(st.integers(0, width - 1)), data.draw(st.integers(0, height - 1))
        restorer.glimpse(photo, mosaics, options, gaze=Gaze(Rect(x, y, 20, 15)))
    previewed = len(session.shapes)
    assert previewed > 0
    restored = restorer.complete(photo, mosaics, options).restored()
    assert restored.photo.pixels.tobytes() == undisturbed.photo.pixels.tobytes()
    assert restored.report.difference == undisturbed.report.difference
    assert len(session.shapes) == len(alone.shapes), "no tile twice"
    assert len(session.shapes) - previewed < len(alone.shapes), "fewer runs after the preview"


@pytest.fixture
def uncollected():
    """No collection of what refers to itself: what is let go of has to go by itself."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("uncollected")
@pytest.mark.parametrize("overlap", [0, 4])
def test_a_mosaic_goes_with_its_last_user(overlap):
    """Canvases are large, and the collector counts objects, not bytes: thirty photos of a batch waited for it."""
    photo = Photo(noise(40, 50, 3))
    mosaics = Mosaics.of_photo(photo)
    restorer_of(BlurSession()).complete(photo, mosaics, replace(OPTIONS, overlap=overlap))
    (mosaic,) = mosaics._kept.values()
    gone = weakref.ref(mosaic)
    del mosaic, mosaics
    assert gone() is None


@given(data=st.data(), overlap=st.sampled_from([0, 3, 8]))
@settings(max_examples=25)
def test_what_is_looked_at_is_there_afterwards(data, overlap):
    photo = Photo(noise(60, 80))
    area = Rect(data.draw(st.integers(0, 70)), data.draw(st.integers(0, 50)), 10, 10)
    mosaic = restorer_of(RepeatSession()).glimpse(
        photo, Mosaics.of_photo(photo), replace(OPTIONS, overlap=overlap), gaze=Gaze(area)
    )
    assert covered(mosaic, area.scaled(2)).all()
    assert mosaic.missing
    everything = covered(mosaic, Rect(0, 0, 160, 120))
    plain = photo.pixels.repeat(2, axis=0).repeat(2, axis=1)
    np.testing.assert_array_equal(mosaic.canvas[everything], plain[everything])
    assert not mosaic.canvas[~everything].any()


def test_only_what_is_seen_is_computed():
    session, photo = RepeatSession(), Photo(noise(64, 64))
    restorer_of(session).glimpse(photo, Mosaics.of_photo(photo), OPTIONS, gaze=Gaze(Rect(17, 17, 14, 14)))
    assert session.runs == 1


def test_plans_of_the_same_bits_share_a_mosaic():
    restorer, mosaics = (
        restorer_of(RepeatSession(), precisions=(Precision.FP32, Precision.INT8)),
        Mosaics(noise(40, 40)),
    )

    def by(**changes):
        return mosaics.by(restorer.plan((40, 40), replace(OPTIONS, precision="fp32", **changes)))

    assert by() is by(strength=0.5, grain=0.5, threads=1)
    others = [by(), by(tile=8), by(overlap=5), mosaics.by(restorer.plan((40, 40), replace(OPTIONS, precision="int8")))]
    assert len(set(map(id, others))) == 4


def test_old_mosaics_are_let_go_of():
    restorer, mosaics = restorer_of(RepeatSession()), Mosaics(noise(40, 40))
    plans = [restorer.plan((40, 40), replace(OPTIONS, overlap=overlap)) for overlap in range(KEPT + 1)]
    first, second = (mosaics.by(plan) for plan in plans[:2])
    for plan in plans[2:KEPT]:
        mosaics.by(plan)
    assert mosaics.by(plans[0]) is first
    mosaics.by(plans[KEPT])
    assert mosaics.by(plans[0]) is first
    assert mosaics.by(plans[1]) is not second


def test_another_strength_needs_no_other_run():
    session, photo = BlurSession(), Photo(noise(40, 40, 3) // 2 + 60)
    computed = restorer_of(session).complete(photo, Mosaics.of_photo(photo), OPTIONS)
    runs, full = len(session.shapes), computed.mosaic.canvas.copy()
    softer = replace(computed, options=replace(OPTIONS, strength=0.5)).restored()
    assert len(session.shapes) == runs
    np.testing.assert_array_equal(computed.mosaic.canvas, full)
    assert not np.array_equal(softer.photo.pixels, full)
    wanted = restorer_of(BlurSession()).restore(photo, replace(OPTIONS, strength=0.5))
    np.testing.assert_array_equal(softer.photo.pixels, wanted.photo.pixels)


def test_what_is_there_was_told_part_by_part():
    photo, told = Photo(noise(50, 70)), []
    restorer, mosaics = restorer_of(RepeatSession()), Mosaics.of_photo(photo)
    grown = lambda mosaic, area: told.append((mosaic, area))  # noqa: E731
    mosaic = restorer.glimpse(photo, mosaics, OPTIONS, gaze=Gaze(Rect(0, 0, 30, 10)), grown=grown)
    assert {id(told_mosaic) for told_mosaic, _ in told} == {id(mosaic)}
    restorer.complete(photo, mosaics, OPTIONS, grown=grown)
    times = np.zeros((100, 140), int)
    for _, area in told:
        times[area.slices] += 1
    assert (times == 1).all()


def test_progress_begins_with_what_is_given_and_does_not_count_it_as_speed():
    photo, seen = Photo(noise(64, 64)), []
    restorer, mosaics = restorer_of(RepeatSession()), Mosaics.of_photo(photo)
    restorer.glimpse(photo, mosaics, OPTIONS, gaze=Gaze(Rect(0, 0, 64, 16)))
    restorer.complete(photo, mosaics, OPTIONS, progress=seen.append)
    assert [progress.done for progress in seen[:2]] == [64 * 16, 64 * 16 + 16 * 16]
    assert {progress.given for progress in seen} == {64 * 16}
    assert seen[-1].fraction == 1


def test_an_absurd_preview_is_done_again_in_full_precision():
    def open_session(request):
        return RepeatSession() if request.precision is Precision.FP32 else ConstantSession(value=float("nan"))

    restorer = Restorer(catalogue(precisions=(Precision.FP32, Precision.INT8)), opener=open_session)
    photo = Photo(noise(64, 64))
    mosaic = restorer.glimpse(
        photo, Mosaics.of_photo(photo), replace(OPTIONS, precision="int8"), gaze=Gaze(Rect(0, 0, 9, 9))
    )
    assert mosaic.plan.precision is Precision.FP32


def test_the_whole_is_judged_when_it_is_complete():
    photo = Photo((noise(64, 64) // 2).astype(np.uint8))
    restorer, mosaics = restorer_of(ConstantSession(value=0.5)), Mosaics.of_photo(photo)
    restorer.glimpse(photo, mosaics, OPTIONS, gaze=Gaze(Rect(0, 0, 64, 64)))
    with pytest.raises(SanityError):
        restorer.complete(photo, mosaics, OPTIONS)


def test_a_stopped_preview_keeps_what_was_done():
    photo, token = Photo(noise(64, 64)), CancelToken()
    restorer, mosaics = restorer_of(RepeatSession()), Mosaics.of_photo(photo)
    with pytest.raises(Cancelled):
        restorer.glimpse(
            photo, mosaics, OPTIONS, gaze=Gaze(Rect(0, 0, 64, 64)), token=token, grown=lambda *_: token.cancel()
        )
    mosaic = mosaics.by(restorer.plan(photo.size, OPTIONS))
    assert 0 < len(mosaic.missing) < 16


def test_a_real_network_takes_its_preview_over(sample):
    from srdesk import decode

    photo = decode(sample)
    restorer = Restorer()
    for model in ("fsrcnn", "espcn"):
        options = RestoreOptions(model=model, tile=64)
        mosaics = Mosaics.of_photo(photo)
        restorer.glimpse(photo, mosaics, options, gaze=Gaze(Rect(100, 100, 120, 90)))
        taken_over = restorer.complete(photo, mosaics, options).restored().photo.pixels
        assert taken_over.tobytes() == restorer.restore(photo, options).photo.pixels.tobytes()
    restorer.close()
