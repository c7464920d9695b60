"""Care for the computer: what is sensed, what is paused for, how it is kept awake and what it is told at the end."""

import sys
from pathlib import Path

import pytest

from srdesk.errors import UsageError
from srdesk.jobs.running import awake as awake_module
from srdesk.jobs.running import finish as finish_module
from srdesk.jobs.running.attendant import Senses, attend, attended, causes
from srdesk.jobs.running.computer import _linux_battery, give_memory_back, idle_seconds, on_battery
from srdesk.jobs.running.control import Cause, Politeness, RunControl
from srdesk.jobs.running.finish import Finish, check_finish, command_for, do_finish
from srdesk.progress import Cancelled

EVERYTHING = Politeness(battery=True, active=True, least_memory=100)
CALM = Senses(battery=lambda: False, idle=lambda: 3600.0, memory=lambda: 1000)


def supply(folder: Path, name: str, **words: str) -> None:
    (folder / name).mkdir()
    for word, text in words.items():
        (folder / name / word).write_text(text + "\n")


@pytest.mark.parametrize(
    ("supplies", "expected"),
    [
        ([], None),
        ([{"type": "Mains", "online": "1"}], None),
        ([{"type": "Battery", "status": "Discharging"}], True),
        ([{"type": "Battery", "status": "Discharging"}, {"type": "Mains", "online": "0"}], True),
        ([{"type": "Battery", "status": "Charging"}, {"type": "Mains", "online": "1"}], False),
        ([{"type": "Battery", "status": "Discharging"}, {"type": "USB", "online": "1"}], False),
        ([{"type": "Battery", "status": "Discharging", "scope": "Device"}], None),
    ],
)
def test_a_battery_is_one_that_gives_power(
    tmp_path: Path, supplies: list[dict[str, str]], expected: bool | None
) -> None:
    for number, words in enumerate(supplies):
        supply(tmp_path, str(number), **words)
    assert _linux_battery(tmp_path) is expected


def test_the_computer_can_be_asked() -> None:
    assert on_battery() in (None, True, False)
    idle = idle_seconds()
    assert idle is None or idle >= 0


def test_there_is_nothing_to_pause_for_on_a_calm_computer() -> None:
    assert causes(EVERYTHING, frozenset(), CALM) == frozenset()


def test_everything_there_may_be_to_pause_for() -> None:
    busy = Senses(battery=lambda: True, idle=lambda: 1.0, memory=lambda: 50)
    assert causes(EVERYTHING, frozenset(), busy) == {Cause.BATTERY, Cause.ACTIVITY, Cause.MEMORY}
    assert causes(Politeness(), frozenset(), busy) == frozenset()


def test_what_cannot_be_known_is_no_reason() -> None:
    blind = Senses(battery=lambda: None, idle=lambda: None, memory=lambda: None)
    assert causes(EVERYTHING, frozenset(), blind) == frozenset()


def test_memory_must_recover_before_it_goes_on() -> None:
    senses = Senses(memory=lambda: 150)
    assert causes(Politeness(least_memory=100), frozenset(), senses) == frozenset()
    assert causes(Politeness(least_memory=100), frozenset({Cause.MEMORY}), senses) == {Cause.MEMORY}


def test_a_run_pauses_and_goes_on_with_the_causes_but_not_against_the_user() -> None:
    control, state = RunControl(), [True]
    control.be_polite(Politeness(battery=True))
    senses = Senses(battery=lambda: state[0])
    control.pause()
    attend(control, senses)
    assert control.causes == {Cause.USER, Cause.BATTERY}
    state[0] = False
    attend(control, senses)
    assert control.causes == {Cause.USER}


def test_attendance_ends_with_the_run() -> None:
    control = RunControl()
    control.be_polite(Politeness(battery=True))
    with attended(control, Senses(battery=lambda: True)):
        pass
    assert not control.causes


def test_the_guard_that_keeps_awake_ends_with_the_block_and_with_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        awake_module, "keeper_command", lambda process: [sys.executable, "-c", "import time; time.sleep(60)"]
    )
    with awake_module.awake() as asked:
        assert asked
    monkeypatch.undo()
    command = awake_module.keeper_command(4711)
    assert not command or any("4711" in word for word in command)


@pytest.mark.parametrize("command", [[], ["/no/such/program"], [sys.executable, "-c", ""]])
def test_a_computer_that_cannot_be_kept_awake_is_no_failure(
    monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setattr(awake_module, "keeper_command", lambda process: command)
    monkeypatch.setattr(awake_module, "REFUSES_WITHIN", 30.0)
    with awake_module.awake() as asked:
        assert not asked


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_every_system_has_its_commands(platform: str) -> None:
    assert command_for(Finish.NOTHING, "", platform) is None
    commands = [command_for(finish, 'said "so"', platform) for finish in (Finish.NOTIFY, Finish.SLEEP, Finish.SHUTDOWN)]
    assert all(commands)
    assert any("so" in word for word in commands[0] or [])


@pytest.fixture
def able(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """A computer with every program, which only writes down what it is told."""
    monkeypatch.setattr(finish_module.shutil, "which", lambda program: f"/bin/{program}")
    monkeypatch.setattr(finish_module, "DELAY", 2)
    return []


def test_the_end_is_counted_down_and_done(able: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    control, seconds = RunControl(), []
    monkeypatch.setattr(control, "sleep", lambda _seconds: None)
    assert do_finish(Finish.SHUTDOWN, "", control=control, countdown=seconds.append, ask=able.append)
    assert seconds == [2, 1]
    assert able == [command_for(Finish.SHUTDOWN, "")]


def test_the_end_can_be_called_off(able: list[list[str]]) -> None:
    control = RunControl()
    with pytest.raises(Cancelled):
        do_finish(Finish.SLEEP, "", control=control, countdown=lambda _seconds: control.stop_now(), ask=able.append)
    assert able == []


def test_a_notice_does_not_wait(able: list[list[str]]) -> None:
    assert do_finish(Finish.NOTIFY, "3 photos restored", control=RunControl(), ask=able.append)
    assert "3 photos restored" in able[0][-1] or "3 photos restored" in able[0]


def test_what_cannot_be_done_at_the_end_is_said_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finish_module.shutil, "which", lambda _program: None)
    with pytest.raises(UsageError):
        check_finish(Finish.SLEEP)
    check_finish(Finish.NOTIFY)
    check_finish(Finish.NOTHING)
    assert do_finish(Finish.NOTHING, "", control=RunControl())
    assert not do_finish(Finish.NOTIFY, "", control=RunControl())


def test_giving_memory_back_harms_nothing() -> None:
    kept = bytearray(b"x" * 100_000)
    give_memory_back()
    assert kept == b"x" * 100_000


def test_what_is_no_longer_to_be_paused_for_is_over_at_once() -> None:
    control = RunControl()
    control.be_polite(Politeness(battery=True, active=True))
    attend(control, Senses(battery=lambda: True, idle=lambda: 0.0))
    control.pause(Cause.WINDOW)
    control.be_polite(Politeness(active=True))
    assert control.causes == {Cause.ACTIVITY, Cause.WINDOW}
