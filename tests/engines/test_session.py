"""The session cache."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srdesk.engines.session import SessionCache, SessionRequest
from srdesk.models.spec import Precision
from tests.fakes import RepeatSession, spec

BASE = SessionRequest(spec(precisions=(Precision.FP32, Precision.INT8)), Precision.FP32, "onnx", "cpu", 0)


def test_the_same_request_is_loaded_once():
    cache = SessionCache(lambda _request: RepeatSession())
    assert cache.get(BASE) is cache.get(BASE)
    assert (cache.loads, cache.hits) == (1, 1)


@pytest.mark.parametrize(
    "change",
    [
        {"precision": Precision.INT8},
        {"engine": "opencv"},
        {"device": "gpu"},
        {"threads": 1},
        {"spec": spec(scale=3)},
    ],
)
def test_whatever_changes_the_result_is_another_session(change):
    cache = SessionCache(lambda _request: RepeatSession())
    assert cache.get(BASE) is not cache.get(replace(BASE, **change))


def test_the_least_recently_used_goes_first():
    cache = SessionCache(lambda _request: RepeatSession(weight_bytes=100), budget=250)
    first, second, third = (replace(BASE, threads=n) for n in (1, 2, 3))
    for request in (first, second, first, third):
        cache.get(request)
    assert len(cache) == 2
    cache.get(first)
    assert cache.loads == 3
    cache.get(second)
    assert cache.loads == 4


def test_one_network_larger_than_the_budget_still_works():
    cache = SessionCache(lambda _request: RepeatSession(weight_bytes=1000), budget=10)
    assert cache.get(BASE) is cache.get(BASE)
    assert cache.held_bytes == 1000


def test_what_tiles_take_counts_and_only_the_largest():
    cache = SessionCache(lambda _request: RepeatSession(weight_bytes=100))
    per_pixel = BASE.spec.files[BASE.precision].bytes_per_pixel
    for pixels in (10, 50, 20):
        cache.get(BASE, pixels=pixels)
    assert cache.held_bytes == 100 + 50 * per_pixel


def test_room_for_larger_tiles_is_made_by_letting_go_of_others():
    per_pixel = BASE.spec.files[BASE.precision].bytes_per_pixel
    cache = SessionCache(lambda _request: RepeatSession(weight_bytes=100), budget=50 * per_pixel)
    other = replace(BASE, threads=1)
    first = cache.get(BASE, pixels=20)
    cache.get(other, pixels=20)
    assert cache.get(BASE, pixels=20) is first
    cache.get(other, pixels=45)
    assert len(cache) == 1
    assert cache.get(BASE, pixels=1) is not first


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 40)), max_size=30))
def test_it_never_holds_more_than_its_budget_but_for_one(asked):
    per_pixel = BASE.spec.files[BASE.precision].bytes_per_pixel
    budget = 60 * per_pixel
    cache = SessionCache(lambda _request: RepeatSession(weight_bytes=7), budget=budget)
    for threads, pixels in asked:
        session = cache.get(replace(BASE, threads=threads), pixels=pixels)
        assert cache.held_bytes <= budget or len(cache) == 1
        assert cache.get(replace(BASE, threads=threads)) is session


def test_a_failed_load_leaves_nothing_behind():
    def fail(_request):
        raise OSError

    cache = SessionCache(fail)
    with pytest.raises(OSError):
        cache.get(BASE)
    assert len(cache) == 0


def test_threads_that_want_the_same_network_load_it_once():
    barrier = threading.Barrier(4)
    cache = SessionCache(lambda _request: RepeatSession())

    def get(_n):
        barrier.wait()
        return cache.get(BASE)

    with ThreadPoolExecutor(4) as pool:
        assert len({id(session) for session in pool.map(get, range(4))}) == 1
    assert cache.loads == 1


def test_clearing_forgets_the_sessions():
    cache = SessionCache(lambda _request: RepeatSession())
    cache.get(BASE)
    cache.clear()
    assert (len(cache), cache.held_bytes) == (0, 0)
