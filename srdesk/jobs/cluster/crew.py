"""Crew: which worker has which photos, and what is done about those whose worker is gone."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

MOST_LOSSES = 3
"""So many workers may end over one photo before it counts as failed."""


@dataclass(eq=False)
class Mate:
    """A worker that is fit: the photos it has, by ticket, in the order in which it will take them."""

    address: str
    threads: int
    photos: dict[int, int] = field(default_factory=dict)
    alone: bool = False

    @property
    def room(self) -> int:
        """How many photos it may have: those it works on, and some so that it need not wait for the next."""
        return self.threads + max(1, self.threads // 2)


class Crew:
    """Hands out photos, a few to each worker however many there are, and takes them back from workers that are gone.

    Photos that a worker may have ended over are suspects: they are tried again each on a worker that has nothing else,
    so that one photo that ends workers does not bring others down with it.
    """

    def __init__(self, photos: Iterator[int]) -> None:
        self.mates: dict[str, Mate] = {}
        self._fresh = photos
        self._returned: deque[int] = deque()
        self._suspects: deque[int] = deque()
        self._losses: Counter[int] = Counter()
        self._next: int | None = None

    @property
    def under_way(self) -> list[int]:
        """The tickets of all photos that workers have."""
        return [ticket for mate in self.mates.values() for ticket in mate.photos]

    @property
    def waiting(self) -> bool:
        """Whether there is a photo that no worker has."""
        if self._next is None:
            self._next = next(self._fresh, None)
        return bool(self._suspects or self._returned or self._next is not None)

    def join(self, address: str, threads: int) -> None:
        """A worker is fit."""
        self.mates[address] = Mate(address, threads)

    def choose(self) -> Iterator[tuple[Mate, int]]:
        """Pairs of a worker and a photo for it, as long as any has room; each is to be `given` before the next."""
        chosen = True
        while chosen:
            chosen = False
            emptied = 0
            for mate in sorted(self.mates.values(), key=lambda mate: len(mate.photos) / mate.threads):
                if self._suspects and mate.photos and not mate.alone and emptied < len(self._suspects):
                    emptied += 1  # it is left to finish what it has, and gets a suspect then
                    continue
                index = self._for(mate)
                if index is not None:
                    chosen = True
                    yield mate, index

    def given(self, mate: Mate, ticket: int, index: int) -> None:
        """A worker has a photo."""
        mate.photos[ticket] = index

    def back(self, ticket: int) -> tuple[Mate, int] | None:
        """A worker is through with a photo: which, and with which; ``None`` if it had been taken from it."""
        for mate in self.mates.values():
            if ticket in mate.photos:
                index = mate.photos.pop(ticket)
                mate.alone = mate.alone and bool(mate.photos)
                return mate, index
        return None

    def again(self, *indices: int) -> None:
        """Photos that are nobody's fault, to be handed out again."""
        self._returned.extend(indices)

    def suspect(self, index: int) -> bool:
        """A photo that a worker ended over: to be tried again alone; ``False`` if it has been often enough."""
        self._losses[index] += 1
        if self._losses[index] >= MOST_LOSSES:
            return False
        self._suspects.append(index)
        return True

    def leave(self, address: str) -> tuple[list[int], list[int]]:
        """A worker is gone: the tickets and the photos it had.

        It may have ended over any of them: which it was through with and had not yet said, nobody knows.
        """
        mate = self.mates.pop(address)
        return list(mate.photos), list(mate.photos.values())

    def dismiss(self, address: str) -> list[int]:
        """A worker is not to have photos any more; returns the tickets it had, whose photos will go to others."""
        mate = self.mates.pop(address)
        self.again(*mate.photos.values())
        return list(mate.photos)

    def disband(self) -> None:
        """All workers are out of reach, through no fault of any photo."""
        for address in list(self.mates):
            self.dismiss(address)

    def drop_all(self) -> Iterable[int]:
        """Take all photos from all workers; returns which they were."""
        dropped = [index for mate in self.mates.values() for index in mate.photos.values()]
        self.mates.clear()
        return dropped

    def _for(self, mate: Mate) -> int | None:
        if mate.alone:
            return None
        if self._suspects and not mate.photos:
            mate.alone = True
            return self._suspects.popleft()
        if len(mate.photos) >= mate.room:
            return None
        if self._returned:
            return self._returned.popleft()
        if not self.waiting:
            return None
        index, self._next = self._next, None
        return index
