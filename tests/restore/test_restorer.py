"""One photo end to end: exact tiles, kept types, recovery, cancellation, one result for every way in."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srdesk.errors import EngineError, ModelError, OutOfMemoryError, SanityError, UsageError
from srdesk.imaging.photo import Metadata, Photo
from srdesk.imaging.resample import enlarge_floats
from srdesk.models.catalogue import Catalogue
from srdesk.models.spec import Color, Precision
from srdesk.progress import Cancelled, CancelToken
from srdesk.rect import Rect
from srdesk.restore import RestoreOptions, Restorer
from srdesk.restore.choice import CLEAN, WORN
from srdesk.restore.finish import Finish
from srdesk.tiling import Gaze
from tests.fakes import (
    BlockingSession,
    BlurSession,
    ConstantSession,
    FailingSession,
    RepeatSession,
    catalogue,
    opener,
    spec,
)

FAKE = RestoreOptions(model="fake")


def restorer_of(session, **spec):
    return Restorer(catalogue(**spec), opener=opener(session))


def noise(*shape, dtype=np.uint8):
    return np.random.default_rng(0).integers(0, np.iinfo(dtype).max, shape, dtype=dtype, endpoint=True)


def smooth(height, width):
    y, x = np.mgrid[0:height, 0:width]
    return np.stack([(y * 3) % 256, (x * 2) % 256, np.full_like(y, 90)], axis=-1).clip(30, 220).astype(np.uint8)


@pytest.fixture(scope="module")
def real():
    restorer = Restorer()
    yield restorer
    restorer.close()


@pytest.mark.parametrize("color", Color)
@given(width=st.integers(1, 70), height=st.integers(1, 70), tile=st.integers(8, 60), beyond=st.integers(0, 6))
@settings(max_examples=40)
def test_tiled_equals_untiled_for_a_network_of_known_reach(color, width, height, tile, beyond):
    restorer = restorer_of(BlurSession(), color=color)
    rgb = np.random.default_rng(1).random((height, width, 3), dtype=np.float32)
    whole = restorer.enlarge(rgb, replace(FAKE, tile=70))
    tiled = restorer.enlarge(rgb, replace(FAKE, tile=tile, overlap=3 + beyond))
    assert np.abs(whole - tiled).max() <= 1e-5


@given(
    data=st.data(),
    width=st.integers(1, 90),
    height=st.integers(1, 90),
    tile=st.integers(8, 60),
    beyond=st.integers(0, 9),
)
@settings(max_examples=25)
def test_tiled_equals_untiled_for_every_shipped_network(real, data, width, height, tile, beyond):
    spec = data.draw(st.sampled_from(real.specs))
    precision = data.draw(st.sampled_from(spec.precisions))
    options = RestoreOptions(model=spec.name, scale=spec.scale, precision=precision)
    rgb = np.random.default_rng(2).random((height, width, 3), dtype=np.float32)
    whole = real.enlarge(rgb, replace(options, tile=90))
    tiled = real.enlarge(rgb, replace(options, tile=tile, overlap=spec.halo + beyond))
    assert np.abs(whole - tiled).max() <= 1e-5


def test_an_overlap_below_the_halo_is_done_and_warned_about():
    restorer = restorer_of(BlurSession())
    plan = restorer.plan((60, 60), replace(FAKE, tile=20, overlap=1))
    assert not plan.exact
    assert "3 is exact" in plan.warnings[0]
    restored = restorer.restore(Photo(smooth(60, 60)), replace(FAKE, tile=20, overlap=1))
    assert restored.report.warnings == plan.warnings


def test_one_tile_is_exact_whatever_the_overlap():
    assert restorer_of(BlurSession()).plan((20, 20), replace(FAKE, tile=20, overlap=0)).exact


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("shape", [(9, 7), (9, 7, 3)])
@pytest.mark.parametrize("color", Color)
def test_type_and_channels_are_kept(dtype, shape, color):
    pixels = np.full(shape, np.iinfo(dtype).max // 3, dtype)
    result = restorer_of(RepeatSession(), color=color).restore(Photo(pixels), FAKE).photo.pixels
    assert result.dtype == dtype
    assert result.shape == (18, 14, *shape[2:])
    np.testing.assert_array_equal(result, np.full(result.shape, np.iinfo(dtype).max // 3))


def test_sixteen_bits_are_not_rounded_to_eight():
    pixels = np.arange(40000, 40000 + 32 * 32, dtype=np.uint16).reshape(32, 32)
    result = restorer_of(RepeatSession()).restore(Photo(pixels), FAKE).photo.pixels
    np.testing.assert_array_equal(result[::2, ::2], pixels)


def test_alpha_is_enlarged_too_and_colour_bleeds_under_it():
    pixels = np.zeros((32, 32, 3), np.uint8)
    alpha = np.zeros((32, 32), np.uint8)
    pixels[8:24, 8:24], alpha[8:24, 8:24] = (250, 200, 100), 255
    photo = restorer_of(RepeatSession()).restore(Photo(pixels, alpha), FAKE).photo
    assert photo.alpha is not None
    assert photo.alpha.shape == (64, 64)
    visible = photo.pixels[photo.alpha > 0]
    np.testing.assert_array_equal(visible, np.broadcast_to((250, 200, 100), visible.shape))


def test_a_luma_network_leaves_the_colour_differences_alone():
    photo = Photo(smooth(40, 40))
    result = restorer_of(RepeatSession(), color=Color.LUMA).enlarge(photo.pixels / np.float32(255), FAKE)
    plain = enlarge_floats(photo.pixels / np.float32(255), 2)
    shift = result - plain
    inside = (result > 0).all(axis=-1) & (result < 1).all(axis=-1)
    np.testing.assert_allclose(shift[inside][:, 0], shift[inside][:, 2], atol=1e-5)
    np.testing.assert_allclose(shift[inside][:, 0], shift[inside][:, 1], atol=1e-5)


@pytest.mark.parametrize("color", Color)
def test_strength_zero_is_bicubic(color):
    rgb = smooth(30, 30) / np.float32(255)
    result = restorer_of(RepeatSession(), color=color).enlarge(rgb, replace(FAKE, strength=0.0))
    np.testing.assert_allclose(result, enlarge_floats(rgb, 2).clip(0, 1), atol=1e-6)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_strength_and_grain_need_no_other_run_of_the_network(dtype):
    photo, session = Photo(noise(40, 50, 3, dtype=dtype)), BlurSession()
    full = restorer_of(session).restore(photo, FAKE).photo
    shapes, session.shapes = session.shapes, []
    options = replace(FAKE, strength=0.3, grain=0.5)
    done = restorer_of(session).restore(photo, options).photo
    assert session.shapes == shapes
    finish = Finish.of(photo.pixels, full.pixels, options)
    np.testing.assert_array_equal(done.pixels, finish.whole(np.empty_like(full.pixels)))


def test_a_print_keeps_its_size():
    photo = Photo(smooth(20, 20), metadata=Metadata(dpi=(300.0, 150.0)))
    assert restorer_of(RepeatSession()).restore(photo, FAKE).photo.metadata.dpi == (600.0, 300.0)


def test_progress_is_monotonic_weighted_by_pixels_and_ends_at_one():
    seen = []
    restorer_of(RepeatSession()).restore(Photo(smooth(50, 30)), replace(FAKE, tile=16), progress=seen.append)
    fractions = [progress.fraction for progress in seen]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert seen[-1].total == 1500
    assert seen[-1].eta == 0


def test_tiles_are_handed_out_as_final_pixels():
    canvas = np.zeros((100, 60, 3), np.uint8)

    def on_tile(x, y, samples):
        canvas[y : y + samples.shape[0], x : x + samples.shape[1]] = samples

    restored = restorer_of(RepeatSession()).restore(Photo(smooth(50, 30)), replace(FAKE, tile=16), on_tile=on_tile)
    np.testing.assert_array_equal(canvas, restored.photo.pixels)


def test_tiles_under_the_eye_come_first():
    places = []
    restorer_of(RepeatSession()).restore(
        Photo(smooth(64, 64)),
        replace(FAKE, tile=16),
        on_tile=lambda x, y, _s: places.append((x, y)),
        gaze=Gaze(Rect(60, 60, 1, 1)),
    )
    assert places[0] == (96, 96)
    assert len(places) == 16


def test_out_of_memory_is_answered_with_smaller_tiles():
    session = RepeatSession(limit=30 * 30)
    seen = []
    restored = restorer_of(session).restore(Photo(smooth(64, 64)), replace(FAKE, tile=64), progress=seen.append)
    assert restored.report.plan.tile == 16
    assert any("tiles of 16 pixels" in warning for warning in restored.report.warnings)
    fractions = [progress.fraction for progress in seen]
    assert fractions == sorted(fractions)


def test_memory_that_runs_out_outside_the_engine_is_no_bug():
    class Hungry(RepeatSession):
        def run(self, planes, token):
            result = super().run(planes, token)
            if planes[0].size > 30 * 30:
                raise MemoryError
            return result

    restored = restorer_of(Hungry()).restore(Photo(smooth(64, 64)), replace(FAKE, tile=64))
    assert restored.report.plan.tile == 16


def test_out_of_memory_is_given_up_after_three_tries():
    session = RepeatSession(limit=1)
    with pytest.raises(OutOfMemoryError):
        restorer_of(session).restore(Photo(smooth(64, 64)), replace(FAKE, tile=64))
    assert session.runs == 3


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 0.0, 0.5, 1.0])
def test_absurd_results_are_errors_not_pictures(value):
    with pytest.raises(SanityError):
        restorer_of(ConstantSession(value=value)).restore(Photo(smooth(64, 64)), FAKE)


def test_an_absurd_result_is_tried_again_in_full_precision():
    def open_session(request):
        return RepeatSession() if request.precision is Precision.FP32 else ConstantSession(value=float("nan"))

    both = catalogue(precisions=(Precision.FP32, Precision.INT8))
    restored = Restorer(both, opener=open_session).restore(Photo(smooth(64, 64)), replace(FAKE, precision="int8"))
    assert restored.report.plan.precision is Precision.FP32
    assert any("fp32" in warning for warning in restored.report.warnings)


@pytest.mark.parametrize("picture", ["noise", "checkerboard", "black", "white", "text", "dot", "lines", "columns"])
def test_difficult_pictures_are_not_called_absurd(real, picture):
    pixels = {
        "noise": noise(64, 64, 3),
        "checkerboard": np.indices((64, 64)).sum(axis=0).astype(np.uint8) % 2 * 255,
        "black": np.zeros((64, 64, 3), np.uint8),
        "white": np.full((64, 64, 3), 255, np.uint8),
        "text": np.where(noise(16, 16) > 200, 0, 255).astype(np.uint8).repeat(4, axis=0).repeat(4, axis=1),
        "lines": (np.indices((64, 64))[0] % 2 * 255).astype(np.uint8),
        "columns": (np.indices((64, 64))[1] % 2 * 255).astype(np.uint8),
        "dot": np.pad(np.full((1, 1), 255, np.uint8), 31),
    }[picture]
    for network in real.specs:
        if (picture, network.name) != ("checkerboard", WORN):  # which the network against noise takes for noise
            real.restore(Photo(pixels), RestoreOptions(model=network.name, scale=network.scale))


def test_a_picture_of_nothing_but_noise_is_refused_by_the_network_that_would_flatten_it(real):
    checkerboard = np.indices((64, 64)).sum(axis=0).astype(np.uint8) % 2 * 255
    with pytest.raises(SanityError, match="flat"):
        real.restore(Photo(checkerboard), RestoreOptions(model=WORN, precision="fp32"))


def test_an_engine_failure_in_the_middle_gives_no_result():
    with pytest.raises(EngineError, match="broke"):
        restorer_of(FailingSession(at=2)).restore(Photo(smooth(64, 64)), replace(FAKE, tile=16))


def test_cancelling_stops_in_the_middle_of_a_tile():
    session, token = BlockingSession(), CancelToken()
    canceller = threading.Thread(target=lambda: (session.entered.wait(10), token.cancel()))
    canceller.start()
    with pytest.raises(Cancelled):
        restorer_of(session).restore(Photo(smooth(64, 64)), FAKE, token=token)
    canceller.join()
    assert session.runs == 0


def test_a_network_is_loaded_once_for_many_photos(real):
    before = real.cache.loads
    for _ in range(3):
        real.restore(Photo(smooth(20, 20)), RestoreOptions())
    assert real.cache.loads <= before + 1


def test_a_precision_that_a_model_lacks_is_answered_with_what_there_is(real):
    with pytest.raises(ModelError, match="no int8") as caught:
        real.plan((10, 10), RestoreOptions(model="espcn", precision="int8"))
    assert "fp32" in caught.value.hint


@pytest.mark.parametrize(
    "wrong",
    [
        {"tile": 4},
        {"overlap": -1},
        {"strength": 1.5},
        {"grain": -0.1},
        {"threads": -2},
        {"scale": 17},
        {"engine": "bogus"},
        {"precision": "int9"},
    ],
)
def test_options_out_of_range_are_refused(wrong):
    with pytest.raises(UsageError) as caught:
        RestoreOptions(**wrong)
    assert caught.value.hint


@pytest.mark.parametrize(
    "wrong",
    [
        np.zeros((4, 4, 4), np.float32),
        np.zeros((4, 4, 1), np.float32),
        np.zeros(4, np.float32),
        np.zeros((0, 4, 3), np.float32),
        np.zeros((4, 4, 3), np.uint8),
        np.zeros((4, 4, 3), np.float64),
    ],
)
def test_arrays_that_are_no_pictures_are_refused(wrong):
    with pytest.raises(UsageError):
        restorer_of(RepeatSession()).enlarge(wrong, FAKE)


@pytest.mark.parametrize("engine", ["onnx", "opencv"])
def test_threads_may_share_a_restorer(real, engine):
    pictures = [np.random.default_rng(n).random((40, 40, 3), dtype=np.float32) for n in range(8)]
    options = RestoreOptions(model="espcn", engine=engine, threads=1)
    alone = [real.enlarge(picture, options) for picture in pictures]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda picture: real.enlarge(picture, options), pictures * 3))
    for n, result in enumerate(together):
        np.testing.assert_array_equal(result, alone[n % len(alone)])


def test_engines_agree(real):
    rgb = smooth(48, 48) / np.float32(255)
    one, other = (real.enlarge(rgb, RestoreOptions(engine=engine, precision="fp32")) for engine in ("onnx", "opencv"))
    assert np.abs(one - other).max() < 1e-4


def test_auto_looks_at_the_photo():
    specs = tuple(replace(spec(), name=name) for name in (CLEAN, WORN))
    restorer = Restorer(Catalogue(specs), opener=opener(RepeatSession()))
    noisy = np.random.default_rng(0).integers(60, 200, (64, 64, 3)).astype(np.uint8)
    calm = np.full((64, 64, 3), 90, np.uint8)
    options = RestoreOptions(model="auto")
    assert restorer.restore(Photo(noisy), options).report.plan.spec.name == WORN
    assert restorer.restore(Photo(calm), options).report.plan.spec.name == CLEAN
    assert restorer.resolved(Photo(noisy), options) == replace(options, model=WORN)
    assert restorer.plan((64, 64), options).spec.name == CLEAN
    assert restorer.enlarge((noisy / 255).astype(np.float32), options).shape == (128, 128, 3)


def test_network_is_found_by_its_title_in_any_case():
    restorer = Restorer(catalogue(), opener=opener(RepeatSession()))
    assert restorer.plan((8, 8), RestoreOptions(model="FAKE")).spec.name == "fake"


def test_a_network_that_only_cleans_keeps_the_size():
    photo = Photo(noise(40, 50, 3), alpha=noise(40, 50) | 1, metadata=Metadata(dpi=(300, 300)))
    restored = restorer_of(RepeatSession(scale=1), scale=1).restore(photo, replace(FAKE, scale=1, tile=16)).photo
    np.testing.assert_array_equal(restored.pixels, photo.pixels)
    np.testing.assert_array_equal(restored.alpha, photo.alpha)
    assert restored.metadata.dpi == (300, 300)


def test_other_threads_are_taken_from_the_next_tile_on():
    loaded = []

    class Turning(RepeatSession):
        def run(self, planes, token):
            restorer.threads = 1
            return super().run(planes, token)

    def opener_of(request):
        loaded.append(request.threads)
        return Turning()

    restorer = Restorer(catalogue(), opener=opener_of)
    options = replace(FAKE, threads=2, tile=16)
    turned = restorer.restore(Photo(smooth(40, 40)), options).photo
    assert loaded == [2, 1]
    restorer.threads = None
    np.testing.assert_array_equal(turned.pixels, restorer.restore(Photo(smooth(40, 40)), options).photo.pixels)


def test_the_first_progress_comes_between_the_network_and_the_first_tile():
    said = []

    class Speaking(RepeatSession):
        def run(self, planes, token):
            said.append("tile")
            return super().run(planes, token)

    def opened(_request):
        said.append("network")
        return Speaking()

    restorer = Restorer(catalogue(), opener=opened)
    restorer.restore(Photo(smooth(12, 10)), FAKE, progress=lambda progress: said.append(progress.fraction))
    assert said == ["network", 0.0, "tile", 1.0]
