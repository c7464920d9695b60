"""Frozen values through JSON: what is written is read, and nothing else is believed."""

import json
from dataclasses import dataclass, field
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srdesk.errors import UsageError
from srdesk.imaging.options import EncodeOptions, MetadataPolicy, ProfilePolicy
from srdesk.restore.options import RestoreOptions
from srdesk.restore.size import TargetSize
from srdesk.tables import Oddity, table_of, value_of


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Inner:
    count: int = 1
    colour: Colour = Colour.RED

    def __post_init__(self):
        if self.count < 0:
            raise UsageError("No less than nothing.")


@dataclass(frozen=True)
class Outer:
    name: str = "x"
    share: float = 0.5
    inner: Inner = field(default_factory=Inner)
    several: tuple[Inner, ...] = ()
    keys: tuple[tuple[str, tuple[str, ...]], ...] = ()
    size: TargetSize | None = None
    rule: float | str = "auto"
    on: bool = False


def through(value):
    oddities = []
    text = json.dumps(table_of(value))
    return value_of(type(value), json.loads(text), oddities.append), oddities


FULL = Outer(
    "y",
    0.25,
    Inner(3, Colour.BLUE),
    (Inner(), Inner(2)),
    (("open", ("Ctrl+O", "F3")),),
    TargetSize.parse("2.5x"),
    300.0,
    True,
)


@pytest.mark.parametrize("value", [Outer(), FULL])
def test_what_is_written_is_read(value):
    assert through(value) == (value, [])


@given(
    st.builds(
        RestoreOptions,
        scale=st.sampled_from([2, 3, 4]),
        size=st.none() | st.builds(TargetSize.parse, st.sampled_from(["2.5x", "3840w", "30x20cm@300", "24mp"])),
        dpi=st.sampled_from(["auto", "keep", "scale"]) | st.floats(1, 2400),
        tile=st.none() | st.integers(8, 4096),
        strength=st.floats(0, 1),
    )
)
def test_every_restoration_can_be_kept(options):
    assert through(options) == (options, [])


@given(
    st.builds(
        EncodeOptions,
        format=st.sampled_from([None, "JPEG", "PNG"]),
        quality=st.none() | st.integers(1, 100),
        metadata=st.sampled_from(MetadataPolicy),
        profile=st.sampled_from(ProfilePolicy),
    )
)
def test_every_way_of_writing_can_be_kept(options):
    assert through(options) == (options, [])


@pytest.mark.parametrize(
    ("table", "oddity"),
    [
        ({"name": 3}, Oddity("name", 3, "x")),
        ({"share": "half"}, Oddity("share", "half", 0.5)),
        ({"share": True}, Oddity("share", True, 0.5)),
        ({"on": 1}, Oddity("on", 1, False)),
        ({"inner": []}, Oddity("inner", [], {"count": 1, "colour": "red"})),
        ({"inner": {"count": -1}}, Oddity("inner.count", -1, 1)),
        ({"inner": {"colour": "green"}}, Oddity("inner.colour", "green", "red")),
        ({"inner": {"weight": 1}}, Oddity("inner.weight", 1, known=False)),
        ({"several": [{"count": "x"}]}, Oddity("several.0.count", "x", 1)),
        ({"several": 3}, Oddity("several", 3, [])),
        ({"keys": [["open"]]}, Oddity("keys", [["open"]], [])),
        ({"size": "large"}, Oddity("size", "large", None)),
        ({"size": 3}, Oddity("size", 3, None)),
        ({"rule": None}, Oddity("rule", None, "auto")),
        ({"what": 1}, Oddity("what", 1, known=False)),
    ],
)
def test_what_does_not_fit_is_reported_and_spoils_nothing_else(table, oddity):
    oddities = []
    value = value_of(Outer, {**table, "rule": table.get("rule", "keep")}, oddities.append)
    assert oddities == [oddity]
    assert value.rule == ("auto" if "rule" in table else "keep")


def test_whole_numbers_will_do_for_fractions():
    assert value_of(Outer, {"share": 1, "rule": 300}, pytest.fail) == Outer(share=1, rule=300)
