"""IPTC captions: records of the IIM standard and the Photoshop resources they travel in."""

import struct
from collections import Counter

_CAPTIONS = 0x0404
_MARK = b"8BIM"
# Record 2: content location code and name, city, sublocation, province, country code and name.
_LOCATIONS = frozenset({26, 27, 90, 92, 95, 100, 101})
_EXTENDED = 0x8000


def records(iim: bytes) -> list[tuple[int, int, bytes]]:
    """Record, data set and value of each entry, in order, as far as they can be read."""
    found, at = [], 0
    while at + 5 <= len(iim) and iim[at] == 0x1C:
        record, dataset, size = struct.unpack_from(">BBH", iim, at + 1)
        start = at + 5
        if size & _EXTENDED:
            length = size & ~_EXTENDED
            start, size = start + length, int.from_bytes(iim[start : start + length], "big")
        if start + size > len(iim):
            break
        found.append((record, dataset, iim[start : start + size]))
        at = start + size
    return found


def fields(iim: bytes) -> dict[str, bytes]:
    """Every entry by record, data set and its place among those of the same kind."""
    seen: Counter[tuple[int, int]] = Counter()
    found: dict[str, bytes] = {}
    for record, dataset, value in records(iim):
        seen[record, dataset] += 1
        found[f"iptc:{record}:{dataset}:{seen[record, dataset]}"] = value
    return found


def without_location(iim: bytes) -> bytes:
    """The entries that name no place."""
    return b"".join(_entry(*one) for one in records(iim) if one[0] != 2 or one[1] not in _LOCATIONS)


def from_photoshop(resources: bytes) -> bytes | None:
    """The IPTC records among Photoshop's image resources."""
    at = 0
    while resources[at : at + 4] == _MARK and at + 12 <= len(resources):
        kind = int.from_bytes(resources[at + 4 : at + 6], "big")
        named = 1 + resources[at + 6]
        start = at + 6 + named + named % 2
        size = int.from_bytes(resources[start : start + 4], "big")
        if kind == _CAPTIONS:
            return resources[start + 4 : start + 4 + size] or None
        at = start + 4 + size + size % 2
    return None


def to_photoshop(iim: bytes) -> bytes:
    """The records as the only image resource."""
    return _MARK + struct.pack(">HHI", _CAPTIONS, 0, len(iim)) + iim + b"\0" * (len(iim) % 2)


def _entry(record: int, dataset: int, value: bytes) -> bytes:
    if len(value) < _EXTENDED:
        return struct.pack(">BBBH", 0x1C, record, dataset, len(value)) + value
    return struct.pack(">BBBHI", 0x1C, record, dataset, _EXTENDED | 4, len(value)) + value
