"""Modes: which side is seen where in the view, for each way of comparing."""

from enum import Enum, auto
from typing import NamedTuple, Protocol

from srdesk.comparison import Comparison, Mode
from srdesk.rect import Rect

Size = tuple[int, int]

GUTTER = 4
"""Device pixels between frames."""


class Side(Enum):
    """What can be seen."""

    BEFORE = auto()
    AFTER = auto()
    DIFFERENCE = auto()


class Sheet(NamedTuple):
    """A side as it lies over others."""

    side: Side
    opacity: float = 1.0


class Tag(NamedTuple):
    """A label that names a side, in the upper left corner of its pane or in the upper ``right`` one."""

    side: Side
    right: bool = False


class Pane(NamedTuple):
    """A part of the view (device pixels), what lies in it, the lowest sheet first, and what it is labelled.

    The scene is seen through the viewport, whose frame begins at ``origin`` (view pixels).
    """

    part: Rect
    sheets: tuple[Sheet, ...]
    tags: tuple[Tag, ...]
    origin: tuple[int, int] = (0, 0)

    @property
    def local(self) -> Rect:
        """The part in the frame's pixels."""
        return self.part.moved(-self.origin[0], -self.origin[1])


class Moment(NamedTuple):
    """What passes: whether there is a result, whether only the original is to be seen, and which half of a blink."""

    result: bool = True
    original: bool = False
    beat: bool = False


class Arrangement(Protocol):
    """One way of comparing."""

    divided: bool
    """Whether there is a divider to be moved."""

    def frame(self, comparison: Comparison, size: Size) -> Size:
        """The part of a view of this size that the scene is fitted into."""

    def panes(self, comparison: Comparison, size: Size, moment: Moment) -> tuple[Pane, ...]:
        """What is seen where in a view of this size."""


class _Whole:
    """Uses all of the view for one pane."""

    divided = False

    def frame(self, _comparison: Comparison, size: Size) -> Size:
        return size


class _Split(_Whole):
    """Both sides in one frame, a divider between them."""

    divided = True

    def panes(self, comparison: Comparison, size: Size, _moment: Moment) -> tuple[Pane, ...]:
        first, second = _cut(size, round(comparison.position * _along(comparison, size)), upright=comparison.upright)
        one, other = _order(comparison)
        far = Tag(other, right=comparison.upright)
        return Pane(first, (Sheet(one),), (Tag(one),)), Pane(second, (Sheet(other),), (far,))


class _SideBySide:
    """The sides in frames of their own, which show the same part of the scene."""

    divided = False

    def frame(self, comparison: Comparison, size: Size) -> Size:
        width, height = size
        if comparison.upright:
            return max(1, (width - GUTTER) // 2), height
        return width, max(1, (height - GUTTER) // 2)

    def panes(self, comparison: Comparison, size: Size, moment: Moment) -> tuple[Pane, ...]:
        width, height = self.frame(comparison, size)
        second = (size[0] - width, 0) if comparison.upright else (0, size[1] - height)
        sides = (Side.BEFORE, Side.BEFORE) if moment.original else _order(comparison)
        return tuple(
            Pane(Rect(*origin, width, height), (Sheet(side),), (Tag(side),), origin)
            for side, origin in zip(sides, ((0, 0), second), strict=True)
        )


class _Blink(_Whole):
    """One side after the other in the same place."""

    def panes(self, _comparison: Comparison, size: Size, moment: Moment) -> tuple[Pane, ...]:
        return (_alone(Side.BEFORE if moment.beat else Side.AFTER, size),)


class _Onion(_Whole):
    """The result laid over the photo."""

    def panes(self, comparison: Comparison, size: Size, _moment: Moment) -> tuple[Pane, ...]:
        sheets = Sheet(Side.BEFORE), Sheet(Side.AFTER, comparison.opacity)
        return (Pane(Rect(0, 0, *size), sheets, (Tag(Side.BEFORE), Tag(Side.AFTER, right=True))),)


class _Alone(_Whole):
    """One side all over the view."""

    def __init__(self, side: Side) -> None:
        self._side = side

    def panes(self, _comparison: Comparison, size: Size, _moment: Moment) -> tuple[Pane, ...]:
        return (_alone(self._side, size),)


ARRANGEMENTS: dict[Mode, Arrangement] = {
    Mode.SPLIT: _Split(),
    Mode.SIDE_BY_SIDE: _SideBySide(),
    Mode.BLINK: _Blink(),
    Mode.ONION: _Onion(),
    Mode.DIFFERENCE: _Alone(Side.DIFFERENCE),
    Mode.SINGLE: _Alone(Side.AFTER),
}


def frame(comparison: Comparison, size: Size, *, result: bool) -> Size:
    """The part of a view that the scene is fitted into, with a result to compare or without."""
    return ARRANGEMENTS[comparison.mode].frame(comparison, size) if result else size


def panes(comparison: Comparison, size: Size, moment: Moment) -> tuple[Pane, ...]:
    """What is seen where in a view of this size (device pixels)."""
    arrangement = ARRANGEMENTS[comparison.mode]
    if not moment.result or (moment.original and arrangement.frame(comparison, size) == size):
        return (_alone(Side.BEFORE, size),)
    return arrangement.panes(comparison, size, moment)


def divided(comparison: Comparison, moment: Moment) -> bool:
    """Whether a divider can be moved now."""
    return moment.result and not moment.original and ARRANGEMENTS[comparison.mode].divided


def _alone(side: Side, size: Size) -> Pane:
    return Pane(Rect(0, 0, *size), (Sheet(side),), (Tag(side),))


def _order(comparison: Comparison) -> tuple[Side, Side]:
    """The sides from left to right, or from top to bottom."""
    return (Side.AFTER, Side.BEFORE) if comparison.swapped else (Side.BEFORE, Side.AFTER)


def _along(comparison: Comparison, size: Size) -> int:
    """The length that the divider moves along."""
    return size[0] if comparison.upright else size[1]


def _cut(size: Size, at: int, *, upright: bool) -> tuple[Rect, Rect]:
    width, height = size
    if upright:
        return Rect(0, 0, at, height), Rect(at, 0, width - at, height)
    return Rect(0, 0, width, at), Rect(0, at, width, height - at)
