"""Blind trials: variants under the names of their places only, shuffled anew for every pick."""

from collections import Counter
from dataclasses import dataclass, replace
from random import Random


@dataclass(frozen=True)
class BlindTrial:
    """Which variant stands at which place, and how often each was picked.

    ``order`` has the variants' indices by place; ``picks`` the index picked in each round.
    """

    order: tuple[int, ...]
    picks: tuple[int, ...] = ()

    @classmethod
    def of(cls, count: int, random: Random) -> "BlindTrial":
        """A trial of so many variants."""
        return cls(tuple(random.sample(range(count), count)))

    @property
    def rounds(self) -> int:
        """How many picks there were."""
        return len(self.picks)

    def variant_at(self, place: int) -> int | None:
        """The index of the variant at a place, ``None`` if nothing stands there."""
        return self.order[place] if 0 <= place < len(self.order) else None

    def place_of(self, variant: int) -> int:
        """Where a variant stands."""
        return self.order.index(variant)

    def pick(self, variant: int, random: Random) -> "BlindTrial":
        """Count a variant as the best of this round, and shuffle for the next."""
        return replace(self, order=tuple(random.sample(self.order, len(self.order))), picks=(*self.picks, variant))

    @property
    def tally(self) -> tuple[tuple[int, int], ...]:
        """``(index, picks)`` of every variant, the most picked first; of equals the earlier variant."""
        counts = Counter(self.picks)
        return tuple((variant, counts[variant]) for variant in sorted(self.order, key=lambda v: (-counts[v], v)))
