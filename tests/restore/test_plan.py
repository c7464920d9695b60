"""What a plan says of its tiles, against the tiles themselves."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from srdesk.lattice import Lattice
from srdesk.models.catalogue import Catalogue
from srdesk.restore import RestoreOptions, Restorer
from tests.fakes import spec

sides = st.integers(1, 200)
lattices = st.one_of(st.builds(Lattice, step=st.integers(1, 8)), st.just(Lattice(width=96, height=64)))


@settings(max_examples=40)
@given(width=sides, height=sides, tile=st.integers(8, 120), overlap=st.integers(0, 20), lattice=lattices)
def test_no_tile_has_more_pixels_than_the_plan_says(width, height, tile, overlap, lattice):
    options = RestoreOptions(model="fake", tile=tile, overlap=overlap)
    plan = Restorer(Catalogue((replace(spec(), lattice=lattice),))).plan((width, height), options)
    assert max(one.source.area for one in plan.layout.tiles) <= plan.tile_pixels


def test_a_picture_smaller_than_a_tile_is_all_there_is_to_see():
    plan = Restorer(Catalogue((spec(),))).plan((30, 20), RestoreOptions(model="fake", tile=64))
    assert plan.tile_pixels == 600


def test_tiles_of_a_fixed_size_keep_half_of_it_as_core_where_no_halo_is_exact():
    """Where a network looks at the whole picture, how far is measured: nearly to the edge of what it can see."""
    everywhere = replace(spec(), halo=30, local=False, lattice=Lattice(width=64, height=64))
    plan = Restorer(Catalogue((everywhere,))).plan((120, 100), RestoreOptions(model="fake"))
    assert plan.overlap == 16
    assert plan.tiles < 20
    exact = replace(everywhere, halo=20, local=True)
    assert Restorer(Catalogue((exact,))).plan((120, 100), RestoreOptions(model="fake")).overlap == 20
