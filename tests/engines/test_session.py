"""The session cache."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

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
    assert cache.weight_bytes == 1000


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
    assert (len(cache), cache.weight_bytes) == (0, 0)
