"""What the window says of a result that was opened: how it was made, and whether it could be made again."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from srdesk.gui.wording import Message, Offer

if TYPE_CHECKING:
    from srdesk.gui.originals import Originals, Way

ORIGIN = "origin"
"""The topic of messages on where the open photo comes from."""


def tr(text: str) -> str:
    return QCoreApplication.translate("origin", text)


def of_result(way: "Way", originals: "Originals") -> Message:
    """How a result was made, what became of its original, and what can be done."""
    source = way.provenance.source
    name = source.name if source and source.name else tr("a photo without a name")
    title = way.spec.title if way.spec else way.options.model
    text = tr("{0} was made by srdesk from {1}: {2} {3}×.").format(way.result.name, name, title, way.options.scale)
    sentences = [_of_original(way, name), *_reservations(way)]
    return Message(text, " ".join(sentences), offers=tuple(_offers(way, originals)), topic=ORIGIN)


def reached(way: "Way") -> Message:
    """That an original is open with the settings of its result."""
    return Message(
        tr("The settings are those of {0}.").format(way.result.name),
        " ".join((tr("Press Restore to make it again, or change them first."), *_reservations(way))),
        topic=ORIGIN,
    )


def search_title(way: "Way") -> str:
    """What the dialog that asks for an original is called."""
    source = way.provenance.source
    return tr("Find {0}").format(source.name) if source and source.name else tr("Find the original")


def _of_original(way: "Way", name: str) -> str:
    path = way.original.path
    if path is None:
        return tr("Its original is neither beside it nor in the folder above.")
    if way.original.likeness != "same":
        return tr("{0} has other content than its original had: it would become another picture.").format(path.name)
    if path.name != name:
        return tr("Its original is there unchanged, as {0}.").format(path.name)
    return tr("Its original is there unchanged.")


def _reservations(way: "Way") -> list[str]:
    """What keeps a second result from being the same."""
    found = []
    if way.spec is None:
        found.append(tr("This srdesk has no network {0} for {1}×.").format(way.options.model, way.options.scale))
    elif not way.exact:
        found.append(tr("This srdesk has another {0}: the result may differ.").format(way.spec.title))
    if way.strange:
        found.append(tr("It does not know these settings: {0}.").format(", ".join(way.strange)))
    return found


def _offers(way: "Way", originals: "Originals") -> list[Offer]:
    same = way.original.likeness == "same"
    found = []
    if way.original.path is not None:
        text = tr("Redo from the original") if same else tr("Open it with these settings")
        found.append(Offer(text, lambda: originals.redo(way)))
    if not same and way.provenance.source is not None:
        found.append(Offer(tr("Find the original…"), lambda: originals.search(way)))
    return found
