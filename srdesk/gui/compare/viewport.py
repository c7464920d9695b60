"""Viewport: the one transform between a picture's output pixels and the device pixels of a view."""

from dataclasses import dataclass, replace

from srdesk.rect import Rect

ZOOMS = (
    *(1 / n for n in (64, 48, 32, 24, 16, 12, 8, 6, 4, 3, 2)),
    2 / 3,
    1.0,
    3 / 2,
    *map(float, (2, 3, 4, 6, 8, 12, 16, 24, 32)),
)
"""Zoom steps in device pixels per output pixel: ratios of small whole numbers, so that pixels stay even."""

LARGEST_FIT = 4
"""Small pictures are enlarged to fill the view up to this zoom."""

_NEAR = 1e-6

Point = tuple[float, float]


@dataclass(frozen=True)
class Viewport:
    """What part of a scene a view shows, and how large.

    ``view`` is the view's ``(width, height)`` in device pixels, ``scene`` the picture's in output pixels, ``zoom``
    device pixels per output pixel and ``centre`` the scene point in the middle of the view. While ``fitting``, the
    whole scene stays in view when the view is resized. Make one with `fit`.
    """

    view: tuple[int, int]
    scene: tuple[int, int]
    zoom: float
    centre: Point
    fitting: bool = False

    @classmethod
    def fit(cls, view: tuple[int, int], scene: tuple[int, int]) -> "Viewport":
        """All of the scene, as large as possible; a scene smaller than the view at one of `ZOOMS`."""
        zoom = min(view[0] / scene[0], view[1] / scene[1], LARGEST_FIT)
        zoom = max(zoom, ZOOMS[0] / 16) if zoom < 1 else max(step for step in ZOOMS if step <= zoom)
        return cls(view, scene, zoom, (scene[0] / 2, scene[1] / 2), fitting=True)

    def fitted(self) -> "Viewport":
        return Viewport.fit(self.view, self.scene)

    def resized(self, view: tuple[int, int]) -> "Viewport":
        """The same in a view of another size: all of it if it was, else the same middle at the same zoom."""
        return Viewport.fit(view, self.scene) if self.fitting else replace(self, view=view)._bounded()

    def rescaled(self, scene: tuple[int, int]) -> "Viewport":
        """The same part of the picture at the same size on screen, of a scene of other resolution."""
        if self.fitting:
            return Viewport.fit(self.view, scene)
        x, y = (new / old for new, old in zip(scene, self.scene, strict=True))
        centre = (self.centre[0] * x, self.centre[1] * y)
        return replace(self, scene=scene, zoom=self.zoom / x, centre=centre)._bounded()

    def turned_to(self, scene: tuple[int, int]) -> "Viewport":
        """The same zoom and the corresponding place in the scene of another photo."""
        if self.fitting:
            return Viewport.fit(self.view, scene)
        x, y = (centre / old * new for centre, old, new in zip(self.centre, self.scene, scene, strict=True))
        return replace(self, scene=scene, centre=(x, y))._bounded()

    def filled(self) -> "Viewport":
        """As large as it must be for nothing but the scene to be seen, the middle kept."""
        return self.zoomed(max(self.view[axis] / self.scene[axis] for axis in (0, 1)))

    def centred(self, point: Point) -> "Viewport":
        """With a scene point in the middle, as far as `panned` would go."""
        return replace(self, centre=point, fitting=False)._bounded()

    def zoomed(self, zoom: float, anchor: Point | None = None) -> "Viewport":
        """At another zoom, with the scene point under ``anchor`` (view pixels, the middle by default) kept there.

        Only the limits of `panned` may move it.
        """
        zoom = min(max(zoom, min(ZOOMS[0], self.fitted().zoom)), ZOOMS[-1])
        at = anchor or (self.view[0] / 2, self.view[1] / 2)
        x, y = self.to_scene(at)
        centre = (x + (self.view[0] / 2 - at[0]) / zoom, y + (self.view[1] / 2 - at[1]) / zoom)
        return replace(self, zoom=zoom, centre=centre, fitting=False)._bounded()

    def stepped(self, steps: int, anchor: Point | None = None) -> "Viewport":
        """So many of `ZOOMS` further in (or out, if negative)."""
        zoom = self.zoom
        for _ in range(abs(steps)):
            zoom = _next_zoom(zoom) if steps > 0 else _previous_zoom(zoom)
        return self.zoomed(zoom, anchor)

    def panned(self, dx: float, dy: float) -> "Viewport":
        """Moved by device pixels; a scene smaller than the view stays centred, a larger one covers its middle."""
        centre = (self.centre[0] - dx / self.zoom, self.centre[1] - dy / self.zoom)
        return replace(self, centre=centre, fitting=False)._bounded()

    @property
    def pannable(self) -> bool:
        """Whether some of the scene is out of view."""
        return any(self.scene[axis] * self.zoom > self.view[axis] + _NEAR for axis in (0, 1))

    @property
    def offset(self) -> tuple[int, int]:
        """Where the scene's corner is in the view: on a whole device pixel, so that pixels are drawn sharp."""
        x, y = (round(self.view[axis] / 2 - self.centre[axis] * self.zoom) for axis in (0, 1))
        return x, y

    def to_view(self, point: Point) -> Point:
        """A scene point in device pixels of the view."""
        x, y = self.offset
        return point[0] * self.zoom + x, point[1] * self.zoom + y

    def to_scene(self, point: Point) -> Point:
        """A point of the view in output pixels; `to_view`'s inverse."""
        x, y = self.offset
        return (point[0] - x) / self.zoom, (point[1] - y) / self.zoom

    def seen(self, part: Rect) -> Rect:
        """The smallest area of scene pixels that covers a part of the view; `empty` if no scene is there."""
        left, top = self.to_scene((part.x, part.y))
        right, bottom = self.to_scene((part.right, part.bottom))
        x, y = int(left // 1), int(top // 1)
        return Rect(x, y, -int(-right // 1) - x, -int(-bottom // 1) - y).cut(Rect(0, 0, *self.scene))

    def shown(self, area: Rect) -> Rect:
        """The smallest area of device pixels that covers a part of the scene; the inverse of `seen`."""
        left, top = self.to_view((area.x, area.y))
        right, bottom = self.to_view((area.right, area.bottom))
        x, y = int(left // 1), int(top // 1)
        return Rect(x, y, -int(-right // 1) - x, -int(-bottom // 1) - y)

    def _bounded(self) -> "Viewport":
        return replace(self, centre=(self._bounded_centre(0), self._bounded_centre(1)))

    def _bounded_centre(self, axis: int) -> float:
        side = self.scene[axis]
        if side * self.zoom <= self.view[axis] + _NEAR:
            return side / 2
        return min(max(self.centre[axis], 0.0), float(side))


def _next_zoom(zoom: float) -> float:
    return next((step for step in ZOOMS if step > zoom * (1 + _NEAR)), ZOOMS[-1])


def _previous_zoom(zoom: float) -> float:
    return next((step for step in reversed(ZOOMS) if step < zoom * (1 - _NEAR)), ZOOMS[0])
