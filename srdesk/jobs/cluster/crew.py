"""Crew: which worker has which photos, and what is done about those whose worker is gone."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

# What the end of a worker says against the one photo that it had: more if it had done others before, for one that
# never did any may end over anything. So much, and the photo counts as failed.
_BY_PROVEN, _BY_UNPROVEN, _ENOUGH = 2, 1, 4


@dataclass(eq=False)
class Mate:
    """A worker that is fit: the photos it has, by ticket, in the order in which it will take them.

    ``proven`` once it has been through with a photo; ``suspect`` is the one it was last given to try alone.
    """

    address: str
    threads: int
    photos: dict[int, int] = field(default_factory=dict)
    proven: bool = False
    suspect: int | None = None

    @property
    def alone(self) -> bool:
        """Whether it has a suspect now, and so nothing else."""
        return self.suspect in self.photos.values()

    @property
    def room(self) -> int:
        """How many photos it may have: those it works on, and some so that it need not wait for the next."""
        return self.threads + max(1, self.threads // 2)


class Crew:
    """Hands out photos, a few to each worker however many there are, and takes them back from workers that are gone.

    Photos that a worker may have ended over are suspects: they are tried again each on a worker that has nothing else,
    so that one photo that ends workers does not bring others down with it. That a worker ended over several photos says
    nothing against any of them, and workers prove themselves on other photos before, as long as there are any: so a
    worker that comes and goes is told from a photo that ends workers.
    """

    def __init__(self, photos: Iterator[int]) -> None:
        self.mates: dict[str, Mate] = {}
        self._fresh = photos
        self._returned: deque[int] = deque()
        self._suspects: deque[int] = deque()
        self._blame: Counter[int] = Counter()
        self._losses: Counter[int] = Counter()
        self._next: int | None = None

    @property
    def under_way(self) -> list[int]:
        """The tickets of all photos that workers have."""
        return [ticket for mate in self.mates.values() for ticket in mate.photos]

    @property
    def waiting(self) -> bool:
        """Whether there is a photo that no worker has."""
        return bool(self._suspects) or self._innocent

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
                if mate.photos and not mate.alone and emptied < len(self._suspects) and self._may_try(mate):
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
                return mate, mate.photos.pop(ticket)
        return None

    def again(self, *indices: int) -> None:
        """Photos that are nobody's fault, to be handed out again."""
        for index in indices:
            (self._suspects if self._losses[index] else self._returned).append(index)

    def suspect(self, mate: Mate, index: int) -> bool:
        """A photo that a worker ended over: to be tried again alone; ``False`` if it has been often enough."""
        self._losses[index] += 1
        if mate.suspect == index:
            self._blame[index] += _BY_PROVEN if mate.proven else _BY_UNPROVEN
        if self._blame[index] >= _ENOUGH:
            return False
        self._suspects.append(index)
        return True

    def losses(self, index: int) -> int:
        """How many workers have ended while they had a photo."""
        return self._losses[index]

    def leave(self, address: str) -> Mate:
        """A worker is gone, with what it had.

        It may have ended over any of its photos: which it was through with and had not yet said, nobody knows.
        """
        return self.mates.pop(address)

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

    def _may_try(self, mate: Mate) -> bool:
        """Whether a worker may have a suspect: it has done another photo, or there is none left to do."""
        return mate.proven or not self._innocent

    @property
    def _innocent(self) -> bool:
        """Whether a photo waits that is no suspect."""
        if self._next is None:
            self._next = next(self._fresh, None)
        return bool(self._returned or self._next is not None)

    def _for(self, mate: Mate) -> int | None:
        if mate.alone:
            return None
        if self._suspects and not mate.photos and self._may_try(mate):
            mate.suspect = self._suspects.popleft()
            return mate.suspect
        if len(mate.photos) >= mate.room:
            return None
        if self._returned:
            return self._returned.popleft()
        if not self._innocent:
            return None
        index, self._next = self._next, None
        return index
