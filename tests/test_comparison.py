"""The comparison as a value: what makes sense, and one step further."""

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srdesk.comparison import GAINS, INTERVALS, Baseline, Channel, Comparison, Mode

comparisons = st.builds(
    Comparison,
    mode=st.sampled_from(Mode),
    position=st.floats(0, 1),
    opacity=st.floats(0, 1),
    gain=st.sampled_from(GAINS),
    interval=st.sampled_from(INTERVALS),
)


@pytest.mark.parametrize("wrong", [{"position": -0.1}, {"opacity": 1.1}, {"gain": 3}, {"gain": 64}, {"interval": 50}])
def test_what_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueError, match="must be"):
        Comparison(**wrong)


def test_gains_go_from_1_to_32():
    assert (GAINS[0], GAINS[-1]) == (1, 32)


@pytest.mark.parametrize(
    ("mode", "field", "values"),
    [
        (Mode.SPLIT, "position", (0.52, 0.48)),
        (Mode.ONION, "opacity", (0.55, 0.45)),
        (Mode.DIFFERENCE, "gain", (16, 4)),
        (Mode.BLINK, "interval", (300, 600)),
    ],
)
def test_more_and_less_of_what_a_mode_has(mode, field, values):
    start = Comparison(mode=mode)
    assert (getattr(start.more(1), field), getattr(start.more(-1), field)) == pytest.approx(values)


@given(comparisons, st.integers(-1000, 1000))
def test_steps_stay_within_what_makes_sense_and_change_nothing_else(comparison, steps):
    stepped = comparison.more(steps)
    assert stepped.mode is comparison.mode
    before, after = asdict(comparison), asdict(stepped)
    assert sum(before[name] != after[name] for name in before) <= 1


@pytest.mark.parametrize("mode", [Mode.SIDE_BY_SIDE, Mode.SINGLE])
def test_some_modes_have_nothing_to_step(mode):
    assert Comparison(mode=mode).more(3) == Comparison(mode=mode)


def test_channels_and_baselines_come_round_again():
    comparison = Comparison()
    channels, baselines = [], []
    for _ in range(3):
        comparison = comparison.with_next_channel().with_next_baseline()
        channels.append(comparison.channel)
        baselines.append(comparison.baseline)
    assert channels == [Channel.LUMA, Channel.CHROMA, Channel.ALL]
    assert baselines == [Baseline.LANCZOS, Baseline.NEAREST, Baseline.BICUBIC]
