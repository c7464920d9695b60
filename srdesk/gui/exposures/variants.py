"""Variants: up to four ways to restore the same photo, one of which is looked at."""

from dataclasses import dataclass, replace

from srdesk.restore.options import RestoreOptions

MOST = 4
LETTERS = "ABCD"

FINISHING = ("strength", "grain")
"""Options that need no other run of the network."""

_WITHOUT_EFFECT = ("threads",)


@dataclass(frozen=True)
class Variants:
    """Options, one to four, and which of them are the current ones. Values: changing them makes others."""

    options: tuple[RestoreOptions, ...] = (RestoreOptions(),)
    index: int = 0

    def __post_init__(self) -> None:
        if not 1 <= len(self.options) <= MOST or not 0 <= self.index < len(self.options):
            raise ValueError(f"no variant {self.index} of {len(self.options)}")

    @property
    def current(self) -> RestoreOptions:
        return self.options[self.index]

    @property
    def full(self) -> bool:
        """Whether there is no room for another."""
        return len(self.options) == MOST

    def choose(self, index: int) -> "Variants":
        """Look at another; an index that there is none for changes nothing."""
        return replace(self, index=index) if 0 <= index < len(self.options) else self

    def change(self, options: RestoreOptions) -> "Variants":
        """Have other options in the place of the current ones."""
        return replace(self, options=(*self.options[: self.index], options, *self.options[self.index + 1 :]))

    def add(self) -> "Variants":
        """Look at a further one that begins as a copy of the current; with four there are no more."""
        return self if self.full else Variants((*self.options, self.current), len(self.options))

    def remove(self) -> "Variants":
        """Do without the current one and look at its neighbour; the last one stays."""
        if len(self.options) == 1:
            return self
        left = (*self.options[: self.index], *self.options[self.index + 1 :])
        return Variants(left, min(self.index, len(left) - 1))


def computed_alike(one: RestoreOptions, other: RestoreOptions) -> bool:
    """Whether the network does the same for both."""
    return network_options(one) == network_options(other)


def made_alike(one: RestoreOptions, other: RestoreOptions) -> bool:
    """Whether the same comes of both."""
    return _without(one, _WITHOUT_EFFECT) == _without(other, _WITHOUT_EFFECT)


def network_options(options: RestoreOptions) -> RestoreOptions:
    """The options without those that change nothing of what the network does."""
    return _without(unfinished(options), _WITHOUT_EFFECT)


def unfinished(options: RestoreOptions) -> RestoreOptions:
    """The options as if nothing were done after the network."""
    return _without(options, FINISHING)


def finished_like(options: RestoreOptions, other: RestoreOptions) -> RestoreOptions:
    """The options with the finishing of others."""
    return replace(options, **{name: getattr(other, name) for name in FINISHING})


def _without(options: RestoreOptions, names: tuple[str, ...]) -> RestoreOptions:
    return replace(options, **{name: getattr(_DEFAULT, name) for name in names})


_DEFAULT = RestoreOptions()
