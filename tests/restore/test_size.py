"""Target sizes: what was asked for to a pixel, never below the source, the shape kept."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from srdesk.errors import UsageError
from srdesk.restore import RestoreOptions
from srdesk.restore.size import LARGEST, Measure, TargetSize, Unit, decided_dpi, result_dpi

sides = st.integers(1, 20_000)
photos = st.tuples(sides, sides)
pixels = st.integers(1, 30_000)
reals = st.floats(0.01, 500, allow_nan=False)
sizes = st.one_of(
    st.builds(TargetSize, st.just(Measure.FACTOR), st.floats(0.1, 40)),
    st.builds(
        TargetSize, st.sampled_from([Measure.WIDTH, Measure.HEIGHT, Measure.LONG_SIDE, Measure.SHORT_SIDE]), pixels
    ),
    st.builds(TargetSize, st.just(Measure.BOX), pixels, pixels),
    st.builds(TargetSize, st.just(Measure.MEGAPIXELS), reals),
    st.builds(TargetSize, st.just(Measure.PRINT), reals, reals, st.sampled_from(Unit), st.floats(1, 2400)),
)


def became(size, photo):
    try:
        return size.of(photo)
    except UsageError:
        assume(False)


@given(size=sizes, photo=photos)
def test_nothing_becomes_smaller_and_the_shape_is_kept(size, photo):
    width, height = became(size, photo)
    assert width >= photo[0]
    assert height >= photo[1]
    factor = size.factor(photo)
    assert abs(width - photo[0] * factor) <= 0.5 + 1e-6
    assert abs(height - photo[1] * factor) <= 0.5 + 1e-6


@given(size=sizes, photo=photos)
def test_what_was_asked_for_is_reached_within_a_pixel(size, photo):
    width, height = became(size, photo)
    if (width, height) == photo:
        assert size.factor(photo) < 1 + 1 / min(photo)
        return
    asked, got = {
        Measure.FACTOR: lambda: (photo[0] * size.amount, width),
        Measure.WIDTH: lambda: (size.amount, width),
        Measure.HEIGHT: lambda: (size.amount, height),
        Measure.LONG_SIDE: lambda: (size.amount, max(width, height)),
        Measure.SHORT_SIDE: lambda: (size.amount, min(width, height)),
        Measure.BOX: lambda: fitted(photo, (size.amount, size.second), (width, height)),
        Measure.MEGAPIXELS: lambda: (math.sqrt(size.amount * 1e6 * photo[0] / photo[1]), width),
        Measure.PRINT: lambda: fitted(photo, turned(photo, paper(size)), (width, height)),
    }[size.measure]()
    assert abs(asked - got) <= 1


def paper(size):
    per_unit = size.dpi / 2.54 if size.unit is Unit.CM else size.dpi
    return size.amount * per_unit, size.second * per_unit


def turned(photo, box):
    return max((box, box[::-1]), key=lambda sides: min(sides[0] / photo[0], sides[1] / photo[1]))


def fitted(photo, box, result):
    """The side that touches the box, and that side of the result; the other is within the box."""
    factors = box[0] / photo[0], box[1] / photo[1]
    touching = factors.index(min(factors))
    assert result[1 - touching] <= box[1 - touching] + 1
    return box[touching], result[touching]


@given(size=sizes)
def test_every_size_can_be_typed(size):
    assert TargetSize.parse(str(size)) == size


@pytest.mark.parametrize(
    ("text", "photo", "result"),
    [
        ("2.5x", (100, 60), (250, 150)),
        ("x2", (100, 60), (200, 120)),
        ("5/2x", (100, 60), (250, 150)),
        ("3840w", (1000, 667), (3840, 2561)),
        ("2160h", (1000, 667), (3238, 2160)),
        ("4000 long", (600, 900), (2667, 4000)),
        ("2000SHORT", (600, 900), (2000, 3000)),
        ("24mp", (4000, 3000), (5657, 4243)),
        ("1920x1080", (800, 800), (1080, 1080)),
        ("30x20cm@300", (600, 400), (3543, 2362)),
        ("30x20cm@300", (400, 600), (2362, 3543)),
        ("12x8in", (600, 400), (3600, 2400)),
        ("0.5x", (7, 3), (7, 3)),
        ("100w", (300, 2), (300, 2)),
        ("3840w", (1, 1), (3840, 3840)),
    ],
)
def test_texts(text, photo, result):
    assert TargetSize.parse(text).of(photo) == result


@pytest.mark.parametrize(
    "text",
    ["", "x", "big", "3840", "3840.5w", "0w", "-2x", "1/0x", "30x20cm@0", "30x20cm@", "1e9w", "nanx", "1920x", "2x2x2"],
)
def test_what_is_no_size_is_refused_with_a_hint(text):
    with pytest.raises(UsageError) as caught:
        TargetSize.parse(text)
    assert caught.value.hint


def test_more_than_a_gigapixel_is_refused():
    with pytest.raises(UsageError, match="gigapixel"):
        TargetSize.parse("3840w").of((1, 10_000))


def test_a_source_beyond_the_limit_keeps_its_size():
    huge = 40_000, 40_000
    assert huge[0] * huge[1] > LARGEST
    assert TargetSize.parse("100w").of(huge) == huge


def test_options_know_what_they_come_to():
    assert RestoreOptions(scale=3).output_size((10, 20)) == (30, 60)
    assert RestoreOptions(scale=3, size=TargetSize.parse("15w")).output_size((10, 20)) == (15, 30)
    assert RestoreOptions(scale=3).enlargement == "x3"
    assert RestoreOptions(size=TargetSize.parse("15w")).enlargement == "15w"


@pytest.mark.parametrize(
    ("rule", "size", "dpi", "result"),
    [
        ("auto", None, (72, 36), (144, 72)),
        ("scale", None, (72, 36), (144, 72)),
        ("keep", None, (72, 36), (72, 36)),
        (300, None, (72, 36), (300, 300)),
        (300, None, None, (300, 300)),
        ("auto", None, None, None),
        ("keep", None, None, None),
        ("auto", "30x20cm@240", (72, 72), (240, 240)),
        ("auto", "30x20cm@240", None, (240, 240)),
        ("scale", "30x20cm@240", (72, 72), (144, 144)),
        ("keep", "30x20cm@240", (72, 72), (72, 72)),
        ("auto", "200w", (72, 72), (144, 144)),
    ],
)
def test_the_print_resolution_follows_its_rule(rule, size, dpi, result):
    target = size and TargetSize.parse(size)
    assert result_dpi(decided_dpi(rule, target), dpi, source=(100, 50), output=(200, 100)) == result


@pytest.mark.parametrize("rule", ["none", "", 0, -1, 1e9, float("nan")])
def test_a_rule_that_is_none_is_refused(rule):
    with pytest.raises(UsageError):
        RestoreOptions(dpi=rule)
