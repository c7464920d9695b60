"""Rect: a rectangle of whole pixels, for tiles and for what is seen of them."""

from typing import NamedTuple


class Rect(NamedTuple):
    """A rectangle of pixels; ``x`` and ``y`` are its left and top, ``right`` and ``bottom`` lie just outside."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def area(self) -> int:
        return self.width * self.height

    @property
    def empty(self) -> bool:
        return self.width <= 0 or self.height <= 0

    @property
    def slices(self) -> tuple[slice, slice]:
        """Rows and columns of this rectangle in an array."""
        return slice(self.y, self.bottom), slice(self.x, self.right)

    def meets(self, other: "Rect") -> bool:
        """Whether the two have a pixel in common."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def cut(self, other: "Rect") -> "Rect":
        """The pixels that the two have in common; `empty` if there are none."""
        left, top = max(self.x, other.x), max(self.y, other.y)
        return Rect(left, top, min(self.right, other.right) - left, min(self.bottom, other.bottom) - top)

    def moved(self, dx: int, dy: int) -> "Rect":
        return Rect(self.x + dx, self.y + dy, self.width, self.height)

    def within(self, other: "Rect") -> "Rect":
        """This rectangle in coordinates that begin at the other's corner."""
        return self.moved(-other.x, -other.y)

    def scaled(self, factor: int) -> "Rect":
        return Rect(*(value * factor for value in self))

    def grown(self, margin: int, bounds: "Rect | None" = None) -> "Rect":
        """Larger by ``margin`` on each side, cut at ``bounds`` if there are any."""
        larger = Rect(self.x - margin, self.y - margin, self.width + 2 * margin, self.height + 2 * margin)
        return larger if bounds is None else larger.cut(bounds)
