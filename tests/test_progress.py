"""Progress figures and cancellation."""

import threading

import pytest

from srdesk.progress import BusyClock, Cancelled, CancelToken, Gate, Meter, Progress


def test_rate_and_eta_follow_from_pixels_and_time():
    progress = Progress(done=25, total=100, seconds=5)
    assert (progress.fraction, progress.rate, progress.eta) == (0.25, 5, 15)


def test_nothing_is_known_before_the_first_pixel():
    progress = Progress(done=0, total=100)
    assert (progress.fraction, progress.rate, progress.eta) == (0, 0, None)


def test_no_work_is_done_work():
    assert Progress(done=0, total=0).fraction == 1


def test_a_meter_never_goes_back_nor_beyond():
    seen = []
    meter = Meter(100, seen.append)
    for pixels in (30, 30):
        meter.advance(pixels)
    meter.restart()
    for pixels in (50, 50, 50):
        meter.advance(pixels)
    assert [progress.done for progress in seen] == [30, 60, 60, 100, 100]


def test_hooks_run_once_and_only_while_their_block_lasts():
    token, calls = CancelToken(), []
    with token.interrupting(lambda: calls.append("gone")):
        pass
    with token.interrupting(lambda: calls.append("there")):
        token.cancel()
        token.cancel()
    assert calls == ["there"]


def test_a_cancelled_token_lets_nothing_begin():
    token = CancelToken()
    token.check()
    token.cancel()
    with pytest.raises(Cancelled):
        token.check()
    with pytest.raises(Cancelled), token.interrupting(lambda: None):
        pass


def test_another_thread_may_cancel():
    token, released = CancelToken(), threading.Event()
    with token.interrupting(released.set):
        thread = threading.Thread(target=token.cancel)
        thread.start()
        assert released.wait(10)
        thread.join()


def waiting_at(gate, token):
    """A thread that waits at the gate, and what became of it."""
    ends = []

    def wait():
        try:
            gate.wait(token)
            ends.append("through")
        except Cancelled:
            ends.append("cancelled")

    thread = threading.Thread(target=wait)
    thread.start()
    return thread, ends


def test_an_open_gate_holds_nothing_up():
    gate = Gate()
    gate.wait(CancelToken())
    assert (gate.shut, gate.waited) == (False, 0.0)


def test_a_gate_holds_up_until_it_is_opened():
    gate = Gate()
    gate.hold(holding=True)
    thread, ends = waiting_at(gate, CancelToken())
    assert ends == []
    gate.hold(holding=False)
    thread.join(10)
    assert ends == ["through"]
    assert gate.waited > 0


def test_cancelling_gets_through_a_shut_gate():
    gate, token = Gate(), CancelToken()
    gate.hold(holding=True)
    thread, ends = waiting_at(gate, token)
    token.cancel()
    thread.join(10)
    assert ends == ["cancelled"]
    assert gate.shut


def test_a_cancelled_token_does_not_pass_an_open_gate():
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        Gate().wait(token)


def test_what_was_given_is_done_but_no_speed():
    seen = []
    meter = Meter(100, seen.append)
    meter.restart(given=60)
    meter.begin()
    meter.advance(20)
    assert [(told.done, told.given, told.turning) for told in seen] == [(60, 60, True), (80, 60, False)]
    assert Progress(done=80, total=100, seconds=5, given=60).rate == 4


def test_blocks_at_the_same_time_count_once():
    now = [0.0]
    busy = BusyClock(clock=lambda: now[0])
    with busy.running():
        now[0] = 2.0
        with busy.running():
            now[0] = 3.0
            assert busy.seconds == 3.0
        now[0] = 4.0
    now[0] = 10.0
    assert busy.seconds == 4.0
    with pytest.raises(KeyError), busy.running():
        now[0] = 11.0
        raise KeyError
    assert busy.seconds == 5.0
