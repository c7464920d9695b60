"""What the window says of results that were saved, found again or shown to others."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, QUrl
from PySide6.QtGui import QDesktopServices

from srdesk.gui import wording
from srdesk.gui.background import Failure
from srdesk.gui.compare.captions import Caption
from srdesk.gui.languages import translated
from srdesk.gui.wording import Message, Offer
from srdesk.imaging.comparison.request import Words

if TYPE_CHECKING:
    from srdesk.gui.exports import Exported
    from srdesk.jobs.saves import Saved

SAVED, EXPORTED = "saved", "exported"
"""The topics of messages on the latest save and the latest export."""

MESSAGE_MS = 15_000
"""How long a line at the bottom of the window stays."""


def tr(text: str) -> str:
    return QCoreApplication.translate("share", text)


def saved(result: "Saved", *, undo: Callable[[], None]) -> Message:
    """Where a result is now, what there is to know about it, and a way back."""
    report = result.report
    text = tr("Saved as {0} ({1})").format(report.path.name, wording.file_size(report.size_bytes))
    kept = f", {translated(report.metadata_summary)}" if report.metadata_total else ""
    replaced = (tr("The earlier file of that name is kept until srdesk is closed."),) if result.earlier else ()
    place = tr("In {0}").format(report.path.parent)
    hint = "\n".join((place, *map(translated, report.notices), *replaced))
    return Message(f"{text}{kept}", hint, offers=(Offer(tr("Undo"), undo),), topic=SAVED)


def refused(failure: Failure, *, elsewhere: Callable[[], None]) -> Message:
    """Why a result could not be saved, and a way to save it in another place."""
    offers = (Offer(tr("Save as…"), elsewhere),)
    again = partial(refused, failure, elsewhere=elsewhere)
    return replace(wording.failure_message(failure), offers=offers, topic=SAVED, again=again)


def undone(result: "Saved") -> Message:
    """That a save was taken back."""
    hint = tr("The earlier file of that name is back.") if result.earlier else ""
    return Message(tr("{0} was moved to the recycle bin.").format(result.path.name), hint, topic=SAVED)


def tidied(count: int) -> Message:
    """That what a session had kept which ended badly is in the recycle bin."""
    return Message(
        tr("srdesk was not closed as it should be: files that it had replaced were still kept ({0}).").format(count),
        tr("They are in the recycle bin now, with names that begin with .srdesk-earlier."),
        topic=SAVED,
    )


def result_copied(size: tuple[int, int]) -> str:
    """That a result is on the clipboard."""
    return tr("The result is on the clipboard ({0} × {1} px)").format(*size)


def comparison_copied() -> str:
    """That what is seen is on the clipboard."""
    return tr("The comparison is on the clipboard, as it is seen")


def export_title() -> str:
    """What the dialog that asks for a file is called."""
    return tr("Export the comparison")


def comparison_name() -> str:
    """What is added to the name of a photo for a comparison."""
    return tr("comparison")


def exported(result: "Exported") -> Message:
    """Where a comparison is now, and a way to see it."""
    text = tr("Exported as {0} ({1})").format(result.path, wording.file_size(result.size))
    return Message(text, offers=(Offer(tr("Open"), lambda: _open(result.path)),), topic=EXPORTED)


def _open(path: Path) -> None:
    """Have the file shown by the program that the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def of_page(name: str, before: Caption, after: Caption) -> Words:
    """What a page that shows a comparison says, in the language of the window."""
    return Words(
        title=name,
        before=before.text,
        after=after.text,
        slider=tr("Divider between before and after"),
        share=tr("{0}% before"),
        hint=tr("Drag across the picture, or use the arrow keys."),
        note=tr("Restored with srdesk, on one computer and without the network. This page needs none either."),
        language=QLocale().bcp47Name(),
    )
