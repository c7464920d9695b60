"""Measuring: only when nothing else goes on, never in the way, and with advice that the user may have or not."""

import pytest

from srdesk.errors import ModelError
from srdesk.gui import measuring as module
from srdesk.gui.measuring import Measuring, facts_of
from srdesk.imaging.photo import Metadata, Photo
from srdesk.models.spec import Precision
from srdesk.restore import RestoreOptions, Restorer
from srdesk.restore.size import TargetSize
from tests.fakes import RepeatSession, catalogue, opener
from tests.gui.fakes import HeldBackground

OPTIONS = RestoreOptions(model="fake")


@pytest.fixture(autouse=True)
def no_delay(monkeypatch):
    monkeypatch.setattr(module, "QUIET_MS", 1)


@pytest.fixture
def made():
    """How many restorers were made."""
    return []


@pytest.fixture
def state():
    return {"busy": False}


@pytest.fixture
def measuring(qtbot, made, state):
    restorer = Restorer(catalogue(), opener=opener(RepeatSession()))

    def make():
        made.append(restorer)
        return restorer

    background = HeldBackground()
    measuring = Measuring(make, background, busy=lambda _asked: state["busy"])
    measuring.background = background
    measuring.told = []
    measuring.advised.connect(lambda options, asked: measuring.told.append((options, asked)))
    yield measuring
    measuring.stop()


def test_it_begins_once_it_is_quiet_and_tells_what_suits(measuring, qtbot, made):
    measuring.begin(OPTIONS, asked=False)
    assert measuring.waiting
    assert not made, "nothing heavy is made before its time"
    qtbot.waitUntil(lambda: measuring.running)
    measuring.background.run_all()
    assert not measuring.running
    assert [asked for _, asked in measuring.told] == [False]
    assert made[0].timing.pace(made[0].specs[0], Precision.FP32, OPTIONS)


def test_it_waits_while_something_else_goes_on(measuring, qtbot, state):
    state["busy"] = True
    measuring.begin(OPTIONS, asked=False)
    qtbot.wait(20)
    assert measuring.waiting
    assert not measuring.background.waiting
    state["busy"] = False
    qtbot.waitUntil(lambda: measuring.running)
    measuring.background.run_all()


def test_it_gives_way_at_once_and_goes_on_later(measuring, qtbot):
    measuring.begin(OPTIONS, asked=False)
    qtbot.waitUntil(lambda: measuring.running)
    measuring.give_way()
    measuring.background.run_all()
    assert measuring.told == []
    assert measuring.waiting
    qtbot.waitUntil(lambda: measuring.running)
    measuring.background.run_all()
    assert len(measuring.told) == 1


def test_asked_for_it_measures_anew_but_once(measuring, qtbot, made):
    for asked in (False, True):
        measuring.begin(OPTIONS, asked=asked)
        qtbot.waitUntil(lambda: measuring.running)
        measuring.background.run_all()
    assert [asked for _, asked in measuring.told] == [False, True]
    assert made[0].cache.hits > 1


def test_giving_way_is_nothing_where_nothing_is_measured(measuring):
    measuring.give_way()
    assert not measuring.waiting


def test_a_failure_is_told_and_not_tried_again(measuring, qtbot, made, monkeypatch):
    def fail(*_arguments, **_options):
        raise ModelError("Damaged.", hint="Install again.")

    monkeypatch.setattr("srdesk.restore.benchmark.benchmark", fail)
    with qtbot.waitSignal(measuring.failed):
        measuring.begin(OPTIONS, asked=False)
        qtbot.waitUntil(lambda: measuring.running)
        measuring.background.run_all()
    assert not measuring.waiting


@pytest.mark.parametrize(("load", "busy"), [(0.5, False), (5.9, False), (6.1, True)])
def test_a_crowded_computer_is_known_by_its_load(monkeypatch, load, busy):
    monkeypatch.setattr(module.os, "cpu_count", lambda: 4)
    monkeypatch.setattr(module.os, "getloadavg", lambda: (load, 0, 0))
    assert module.crowded() == busy


def test_a_system_that_says_nothing_is_not_crowded(monkeypatch):
    monkeypatch.delattr(module.os, "getloadavg")
    assert not module.crowded()


def test_facts_are_what_is_known_of_a_photo(measuring, qtbot, made):
    measuring.begin(OPTIONS, asked=False)
    qtbot.waitUntil(lambda: measuring.running)
    measuring.background.run_all()
    restorer = made[0]
    options = RestoreOptions(model="fake", size=TargetSize.parse("30x20cm@240"))
    plan = restorer.plan((300, 200), options)
    facts = facts_of(restorer, options, plan, blank(300, 200))
    assert facts.dpi == (240, 240)
    assert facts.expected == pytest.approx(60_000 * facts.paces["fake", 2, Precision.FP32])
    assert ("onnx", "cpu") in facts.devices
    assert facts.duration


def blank(width, height):
    import numpy as np

    return Photo(np.zeros((height, width, 3), np.uint8), metadata=Metadata(dpi=(72, 72)))
