"""Tile geometry: covering, equal shapes, context, over any size."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from srdesk.errors import UsageError
from srdesk.lattice import Lattice
from srdesk.tiling import pixels_read, plan_tiles, split_overlap, tile_count

sides = st.integers(1, 90)
cores = st.integers(1, 100)
overlaps = st.integers(0, 20)


@given(sides, sides, cores, overlaps)
def test_cores_cover_the_picture_exactly_once(width, height, core, overlap):
    counts = np.zeros((height, width), int)
    for tile in plan_tiles(width, height, core=core, overlap=overlap).tiles:
        counts[tile.core.slices] += 1
    assert (counts == 1).all()


@given(sides, sides, cores, overlaps)
def test_sources_share_one_shape_and_lie_inside(width, height, core, overlap):
    plan = plan_tiles(width, height, core=core, overlap=overlap)
    assert len({(tile.source.width, tile.source.height) for tile in plan.tiles}) == 1
    for tile in plan.tiles:
        assert tile.source.grown(0, plan.bounds) == tile.source


@given(sides, sides, cores, overlaps)
def test_every_core_has_its_overlap_where_the_picture_goes_on(width, height, core, overlap):
    plan = plan_tiles(width, height, core=core, overlap=overlap)
    for tile in plan.tiles:
        wanted = tile.core.grown(overlap, plan.bounds)
        assert wanted.grown(0, tile.source) == wanted


@given(sides, sides, cores)
def test_cores_are_balanced_and_no_larger_than_asked(width, height, core):
    tiles = plan_tiles(width, height, core=core, overlap=0).tiles
    for lengths in ([tile.core.width for tile in tiles], [tile.core.height for tile in tiles]):
        assert max(lengths) - min(lengths) <= 1
        assert max(lengths) <= core


@given(sides, sides, cores, overlaps, st.integers(0, 20))
def test_feather_never_passes_half_a_core(width, height, core, overlap, feather):
    plan = plan_tiles(width, height, core=core, overlap=overlap, feather=min(feather, overlap))
    assert all(2 * plan.feather <= min(tile.core.width, tile.core.height) for tile in plan.tiles)


@given(sides, sides, cores, overlaps)
def test_pixels_read_counts_overlaps_each_time(width, height, core, overlap):
    plan = plan_tiles(width, height, core=core, overlap=overlap)
    assert pixels_read(width, height, core=core, overlap=overlap) == sum(tile.source.area for tile in plan.tiles)


@pytest.mark.parametrize("wrong", [{"core": 0}, {"overlap": -1}, {"feather": 3, "overlap": 2}])
def test_nonsense_is_refused(wrong):
    with pytest.raises(UsageError):
        plan_tiles(10, 10, **{"core": 5, "overlap": 2} | wrong)


@pytest.mark.parametrize(("overlap", "expected"), [(8, (8, 0)), (12, (8, 4)), (5, (3, 2)), (0, (0, 0))])
def test_feather_is_what_lies_beyond_the_halo(overlap, expected):
    assert split_overlap(overlap, 8) == expected


def test_tiles_lie_in_columns():
    assert plan_tiles(30, 25, core=10, overlap=0).columns == 3
    assert plan_tiles(5, 25, core=10, overlap=0).columns == 1


lattices = st.builds(
    lambda step, few, across, down: Lattice(step, few * step, across * few * step, down * few * step),
    st.integers(1, 8),
    st.integers(1, 4),
    st.sampled_from([0, 0, 3, 6]),
    st.sampled_from([0, 0, 3, 6]),
)


@given(sides, sides, cores, st.integers(0, 6), lattices)
def test_on_a_lattice_every_tile_is_one_that_the_network_takes(width, height, core, overlap, lattice):
    try:
        plan = plan_tiles(width, height, core=core, overlap=overlap, lattice=lattice)
    except UsageError:
        assert any(0 < fixed <= 2 * overlap + lattice.slack for fixed in lattice.fixed)
        return
    (one,) = {(tile.source.width, tile.source.height) for tile in plan.tiles}
    for length, fixed in zip(one, lattice.fixed, strict=True):
        assert length % lattice.step == 0
        assert length >= lattice.smallest
        assert fixed in (0, length)
    counts = np.zeros((height, width), int)
    for tile in plan.tiles:
        assert tile.source.x % lattice.step == tile.source.y % lattice.step == 0
        wanted = tile.core.grown(overlap, plan.bounds)
        assert wanted.cut(tile.source) == wanted
        counts[tile.core.slices] += 1
    assert (counts == 1).all()
    assert tile_count(width, height, core=core, overlap=overlap, lattice=lattice) == len(plan.tiles)
    read = pixels_read(width, height, core=core, overlap=overlap, lattice=lattice)
    assert read == sum(tile.source.area for tile in plan.tiles)
