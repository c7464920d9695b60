"""Lattice: which sizes of picture a network takes, and from where tiles may begin."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Lattice:
    """Sizes in pixels: multiples of ``step``, at least ``smallest``; a ``width`` or ``height`` that is not 0 is fixed.

    A network with a step sees pixels in blocks: the same picture moved by anything else gives another result, so tiles
    begin at multiples of it too. Raises `ValueError` for sizes that contradict each other.
    """

    step: int = 1
    smallest: int = 1
    width: int = 0
    height: int = 0

    def __post_init__(self) -> None:
        if self.step < 1 or self.smallest < 1 or min(self.width, self.height) < 0:
            raise ValueError(f"{self} makes no sense")
        if any(side % self.step or 0 < side < self.smallest for side in (self.width, self.height)):
            raise ValueError(f"{self} contradicts itself")

    @property
    def fixed(self) -> tuple[int, int]:
        """The fixed ``(width, height)``, 0 where any will do."""
        return self.width, self.height

    def ceiled(self, length: int) -> int:
        """The smallest length of at least so many pixels that is a multiple of the step and not too small."""
        return -(-max(length, self.smallest) // self.step) * self.step

    def floored(self, place: int) -> int:
        """The last place a tile may begin at, not after this one."""
        return place // self.step * self.step

    @property
    def slack(self) -> int:
        """What a tile may begin too early for the sake of the step."""
        return self.step - 1


ANY = Lattice()
"""Of networks that take a picture of any size."""
