"""What happens when a batch has ended: nothing, a notice, sleep or shutting down, after a while to object."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from enum import StrEnum

from srdesk.errors import UsageError
from srdesk.jobs.running.control import RunControl
from srdesk.texts import Text

DELAY = 60
"""Seconds in which sleep and shutting down can be called off."""


class Finish(StrEnum):
    """What to do at the end."""

    NOTHING = "nothing"
    NOTIFY = "notify"
    SLEEP = "sleep"
    SHUTDOWN = "shutdown"

    @property
    def waits(self) -> bool:
        """Whether there is time to object."""
        return self in (Finish.SLEEP, Finish.SHUTDOWN)


Ask = Callable[[list[str]], None]


def check_finish(finish: Finish) -> None:
    """Refuse at the start what this computer cannot do at the end; raises `UsageError`."""
    command = command_for(finish, "")
    if finish.waits and (command is None or shutil.which(command[0]) is None):
        raise UsageError(
            Text("This computer cannot be told to sleep.")
            if finish is Finish.SLEEP
            else Text("This computer cannot be told to shut down."),
            hint="Choose something else to be done at the end: notify or nothing.",
        )


def do_finish(
    finish: Finish,
    said: str,
    *,
    control: RunControl,
    countdown: Callable[[int], None] = lambda _seconds: None,
    ask: Ask | None = None,
) -> bool:
    """Do what was asked for at the end and return whether it was done.

    ``said`` is the sentence of a notice. Before sleep and shutting down ``countdown`` is told each second that is
    left; raises `Cancelled` if the control is stopped meanwhile.
    """
    if finish.waits:
        for seconds in range(DELAY, 0, -1):
            countdown(seconds)
            control.sleep(1)
    command = command_for(finish, said)
    if command is None or shutil.which(command[0]) is None:
        return finish is Finish.NOTHING
    (ask or _ask)(command)
    return True


def command_for(finish: Finish, said: str, platform: str = sys.platform) -> list[str] | None:
    """The command of a system for it, ``None`` where there is none."""
    if finish is Finish.NOTHING:
        return None
    if platform == "win32":
        return {
            Finish.NOTIFY: ["msg", "*", said],
            Finish.SLEEP: ["rundll32.exe", "powrprof.dll,SetSuspendState", "0,1,0"],
            Finish.SHUTDOWN: ["shutdown", "/s", "/t", "0"],
        }[finish]
    if platform == "darwin":
        quoted = said.replace("\\", "\\\\").replace('"', '\\"')
        return {
            Finish.NOTIFY: ["osascript", "-e", f'display notification "{quoted}" with title "srdesk"'],
            Finish.SLEEP: ["pmset", "sleepnow"],
            Finish.SHUTDOWN: ["osascript", "-e", 'tell application "System Events" to shut down'],
        }[finish]
    return {
        Finish.NOTIFY: ["notify-send", "srdesk", said],
        Finish.SLEEP: ["systemctl", "suspend"],
        Finish.SHUTDOWN: ["systemctl", "poweroff"],
    }[finish]


def _ask(command: list[str]) -> None:
    subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=30)
