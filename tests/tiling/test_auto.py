"""The choice of a tile size."""

from srdesk.tiling import choose_core

FLAT = ((32, 10.0), (512, 10.0))


def choose(costs=FLAT, size=(2000, 2000), *, overlap=36, bytes_per_pixel=1, memory=2**40):
    return choose_core(costs, size, overlap=overlap, bytes_per_pixel=bytes_per_pixel, memory=memory)


def test_large_tiles_win_where_cost_is_flat():
    assert choose() > 300


def test_small_tiles_win_where_large_ones_are_slow():
    rising = ((32, 4.0), (128, 4.0), (256, 40.0), (512, 40.0))
    assert choose(rising, overlap=4) <= 128


def test_a_larger_overlap_wants_larger_tiles():
    rising = ((32, 5.0), (512, 20.0))
    assert choose(rising, overlap=2) < choose(rising, overlap=40)


def test_memory_bounds_the_source():
    core = choose(bytes_per_pixel=1000, memory=200 * 200 * 1000, overlap=10)
    assert core + 20 <= 200


def test_too_little_memory_gives_the_smallest_tile():
    assert choose(memory=1) == 16


def test_a_small_picture_is_one_tile():
    assert choose(size=(30, 20)) == 30
