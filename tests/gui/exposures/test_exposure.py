"""Exposures: what is shown of a photo, from the first tile on, finished in any way without another run."""

import numpy as np
import pytest
from PySide6.QtGui import QImage

from srdesk.gui.compare import pictures
from srdesk.gui.compare.pictures import Original
from srdesk.gui.exposures.exposure import KEPT, Exposures
from srdesk.gui.exposures.finishing import Finishing
from srdesk.gui.exposures.rasters import FittedRaster, MosaicRaster
from srdesk.imaging.photo import Photo
from srdesk.imaging.resample import enlarge_samples
from srdesk.rect import Rect
from srdesk.restore import Gaze, RestoreOptions, Restorer
from tests.fakes import ConstantSession, RepeatSession, catalogue, opener
from tests.gui.fakes import photo, smooth

OPTIONS = RestoreOptions(model="fake", tile=16)
PLAIN = Finishing()


def restorer_of(session=None):
    return Restorer(catalogue(), opener=opener(session or RepeatSession()))


def colours(image):
    rgba = image.convertToFormat(QImage.Format.Format_RGBA8888)
    return np.frombuffer(rgba.constBits(), np.uint8).reshape(image.height(), image.width(), 4).astype(int)


def shown(picture, zoom):
    """The tile in the upper left corner as it is drawn at a zoom, from a level or from a copy at hand."""
    level = picture.level_for(zoom)
    return colours(picture.mip_for(zoom).image if level is None else picture.render(level, 0, 0))


@pytest.fixture
def small_at_hand(monkeypatch):
    """Pictures of a few thousand pixels count as large."""
    monkeypatch.setattr(pictures, "AT_HAND", 2000)


@pytest.fixture
def exposures():
    return Exposures(Original.of(photo(64, 48)))


def looked_at(exposures, exposure, area, *, below=False, session=None, options=OPTIONS):
    def lay(mosaic):
        exposure.lay(mosaic, below=below)

    restorer_of(session).glimpse(
        exposures.original.photo, exposures.mosaics, options, gaze=Gaze(area), begun=lay, grown=exposure.add
    )


def completed(exposures, exposure, options=OPTIONS):
    computed = restorer_of().complete(
        exposures.original.photo, exposures.mosaics, options, begun=exposure.lay, grown=exposure.add
    )
    exposure.settle(computed.mosaic)
    return computed


def test_nothing_is_shown_before_anything_has_come(exposures):
    exposure = exposures.of(OPTIONS, 2)
    assert not exposure.begun
    exposure.lay(exposures.mosaics.by(restorer_of().plan((64, 48), OPTIONS)))
    assert not exposure.begun
    assert exposure.mosaic is None
    assert exposure.picture(PLAIN).raster.read(Rect(0, 0, 128, 96)).alpha.max() == 0


def test_what_has_come_is_shown_where_it_belongs(exposures):
    exposure = exposures.of(OPTIONS, 2)
    looked_at(exposures, exposure, Rect(0, 0, 10, 10))
    assert exposure.begun
    assert not exposure.complete
    assert exposure.take() == [Rect(0, 0, 32, 32)]
    assert exposure.take() == []
    picture = exposure.picture(PLAIN)
    block = picture.raster.read(Rect(0, 0, 128, 96))
    np.testing.assert_array_equal(block.alpha == 255, np.pad(np.ones((32, 32), bool), ((0, 64), (0, 96))))
    np.testing.assert_array_equal(block.pixels[:32, :32], smooth(64, 48)[:16, :16].repeat(2, 0).repeat(2, 1))
    mip = colours(picture.mips[0].image)
    assert (mip[:32, :32, 3] == 255).all()
    assert mip[40:, 40:, 3].max() == 0


def test_the_chosen_network_covers_the_quick_one_whichever_comes_first(exposures):
    exposure = exposures.of(OPTIONS, 2)
    quick = RestoreOptions(model="fake", tile=24)
    looked_at(exposures, exposure, Rect(0, 0, 10, 10))
    looked_at(exposures, exposure, Rect(0, 0, 40, 40), below=True, session=ConstantSession(value=1.0), options=quick)
    exposure.take()
    pixels = exposure.picture(PLAIN).raster.read(Rect(0, 0, 64, 64)).pixels
    np.testing.assert_array_equal(pixels[:32, :32], smooth(64, 48)[:16, :16].repeat(2, 0).repeat(2, 1))
    assert (pixels[33:, 33:] == 255).all()
    mip = colours(exposure.picture(PLAIN).mips[0].image)
    assert np.abs(mip[:32, :32, :3] - pixels[:32, :32]).max() <= 2


def test_what_another_exposure_had_computed_is_there_at_once(exposures):
    looked_at(exposures, exposures.of(OPTIONS, 2), Rect(0, 0, 10, 10))
    other = exposures.of(RestoreOptions(model="fake", tile=16, precision="fp32"), 2)
    other.lay(exposures.mosaics.by(restorer_of().plan((64, 48), OPTIONS)))
    assert other.begun
    assert other.take() == [Rect(0, 0, 32, 32)]
    looked_at(exposures, exposures.of(OPTIONS, 2), Rect(20, 0, 10, 10))
    other.lay(exposures.mosaics.by(restorer_of().plan((64, 48), OPTIONS)))
    assert other.take() == [Rect(32, 0, 32, 32)]


