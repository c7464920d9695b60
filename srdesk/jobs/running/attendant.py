"""Care for the computer while a batch runs: pause on battery, while somebody works, when memory is short."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from srdesk.imaging.limits import available_memory
from srdesk.jobs.running.computer import idle_seconds, on_battery
from srdesk.jobs.running.control import POLITE, Cause, Politeness, RunControl

LOOK_EVERY = 5.0
_QUIET_FOR = 60.0


@dataclass(frozen=True)
class Senses:
    """How the state of the computer is known; each returns ``None`` where it cannot be."""

    battery: Callable[[], bool | None] = on_battery
    idle: Callable[[], float | None] = idle_seconds
    memory: Callable[[], int | None] = available_memory


def causes(politeness: Politeness, present: frozenset[Cause], senses: Senses = Senses()) -> frozenset[Cause]:
    """What there is to pause for, given what it is paused for already."""
    found = set()
    if politeness.battery and senses.battery():
        found.add(Cause.BATTERY)
    if politeness.active:
        idle = senses.idle()
        if idle is not None and idle < _QUIET_FOR:
            found.add(Cause.ACTIVITY)
    if politeness.least_memory:
        free = senses.memory()
        wanted = politeness.least_memory * (2 if Cause.MEMORY in present else 1)
        if free is not None and free < wanted:
            found.add(Cause.MEMORY)
    return frozenset(found)


def attend(control: RunControl, senses: Senses = Senses()) -> None:
    """Look once, and pause or go on accordingly."""
    found = causes(control.politeness, control.causes, senses) & control.politeness.causes
    for cause in POLITE:
        if cause in found:
            control.pause(cause)
        elif cause in control.causes:
            control.resume(cause)


@contextmanager
def attended(control: RunControl, senses: Senses = Senses()) -> Iterator[None]:
    """Look every few seconds while the block lasts."""
    over = threading.Event()

    def look() -> None:
        while not control.stopping:
            attend(control, senses)
            if over.wait(LOOK_EVERY):
                break

    watcher = threading.Thread(target=look, name="attend")
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()
        control.resume(*POLITE)
