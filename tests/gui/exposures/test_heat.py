"""Heat: colour where something was invented, none where nothing was or nothing is known."""

import numpy as np
import pytest
from PySide6.QtGui import QImage

from srdesk.gui.compare.pictures import Original
from srdesk.gui.exposures.exposure import Exposures
from srdesk.gui.exposures.finishing import Finishing
from srdesk.gui.exposures.heat import Heat
from srdesk.imaging.photo import Photo
from srdesk.progress import Cancelled, CancelToken
from srdesk.rect import Rect
from srdesk.restore import Gaze, RestoreOptions, Restorer
from tests.fakes import RepeatSession, catalogue, opener

OPTIONS = RestoreOptions(model="fake", tile=64)


@pytest.fixture
def exposures():
    """A gray photo with a hard edge, which an enlargement by repetition keeps and a bicubic one does not."""
    pixels = np.full((300, 300, 3), 100, np.uint8)
    pixels[:, 200:] = 220
    return Exposures(Original.of(Photo(pixels)))


def laid(exposures, area):
    exposure = exposures.of(OPTIONS, 2)
    restorer = Restorer(catalogue(), opener=opener(RepeatSession()))
    restorer.glimpse(
        exposures.original.photo,
        exposures.mosaics,
        OPTIONS,
        gaze=Gaze(area),
        begun=exposure.lay,
        grown=exposure.add,
    )
    exposure.take()
    return exposure


def alpha(image):
    rgba = image.convertToFormat(QImage.Format.Format_RGBA8888)
    return np.frombuffer(rgba.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[..., 3].copy()


def test_blocks_are_measured_once_they_are_there_those_looked_at_first(exposures):
    heat = Heat(laid(exposures, Rect(0, 0, 300, 300)).mosaic)
    pending = heat.pending(Rect(280, 280, 10, 10))
    assert len(pending) == 4
    assert pending[0] == Rect(256, 256, 44, 44)
    assert heat.measure(pending[0], CancelToken()) == Rect(512, 512, 88, 88)
    assert len(heat.pending(None)) == 3
    assert not heat.complete
    for block in heat.pending(None):
        heat.measure(block, CancelToken())
    assert heat.complete
    assert heat.total.values == 600 * 600 * 3


def test_what_is_not_there_cannot_be_measured(exposures):
    assert Heat(laid(exposures, Rect(0, 0, 50, 50)).mosaic).pending(None) == []


def test_colour_is_where_something_was_invented(exposures):
    heat = Heat(laid(exposures, Rect(0, 0, 300, 300)).mosaic)
    assert alpha(heat.image(Rect(0, 0, 300, 300))).max() == 0
    for block in heat.pending(None):
        heat.measure(block, CancelToken())
    shown = alpha(heat.image(Rect(0, 0, 300, 300)))
    assert shown[:, 198:202].min() > 0
    assert shown[:, :190].max() == 0
    assert shown[:, 210:].max() == 0
    np.testing.assert_array_equal(alpha(heat.image(Rect(190, 10, 20, 5))), shown[10:15, 190:210])


@pytest.mark.parametrize("strength", [1.0, 0.5])
def test_heat_is_laid_over_the_picture_at_every_level(exposures, strength):
    exposure = laid(exposures, Rect(0, 0, 300, 300))
    heat = Heat(exposure.mosaic)
    for block in heat.pending(None):
        heat.measure(block, CancelToken())
    plain, heated = exposure.picture(Finishing(strength)), exposure.picture(Finishing(strength), heat)
    assert heated is exposure.picture(Finishing(strength), heat)
    assert heated.mips == ()
    assert heated.raster.size == plain.raster.size
    for level in range(len(heated.levels)):
        tile = heated.render(level, 0, 0)
        edge = round(400 * heated.levels[level].resolution)
        if edge < tile.width():
            colour = tile.pixelColor(edge - 1, tile.height() // 2)
            assert colour.red() > colour.green() + 20
        calm = tile.pixelColor(tile.width() // 8, tile.height() // 2)
        assert abs(calm.red() - calm.green()) <= 1


def test_measuring_can_be_stopped(exposures):
    heat, token = Heat(laid(exposures, Rect(0, 0, 300, 300)).mosaic), CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        heat.measure(heat.pending(None)[0], token)