@pytest.mark.parametrize("zoom", [1.0, 0.5, 0.2])
@pytest.mark.parametrize("complete", [True, False])
def test_strength_is_seen_at_every_zoom(small_at_hand, zoom, complete):
    source = Photo(np.full((120, 160, 3), 100, np.uint8))
    exposures = Exposures(Original.of(source))
    exposure = exposures.of(OPTIONS, 2)
    looked_at(exposures, exposure, Rect(0, 0, 160, 120), session=ConstantSession(value=180 / 255))
    if complete:
        exposure.settle(exposure.mosaic)
    exposure.take()
    for strength, wanted in ((1.0, 180), (0.5, 140), (0.0, 100)):
        assert np.abs(shown(exposure.picture(Finishing(strength)), zoom)[..., :3] - wanted).max() <= 1


def test_strength_is_not_seen_where_nothing_has_come(small_at_hand):
    exposures = Exposures(Original.of(photo(160, 120)))
    exposure = exposures.of(OPTIONS, 2)
    looked_at(exposures, exposure, Rect(0, 0, 64, 64))
    exposure.take()
    for zoom in (1.0, 0.2):
        tile = shown(exposure.picture(Finishing(0.5)), zoom)
        assert tile[2, 2, 3] == 255
        assert tile[-3, -3, 3] == 0


def test_a_finished_picture_is_what_is_saved(exposures):
    exposure = exposures.of(OPTIONS, 2)
    completed(exposures, exposure)
    assert exposure.complete
    options = RestoreOptions(model="fake", tile=16, strength=0.4, grain=0.3)
    picture = exposure.picture(Finishing.of(options))
    assert not picture.transparent
    saved = restorer_of().restore(exposures.original.photo, options).photo
    np.testing.assert_array_equal(picture.raster.read(Rect(0, 0, 128, 96)).pixels, saved.pixels)


def test_a_picture_stays_the_same_until_something_new_has_been_taken(exposures):
    exposure = exposures.of(OPTIONS, 2)
    looked_at(exposures, exposure, Rect(0, 0, 10, 10))
    exposure.take()
    first = exposure.picture(PLAIN)
    assert exposure.picture(PLAIN) is first
    looked_at(exposures, exposure, Rect(30, 0, 10, 10))
    exposure.take()
    assert exposure.picture(PLAIN) is not first
    completed(exposures, exposure)
    exposure.take()
    done = exposure.picture(PLAIN)
    assert exposure.picture(PLAIN) is done


def test_transparency_of_the_photo_is_that_of_the_result():
    alpha = np.full((48, 64), 80, np.uint8)
    exposures = Exposures(Original.of(Photo(smooth(64, 48), alpha)))
    exposure = exposures.of(OPTIONS, 2)
    looked_at(exposures, exposure, Rect(0, 0, 10, 10))
    raster = exposure.picture(PLAIN).raster
    assert raster.read(Rect(0, 0, 32, 32)).alpha.tolist() == enlarge_samples(alpha, 2)[:32, :32].tolist()
    assert raster.read(Rect(64, 64, 8, 8)).alpha.max() == 0
    completed(exposures, exposure)
    assert exposure.picture(PLAIN).transparent


@pytest.mark.parametrize("size", [(128, 96), (100, 75), (256, 192)])
def test_a_photo_that_was_finished_earlier_is_shown_in_the_same_scene(exposures, size):
    exposure = exposures.of(OPTIONS, 2)
    exposure.hang(photo(*size), PLAIN)
    assert exposure.begun
    assert exposure.complete_with(PLAIN)
    assert not exposure.complete_with(Finishing(0.5))
    picture = exposure.picture(PLAIN)
    assert picture.scene == (128, 96)
    assert np.abs(picture.raster.read(Rect(0, 0, 128, 96)).pixels.astype(int) - smooth(128, 96)).max() <= 3


def test_a_fitted_photo_in_its_own_size_is_itself():
    own = photo(20, 10)
    np.testing.assert_array_equal(FittedRaster(own, (20, 10)).read(Rect(3, 2, 5, 5)).pixels, own.pixels[2:7, 3:8])


def test_a_raster_of_nothing_is_transparent():
    raster = MosaicRaster(photo(8, 6), 2, lambda: ())
    assert raster.size == (16, 12)
    assert raster.read(Rect(0, 0, 16, 12)).alpha.max() == 0


def test_exposures_are_told_apart_by_what_the_network_does_and_only_the_latest_are_kept(exposures):
    first = exposures.of(OPTIONS, 2)
    assert exposures.of(RestoreOptions(model="fake", tile=16, strength=0.5, grain=0.1, threads=1), 2) is first
    for overlap in range(KEPT - 1):
        exposures.of(RestoreOptions(model="fake", overlap=overlap), 2)
    assert exposures.of(OPTIONS, 2) is first
    for overlap in range(KEPT):
        exposures.of(RestoreOptions(model="fake", overlap=overlap), 2)
    assert exposures.of(OPTIONS, 2) is not first
