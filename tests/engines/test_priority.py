"""Priority: threads that let other programs go first, what they start, and processes elsewhere."""

import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from srdesk.engines import priority
from srdesk.engines.guard import Guard
from srdesk.engines.priority import niceness, place, stands_behind, step_behind
from srdesk.engines.session import SessionRequest
from srdesk.models.catalogue import load
from srdesk.models.spec import Precision
from srdesk.progress import CancelToken

linux = pytest.mark.skipif(sys.platform != "linux", reason="niceness of threads is Linux's")


def elsewhere(work):
    """What work returns on a thread of its own: where it stands is gone with it."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result(30)


def niceness_of_all(process: int) -> set[int]:
    return {niceness(int(task.name)) for task in Path(f"/proc/{process}/task").iterdir()}


@linux
def test_a_thread_and_what_it_starts_let_others_go_first_and_nothing_else_does() -> None:
    began = niceness()
    assert began < 19

    def work() -> tuple[int, int]:
        step_behind()
        assert stands_behind()
        return niceness(), elsewhere(niceness)

    assert elsewhere(work) == (19, 19)
    assert niceness() == began
    assert not stands_behind()


@linux
def test_nothing_changes_for_who_never_stepped_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(priority, "_renice", None)
    step_behind(behind=False)


@linux
def test_a_network_in_another_process_stands_where_the_thread_stands_that_asks_for_it() -> None:
    spec = next(spec for spec in load().specs if spec.name == "espcn")
    request = SessionRequest(spec, Precision.FP32, "onnx", "cpu", 1)
    guard, began = Guard(), niceness()
    try:
        session = guard.open(request)
        process = guard.idle[-1].pid
        seen = []

        def work(*, behind: bool) -> None:
            step_behind(behind=behind)
            session.run(np.zeros((spec.channels, 8, 8), np.float32), CancelToken())
            seen.append(niceness_of_all(process))

        for behind in (False, True):
            elsewhere(lambda behind=behind: work(behind=behind))
        assert seen == [{began}, {19}]
    finally:
        guard.close()


def test_a_process_that_is_gone_is_nobodys_trouble() -> None:
    place(2**22 - 1)
    assert threading.current_thread().is_alive()
