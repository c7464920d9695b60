"""Tiles: rendered once, most urgent first, kept while there is room."""

import pytest
from PySide6.QtGui import QImage

from srdesk.gui.compare.tiles import TileKey, TileStore, Wanted
from tests.gui.fakes import HeldBackground

TILE_BYTES = 4 * 64 * 64


def key(column, *, layer=0):
    return TileKey(layer, 0, column, 0)


class Bench:
    """A store whose renderings are noted."""

    def __init__(self, **options):
        self.background = HeldBackground()
        self.order, self.rendered, self.failures = [], [], []
        self.store = TileStore(self.background, rendered=self.rendered.append, failed=self.failures.append, **options)

    def wanted(self, column, version=0, *, layer=0):
        def render():
            self.order.append((column, version))
            return QImage(64, 64, QImage.Format.Format_RGB32)

        return Wanted(key(column, layer=layer), version, render)

    def want(self, *columns, version=0):
        self.store.want([self.wanted(column, version) for column in columns])


@pytest.fixture
def bench(qtbot):
    return Bench()


def test_wanted_tiles_come_most_urgent_first(bench):
    bench.want(3, 1, 2)
    assert bench.store.image(key(1)) is None
    bench.background.run_all()
    assert [column for column, _ in bench.order] == [3, 1, 2]
    assert bench.rendered == [key(3), key(1), key(2)]
    assert bench.store.image(key(1)).width() == 64


def test_few_are_under_way_at_once_so_that_what_is_urgent_can_change(bench):
    bench.want(*range(10))
    assert len(bench.background.waiting) == 2
    bench.want(20, 21)
    bench.background.run_all()
    assert [column for column, _ in bench.order] == [0, 1, 20, 21]


def test_what_is_there_is_not_rendered_again(bench):
    bench.want(1)
    bench.background.run_all()
    bench.want(1, 2)
    bench.background.run_all()
    assert bench.order == [(1, 0), (2, 0)]


def test_a_tile_under_way_is_not_started_twice(bench):
    bench.want(1)
    bench.want(1)
    assert len(bench.background.waiting) == 1


def test_newer_pixels_are_rendered_and_older_ones_shown_until_then(bench):
    bench.want(1)
    bench.background.run_all()
    bench.want(1, version=1)
    assert bench.store.image(key(1)) is not None
    assert not bench.store.fresh(key(1), 1)
    bench.background.run_all()
    assert bench.store.fresh(key(1), 1)
    assert bench.order == [(1, 0), (1, 1)]


def test_pixels_that_change_while_a_tile_is_rendered_are_rendered_again(bench):
    bench.want(1)
    bench.want(1, version=1)
    bench.background.run_all()
    assert bench.order == [(1, 0), (1, 1)]


def test_the_least_recently_used_go_first():
    bench = Bench(budget=3 * TILE_BYTES)
    bench.want(1, 2, 3)
    bench.background.run_all()
    bench.store.image(key(1))
    bench.want(4)
    bench.background.run_all()
    assert [bench.store.image(key(column)) is not None for column in (1, 2, 3, 4)] == [True, False, True, True]


def test_what_is_in_view_stays_whatever_it_takes():
    bench = Bench(budget=2 * TILE_BYTES)
    bench.want(*range(6))
    bench.background.run_all()
    assert all(bench.store.image(key(column)) for column in range(6))
    assert len(bench.order) == 6


def test_only_the_named_layers_are_retained(bench):
    bench.store.want([bench.wanted(1), bench.wanted(1, layer=7)])
    bench.background.run_all()
    bench.store.retain({7})
    assert bench.store.image(key(1)) is None
    assert bench.store.image(key(1, layer=7)) is not None


def test_dropped_tiles_are_no_longer_wanted(bench):
    bench.want(1, 2, 3, 4)
    bench.store.retain(set())
    bench.background.run_all()
    assert [column for column, _ in bench.order] == [1, 2]
    assert bench.rendered == []
    assert bench.store.image(key(1)) is None


def test_nothing_more_is_rendered_once_rendering_is_cancelled(bench):
    bench.want(*range(6))
    bench.background.waiting[0].cancel()
    bench.background.run_all()
    assert [column for column, _ in bench.order] == [1]


def test_a_tile_that_cannot_be_rendered_is_told_about_once(bench):
    def broken():
        raise ValueError("no pixels")

    bench.store.want([Wanted(key(1), 0, broken), bench.wanted(2)])
    bench.background.run_all()
    bench.store.want([Wanted(key(1), 0, broken), bench.wanted(2)])
    bench.background.run_all()
    assert [str(failure.error) for failure in bench.failures] == ["no pixels"]
    assert bench.store.image(key(2)) is not None
