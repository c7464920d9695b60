"""What variants are called, and what is said about them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from srdesk.gui.compare.captions import Caption
from srdesk.gui.exposures.variants import LETTERS, Variants
from srdesk.gui.panel import choices
from srdesk.gui.preview.blind import BlindTrial
from srdesk.gui.preview.previewer import Preview
from srdesk.gui.wording import Message
from srdesk.models.spec import ModelSpec
from srdesk.restore.options import AUTO, RestoreOptions

if TYPE_CHECKING:
    from srdesk.restore.invented import Invention


def tr(text: str) -> str:
    """A text in the user's language."""
    return QCoreApplication.translate("variants", text)


def variant_name(specs: Sequence[ModelSpec], options: RestoreOptions) -> str:
    """Options in a few words: the network, and what is set otherwise than by itself."""
    spec = choices.find(specs, options)
    enlarged = f"{options.scale}×" if options.size is None else str(options.size)
    parts = [f"{spec.title if spec is not None else options.model} {enlarged}"]
    if options.precision != AUTO:
        parts.append(options.precision.upper())
    if options.tile is not None:
        parts.append(tr("tiles of {0}").format(options.tile))
    if options.overlap is not None:
        parts.append(tr("overlap {0}").format(options.overlap))
    if options.strength < 1:
        parts.append(tr("strength {0}").format(f"{options.strength:.0%}"))
    if options.grain > 0:
        parts.append(tr("grain {0}").format(f"{options.grain:.0%}"))
    return ", ".join(parts)


def preview_caption(preview: Preview, scale: int) -> Caption:
    """What the result side is called before there is a result: whose work is seen, and whose is to come, and when."""
    detail = f"{preview.spec.title} {scale}×"
    if preview.awaited is not None and preview.coming:
        detail += ", " + tr("{0} is coming").format(preview.awaited.title)
    elif preview.awaited is not None:
        detail += ", " + tr("{0} when you zoom in or restore").format(preview.awaited.title)
    return Caption(tr("Preview"), detail)


def outcome(specs: Sequence[ModelSpec], variants: Variants, trial: BlindTrial) -> Message:
    """How a blind trial went: which variant was picked how often."""
    if not trial.rounds:
        return Message(tr("The blind test ended without a pick."))
    best, picks = trial.tally[0]
    lines = [
        tr("{0}: {1} of {2}").format(
            f"{LETTERS[index]} · {variant_name(specs, variants.options[index])}", count, trial.rounds
        )
        for index, count in trial.tally
    ]
    winner = f"{LETTERS[best]} · {variant_name(specs, variants.options[best])}"
    return Message(tr("{0} was picked {1} of {2} times.").format(winner, picks, trial.rounds), "\n".join(lines))


def invented(total: "Invention") -> str:
    """How much was invented, and how well the result agrees with the photo, in figures."""
    return tr("Invented {0}, disagrees by {1} (of 255)").format(f"{total.detail:.1f}", f"{total.error:.1f}")


def invented_explained() -> str:
    """What the figures and the colour mean."""
    return tr(
        "Invented detail is what the network added to a plain enlargement: where there is colour, look twice before you"
        " trust it. Reduced to the photo's size again, the result should be the photo; the second figure is how far it"
        " is from that."
    )
