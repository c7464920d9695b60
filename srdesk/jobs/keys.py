"""KeyIndex: millions of texts, each with a number, in sixteen bytes apiece."""

from array import array
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray


def key_of(*parts: str) -> int:
    """A 64-bit hash of texts, the same on every computer."""
    text = "\0".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "little")


class KeyIndex:
    """Remembers one number for each key, the last one given.

    Adding after looking up costs a sort at the next look-up. Keys are hashes: who must be certain compares the texts.
    """

    def __init__(self) -> None:
        self._keys: array[int] = array("Q")
        self._values: array[int] = array("Q")
        self._sorted: tuple[NDArray[np.uint64], NDArray[np.uint64]] | None = None

    def __len__(self) -> int:
        return len(self._keys)

    def add(self, key: int, value: int = 0) -> None:
        self._keys.append(key)
        self._values.append(value)
        self._sorted = None

    def find(self, key: int) -> int | None:
        """The number last given for a key, ``None`` if there is none."""
        keys, values = self._in_order()
        at = int(np.searchsorted(keys, np.uint64(key), side="right")) - 1
        return int(values[at]) if at >= 0 and keys[at] == key else None

    def shared(self) -> set[int]:
        """Keys that were added more than once."""
        keys, _ = self._in_order()
        return set(np.unique(keys[1:][keys[1:] == keys[:-1]]).tolist())

    def common(self, other: "KeyIndex") -> set[int]:
        """Keys that both have."""
        return set(np.intersect1d(self._in_order()[0], other._in_order()[0]).tolist())

    def _in_order(self) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
        if self._sorted is None:
            # Copies: an array that numpy looks into cannot grow.
            keys, values = (np.array(numbers, np.uint64) for numbers in (self._keys, self._values))
            order = np.argsort(keys, kind="stable")
            self._sorted = keys[order], values[order]
        return self._sorted
