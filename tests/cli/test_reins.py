"""Signals hold the reins one after the other, never one inside another."""

import os
import signal
import threading

import pytest

from srdesk.cli.reins import Reins
from srdesk.jobs.running.control import Cause

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGUSR1"), reason="needs the signals of POSIX")


def send(number: int) -> None:
    os.kill(os.getpid(), number)


def test_a_signal_waits_until_what_the_one_before_asked_for_is_done() -> None:
    speaking = threading.Lock()
    heard: list[frozenset[Cause]] = []
    rested, went_on = threading.Event(), threading.Event()
    reins = Reins(running=True)

    def changed(causes: frozenset[Cause]) -> None:
        assert speaking.acquire(timeout=5), "one signal was answered in the middle of the answer to another"
        try:
            heard.append(causes)
            if causes:
                rested.set()
                send(signal.SIGUSR2)
            else:
                went_on.set()
        finally:
            speaking.release()

    reins.control.changed = changed

    def work() -> bool:
        send(signal.SIGUSR1)
        return rested.wait(20) and went_on.wait(20)

    assert reins.held(work)
    assert heard == [frozenset({Cause.USER}), frozenset()]


def test_what_was_set_before_holds_again_afterwards() -> None:
    before = signal.getsignal(signal.SIGUSR1)
    assert Reins().held(lambda: signal.getsignal(signal.SIGUSR1)) is not before
    assert signal.getsignal(signal.SIGUSR1) is before


def test_the_failure_of_the_work_is_that_of_the_run() -> None:
    def work() -> None:
        raise KeyError("it")

    with pytest.raises(KeyError):
        Reins().held(work)
