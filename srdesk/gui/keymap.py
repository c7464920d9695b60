"""Keymap: which keys ask for which command, as built in and as the user has changed it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtGui import QKeySequence

Keys = tuple[str, ...]

FIXED = ("Space", "Tab", "Shift+Tab", ",", ".", "Left", "Right", "Up", "Down", "Return", "Enter")
"""Keys that views and dialogs need themselves."""

_PORTABLE = QKeySequence.SequenceFormat.PortableText
_NATIVE = QKeySequence.SequenceFormat.NativeText


def portable(key: str) -> str:
    """The one spelling of a key, empty for what is none."""
    return QKeySequence(key).toString(_PORTABLE)


def native(keys: Iterable[str]) -> str:
    """Keys as the system's own programs write them."""
    return "   ".join(QKeySequence(key).toString(_NATIVE) for key in keys)


def is_fixed(key: str) -> bool:
    """Whether a key is not to be given to a command."""
    return portable(key) in {portable(one) for one in FIXED}


@dataclass(frozen=True)
class Keymap:
    """Keys by the names of commands: ``own`` ones where the user has chosen, else those ``built_in``.

    No key belongs to two commands, as long as no built-in one does.
    """

    built_in: Mapping[str, Keys]
    own: Mapping[str, Keys] = field(default_factory=dict)

    @classmethod
    def of(cls, built_in: Mapping[str, Keys], changes: Iterable[tuple[str, Keys]]) -> "Keymap":
        """With the changes as they are stored; what makes no sense any more is left out."""
        keymap = cls(built_in)
        for name, keys in changes:
            if name in built_in:
                keymap = keymap.assigned(name, keys)
        return keymap

    @property
    def changes(self) -> tuple[tuple[str, Keys], ...]:
        """What differs from the built-in keys, to be stored."""
        return tuple((name, keys) for name, keys in sorted(self.own.items()) if keys != self.built_in[name])

    def keys(self, name: str) -> Keys:
        """The keys of a command, the first of which is shown."""
        return self.own.get(name, self.built_in[name])

    def owner(self, key: str) -> str | None:
        """The command that a key belongs to."""
        wanted = portable(key)
        return next((name for name in self.built_in if wanted in map(portable, self.keys(name))), None)

    def assigned(self, name: str, keys: Iterable[str]) -> "Keymap":
        """With these keys for a command and for no other; fixed ones and what is no key are left out."""
        wanted = tuple(dict.fromkeys(portable(key) for key in keys if portable(key) and not is_fixed(key)))
        own = {other: self._without(other, wanted) for other in self.built_in if other != name}
        changed = {other: left for other, left in own.items() if left != self.built_in[other]}
        return replace(self, own=changed | ({} if wanted == self.built_in[name] else {name: wanted}))

    def reset(self, name: str) -> "Keymap":
        """With the built-in keys for a command, taken back from whatever has them now."""
        return self.assigned(name, self.built_in[name])

    def _without(self, name: str, keys: Keys) -> Keys:
        return tuple(key for key in self.keys(name) if portable(key) not in keys)
