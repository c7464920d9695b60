"""Pictures at several resolutions show the same thing in each."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from srdesk.gui.compare import pictures
from srdesk.gui.compare.pictures import TILE, Level, Original
from srdesk.gui.compare.raster import PhotoRaster
from srdesk.imaging.photo import Photo
from srdesk.imaging.resample import enlarge_samples
from srdesk.rect import Rect
from tests.gui.fakes import GrowingPicture, photo, ramp, result_picture, smooth


def colours(image: QImage) -> np.ndarray:
    rgba = image.convertToFormat(QImage.Format.Format_RGBA8888)
    return np.frombuffer(rgba.constBits(), np.uint8).reshape(image.height(), image.width(), 4).copy()


def plain(pixels):
    return pixels


@pytest.fixture
def small_at_hand(monkeypatch):
    """Pictures of a few thousand pixels count as large."""
    monkeypatch.setattr(pictures, "AT_HAND", 2000)


def test_tiles_cover_a_level_and_no_more():
    level = Level(PhotoRaster(Photo(ramp(1300, 600))), 1.0)
    assert sorted(level.tiles(Rect(0, 0, 1300, 600))) == [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)]
    assert list(level.tiles(Rect(600, 520, 10, 10))) == [(1, 1)]
    assert list(level.tiles(Rect(511, 0, 2, 1))) == [(0, 0), (1, 0)]
    assert level.place(2, 1) == QRectF(1024, 512, 276, 88)


def test_tiles_are_the_pixels_of_their_place():
    pixels = ramp(1300, 600)
    level = Level(PhotoRaster(Photo(pixels)), 1.0)
    tile = colours(level.render(2, 1, plain))
    assert np.array_equal(tile[..., :3], pixels[TILE:, 2 * TILE :])


def test_a_reduced_level_lies_over_the_full_one():
    level = Level(PhotoRaster(Photo(smooth(1301, 603))), 0.25, 4)
    assert level.size == (326, 151)
    assert list(level.tiles(Rect(0, 0, 1301, 603))) == [(0, 0)]
    assert level.place(0, 0) == QRectF(0, 0, 1304, 604)
    tile = colours(level.render(0, 0, plain))[..., :3].astype(int)
    assert np.abs(tile[:150, :325] - smooth(1301, 603)[1:600:4, 1:1300:4]).max() <= 2


@pytest.mark.parametrize("scale", [2, 3, 4])
def test_an_original_is_enlarged_by_just_as_much_as_is_seen(scale):
    picture = Original.of(photo(400, 300)).at(scale)
    assert picture.scene == (400 * scale, 300 * scale)
    for factor in range(2, scale + 1):
        level = picture.level_for(factor / scale)
        assert level is not None
        assert picture.levels[level].resolution == factor / scale
    assert picture.level_for(1 / scale) is None, "the photo itself is at hand"
    assert picture.levels[picture.level_for(8.0)].resolution == 1.0


def test_an_original_shows_the_bicubic_enlargement():
    source = photo(300, 200)
    picture = Original.of(source).at(2)
    tile = colours(picture.render(picture.level_for(1.0), 1, 0))[..., :3]
    assert np.abs(tile.astype(int) - enlarge_samples(source.pixels, 2)[:400, TILE:600]).max() <= 1


def test_a_large_original_is_kept_in_small_only(small_at_hand):
    original = Original.of(photo(400, 300))
    assert original.reduction == 8
    assert [(image.width(), image.height()) for image in original.images] == [(50, 38)]
    resolutions = [level.resolution for level in original.at(2).levels]
    assert resolutions == [1.0, 0.5, 0.25, 0.125]
    assert [mip.resolution for mip in original.at(2).mips] == [1 / 16]


def test_mips_get_smaller_by_halves_and_show_the_same():
    picture = result_picture(photo(1000, 600))
    assert [(mip.image.width(), mip.image.height()) for mip in picture.mips] == [(1000, 600), (500, 300), (250, 150)]
    assert [mip.resolution for mip in picture.mips] == [1.0, 0.5, 0.25]
    for mip in picture.mips:
        step = round(1 / mip.resolution)
        wanted = smooth(1000, 600)[step // 2 :: step, step // 2 :: step]
        assert np.abs(colours(mip.image)[..., :3].astype(int) - wanted).max() <= 3


def test_the_coarsest_that_is_fine_enough_is_drawn(small_at_hand):
    picture = result_picture(photo(400, 300))
    assert [level.resolution for level in picture.levels] == [1.0, 0.5, 0.25]
    chosen = [picture.level_for(zoom) for zoom in (4.0, 1.0, 0.6, 0.5, 0.3, 0.25, 0.2, 0.1)]
    assert chosen == [0, 0, 0, 1, 1, 2, 2, None]
    assert picture.mip_for(0.1).resolution == 0.125
    assert picture.mip_for(1.0).resolution == 0.125


def test_reducing_a_tall_picture_in_strips_changes_nothing(monkeypatch):
    source = photo(30, 300)
    whole = colours(result_picture(source).mips[0].image)
    monkeypatch.setattr(pictures, "_STRIP", 64)
    assert np.array_equal(colours(result_picture(source).mips[0].image), whole)


@pytest.mark.parametrize("alpha", [None, np.full((300, 400), 90, np.uint8)])
def test_transparency_is_kept(alpha):
    picture = result_picture(Photo(smooth(400, 300), alpha))
    assert picture.transparent == (alpha is not None)
    assert {image.pixelColor(5, 5).alpha() for image, _ in picture.mips} == {255 if alpha is None else 90}


def test_a_growing_picture_shows_what_has_come(small_at_hand):
    source = photo(200, 150)
    growing = GrowingPicture(Original.of(source), 2)
    result = enlarge_samples(source.pixels, 2)
    assert all(mip.image.pixelColor(0, 0).alpha() == 0 for mip in growing.picture.mips)
    growing.add(64, 32, result[32:96, 64:192])
    assert growing.take() == [Rect(64, 32, 128, 64)]
    assert growing.take() == []
    mip = growing.picture.mips[0]
    shown = colours(mip.image)
    left, right, top, bottom = (round(edge * mip.resolution) for edge in (64, 192, 32, 96))
    inside = np.zeros(shown.shape[:2], bool)
    inside[top:bottom, left:right] = True
    assert np.array_equal(shown[..., 3] == 255, inside)
    finished = colours(result_picture(Photo(result)).mips[0].image)
    assert np.abs(shown[inside].astype(int) - finished[inside]).max() <= 3


def test_blocks_leave_no_gaps_whatever_their_edges(small_at_hand):
    source = photo(201, 151)
    growing = GrowingPicture(Original.of(source), 3)
    result = enlarge_samples(source.pixels, 3)
    for y in range(0, 453, 57):
        for x in range(0, 603, 93):
            growing.add(x, y, result[y : y + 57, x : x + 93])
    growing.take()
    mip = growing.picture.mips[0]
    assert colours(mip.image)[..., 3].min() == 255
    finished = colours(result_picture(Photo(result)).mips[0].image)
    assert np.abs(colours(mip.image).astype(int) - finished).max() <= 12


def test_a_growing_picture_has_the_levels_of_the_finished_one(small_at_hand):
    original = Original.of(photo(200, 150))
    growing = GrowingPicture(original, 2).picture
    finished = result_picture(photo(400, 300))
    assert [level.resolution for level in growing.levels] == [level.resolution for level in finished.levels]
    assert growing.scene == finished.scene
