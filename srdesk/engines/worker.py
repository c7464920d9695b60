"""The process that runs networks for another one, so that what kills it kills nothing else."""

import faulthandler
import math
import os
import queue
import signal
import sys
import threading
import traceback
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from srdesk.engines import known_devices, open_session
from srdesk.engines.messages import Answer, Failed, Interrupt, Load, Loaded, Question, Ran, Run, receive, send
from srdesk.engines.room import View
from srdesk.engines.session import SessionCache
from srdesk.errors import EngineError, SrdeskError
from srdesk.progress import Cancelled, CancelToken
from srdesk.texts import Text

PATIENCE = 15 * 60.0
"""Seconds that an answer may take: a tile of the slowest network takes less than one minute of them."""

_SACRIFICE = "500"


def main(key: str) -> int:
    """Answer questions from standard input to standard output, until there will be none; ``key`` opens the room."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # these are for the process that asks, which ends this one
    questions, answers = _own_streams()
    faulthandler.enable(file=_errors())
    _offer_as_victim()
    work = _Work(key, answers)
    threading.Thread(target=work.loop, name="engine", daemon=True).start()
    with suppress(EOFError):
        while True:
            work.take(receive(questions))
    os._exit(0)  # whatever is being computed: nobody wants it any more


class _Task(NamedTuple):
    question: Question
    token: CancelToken


class _Work:
    """Takes questions on one thread and answers them one after the other on another."""

    def __init__(self, key: str, answers: BinaryIO) -> None:
        self._key = key
        self._answers = answers
        self._cache = SessionCache(open_session)
        self._tasks: queue.SimpleQueue[_Task] = queue.SimpleQueue()
        self._latest = CancelToken()
        self._number = -1
        self._view: View | None = None

    def take(self, message: object) -> None:
        """Put a question in line, or interrupt the one at hand."""
        if isinstance(message, Interrupt):
            if message.number == self._number:
                self._latest.cancel()
        elif isinstance(message, Load | Run):
            self._latest = CancelToken()
            self._number = message.number if isinstance(message, Run) else -1
            self._tasks.put(_Task(message, self._latest))

    def loop(self) -> None:
        """Answer for ever; a runtime is loaded by the first network that needs it."""
        while True:
            question, token = self._tasks.get()
            faulthandler.dump_traceback_later(PATIENCE, exit=True, file=_errors())
            answer = self._answer(question, token)
            faulthandler.cancel_dump_traceback_later()
            with suppress(OSError):
                send(self._answers, answer)

    def _answer(self, question: Question, token: CancelToken) -> Answer:
        try:
            return self._loaded(question) if isinstance(question, Load) else self._ran(question, token)
        except (SrdeskError, Cancelled, MemoryError) as error:
            return Failed(error.with_traceback(None))
        except Exception as error:  # noqa: BLE001 - raised again by whoever asked, who may not know its class
            return Failed(RuntimeError("".join(traceback.format_exception(error))))

    def _loaded(self, question: Load) -> Loaded:
        return Loaded(self._cache.get(question.request).weight_bytes, known_devices())

    def _ran(self, run: Run, token: CancelToken) -> Ran:
        if self._view is None or self._view.size != run.room:
            self._view = View(self._key, run.room)
        session = self._cache.get(run.request, pixels=math.prod(run.shape[1:]))
        made = session.run(self._view.planes(run.shape), token)
        if made.shape != run.expected:
            raise EngineError(
                Text("The network made planes of {0} where {1} were expected.", made.shape, run.expected),
                hint="Choose another model.",
            )
        self._view.planes(run.expected, behind=run.shape)[...] = made
        return Ran()


def _own_streams() -> tuple[BinaryIO, BinaryIO]:
    """What was standard input and output, which from now on are nothing and the error stream: runtimes print."""
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing if sys.stderr is None else 2, 1)
    return questions, answers


def _errors() -> int:
    """Where to write what cannot be said otherwise: a file descriptor."""
    return 1 if sys.stderr is None else 2


def _offer_as_victim() -> None:
    """Have a system that runs out of memory end this process rather than the one with the window."""
    if sys.platform == "linux":
        with suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text(_SACRIFICE)
