"""How fast photos are done, how far a run has come, and how long the rest will take."""

from collections.abc import Mapping
from dataclasses import dataclass

from srdesk.jobs.queue import ACTIVE, Queue, Recipe, State

# How much the latest photo counts against all before it.
_WEIGHT = 0.3


class Pace:
    """Seconds for a source pixel, from file to file, by recipe."""

    def __init__(self) -> None:
        self._known: dict[Recipe, float] = {}
        self._latest: float | None = None

    def note(self, recipe: Recipe, pixels: float, seconds: float) -> None:
        """Learn from a photo that is done, or from the part of one that is."""
        if pixels <= 0 or seconds <= 0:
            return
        before, now = self._known.get(recipe), seconds / pixels
        self._latest = self._known[recipe] = now if before is None else before + _WEIGHT * (now - before)

    def seconds(self, pixels: Mapping[Recipe, float]) -> float | None:
        """How long so many pixels will take, ``None`` while nothing is known.

        Recipes that have not been used yet are taken to be as fast as those that were used last.
        """
        if self._latest is None:
            return None
        return sum(amount * self._known.get(recipe, self._latest) for recipe, amount in pixels.items())


@dataclass(frozen=True)
class RunProgress:
    """How far a run has come: photos, source pixels, and the seconds still to go (``None`` while unknown)."""

    photos: int
    of_photos: int
    done: float
    total: float
    eta: float | None = None

    @property
    def fraction(self) -> float:
        """0..1; a run of nothing is done."""
        return min(1.0, self.done / self.total) if self.total else 1.0


class Run:
    """What is done to the photos of a queue from the moment it is started."""

    def __init__(self, queue: Queue, pace: Pace) -> None:
        self._queue = queue
        self._pace = pace
        self._ended = queue.number(*_COUNTED)
        self._pixels = queue.pixels(*_COUNTED)

    @property
    def progress(self) -> RunProgress:
        """How far it has come; what failed counts as done, what was cancelled was never part of it."""
        queue = self._queue
        ended, pixels = queue.number(*_COUNTED) - self._ended, queue.pixels(*_COUNTED) - self._pixels
        waiting, active = queue.number(State.QUEUED), queue.active
        under_way = 0.0 if active is None else queue.pixels(*ACTIVE)
        share = 0.0 if active is None else active.fraction
        to_do = queue.waiting()
        if active is not None:
            recipe = queue.recipe_for(active)
            to_do[recipe] = to_do.get(recipe, 0.0) + under_way * (1 - share)
        return RunProgress(
            photos=max(0, ended),
            of_photos=max(0, ended) + queue.number(*ACTIVE) + waiting,
            done=max(0.0, pixels) + under_way * share,
            total=max(0.0, pixels) + under_way + queue.pixels(State.QUEUED),
            eta=self._pace.seconds(to_do),
        )


_COUNTED = (State.DONE, State.FAILED)
