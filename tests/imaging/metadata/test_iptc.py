"""IPTC records and the resources they travel in."""

from srdesk.imaging.metadata import iptc
from tests.imaging.pictures import IPTC


def test_records_are_read_in_order() -> None:
    assert iptc.records(IPTC) == [(2, 120, b"caption"), (2, 25, b"one"), (2, 25, b"two"), (2, 90, b"Wien")]


def test_repeated_fields_are_told_apart() -> None:
    found = iptc.fields(IPTC)
    assert (found["iptc:2:25:1"], found["iptc:2:25:2"]) == (b"one", b"two")


def test_places_go() -> None:
    assert iptc.without_location(IPTC) == IPTC[: -(5 + 4)]


def test_long_values_survive() -> None:
    long = b"\x1c\x02\x78\x80\x04\x00\x01\x00\x00" + b"x" * 65_536
    assert iptc.records(long) == [(2, 120, b"x" * 65_536)]
    assert iptc.without_location(long) == long


def test_what_is_cut_off_ends_the_reading() -> None:
    assert iptc.records(IPTC[:-1]) == iptc.records(IPTC)[:-1]
    assert iptc.records(b"no records") == []


def test_photoshop_resources_are_searched() -> None:
    other = b"8BIM\x03\xed\x04name\x00" + (3).to_bytes(4, "big") + b"abc\0"
    assert iptc.from_photoshop(iptc.to_photoshop(IPTC)) == IPTC
    assert iptc.from_photoshop(other + iptc.to_photoshop(IPTC)) == IPTC
    assert iptc.from_photoshop(other) is None
    assert iptc.from_photoshop(b"") is None
