"""Notices: the messages that the user should read, for as long as they matter."""

import time
from collections import deque
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from srdesk.gui.wording import Message

MOST = 3
"""Messages that are to be read at one time; older ones make room."""

REMEMBERED = 50
"""Messages that are kept after they have been read, for a report."""


class Noted(NamedTuple):
    """A message and when it came, in seconds since 1970."""

    message: Message
    at: float


class Notices(QObject):
    """The messages that have not been dismissed, the newest first. Knows no widgets."""

    added = Signal(object)
    """A `Message` to be read now."""
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._messages: tuple[Message, ...] = ()
        self._history: deque[Noted] = deque(maxlen=REMEMBERED)

    @property
    def messages(self) -> tuple[Message, ...]:
        """What is to be read, the newest first."""
        return self._messages

    @property
    def history(self) -> tuple[Noted, ...]:
        """The last messages, read or not, the oldest first."""
        return tuple(self._history)

    def show(self, message: Message) -> None:
        """Have a message read; one that is there already comes to the top, an earlier one of its topic goes."""
        self._messages = tuple(other for other in self._messages if not message.topic or other.topic != message.topic)
        others = [other for other in self._messages if other != message]
        self._messages = (message, *others[: MOST - 1])
        self._history.append(Noted(message, time.time()))
        self.changed.emit()
        self.added.emit(message)

    def say_again(self) -> None:
        """Say what is to be read in the language that is spoken now, as far as it can be said anew."""
        self._messages = tuple(message.again() if message.again else message for message in self._messages)
        self.changed.emit()

    def dismiss(self, message: Message) -> None:
        """The user has read it."""
        self._messages = tuple(other for other in self._messages if other != message)
        self.changed.emit()

    def settle(self, topic: str) -> None:
        """Whatever there was to say on a topic is history."""
        self._messages = tuple(other for other in self._messages if other.topic != topic)
        self.changed.emit()

    def clear(self) -> None:
        """What there was to say is history."""
        self._messages = ()
        self.changed.emit()
