"""What a plan says of its tiles, against the tiles themselves."""

from hypothesis import given
from hypothesis import strategies as st

from srdesk.restore import RestoreOptions, Restorer
from tests.fakes import catalogue

sides = st.integers(1, 200)


@given(width=sides, height=sides, tile=st.integers(8, 120), overlap=st.integers(0, 30))
def test_no_tile_has_more_pixels_than_the_plan_says(width, height, tile, overlap):
    options = RestoreOptions(model="fake", tile=tile, overlap=overlap)
    plan = Restorer(catalogue()).plan((width, height), options)
    largest = max(one.source.area for one in plan.layout.tiles)
    assert largest <= plan.tile_pixels <= width * height
