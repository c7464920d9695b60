"""Labels: what the sides of a comparison are called, as it is now."""

from PySide6.QtCore import QCoreApplication

from srdesk.comparison import Baseline, Channel, Comparison, Mode
from srdesk.gui.compare.captions import Caption
from srdesk.gui.compare.modes import Side


def tr(text: str) -> str:
    """A text in the user's language."""
    return QCoreApplication.translate("labels", text)


def side_captions(before: Caption, after: Caption, comparison: Comparison) -> dict[Side, Caption]:
    """The captions of all sides: before and after as given, with what the comparison has to add."""
    before = before.adding(baseline_name(comparison.baseline), joint=" ")
    if comparison.mode is Mode.ONION:
        after = after.adding(f"{comparison.opacity:.0%}")
    return {Side.BEFORE: before, Side.AFTER: after, Side.DIFFERENCE: _difference_caption(comparison)}


def baseline_name(baseline: Baseline) -> str:
    """What a plain method of enlarging is called."""
    return {
        Baseline.BICUBIC: tr("bicubic"),
        Baseline.LANCZOS: tr("Lanczos"),
        Baseline.NEAREST: tr("nearest pixel"),
    }[baseline]


def against_name(baseline: Baseline) -> str:
    """What it is called to compare a result with it."""
    return {
        Baseline.BICUBIC: tr("vs bicubic"),
        Baseline.LANCZOS: tr("vs Lanczos"),
        Baseline.NEAREST: tr("vs nearest"),
    }[baseline]


def channel_name(channel: Channel) -> str:
    """What differences of a kind are called."""
    return {
        Channel.ALL: tr("all channels"),
        Channel.LUMA: tr("brightness only"),
        Channel.CHROMA: tr("colour only"),
    }[channel]


def _difference_caption(comparison: Comparison) -> Caption:
    kind = tr("signed") if comparison.signed else tr("absolute")
    return Caption(tr("Difference"), f"×{comparison.gain}, {channel_name(comparison.channel)}, {kind}")
