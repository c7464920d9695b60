"""Provenance: what a result says of itself, as a value."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

ENHANCED = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicallyEnhanced"
"""IPTC's term for pictures that an algorithm has augmented or corrected."""


@dataclass(frozen=True)
class Source:
    """A file by its content: its bare name (empty if it had none), the SHA-256 of its bytes and how many there are."""

    name: str
    sha256: str
    size: int

    @classmethod
    def of(cls, data: bytes, *, name: str = "") -> "Source":
        return cls(name, hashlib.sha256(data).hexdigest(), len(data))


@dataclass(frozen=True)
class Provenance:
    """How a result was made: by which srdesk, with which weights (SHA-256) and options, from which file.

    ``options`` are the names and values, as texts and sorted by name, of everything that decides what the result looks
    like; what was left to srdesk is there as srdesk chose it. No time is part of it: the same photo restored in the
    same way gives the same file on any day.
    """

    version: str
    weights: str
    source: Source | None
    options: tuple[tuple[str, str], ...] = ()

    def option(self, name: str) -> str:
        """An option's value as text, empty if it is not known."""
        return dict(self.options).get(name, "")

    def with_options(self, changes: Mapping[str, str]) -> "Provenance":
        """The same with other values of some options."""
        return replace(self, options=tuple(sorted({**dict(self.options), **changes}.items())))
