"""Blending: weights that sum to 1, and the plain copy without feather."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from srdesk.tiling import TileBlender, plan_tiles


def assemble(plan, scale, output_of, *, order=None):
    bounds = plan.bounds.scaled(scale)
    canvas = np.full((bounds.height, bounds.width), np.nan, np.float32)
    stored = np.zeros(canvas.shape, int)

    blender = TileBlender(plan, scale)
    for tile in order or plan.tiles:
        for area, block in blender.add(tile, output_of(tile)):
            canvas[area.slices] = block
            stored[area.slices] += 1
    assert (stored == 1).all()
    return canvas


def flat(tile, scale, value):
    return np.full((tile.source.height * scale, tile.source.width * scale), value, np.float32)


@given(st.integers(1, 60), st.integers(1, 60), st.integers(1, 40), st.integers(0, 12), st.integers(1, 4))
def test_tiles_that_agree_give_the_picture_back(width, height, core, feather, scale):
    picture = np.random.default_rng(0).random((height * scale, width * scale), dtype=np.float32)
    plan = plan_tiles(width, height, core=core, overlap=feather, feather=feather)
    result = assemble(plan, scale, lambda tile: picture[tile.source.scaled(scale).slices])
    np.testing.assert_allclose(result, picture, atol=1e-6)


def test_neighbours_fade_into_each_other_linearly():
    plan = plan_tiles(40, 1, core=20, overlap=4, feather=4)
    # A picture one pixel high cannot be feathered: its cores are one pixel high.
    assert plan.feather == 0
    plan = plan_tiles(40, 10, core=20, overlap=4, feather=4)
    result = assemble(plan, 1, lambda tile: flat(tile, 1, float(tile.core.x > 0)))
    np.testing.assert_allclose(result[0, 15:25], [0, *(np.arange(8) + 0.5) / 8, 1], atol=1e-6)


def test_without_feather_cores_are_copied():
    plan = plan_tiles(40, 10, core=20, overlap=4)
    result = assemble(plan, 2, lambda tile: flat(tile, 2, float(tile.core.x)))
    assert set(result[0, :40]) == {0.0}
    assert set(result[0, 40:]) == {20.0}


@given(st.randoms(use_true_random=False), st.integers(30, 60), st.integers(30, 60), st.integers(0, 6))
def test_the_order_of_tiles_changes_no_bit(random, width, height, feather):
    plan = plan_tiles(width, height, core=14, overlap=6, feather=feather)
    noise = np.random.default_rng(0)
    outputs = {
        tile: noise.random((tile.source.height * 2, tile.source.width * 2), dtype=np.float32) for tile in plan.tiles
    }
    order = list(plan.tiles)
    random.shuffle(order)
    np.testing.assert_array_equal(
        assemble(plan, 2, outputs.__getitem__, order=order), assemble(plan, 2, outputs.__getitem__)
    )


def test_a_core_is_finished_once_its_neighbours_have_come_and_nothing_is_kept_for_longer():
    plan = plan_tiles(30, 30, core=10, overlap=2, feather=2)
    blender = TileBlender(plan, 1)
    finished = [[area for area, _ in blender.add(tile, flat(tile, 1, 0.0))] for tile in plan.tiles]
    assert finished[:4] == [[]] * 4
    assert finished[4] == [plan.tiles[0].core]
    assert sum(map(len, finished)) == 9
    assert not blender._held
