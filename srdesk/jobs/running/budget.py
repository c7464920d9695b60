"""MemoryBudget: how much photos under way may take together."""

import threading

from srdesk.imaging.limits import available_memory

# A photo while it is decoded: its pixels and a half as many copies; its result, and what encoding it takes.
_DECODED, _RESULT = 2.5, 1.5
_CHANNEL_BYTES = 3
_SHARE = 0.5
_UNKNOWN_PIXELS = 24_000_000
_TILE_SHARE = 4


class MemoryBudget:
    """Lets photos in as long as they fit; one that never would is let in alone."""

    def __init__(self, limit: int | None = None) -> None:
        """``limit`` in bytes; without one, half of what is free now."""
        self.limit = limit or round((available_memory() or 2**31) * _SHARE)
        self._taken = 0
        self._freed = threading.Condition()

    def take(self, amount: int, *, patience: float = 0.5) -> bool:
        """Take so many bytes; ``False`` if they were not free within ``patience`` seconds."""
        with self._freed:
            if not self._freed.wait_for(lambda: not self._taken or self._taken + amount <= self.limit, patience):
                return False
            self._taken += amount
            return True

    def give_back(self, amount: int) -> None:
        """Give back what was taken."""
        with self._freed:
            self._taken -= amount
            self._freed.notify_all()


def tile_memory(limit: int) -> int:
    """How many bytes one tile may need where photos under way may take ``limit`` together."""
    return limit // _TILE_SHARE


def needed(size: tuple[int, int] | None, result: tuple[int, int] | None) -> int:
    """About how many bytes a photo of that size takes on its way to a result of that size (``None``: unknown)."""
    pixels = size[0] * size[1] if size else _UNKNOWN_PIXELS
    made = result[0] * result[1] if result else _UNKNOWN_PIXELS * 4
    return round(_CHANNEL_BYTES * (pixels * _DECODED + made * _RESULT))
