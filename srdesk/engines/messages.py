"""What a guarded engine and whoever asks it say to each other: one question at a time, and interruptions."""

import pickle
from dataclasses import dataclass
from typing import BinaryIO

from srdesk.engines.devices import Device
from srdesk.engines.session import SessionRequest


@dataclass(frozen=True)
class Load:
    """Load a network; the answer is `Loaded`."""

    request: SessionRequest


@dataclass(frozen=True)
class Run:
    """Run a network on the planes in the shared room, which has ``room`` bytes; the answer is `Ran`.

    The planes that come of them, of the shape ``expected``, go behind them.
    """

    number: int
    request: SessionRequest
    shape: tuple[int, ...]
    expected: tuple[int, ...]
    room: int


@dataclass(frozen=True)
class Interrupt:
    """Stop the run of that number soon, if it is still under way; has no answer of its own."""

    number: int


@dataclass(frozen=True)
class Loaded:
    """The network is loaded; its runtime knows these devices."""

    weight_bytes: int
    devices: tuple[Device, ...]


@dataclass(frozen=True)
class Ran:
    """The planes are there."""


@dataclass(frozen=True)
class Failed:
    """What was asked for cannot be done, or was interrupted."""

    error: Exception


Question = Load | Run
Answer = Loaded | Ran | Failed


def send(stream: BinaryIO, message: Question | Interrupt | Answer) -> None:
    """Write a message; raises `OSError` where nobody reads."""
    stream.write(pickle.dumps(message))
    stream.flush()


def receive(stream: BinaryIO) -> object:
    """Wait for a message; raises `EOFError` when nobody will write one any more."""
    try:
        return pickle.load(stream)
    except pickle.UnpicklingError as error:  # the other end died while it wrote
        raise EOFError from error
