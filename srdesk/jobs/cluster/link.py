"""Link: a scheduler and the workers behind it, as a run sees them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from srdesk.jobs.cluster.bench import Seat
from srdesk.jobs.cluster.orders import Reply

Work = Callable[[Any, Seat], Reply]


class LinkLost(Exception):  # noqa: N818 - what happened
    """The scheduler does not answer any more; nothing that was asked for will be answered."""


@dataclass(frozen=True)
class Answer:
    """What became of work: a reply, or ``None`` and the ``error`` that kept the worker from giving one.

    ``ended`` if its process ended, or was cut off, in the middle.
    """

    ticket: int
    reply: Reply | None
    error: str = ""
    ended: bool = False


class Link(Protocol):
    """A scheduler as a run sees it; every method may raise `LinkLost`."""

    def workers(self) -> dict[str, int]:
        """The workers there are by address, and how many threads each has."""

    def submit(self, worker: str, work: Work, argument: object) -> int:
        """Have a worker do work after what it was given before; returns a ticket for the answer."""

    def answers(self, within: float) -> list[Answer]:
        """What has been answered, at least one if there is one within so many seconds."""

    def withdraw(self, tickets: Iterable[int]) -> None:
        """Want no answers to these any more; who works on them stops."""

    def renew(self) -> bool:
        """Try to connect again, and return whether that worked; what was asked for before is forgotten."""

    def close(self) -> None:
        """Want nothing more."""
