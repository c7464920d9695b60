"""What the window says of results that were saved, found again or shown to others."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from srdesk.gui import wording
from srdesk.gui.languages import translated
from srdesk.gui.wording import Message, Offer

if TYPE_CHECKING:
    from srdesk.jobs.saves import Saved

SAVED = "saved"
"""The topic of messages on the latest save."""


def tr(text: str) -> str:
    return QCoreApplication.translate("share", text)


def saved(result: "Saved", *, undo: Callable[[], None]) -> Message:
    """Where a result is now, what there is to know about it, and a way back."""
    report = result.report
    text = tr("Saved as {0} ({1})").format(report.path, wording.file_size(report.size_bytes))
    kept = f", {translated(report.metadata_summary)}" if report.metadata_total else ""
    replaced = (tr("The earlier file of that name is kept until srdesk is closed."),) if result.earlier else ()
    hint = "\n".join((*map(translated, report.notices), *replaced))
    return Message(f"{text}{kept}", hint, offers=(Offer(tr("Undo"), undo),), topic=SAVED)


def undone(result: "Saved") -> Message:
    """That a save was taken back."""
    hint = tr("The earlier file of that name is back.") if result.earlier else ""
    return Message(tr("{0} was moved to the recycle bin.").format(result.path.name), hint, topic=SAVED)
