"""Others' networks restore photos as our own do: of any size, in tiles, without seams."""

import numpy as np
import pytest

from srdesk.imaging.photo import Photo
from srdesk.restore import RestoreOptions, Restorer

LOCAL = (
    "plain",
    "classic",
    "half",
    "channels_last",
    "bytes_in",
    "blue_first",
    "signed",
    "unshuffled",
    "whole_numbers",
    "four_at_once",
    "without_batch",
    "with_transparency",
    "borderless",
    "eightfold",
)


def photo(width, height):
    y, x = np.mgrid[0:height, 0:width]
    planes = [128 + 90 * np.sin(x / 9 + c) * np.cos(y / 7 - c) + (x * 7 + y * 13 + 5 * c) % 17 for c in range(3)]
    return Photo(np.stack(planes, axis=-1).clip(0, 255).astype(np.uint8))


def restored(spec, source, **options):
    options = RestoreOptions(model=spec.name, scale=spec.scale, **options)
    return Restorer().restore(source, options)


@pytest.mark.parametrize("name", LOCAL)
def test_tiles_give_what_the_whole_gives(kept, name):
    spec = kept(name)
    source = photo(203, 157)
    whole, tiled = restored(spec, source), restored(spec, source, tile=60)
    assert whole.photo.size == (203 * spec.scale, 157 * spec.scale)
    assert tiled.report.plan.exact
    difference = np.abs(whole.photo.pixels.astype(int) - tiled.photo.pixels)
    assert difference.max() <= 1


@pytest.mark.parametrize("size", [(300, 500), (224, 224), (225, 224), (30, 30), (20, 400)])
def test_a_network_for_one_size_restores_all(kept, size):
    """As the same network without that limit does, but for what lies beyond a small photo's border."""
    spec, free = kept("classic"), kept("luma_of_any_size")
    source = photo(*size)
    one, other = (restored(s, source).photo.pixels.astype(int) for s in (spec, free))
    assert one.shape == (3 * size[1], 3 * size[0], 3)
    inner = slice(6, -6)
    assert np.abs(one - other)[inner, inner].max(initial=0) <= 1


@pytest.mark.parametrize("size", [(64, 40), (61, 43), (3, 3), (1, 1)])
def test_a_network_for_multiples_restores_all(kept, size):
    spec = kept("unshuffled")
    result = restored(spec, photo(*size))
    assert result.photo.size == (2 * size[0], 2 * size[1])


def test_the_whole_picture_looked_at_is_said(kept):
    spec = kept("attentive")
    result = restored(spec, photo(120, 90), tile=40)
    assert any("whole picture" in warning for warning in result.report.warnings)
    assert not restored(spec, photo(120, 90)).report.warnings


def test_a_half_precision_network_is_asked_for_by_its_precision(kept):
    spec = kept("half")
    assert restored(spec, photo(40, 30)).report.plan.precision == "fp16"
    assert restored(spec, photo(40, 30), precision="fp16").photo.size == (80, 60)
