"""One process that runs networks, seen from the one that needs them: started, asked, interrupted, ended."""

import itertools
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from functools import partial
from typing import BinaryIO, cast

from srdesk.engines import priority, worker
from srdesk.engines.messages import Answer, Failed, Interrupt, Question, Run, receive, send
from srdesk.engines.room import Room, room_of
from srdesk.engines.session import Planes, SessionKey, SessionRequest
from srdesk.errors import CrashedError, EngineError, HungError, OutOfMemoryError
from srdesk.paths import RUN_NETWORKS, own_command, own_environment
from srdesk.progress import Cancelled, CancelToken
from srdesk.texts import Text, refusal

GRACE = 5.0
"""Seconds that a run may take to stop once it has been told to; then its process is ended."""

_LEISURE = 2.0
_CRASH_HINT = Text("Try again. If it happens again, choose another model or smaller tiles.")


class Overseer:
    """A process that answers one question at a time.

    ``serves`` is the network it was asked for last, ``since`` when that was.
    """

    def __init__(self) -> None:
        """Raises `EngineError` where no process can be started."""
        self.serves: SessionKey | None = None
        self.since = time.monotonic()
        self._numbers = itertools.count()
        self._lock = threading.Lock()
        self._under_way: int | None = None
        self._deadline: threading.Timer | None = None
        self._spent = False
        self._behind = priority.stands_behind()
        self._room = Room()
        self._process = self._started()
        if self._behind:
            priority.place(self.pid)

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    @property
    def sound(self) -> bool:
        """Whether it can be asked something."""
        return not self._spent and self._process.poll() is None

    def run(self, request: SessionRequest, planes: Planes, token: CancelToken) -> Planes:
        """Run a network; see `InferenceSession.run`. Raises `CrashedError` and `HungError` too.

        Meanwhile the process lets other programs go first if this thread does.
        """
        self._stand(behind=priority.stands_behind())
        spec, number = request.spec, next(self._numbers)
        expected = spec.channels, *(side * spec.scale for side in planes.shape[1:])
        room = self._room.fit(room_of(planes.shape, expected))
        self._room.view.planes(planes.shape)[...] = planes
        try:
            self._under_way = number
            with token.interrupting(partial(self._interrupt, number)):
                self.ask(Run(number, request, planes.shape, expected, room))
        except (EngineError, MemoryError):
            self._spent = True  # what it took is given back at once when it ends
            if token.cancelled:
                raise Cancelled from None
            raise
        finally:
            self._rest()
        return self._room.view.planes(expected, behind=planes.shape).copy()

    def ask(self, question: Question) -> Answer:
        """Ask and wait for the answer; raises what it failed with."""
        asked = time.monotonic()
        self._spent = True  # until there is the answer: whoever waits may be torn away
        try:
            with self._lock:
                send(self._questions, question)
            answer = receive(self._answers)
        except (OSError, EOFError) as error:
            raise self._post_mortem(time.monotonic() - asked) from error
        self._spent = False
        if isinstance(answer, Failed):
            raise answer.error
        return answer  # type: ignore[return-value]

    def end(self) -> None:
        """Have the process gone, at once if it does not go by itself."""
        self._spent = True
        with suppress(OSError):
            self._questions.close()
        try:
            self._process.wait(_LEISURE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._answers.close()
        self._room.close()

    def _stand(self, *, behind: bool) -> None:
        if behind != self._behind:
            self._behind = behind
            priority.place(self.pid)

    def _started(self) -> "subprocess.Popen[bytes]":
        try:
            process = subprocess.Popen(
                [*own_command(RUN_NETWORKS), self._room.key],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=own_environment(),
                creationflags=_without_console(),
                pass_fds=self._room.inherited,
            )
        except OSError as error:
            self._room.close()
            raise EngineError(
                Text("The engine cannot be started: {0}.", refusal(error)),
                hint="Close other programs and try again, or install srdesk again.",
            ) from error
        self._questions, self._answers = cast(BinaryIO, process.stdin), cast(BinaryIO, process.stdout)
        return process

    def _interrupt(self, number: int) -> None:
        """Tell a run to stop, and end the process if it does not; called by whoever cancels, perhaps too late."""
        with self._lock:
            if self._under_way != number:
                return
            self._deadline = threading.Timer(GRACE, partial(self._kill, number))
            self._deadline.daemon = True
            self._deadline.start()
            with suppress(OSError):
                send(self._questions, Interrupt(number))

    def _kill(self, number: int) -> None:
        with self._lock:
            if self._under_way == number:
                self._process.kill()

    def _rest(self) -> None:
        """Nothing is under way any more."""
        with self._lock:
            self._under_way = None
            if self._deadline is not None:
                self._deadline.cancel()
            self._deadline = None

    def _post_mortem(self, seconds: float) -> EngineError:
        """Why there was no answer after so many seconds."""
        with suppress(OSError):
            self._questions.close()
        code = self._process.wait()
        if seconds >= worker.PATIENCE:
            return HungError(Text("The engine did not answer for {0} minutes.", round(seconds / 60)), hint=_CRASH_HINT)
        if sys.platform != "win32" and code == -signal.SIGKILL:
            return OutOfMemoryError(
                "The system ended the engine, probably to free memory.",
                hint="Use smaller tiles or close other programs.",
            )
        return CrashedError(Text("The engine crashed ({0}).", _way_of(code)), hint=_CRASH_HINT)


def _without_console() -> int:
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW
    return 0


def _way_of(code: int) -> str:
    """An exit code as people look it up."""
    if code < 0:
        with suppress(ValueError):
            return signal.Signals(-code).name
    return f"0x{code:08X}" if code > 255 else str(code)
