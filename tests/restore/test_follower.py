"""The second thread that finishes tiles."""

import threading

import pytest

from srdesk.restore.follower import AHEAD, Follower


def test_work_is_done_in_order_on_one_other_thread():
    done, threads = [], set()

    def work(n):
        threads.add(threading.get_ident())
        done.append(n)

    with Follower(work) as follower:
        for n in range(20):
            follower.submit(n)
    assert done == list(range(20))
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_no_more_than_a_few_wait():
    gate, started = threading.Semaphore(0), []

    def work(n):
        started.append(n)
        assert gate.acquire(timeout=10)

    def submit_all(follower):
        for n in range(AHEAD + 2):
            follower.submit(n)

    with Follower(work) as follower:
        submitter = threading.Thread(target=submit_all, args=(follower,))
        submitter.start()
        submitter.join(0.2)
        assert submitter.is_alive()
        for _ in range(AHEAD + 2):
            gate.release()
        submitter.join(10)
    assert started == list(range(AHEAD + 2))


@pytest.mark.parametrize("failing", [0, 5, 19])
def test_a_failure_is_raised_where_work_is_submitted(failing):
    def work(n):
        if n == failing:
            raise ValueError(n)

    with pytest.raises(ValueError, match=str(failing)), Follower(work) as follower:
        for n in range(20):
            follower.submit(n)


def test_when_the_block_fails_what_waits_is_dropped():
    gate, done = threading.Event(), []

    def work(n):
        gate.wait(10)
        done.append(n)

    with pytest.raises(KeyError), Follower(work) as follower:
        follower.submit(0)
        follower.submit(1)
        threading.Timer(0.05, gate.set).start()
        raise KeyError
    assert done in ([], [0])
