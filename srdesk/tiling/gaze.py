"""Gaze: what part of a picture somebody looks at, and the order of tiles that follows from it."""

from collections.abc import Iterable, Iterator

from srdesk.rect import Rect
from srdesk.tiling.plan import Tile


class Gaze:
    """What is looked at, in source pixels; set by one thread, asked by another at every tile.

    ``None`` is nothing in particular.
    """

    def __init__(self, area: Rect | None = None) -> None:
        self.area = area

    def look(self, area: Rect | None) -> None:
        """Look elsewhere: what comes next changes, for whoever is in the middle of an order too."""
        self.area = area

    def order(self, tiles: Iterable[Tile], *, margin: int = 0) -> Iterator[Tile]:
        """Each tile once: those looked at, or within ``margin`` of that, from the middle outwards, then the others.

        While nothing is looked at they come in their own order.
        """
        left = dict.fromkeys(tiles)
        area = self.area
        upcoming = _upcoming(left, area, margin)
        while left:
            if self.area != area:
                area = self.area
                upcoming = _upcoming(left, area, margin)
            tile = upcoming.pop()
            del left[tile]
            yield tile

    def seen(self, tiles: Iterable[Tile], *, margin: int = 0) -> Iterator[Tile]:
        """Those of `order` that are looked at or within ``margin`` of that, until none is left."""
        for tile in self.order(tiles, margin=margin):
            area = self.area
            if area is None or not tile.core.grown(margin).meets(area):
                return
            yield tile


def _upcoming(tiles: Iterable[Tile], area: Rect | None, margin: int) -> list[Tile]:
    """The next one last."""
    if area is None:
        return list(tiles)[::-1]
    x, y = area.x + area.width / 2, area.y + area.height / 2

    def distance(tile: Tile) -> tuple[bool, float]:
        core = tile.core
        away = (core.x + core.width / 2 - x) ** 2 + (core.y + core.height / 2 - y) ** 2
        return not core.grown(margin).meets(area), away

    return sorted(tiles, key=distance, reverse=True)
