"""A process that runs networks and does to itself, deliberately, what broken runtimes do.

What happens is in the first number of the planes: one of `Fate`; anything else is enlarged by repetition.
"""

import os
import signal
import sys
import threading
from enum import IntEnum

from srdesk.engines import worker
from srdesk.errors import OutOfMemoryError
from srdesk.texts import Text


class Fate(IntEnum):
    """What becomes of the process."""

    CRASHES = 100
    IS_KILLED = 101
    HANGS = 102
    RUNS_OUT = 103
    IS_WRONG = 104
    SHRINKS = 105
    PRINTS = 106


class MortalSession:
    """A session that meets its fate."""

    device = "cpu"
    weight_bytes = 100

    def __init__(self, scale):
        self._scale = scale

    def run(self, planes, token):
        fate = planes.flat[0]
        if fate == Fate.CRASHES:
            signal.raise_signal(signal.SIGSEGV)  # in this very thread: another one could die after the answer
        if fate == Fate.IS_KILLED:
            os.kill(os.getpid(), signal.SIGKILL)
            threading.Event().wait()
        if fate == Fate.HANGS:
            threading.Event().wait()
        if fate == Fate.RUNS_OUT:
            raise OutOfMemoryError(Text("Out of {0}.", "memory"), hint="Smaller.")
        if fate == Fate.IS_WRONG:
            raise KeyError("a bug")
        if fate == Fate.SHRINKS:
            return planes[:, :1, :1]
        if fate == Fate.PRINTS:
            os.write(1, b"a runtime that talks\n" * 1000)
        token.check()
        return planes.repeat(self._scale, axis=1).repeat(self._scale, axis=2)


if __name__ == "__main__":
    worker.open_session = lambda request: MortalSession(request.spec.scale)
    if "--impatient" in sys.argv:
        worker.PATIENCE = 0.05
    worker.main(sys.argv[-1])
